"""The chapters on what the award means: their words, what they hide, and that they hold for any number."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkoop.analysis.award.consequences import consequences
from inkoop.analysis.award.coverage import coverage
from inkoop.analysis.award.firmness import firmness
from inkoop.analysis.award.masking import FEWEST, hidden_cells
from inkoop.domain.dossier import Dossier
from inkoop.domain.evaluation import Award
from inkoop.domain.submission import Assessment, Submission
from inkoop.domain.tender import Tender
from inkoop.rules.award.evaluation import Evaluator
from inkoop.views.record.versions import hidden_answers, public_version
from inkoop.views.report.consequences import HIDDEN, consequences_chapter
from inkoop.views.report.coverage import coverage_chapter
from inkoop.views.report.fairness import fairness_chapter
from inkoop.views.report.firmness import firmness_chapter
from inkoop.views.report.model import InsightChapter
from inkoop.views.report.parties import field_of
from inkoop.views.report.view import report_view
from inkoop.views.words.blocks import Table
from inkoop.writers.report import render_html
from tests.analysis.test_award import lot_of
from tests.report_cases import EXAMPLES, example, report_views
from tests.scenarios.build import submission, tender
from tests.town_case import KINDS, NAMES, Provider, town

NOORD, ZUID, OOST = (("noord", "doen"), ("zuid", "doen"), ("oost", "leren"))


def table(chapter: InsightChapter | None, caption: str) -> Table:
    assert chapter is not None
    return next(t for t in chapter.tables if t.caption == caption)


def rows(chapter: InsightChapter | None, caption: str) -> dict[str, tuple[str, ...]]:
    return {row.cells[0]: row.cells[1:] for row in table(chapter, caption).rows}


# ── Who has to move ──────────────────────────────────────────────────────────────────────────────────────

MOVING = {
    "Anker": Provider(90, {NOORD: 20, ZUID: 30}, {NOORD: 50, ZUID: 30}),
    "Bark": Provider(50, {NOORD: 15, ZUID: 25}, {ZUID: 99}),
}
"""Anker wins. It has room for 30 in Noord and none in Zuid; Bark's places do not count."""


def test_who_moves_and_where_there_is_room() -> None:
    chapter = consequences_chapter(town(1, MOVING))
    assert chapter is not None
    assert chapter.conclusion == (
        "Van de 90 mensen met een plek kunnen er 50 blijven. 40 gaan naar een andere aanbieder."
    )
    assert rows(chapter, "Per wijk") == {
        "Noord": ("20", "0", "15", "30"),
        "Zuid": ("30", "0", "25", "0"),
        "Samen": ("50", "0", "40", ""),
    }
    moves = [row.cells for row in table(chapter, "Waar mensen naar een andere aanbieder gaan").rows]
    assert moves == [("Noord", "Iets doen", "15", "30"), ("Zuid", "Iets doen", "25", "0")]
    assert (
        "Voor 25 van wie naar een andere aanbieder gaat, is er in de eigen wijk geen plaats." in chapter.lead
    )
    assert any("telde niet mee voor de punten" in sentence for sentence in chapter.lead)


def test_more_people_than_places_fit_when_they_do_not_come_every_half_day() -> None:
    chapter = consequences_chapter(
        town(1, MOVING, behoefte={"aantal": 100, "eenheid": "inwoners", "per_plaats": 2})
    )
    assert rows(chapter, "Per wijk")["Noord"][-1] == "80", "50 places for two, less the 20 who come now"


def test_the_room_does_not_tell_who_stays() -> None:
    """Places are public: places less room would be the number of people that the table hides."""
    few = {**MOVING, "Anker": Provider(90, {NOORD: 4, ZUID: 30, OOST: 20}, {NOORD: 50, ZUID: 30, OOST: 20})}
    found = rows(consequences_chapter(town(1, few)), "Per wijk")
    assert found["Noord"][0] == HIDDEN
    assert found["Noord"][-1] == HIDDEN
    hidden = [name for name, cells in found.items() if cells[0] == HIDDEN]
    assert len(hidden) >= 2, "or the total would tell it"
    assert all(found[name][-1] == HIDDEN for name in hidden)


def test_a_total_of_a_few_people_is_not_said() -> None:
    chapter = consequences_chapter(town(1, {"A": Provider(9, {NOORD: 3}), "B": Provider(1)}))
    assert chapter is not None
    assert chapter.conclusion == "Van de mensen met een plek kan een aantal blijven."
    assert not re.findall(
        r"\b3\b", " ".join(cell for t in chapter.tables for r in t.rows for cell in r.cells)
    )
    assert chapter.stack is not None
    assert "3" not in chapter.stack.title


def test_hidden_parts_are_together_no_small_group_either() -> None:
    """4 and 4 would be hidden, and the total of 28 would tell that they are 8 together."""
    cells = {"a": 4, "b": 4, "c": 20, "d": 30, "all": 58}
    assert hidden_cells(cells, [["a", "b", "c", "d", "all"]]) == {"a", "b", "c"}


CLIENTS = st.dictionaries(st.tuples(st.sampled_from([*NAMES]), st.sampled_from([*KINDS])), st.integers(1, 25))


@settings(max_examples=40, deadline=None)
@given(st.lists(CLIENTS, min_size=2, max_size=5), st.integers(1, 3))
def test_no_small_group_stands_anywhere(clients: list[dict[tuple[str, str], int]], contracts: int) -> None:
    """In no table, no bar, no title: and the room never where it would tell who stays."""
    offered = {(district, kind): 30 for district in NAMES for kind in KINDS}
    made = town(contracts, {f"A{n}": Provider(90 - n, now, offered) for n, now in enumerate(clients)})
    chapter, found = consequences_chapter(made), consequences(made)
    if chapter is None or found is None:
        return
    for part in chapter.tables:
        people = [
            n for n, c in enumerate(part.columns) if c.numeric and c.text not in ("vrij", "vrije plaatsen")
        ]
        shown = [int(row.cells[n]) for row in part.rows for n in people if row.cells[n].isdigit()]
        assert not [number for number in shown if 0 < number < FEWEST], part.caption
    assert chapter.stack is not None
    assert not [
        n
        for n in re.findall(r"(\d+) (?:blijft|onzeker|andere aanbieder)", chapter.stack.title)
        if 0 < int(n) < FEWEST
    ]
    for cells in rows(chapter, "Per wijk").values():
        assert cells[0] != HIDDEN or cells[-1] in (HIDDEN, "")
    stays = {(NAMES[d], KINDS[k]): each.stay for each in found.spots for d, k in [each.spot]}
    for row in (
        r for t in chapter.tables if t.caption == "Waar mensen naar een andere aanbieder gaan" for r in t.rows
    ):
        assert row.cells[-1] == HIDDEN or not 0 < stays[row.cells[0], row.cells[1]] < FEWEST


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_public_dossier_keeps_the_answers_back(name: str) -> None:
    made = example(name)
    public = public_version(made)
    given_ = [
        answer
        for one in Dossier.of(public, hidden_answers(made)).data["inschrijvingen"]
        for answer in one["antwoorden"]
        if answer["vraag"] == "nu"
    ]
    assert given_
    assert all(answer.get("vertrouwelijk") and "waarde" not in answer for answer in given_)
    assert "waarde" in json.dumps(
        [a for s in Dossier.of(made).data["inschrijvingen"] for a in s["antwoorden"] if a["vraag"] == "nu"]
    )
    (shown,) = report_views(public, made).values()
    assert shown.insights == report_view(made).insights, "what it means is told to everybody alike"


# ── Coverage ─────────────────────────────────────────────────────────────────────────────────────────────


def test_coverage_by_hand() -> None:
    """Anker: Noord doen, Zuid doen, for the old. Bark: Zuid doen, for old and young. Cello gets nothing."""
    made = town(
        2,
        {
            "Anker": Provider(90, {}, {NOORD: 20, ZUID: 10}),
            "Bark": Provider(80, {}, {ZUID: 30}, groups=("oud", "jong")),
            "Cello": Provider(10, {}, {OOST: 40}, groups=("jong",)),
        },
    )
    found = coverage(made)
    assert found is not None
    assert {each.spot: each.awarded for each in found.spots if each.awarded} == {
        NOORD: ("Anker",),
        ZUID: ("Anker", "Bark"),
    }
    assert [(g.code, g.awarded, g.districts, g.single) for g in found.target_groups] == [
        ("oud", 2, 2, 1),
        ("jong", 1, 1, 1),
    ]
    assert found.together is not None
    # Three districts, two functions, two groups. Old: Noord, and Zuid twice. Young: Zuid once.
    assert (found.together.all, found.together.covered, found.together.single) == (12, 3, 2)
    assert found.fewest is not None
    assert found.best is not None
    assert set(found.fewest.tenderers) == {"Anker", "Cello"}
    assert found.best.covered == 3
    chapter = coverage_chapter(made)
    assert chapter is not None
    assert chapter.conclusion == (
        "In 2 van de 3 wijken is er aanbod, maar niet overal van elke soort."
        " Er is ruimte voor 60 van de 100 inwoners."
    )
    assert rows(chapter, "Hoeveel aanbieders per wijk en soort")["Noord"] == ("1", "0", "20", "20", "60")
    assert chapter.tiles is not None
    assert [mark.kind for tile in chapter.tiles.tiles for mark in tile.marks] == [
        *("een", "geen"),
        *("veel", "geen"),
        *("geen", "geen"),
    ]
    assert "Noord 1 van 2" in chapter.tiles.title
    assert any("bewezen" in sentence for sentence in chapter.apart)


# ── How firm ─────────────────────────────────────────────────────────────────────────────────────────────


def test_two_who_change_places_in_a_draw_are_no_other_outcome() -> None:
    """A is sure; B and C draw for the second contract; D has none.

    The totals out of ten with weight w for K: A 10, B 8w + 2(1 - w), C 2w + 8(1 - w), D 9(1 - w). At 50 % B
    and C have 5 each and D 4.5. With less weight C leads B, so that D has to pass C: 9 - 9w = 8 - 6w.
    """
    answers = {
        "A": {"K": 10, "L": 10},
        "B": {"K": 8, "L": 2},
        "C": {"K": 2, "L": 8},
        "D": {"K": 0, "L": 9},
    }
    lot = lot_of({"K": 50, "L": 50}, answers, places=2)
    assert [place.award for place in lot.ranking][:3] == [Award.AWARDED, Award.DRAW, Award.DRAW]
    found = firmness(lot, Assessment())
    assert found is not None
    assert (found.seats, found.drawn) == (2, True)
    tip = found.tipping[0]
    assert (str(tip.tips_at), tip.upward, tip.comes, tip.goes) == ("33.33", False, "D", "C")
    assert sum(each.nearby for each in found.acceptability) == 200


def test_who_is_the_same_on_everything_shares_the_contract_in_the_draws() -> None:
    lot = lot_of({"K": 50, "L": 50}, {"A": {"K": 5, "L": 5}, "B": {"K": 5, "L": 5}, "C": {"K": 1, "L": 1}})
    found = firmness(lot, Assessment())
    assert found is not None
    assert [(each.tenderer, each.nearby) for each in found.acceptability] == [("A", 50), ("B", 50), ("C", 0)]


def _priced(*offers: tuple[str, int, int]) -> tuple[Tender, list[Submission]]:
    """Quality out of a hundred for 60 points, and 40 for the lowest price over one's own."""
    quality = {"soort": "lineair", "nul_bij": 0, "vol_bij": 100}
    price = {"soort": "laagste_prijs_gedeeld_door_prijs", "btw": "exclusief"}
    made = tender(
        {
            "naam": "keert om",
            "punten": 100,
            "plaatsen": 1,
            "bij_uitval": "herberekenen",
            "afronding": {"criterium": 2, "totaal": 2},
            "criteria": [
                {"code": "Q", "gewicht": 60, "regel": quality},
                {"code": "P", "gewicht": 40, "regel": price},
            ],
        }
    )
    return made, [submission(name, {"Q": points, "P": euro}) for name, points, euro in offers]


def test_who_turns_the_order_of_others_round_is_named() -> None:
    """A (50 points, € 100) is before B (57, € 115), until C (0, € 50) joins: then B is first."""
    made, bids = _priced(("A", 50, 100), ("B", 57, 115), ("C", 0, 50))
    found = firmness(Evaluator(made, Assessment()).evaluate(bids), Assessment())
    assert found is not None
    assert found.relative
    assert found.without_bid is not None
    assert [(each.tenderer, each.come, each.go) for each in found.without_bid] == [("C", ("A",), ("B",))]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(50, 150)), min_size=3, max_size=7))
def test_nobody_else_can_turn_the_order_round(offers: list[tuple[int, int]]) -> None:
    """Leaving out every bid in turn finds no more than leaving out the best and the worst."""
    made, bids = _priced(*((f"A{n}", points, euro) for n, (points, euro) in enumerate(offers)))
    evaluator = Evaluator(made, Assessment())
    lot = evaluator.evaluate(bids)
    found = firmness(lot, Assessment())
    if found is None or found.without_bid is None:
        return
    named = {each.tenderer for each in found.without_bid}
    settled = {Award.AWARDED, Award.RESERVE}
    for left_out in bids:
        again = evaluator.evaluate([bid for bid in bids if bid is not left_out])
        if {place.award for place in (*lot.ranking, *again.ranking)} != settled:
            continue
        before, after = (
            {p.scorecard.submission.tenderer for p in one.ranking if p.award is Award.AWARDED}
            for one in (lot, again)
        )
        changed = bool(before - after - {left_out.tenderer})
        assert changed == (left_out.tenderer in named), left_out.tenderer


def test_equal_points_are_called_equal() -> None:
    made = example("amsterdam-2021")
    chapter = firmness_chapter(field_of(made.lots[0], made), firmness(made.lots[0], made.assessment))
    assert chapter is not None
    assert chapter.conclusion.startswith(
        "Coöperatie Kettingkast en Stadsboerderij Het Veenpaard hebben evenveel punten."
    )
    assert (
        rows(chapter, "Bij welk gewicht de uitkomst kantelt")["K1 (Expertise beschikbaar)"][1]
        == "elke stap omhoog"
    )
    assert any("verandert niets" in sentence for sentence in chapter.lead)
    assert any("20250101" in note for note in chapter.notes)


# ── Small providers ──────────────────────────────────────────────────────────────────────────────────────


def test_small_providers_by_hand() -> None:
    """Five small ones with 10 to 50 points, five others with 60 to 100: means 30 and 80 percent."""
    small = {f"K{n}": Provider(n * 10) for n in range(1, 6)}
    large = {f"G{n}": Provider(50 + n * 10, size="groot") for n in range(1, 6)}
    chapter = fairness_chapter(town(5, {**small, **large}), "geheel")
    assert chapter is not None
    assert rows(chapter, "Gemiddeld deel van de punten") == {"K (K)": ("30 %", "80 %")}
    assert rows(chapter, "Wie deed mee") == {
        "Klein": ("5", "5", "0", "0"),
        "Groot": ("5", "5", "5", "0"),
    }
    assert "duidelijk minder op K (K)" in " ".join(chapter.lead)
    assert chapter.conclusion == (
        "Vijf kleine aanbieders schreven in. Van hen krijgt niemand een contract."
        " Van de vijf andere aanbieders krijgen er vijf een contract."
    )
    assert chapter.stack is not None
    assert "Klein (klein): 0 contract, 0 onzeker, 5 geen contract" in chapter.stack.title


# ── Any number of bids ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", [2, 12, 60])
def test_the_chapters_hold_for_any_number_of_bids(number: int) -> None:
    spots = [(district, kind) for district in NAMES for kind in KINDS]
    providers = {
        f"Aanbieder {n:03d}": Provider(
            100 - n % 97, {spots[n % 6]: 5 + n % 30}, {spots[(n + 1) % 6]: 10}, size=("klein", "groot")[n % 2]
        )
        for n in range(number)
    }
    start = time.perf_counter()
    view = report_view(town(max(1, number // 3), providers))
    assert time.perf_counter() - start < 20
    assert [chapter.anchor for chapter in view.insights] == [
        "gevolgen",
        "dekking",
        "zekerheid",
        "eerlijkheid",
    ]
    assert max(len(t.rows) for chapter in view.insights for t in chapter.tables) <= 20
    for chapter in view.insights:
        assert chapter.stack or chapter.profile or chapter.tiles, chapter.anchor
        assert chapter.tables
        assert chapter.notes
    page = render_html(view)
    assert all(f'id="{chapter.anchor}"' in page for chapter in view.insights)
    assert all(chapter.conclusion.split(".")[0] in page for chapter in view.insights)


def test_without_duiding_only_the_firmness_is_told() -> None:
    made = town(1, MOVING)
    bare = replace(made, tender=made.tender.model_copy(update={"insight": None}))
    assert [chapter.anchor for chapter in report_view(bare).insights] == ["zekerheid"]
