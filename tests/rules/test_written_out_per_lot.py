"""What a kader writes once and asks for each lot: written out, asked and scored for each by itself."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from inkoop.domain.submission import Assessment
from inkoop.domain.tender import Tender
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.award.lots import evaluate_lots
from inkoop.rules.kader.per_lot import written_out
from inkoop.rules.submission.lot_rules import tender_of_lot
from tests.lots_case import LOTS_KADER, kader_with, tender_of, volumes
from tests.scenarios.build import submission

ONCE = ("  - code: K1\n", "  - code: K1\n    per_perceel: ja\n")


@pytest.fixture
def tender(tmp_path: Path) -> Tender:
    """The kader with lots, with experience asked for each lot."""
    return tender_of(kader_with(tmp_path, ONCE))


def test_it_is_asked_of_who_chooses_the_lot_and_of_nobody_else(tender: Tender) -> None:
    asked = {code: question for code, question in tender.questions.items() if "@" in code}
    assert list(asked) == ["ervaring@noord", "ervaring@zuid"]
    for lot in ("noord", "zuid"):
        question = asked[f"ervaring@{lot}"]
        assert question.show_when is not None
        assert (question.show_when.question, question.show_when.values) == ("keuze", (lot,))
        assert question.text == f"Welk deel heeft ervaring? ({lot.capitalize()})"


def test_each_lot_has_its_own_and_the_same_weights(tender: Tender) -> None:
    assert tender.lots is not None
    found = [[leaf.code for leaf, _ in tender_of_lot(tender, lot).leaves] for lot in tender.lots.items]
    assert found == [["K1@noord", "K2"], ["K1@zuid", "K2"]]


def test_points_in_one_lot_never_count_in_another(tender: Tender) -> None:
    bid = submission(
        "A",
        {
            "keuze": ["noord", "zuid"],
            "omvang": [dict(row) for row in volumes(noord=20, zuid=20)],
            "ervaring@noord": 50,
            "ervaring@zuid": 100,
            "prijs": 50,
        },
    )
    lots = evaluate_lots(tender, Assessment(), [bid])
    assert [lot.ranking[0].scorecard.total for lot in lots] == [70, 100]


BASE: dict[str, Any] = {
    "algemeen": [{"code": "v", "tekst": "V?", "per_perceel": "ja"}, {"code": "w", "tekst": "W?"}],
    "eisen": [{"code": "E1", "titel": "E", "per_perceel": "ja", "vraag": "v"}],
    "criteria": [
        {
            "code": "K1",
            "titel": "K",
            "per_perceel": "ja",
            "criteria": [
                {
                    "code": "K1.1",
                    "vraag": {"code": "p", "tekst": "P?", "kolommen": [{"code": "w"}, {"code": "v"}]},
                    "regel": {"soort": "x", "bijtelling": [{"vraag": "v", "per_eenheid": 1}, {"vraag": "w"}]},
                }
            ],
        },
        {"code": "K2", "titel": "L", "vraag": "w"},
    ],
    "gunning": {"bij_gelijk": ["K1.1", "K2"]},
    "percelen": {
        "vraag": "keus",
        "lijst": [
            {"code": "a", "titel": "Aa", "gewichten": {"K1": 60}, "drempels": {"K1.1": 5}},
            {"code": "b", "titel": "Bee", "criteria": ["K2"], "eisen": []},
        ],
    },
}


def test_every_code_that_is_named_is_that_of_the_lot() -> None:
    before = copy.deepcopy(BASE)
    made = written_out(BASE).data
    assert before == BASE, "the file as it was read is not changed"
    assert [q["code"] for q in made["algemeen"]] == ["v@a", "v@b", "w"]
    (requirement,) = made["eisen"]
    assert (requirement["code"], requirement["vraag"]) == ("E1@a", "v@a")
    first, second = made["criteria"]
    leaf = first["criteria"][0]
    assert (first["code"], leaf["code"], leaf["vraag"]["code"]) == ("K1@a", "K1.1@a", "p@a")
    assert [c["code"] for c in leaf["vraag"]["kolommen"]] == ["w", "v"], "a column is no question"
    assert [each["vraag"] for each in leaf["regel"]["bijtelling"]] == ["v@a", "w"]
    assert second == BASE["criteria"][1]
    a, b = made["percelen"]["lijst"]
    assert (a["criteria"], a["eisen"], a["gewichten"]) == (["K1@a", "K2"], ["E1@a"], {"K1@a": 60})
    assert (a["drempels"], a["bij_gelijk"]) == ({"K1.1@a": 5}, ["K1.1@a", "K2"])
    assert (b["criteria"], b["eisen"]) == (["K2"], [])
    assert "bij_gelijk" not in made["gunning"]


def test_a_kader_that_writes_nothing_once_is_left_as_it_is() -> None:
    raw = {key: value for key, value in BASE.items() if key in ("gunning", "percelen")}
    assert written_out(raw).data is raw


def test_a_fault_is_told_once_at_the_place_where_it_was_written(tmp_path: Path) -> None:
    wrong = ("maximum: 100}\n    regel: {soort: lineair", "maximum: 100}\n    regel: {soort: linear")
    kader = kader_with(tmp_path, ONCE, wrong)
    line = next(n for n, text in enumerate(kader.read_text("utf-8").splitlines(), 1) if "linear," in text)
    found = [
        (f.code, getattr(f.place, "line", 0)) for f in read_kader(kader).findings if f.code == "KADER-13"
    ]
    assert found == [("KADER-13", line)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    titel: Ervaring\n", "    titel: Ervaring\n    per_perceel: misschien\n"),
        ("vraag: {code: prijs,", "vraag: {code: prijs, per_perceel: ja,"),
    ],
)
def test_where_it_cannot_be_written_out_it_is_a_fault(old: str, new: str, tmp_path: Path) -> None:
    codes = [f.code for f in read_kader(kader_with(tmp_path, (old, new))).findings]
    assert ("KADER-14" if "misschien" in new else "KADER-79") in codes


def test_the_kader_without_it_keeps_its_fingerprint() -> None:
    made = read_kader(LOTS_KADER)
    assert made.value is not None
    assert not any(part.per_lot for part in made.value.every_criterion)
