"""Answers that are none yet get a remark that says why; answers in a few good words get none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

from inkoop.catalogue import entries
from inkoop.domain.answers import Row, Rows, Text
from inkoop.domain.findings import Finding, Severity
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Answer
from inkoop.domain.tender import Tender
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.submission.no_answer import no_answer_findings
from tests.conftest import ROOT

REQUIRED, ANOTHER = "V28", "V23"
GOOD = " ".join(f"woord{number}" for number in range(30))


@cache
def tender() -> Tender:
    read = read_kader(ROOT / "criteria" / "zwolle-2015.yaml").value
    assert read is not None
    return read


def findings(**texts: str) -> Iterator[Finding]:
    answers = {
        code: Answer(code, text, Text(text), CellPlace("a.xlsx", "Blad", "C8"))
        for code, text in texts.items()
    }
    return no_answer_findings(tender(), answers)


def found(text: str, code: str = REQUIRED) -> list[str]:
    return [each.code for each in findings(**{code: text})]


STILL_TO_COME = (
    "n.v.t.",
    "NVT",
    "nvt.",
    "volgt",
    "Volgt nog",
    "nog te volgen volgt",
    "TODO",
    "pm",
    "P.M.",
    "xxx",
)
BRACKETS = (
    "[naam]",
    "<invullen>",
    "{{antwoord}}",
    "[vul hier uw antwoord in]",
    f"{GOOD} door [naam organisatie].",
)


@pytest.mark.parametrize("text", [*STILL_TO_COME, *BRACKETS, "nog in te vullen", "wordt nagestuurd"])
def test_a_placeholder_is_no_answer(text: str) -> None:
    assert found(text.replace("nog te volgen volgt", "volgt later")) == ["ANTW-32"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "zie bijlage",
            "Zie bijlage 3.",
            "ZIE WEBSITE",
            "zie boven",
            "zie vraag 4",
            "conform bijlage 2",
            "Bijlage A",
        ),
        *(
            "https://www.zorg.example/plan",
            "www.zorg.nl",
            "C:\\plannen\\plan van aanpak.docx",
            "plan van aanpak.pdf",
        ),
        *("\\\\server\\map\\plan", "/home/jan/plan", "zie plan.docx", "Wij verwijzen naar onze website."),
    ],
)
def test_a_reference_is_no_answer(text: str) -> None:
    assert found(text) == ["ANTW-33"]


def test_the_question_is_no_answer() -> None:
    """The own one and that of another, as it stands and nearly."""
    for code in (REQUIRED, ANOTHER):
        words = tender().questions[code].text.split()
        for text in (" ".join(words), " ".join(words).upper(), " ".join(words[:-1])):
            assert found(text) == ["ANTW-34"], text


def test_one_text_at_two_questions() -> None:
    told = list(findings(**{ANOTHER: GOOD, REQUIRED: GOOD.upper().replace(" ", ",  ")}))
    assert [(each.code, dict(each.context)["andere"]) for each in told] == [("ANTW-35", ANOTHER)]
    assert not list(findings(**{ANOTHER: GOOD, REQUIRED: f"{GOOD} meer"}))


def test_a_few_words_where_many_are_asked() -> None:
    limit = tender().questions[REQUIRED]
    assert getattr(limit, "max_words", 0) == 250
    assert found(" ".join(["zorg"] * 12)) == ["ANTW-27"]
    assert found(" ".join(["zorg"] * 13)) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{GOOD} Zie ook bijlage 3.",
        f"{GOOD} Meer op www.zorg.nl.",
        f"{GOOD} De begeleider (mw. Jansen) volgt dit nog.",
        "Wij bellen elke week met wie een plek zoekt, onder leiding van een vaste begeleider.",
    ],
)
def test_an_answer_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_name_may_be_short_and_look_like_an_address() -> None:
    for text in ("Zorg", "Buurtzorg.nl", "De Linde"):
        assert found(text, "naam") == []


def test_no_finding_about_words_rejects_anybody() -> None:
    for number in (27, 28, 32, 33, 34, 35):
        assert entries()[f"ANTW-{number}"].severity is Severity.WARNING
    assert all(each.severity is Severity.WARNING for each, _ in product(findings(V28="pm"), [0]))


def test_a_cell_of_a_table_is_no_answer_in_the_same_ways() -> None:
    table = read_kader(ROOT / "tests" / "kaders" / "tabelregels.yaml").value
    assert table is not None
    typed = ("De Linde", "volgt", "[naam]", "zie bijlage 2", "Atelier Test", "Plek van A")
    rows = tuple(
        Row({"plek": Text(text)}, {"plek": CellPlace("a.xlsx", "locaties", f"B{number}")})
        for number, text in enumerate(typed, 6)
    )
    answers = {
        "locaties": Answer("locaties", "6 rijen", Rows(rows), CellPlace("a.xlsx", "locaties", "B6:D10"))
    }
    told = [(each.code, each.question, each.place) for each in no_answer_findings(table, answers)]
    assert told == [
        (code, "locaties, kolom plek", CellPlace("a.xlsx", "locaties", cell))
        for code, cell in (("ANTW-32", "B7"), ("ANTW-32", "B8"), ("ANTW-33", "B9"))
    ]


@pytest.mark.parametrize("text", ["n.v.t.", "NVT", "Niet van toepassing."])
def test_what_need_not_be_answered_may_be_said_not_to_apply(text: str) -> None:
    assert found(text, "A8") == [], "A8 may stay empty, and asks up to 120 words"
    assert found("Nee", "A8") == ["ANTW-27"]
