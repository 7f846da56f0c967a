"""A table whose rows each belong to a lot: in a lot its own rows count, and nothing else does."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import pytest

from inkoop.catalogue import finding
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.evaluation import LotResult, NotAdmitted
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import (
    Assessment,
    Decision,
    Located,
    LocatedOptions,
    LocatedTable,
    Ruling,
    Submission,
    SubmissionId,
)
from inkoop.domain.tender import Tender
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.award.lots import evaluate_lots
from inkoop.rules.submission.answers import AnswerReader
from inkoop.rules.submission.lot_rows import in_their_lots
from tests.conftest import ROOT

KADER = ROOT / "tests" / "kaders" / "perceelrijen.yaml"
LOTS, FUNCTIONS, PRODUCTS = ("noord", "zuid"), ("arbeid", "beleving"), ("licht", "zwaar")
Rows = Sequence[Mapping[str, Any]]


@cache
def tender() -> Tender:
    """The kader in which the rows of two tables belong to lots."""
    found = read_kader(KADER).value
    assert found is not None
    return found


def located(rows: Rows, code: str) -> LocatedTable:
    """Rows as they stand in a workbook, each on a line of its own."""
    place = CellPlace("1.xlsx", code, "B2")

    def cell(value: Any, line: int, column: int) -> Located:
        where = CellPlace("1.xlsx", code, f"{'BCDEFGH'[column]}{line}")
        if value is None:
            return Located(None, where)
        kind = CellKind.NUMBER if isinstance(value, int | Decimal) else CellKind.TEXT
        return Located(RawCell(kind, Decimal(value) if kind is CellKind.NUMBER else value), where)

    keys = sorted({key for row in rows for key in row})
    return LocatedTable(
        tuple(
            {key: cell(row.get(key), line, number) for number, key in enumerate(keys)}
            for line, row in enumerate(rows, 2)
        ),
        place,
        frozenset(keys),
    )


def bid(name: str, chosen: Sequence[str], places: Rows, tariffs: Rows) -> Submission:
    """A bid as it is read from cells, with what was noticed about it."""
    whole = CellPlace("1.xlsx")
    marks = {lot: Located(RawCell(CellKind.TEXT, "x") if lot in chosen else None, whole) for lot in LOTS}
    found = {
        "naam": Located(RawCell(CellKind.TEXT, name), whole),
        "keuze": LocatedOptions(marks, whole),
        "locaties": located(places, "locaties"),
        "tarieven": located(tariffs, "tarieven"),
    }
    answers, findings = AnswerReader(tender()).read(found)
    return Submission(SubmissionId(name), f"{name}.xlsx", 1, "", name, answers=answers, findings=findings)


def location(lot: str | None, days: int = 5, *functions: str) -> dict[str, Any]:
    """One row of the table with locations."""
    marks = {f"functies:{code}": "x" if code in (functions or FUNCTIONS) else None for code in FUNCTIONS}
    return {"gebied": lot, "plek": "Het Huis", "dagen": days, "lift": "ja", **marks}


def prices(*lots: str, light: int = 50, heavy: int = 80) -> list[dict[str, Any]]:
    """The rows with tariffs of these lots."""
    return [
        {"gebied": lot, "product": product, "tarief": price}
        for lot in lots
        for product, price in zip(PRODUCTS, (light, heavy), strict=True)
    ]


def outcome(*bids: Submission) -> dict[str, LotResult]:
    """By lot what the engine makes of them."""
    return {result.lot: result for result in evaluate_lots(tender(), Assessment(), bids)}


def told(found: Sequence[Finding]) -> list[tuple[str, str, str]]:
    return [(f.code, f.question.partition(",")[0], getattr(f.place, "cell", "")) for f in found]


# ── What is found ────────────────────────────────────────────────────────────────────────────────────────


def test_a_row_for_a_lot_that_was_not_chosen_is_told_at_its_cell() -> None:
    made = bid("A", ["noord"], [location("noord"), location("zuid")], prices("noord"))
    assert told(made.findings) == [("PERCEEL-04", "locaties@zuid", "E3")]


def test_a_row_without_a_lot_is_told_and_counts_nowhere() -> None:
    made = bid("A", ["noord"], [location("noord"), location(None), location("nord")], prices("noord"))
    assert [(code, question) for code, question, _ in told(made.findings)] == [
        ("ANTW-17", "locaties"),
        ("ANTW-05", "locaties"),
    ]
    assert len(made.rows("locaties@noord")) == 1
    found = outcome(made)
    assert [each.submission.name for each in found["noord"].undecided] == ["A"]


@pytest.mark.parametrize("missing", ["locaties", "tarieven"])
def test_a_chosen_lot_without_rows_is_never_passed_in_silence(missing: str) -> None:
    places = [location(lot) for lot in LOTS if missing != "locaties" or lot == "noord"]
    tariffs = prices(*(lot for lot in LOTS if missing != "tarieven" or lot == "noord"))
    made = bid("A", LOTS, places, tariffs)
    assert [(code, question) for code, question, _ in told(made.findings)] == [
        ("PERCEEL-05", f"{missing}@zuid")
    ]
    found = outcome(made)
    assert [place.scorecard.submission.name for place in found["noord"].ranking] == ["A"]
    assert (found["zuid"].ranking, [u.submission.name for u in found["zuid"].undecided]) == ((), ["A"])


def test_what_is_odd_about_a_cell_is_told_of_the_lot_of_its_row_alone() -> None:
    made = bid("A", LOTS, [location("noord"), location("zuid"), location(None)], prices(*LOTS))
    cells = located([location("noord"), location("zuid"), location(None)], "locaties")
    divided = AnswerReader(tender()).divided({"locaties": cells})
    words = {"gevonden": "5", "waardoor": "de tekst is doorgehaald"}
    odd = [finding("FORM-20", row["dagen"].place, vraag="locaties", **words) for row in cells.rows]
    found = list(in_their_lots(odd, tender(), divided))
    assert [each.question for each in found] == ["locaties@noord", "locaties@zuid", "locaties"]
    only = replace(made, findings=(found[1],))
    by_lot = outcome(only)
    assert ([len(by_lot[lot].ranking) for lot in LOTS], len(by_lot["zuid"].undecided)) == ([1, 0], 1)


@pytest.mark.parametrize(
    ("rows", "lots", "total", "out", "open_points"),
    [
        ([location("noord", 5)], ("noord",), ["66.83"], [], []),
        ([location("noord", 2)], ("noord",), [], ["E1@noord"], []),
        ([], (), [], [], ["EIS-03", "EIS-03", "PRIJS-08"]),
    ],
)
def test_a_bid_that_people_let_in_where_it_chose_no_lot_is_held_to_what_is_asked_there(
    rows: Rows, lots: Sequence[str], total: list[str], out: list[str], open_points: list[str]
) -> None:
    made = bid("A", [], rows, prices(*lots))
    place = CellPlace("cijfers.xlsx", "Besluiten", "B2")
    decision = Decision(made.id, "inschrijving", Ruling.MET, "Omdat.", place, lot="noord", by="Inkoop")
    assessment = Assessment(decisions={decision.key: decision})
    found = evaluate_lots(tender(), assessment, [made])[0]
    assert [str(place.scorecard.total) for place in found.ranking] == total
    assert [each.subject for rejected in found.not_admitted for each in rejected.objections] == out
    assert [each.code for waiting in found.undecided for each in waiting.findings] == open_points


def test_without_the_column_with_the_lots_no_lot_has_an_answer() -> None:
    places = [{key: value for key, value in location("noord").items() if key != "gebied"}]
    made = bid("A", ["noord"], places, prices("noord"))
    assert made.answer("locaties@noord") is None
    assert [u.submission.name for u in outcome(made)["noord"].undecided] == ["A"]


def test_the_table_itself_is_no_answer_so_that_nothing_of_another_lot_can_leak() -> None:
    made = bid("A", LOTS, [location(lot) for lot in LOTS], prices(*LOTS))
    assert sorted(code for code in made.answers if code.startswith(("locaties", "tarieven"))) == [
        "locaties@noord",
        "locaties@zuid",
        "tarieven@noord",
        "tarieven@zuid",
    ]


# ── What counts, reckoned a second time from the rows as they were typed ─────────────────────────────────


def reckoned(rows: Rows, tariffs: Rows, lot: str) -> tuple[Decimal, Decimal] | None:
    """The points for K1 and K2 in a lot, straight from docs/kader.md; None when a requirement is not met."""
    own = [row for row in rows if row["gebied"] == lot]
    if any(row["dagen"] < 3 for row in own):
        return None
    days = min(Decimal(sum(row["dagen"] for row in own)), Decimal(20))
    functions = {code for code in FUNCTIONS for row in own if row[f"functies:{code}"]}
    first = 30 * days / 20 + 30 * Decimal(len(functions)) / 2
    many = {"licht": 10, "zwaar": 5}
    price = sum(Decimal(max(t["tarief"], 30)) * many[t["product"]] for t in tariffs if t["gebied"] == lot)
    second = 40 * (2000 - min(max(price, Decimal(500)), Decimal(2000))) / 1500
    cent = Decimal("0.01")
    return first.quantize(cent, ROUND_HALF_UP), second.quantize(cent, ROUND_HALF_UP)


def test_random_tables_are_reckoned_alike_in_every_lot() -> None:
    dice, tried = random.Random(20270302), {"in": 0, "out": 0}
    for number in range(300):
        rows = [
            location(
                dice.choice(LOTS), dice.choice((2, 3, 4, 5, 6, 7, 7)), *dice.sample(FUNCTIONS, 1), "arbeid"
            )
            for _ in range(dice.randint(2, 8))
        ]
        tariffs = [row | {"tarief": dice.randint(20, 150)} for row in prices(*LOTS)]
        dice.shuffle(tariffs)
        found = outcome(bid(f"A{number}", LOTS, rows, tariffs))
        for lot in LOTS:
            if not any(row["gebied"] == lot for row in rows):
                continue
            expected = reckoned(rows, tariffs, lot)
            if expected is None:
                (out,) = found[lot].not_admitted
                assert isinstance(out, NotAdmitted)
                assert [objection.subject for objection in out.objections] == [f"E1@{lot}"]
                tried["out"] += 1
                continue
            (place,) = found[lot].ranking
            card = place.scorecard
            points = tuple(
                sum((card.points(code) for code in codes), Decimal(0))
                for codes in ((f"K1.1@{lot}", f"K1.2@{lot}"), (f"K2@{lot}",))
            )
            assert points == expected, (number, lot)
            tried["in"] += 1
    assert min(tried.values()) > 100


def test_whatever_stands_in_rows_of_one_lot_changes_nothing_in_another() -> None:
    dice = random.Random(7)
    own = [location("noord", 4, "arbeid"), location("noord", 3, "arbeid")]
    plain = outcome(bid("A", LOTS, own, prices("noord")))["noord"]
    for _ in range(100):
        other = [
            location("zuid", dice.randint(0, 9), dice.choice(FUNCTIONS))
            | dice.choice(({}, {"dagen": "veel"}))
            for _ in range(dice.randint(0, 5))
        ]
        rows = [*own, *other]
        order = sorted(range(len(rows)), key=lambda place: (place in (1,), dice.random()))
        made = bid(
            "A",
            LOTS,
            [rows[n] for n in order],
            [*prices("zuid", light=dice.randint(0, 99)), *prices("noord")],
        )
        found = outcome(made)["noord"]
        assert [(p.rank, p.scorecard.total) for p in found.ranking] == [
            (p.rank, p.scorecard.total) for p in plain.ranking
        ]
        assert (found.undecided, found.not_admitted) == ((), ())
