"""Which report was replaced and what became otherwise: one sentence for none, one and many."""

from __future__ import annotations

import pytest

from inkoop.views.words.replaced import ReplacedData, change_text, replaced_sheet_text, replaced_text

SEAL = "0123456789abcdef" * 4


def data(**changed: object) -> ReplacedData:
    made: ReplacedData = {
        "zegel": SEAL,
        "sinds": "2027-05-03",
        "vergeleken": True,
        "soort": "contract",
        "erbij": [],
        "weg": [],
        "anders": [],
    }
    return {**made, **changed}  # type: ignore[typeddict-item]


MANY = [f"Huis {number}" for number in range(1, 8)]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "De uitkomst is dezelfde."),
        ({"erbij": ["A"]}, "Een contract krijgt nu wel: A."),
        ({"weg": ["A", "B"]}, "Een contract krijgt nu niet meer: A en B."),
        ({"erbij": ["A, B"], "weg": ["C"]}, "Een contract krijgt nu wel: A, B; nu niet meer: C."),
        (
            {"weg": MANY},
            "Een contract krijgt nu niet meer: Huis 1, Huis 2, Huis 3, Huis 4 en Huis 5, en nog 2.",
        ),
        ({"erbij": ["A"], "anders": ["plaatsen"]}, "Een contract krijgt nu wel: A."),
        ({"anders": ["scores"]}, "Wie een contract krijgt, is hetzelfde gebleven. Wel anders: scores."),
        (
            {"anders": ["plaatsen", "scores"]},
            "Wie een contract krijgt, is hetzelfde gebleven. Wel anders zijn: plaatsen en scores.",
        ),
        ({"soort": "toelating", "weg": ["A"]}, "Toegelaten is nu niet meer: A."),
        ({"vergeleken": False}, "Wat er in de uitkomst anders is, is niet na te gaan."),
    ],
)
def test_what_became_otherwise_is_one_sentence(changed: dict[str, object], said: str) -> None:
    assert change_text(data(**changed)) == said


def test_the_report_that_was_replaced_is_named_by_its_day_and_seal() -> None:
    begin = "het verslag dat er sinds 3 mei 2027 stond"
    assert replaced_text(data()) == f"{begin} (zegel 0123 4567 89ab cdef …). De uitkomst is dezelfde."
    assert replaced_text(data(zegel="")) == f"{begin}. De uitkomst is dezelfde."


@pytest.mark.parametrize(
    ("lots", "said"),
    [
        ({"Noord": {}, "Zuid": {}}, "De uitkomst is dezelfde."),
        (
            {"Noord": {"erbij": ["A"]}, "Zuid": {}},
            "Wie een contract krijgt, is veranderd in Noord.",
        ),
        (
            {"Noord": {"erbij": ["A"]}, "Zuid en west": {"weg": ["B"]}},
            "Wie een contract krijgt, is veranderd in Noord; Zuid en west.",
        ),
        (
            {"Noord": {"anders": ["scores"]}, "Zuid": {}},
            "Wie een contract krijgt, is in elk perceel hetzelfde gebleven. De rest van de uitkomst niet.",
        ),
        ({"Noord": {"vergeleken": False}}, "Wat er in de uitkomst anders is, is niet na te gaan."),
    ],
)
def test_the_sheet_over_all_lots_names_the_lots(lots: dict[str, dict[str, object]], said: str) -> None:
    given = {name: data(**changed) for name, changed in lots.items()}
    assert replaced_sheet_text(given) == f"de bladzijde die er sinds 3 mei 2027 stond. {said}"
