"""A bid that falls away: the scores kept and everybody one up, or all reckoned anew."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

import pytest

from inkoop.domain.draws import DrawRecord, ReadDraw
from inkoop.domain.evaluation import Award, Evaluation, LotResult, Undecided
from inkoop.domain.findings import Severity
from inkoop.domain.submission import Assessment
from inkoop.rules.award.draw_checks import evaluate_with_draws
from inkoop.rules.award.draws import draw_hash, drawn_order
from inkoop.rules.award.withdrawal import Bid, anew, kept, lapsed_draws
from tests.scenarios.build import Raw, submission, tender

PRICE: Raw = {"code": "P", "gewicht": 100, "regel": {"soort": "laagste_prijs_gedeeld_door_prijs"}}
PLAIN: Raw = {
    "naam": "uitval",
    "punten": 100,
    "plaatsen": 2,
    "drempel": 20,
    "eisen": ["E1"],
    "afronding": {"criterium": 2, "totaal": 2},
    "criteria": [PRICE],
    "loting": {"zaad": "zaad"},
}


def evaluation(scenario: Raw, offers: dict[str, Raw], draws: tuple[ReadDraw, ...] = ()) -> Evaluation:
    rules = tender(scenario)
    bids = tuple(submission(name, {"v-E1": "ja"} | answers) for name, answers in offers.items())
    drawn = evaluate_with_draws(rules, "kader", Assessment(), bids, draws)
    return Evaluation(rules, "kader", bids, Assessment(), drawn.lots, drawn.findings, drawn.draws)


def table(lot: LotResult) -> list[tuple[str, int, str, tuple[str, ...], str]]:
    return [
        (p.scorecard.submission.tenderer, p.rank, str(p.scorecard.total), p.shared_with, p.award.value)
        for p in lot.ranking
    ]


def names(lot: LotResult) -> tuple[list[str], list[str], list[str]]:
    return (
        [bid.tenderer for bid in lot.admitted],
        [outside.submission.tenderer for outside in lot.not_admitted],
        [undecided.submission.tenderer for undecided in lot.undecided],
    )


OFFERS: dict[str, Raw] = {
    "A": {"P": 50},
    "B": {"P": 100},
    "C": {"P": 100},
    "D": {"P": 200},
    "Duur": {"P": 1000},
    "Nee": {"P": 10, "v-E1": "nee"},
}


def test_kept_scores_stay_and_the_others_move_up() -> None:
    before = evaluation(PLAIN, OFFERS)
    assert table(before.lots[0])[:2] == [
        ("A", 1, "100.00", (), "gunnen"),
        ("B", 2, "50.00", ("C",), "loting nodig"),
    ]
    (lot,) = kept(before, {("geheel", "A")}).lots
    assert table(lot) == [
        ("B", 1, "50.00", ("C",), "gunnen"),
        ("C", 1, "50.00", ("B",), "gunnen"),
        ("D", 3, "25.00", (), "reserve"),
    ]
    (lot,) = kept(before, {("geheel", "B")}).lots
    assert table(lot) == [
        ("A", 1, "100.00", (), "gunnen"),
        ("C", 2, "50.00", (), "gunnen"),
        ("D", 3, "25.00", (), "reserve"),
    ]


def test_anew_the_others_are_compared_without_it() -> None:
    (lot,) = anew(evaluation(PLAIN, OFFERS), {("geheel", "A")}).lots
    assert table(lot) == [
        ("B", 1, "100.00", ("C",), "gunnen"),
        ("C", 1, "100.00", ("B",), "gunnen"),
        ("D", 3, "50.00", (), "reserve"),
    ]


def test_who_stands_outside_the_ranking_falls_away_as_well() -> None:
    plain = evaluation(PLAIN, OFFERS)
    open_bid = Undecided(submission("Open", {}), ())
    before = replace(plain, lots=(replace(plain.lots[0], undecided=(open_bid,)),))
    assert names(before.lots[0]) == (["A", "B", "C", "D", "Duur"], ["Nee", "Duur"], ["Open"])
    gone = {("geheel", name) for name in ("Nee", "Duur", "Open")}
    (lot,) = kept(before, gone).lots
    assert names(lot) == (["A", "B", "C", "D"], [], [])


LOTS: Raw = {
    "naam": "uitval per perceel",
    "punten": 100,
    "plaatsen": 1,
    "afronding": {"criterium": 2, "totaal": 2},
    "criteria": [PRICE],
    "percelen": {"lijst": [{"code": "a"}, {"code": "b"}], "voorkeur": "ja", "hoogstens": 1},
}


def test_a_bid_on_one_lot_falls_away_there_only_and_frees_its_place_elsewhere() -> None:
    both: Raw = {
        "P": 50,
        "percelen": ["a", "b"],
        "voorkeur": [{"perceel": "a", "keus": 1}, {"perceel": "b", "keus": 2}],
    }
    before = evaluation(LOTS, {"A": both, "B": {"P": 100, "percelen": ["b"]}})

    def awards(lots: tuple[LotResult, ...]) -> list[list[tuple[str, Award]]]:
        return [[(p.scorecard.submission.tenderer, p.award) for p in lot.ranking] for lot in lots]

    assert awards(before.lots) == [
        [("A", Award.AWARDED)],
        [("A", Award.ELSEWHERE), ("B", Award.AWARDED)],
    ]
    gone: Set[Bid] = {("a", "A")}
    for outcome in (kept(before, gone), anew(before, gone)):
        assert awards(outcome.lots) == [[], [("A", Award.AWARDED), ("B", Award.RESERVE)]]


def draw(*drawn: str) -> ReadDraw:
    order = [name for name, _ in drawn_order("zaad", None, drawn)]
    record = DrawRecord.model_validate(
        {
            "loting": 1,
            "kenmerk": "S",
            "kader": "kader",
            "perceel": "geheel",
            "wijze": "zaad",
            "inschrijvers": list(drawn),
            "uitkomst": order,
            "zaad": "zaad",
            "controle": [{"inschrijver": name, "sha256": draw_hash("zaad", None, name)} for name in drawn],
        }
    )
    return ReadDraw("loting.yaml", record, {})


def test_a_draw_stays_with_the_order_it_made_and_lapses_when_all_is_anew() -> None:
    record = draw("B", "C", "D")
    first, second, third = record.record.order
    offers: dict[str, Raw] = {"A": {"P": 50}, "B": {"P": 100}, "C": {"P": 100}, "D": {"P": 100}}
    before = evaluation(PLAIN, offers, (record,))
    assert [row[:2] for row in table(before.lots[0])] == [("A", 1), (first, 2), (second, 3), (third, 4)]
    assert [row[3] for row in table(before.lots[0])] == [()] * 4
    gone = {("geheel", first)}
    stays, new = kept(before, gone), anew(before, gone)
    assert [row[:2] for row in table(stays.lots[0])] == [("A", 1), (second, 2), (third, 3)]
    assert [p.award for p in stays.lots[0].ranking] == [Award.AWARDED, Award.AWARDED, Award.RESERVE]
    assert (stays.draws, stays.findings, lapsed_draws(before, stays)) == ((record,), (), ())
    assert [row[1] for row in table(new.lots[0])] == [1, 2, 2]
    assert [found.code for found in new.findings] == ["LOTING-05"]
    assert (new.draws, lapsed_draws(before, new)) == ((), (record,))


@pytest.mark.parametrize(
    ("change", "code", "severity"),
    [
        ({"D": {"P": 100}}, "LOTING-05", Severity.ERROR),
        ({"C": {"P": 120}}, "LOTING-15", Severity.WARNING),
        ({"B": {"P": 120}, "C": {"P": 120}, "D": {"P": 110}}, "LOTING-15", Severity.WARNING),
        ({"C": {"P": 120}, "D": {"P": 110, "v-E1": None}}, "LOTING-16", Severity.WARNING),
    ],
    ids=["a third is equal", "one is no longer equal", "another came between", "one is still open"],
)
def test_a_draw_that_is_not_used_says_what_to_do(
    change: dict[str, Raw], code: str, severity: Severity
) -> None:
    record = draw("B", "C")
    offers: dict[str, Raw] = {"A": {"P": 50}, "B": {"P": 100}, "C": {"P": 100}, "D": {"P": 200}}
    assert evaluation(PLAIN, offers, (record,)).draws == (record,)
    found = evaluation(PLAIN, offers | change, (record,))
    assert found.draws == ()
    assert [(each.code, each.severity) for each in found.findings] == [(code, severity)]
    assert ("D" in dict(found.findings[0].context).get("wie", "")) is (code == "LOTING-16")


def test_parts_after_somebody_left_are_those_of_who_is_in_line() -> None:
    """The same as when a lot is let go: the first in line has the first part, whoever stood above."""
    scenario: Raw = {
        "naam": "procenten",
        "punten": 100,
        "afronding": {"criterium": 2, "totaal": 2},
        "capaciteit": {
            "omvang": 100,
            "eenheid": "plekken",
            "vraag": "plekken",
            "verdeling": "procenten",
            "procenten": [60, 40],
        },
        "criteria": [
            {"code": "K", "gewicht": 100, "regel": {"soort": "lineair", "nul_bij": 0, "vol_bij": 10}}
        ],
    }
    before = evaluation(scenario, {name: {"K": 9 - n, "plekken": 90} for n, name in enumerate("ABC")})
    gone = {("geheel", before.submissions[0].id)}
    for outcome in (kept(before, gone), anew(before, gone)):
        ((first, second),) = (lot.ranking for lot in outcome.lots)
        assert [(p.scorecard.submission.name, p.volume) for p in (first, second)] == [("B", 60), ("C", 40)]
