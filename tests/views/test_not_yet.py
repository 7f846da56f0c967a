"""Not yet is never no: as long as a draw or a decision is open, every sentence says what each outcome brings.

What is expected was reckoned by hand from the providers below.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from inkoop.analysis.award.outcome import ways
from inkoop.domain.evaluation import Evaluation, Ranked
from inkoop.domain.house_style import NEUTRAL
from inkoop.views.report.consequences import consequences_chapter
from inkoop.views.report.coverage import coverage_chapter
from inkoop.views.report.fairness import fairness_chapter
from inkoop.views.report.view import report_view
from inkoop.writers.report import render_summary
from tests.town_case import Provider, town

NOORD, ZUID, OOST = ("noord", "doen"), ("zuid", "doen"), ("oost", "leren")
DRAWN = {
    "Anker": Provider(90, {NOORD: 20}, {NOORD: 50}, size="groot"),
    "Bark": Provider(50, {ZUID: 30}, {ZUID: 40}),
    "Cello": Provider(50, {OOST: 45}, {OOST: 60, ZUID: 10}, size="groot"),
    "Draaiorgel": Provider(10, {NOORD: 12}, {NOORD: 12}),
}
"""Two contracts: Anker has one, Bark and Cello draw for the other. Bark and Draaiorgel are small."""


def test_each_end_of_a_draw_is_told_for_the_people() -> None:
    chapter = consequences_chapter(town(2, DRAWN))
    assert chapter is not None
    assert chapter.conclusion == (
        "Van de 107 mensen met een plek kunnen er 20 blijven. 12 gaan naar een andere aanbieder."
        " 75 wachten nog op een loting."
    )
    assert [text for text in chapter.lead if text.startswith("Wint")] == [
        "Wint Bark de loting, dan kunnen er 50 blijven en gaan 57 naar een andere aanbieder.",
        "Wint Cello de loting, dan kunnen er 65 blijven en gaan 42 naar een andere aanbieder.",
    ]


def test_a_draw_tells_no_small_group() -> None:
    """Bark has 6 people. 20 stay now and 26 would with Bark: the difference would tell them."""
    few = {**DRAWN, "Bark": Provider(50, {ZUID: 6}, {ZUID: 40})}
    chapter = consequences_chapter(town(2, few))
    assert chapter is not None
    assert not [text for text in chapter.lead if text.startswith("Wint")]


def test_each_end_of_a_draw_is_told_for_small_providers() -> None:
    chapter = fairness_chapter(town(2, DRAWN), "geheel")
    assert chapter is not None
    assert chapter.conclusion == (
        "Twee kleine aanbieders schreven in. Van hen heeft nog niemand een contract. Voor één hangt het nog"
        " af"
        " van een loting. Van de twee andere aanbieders krijgt er één een contract. Voor één"
        " hangt"
        " het nog af van een loting."
    )
    assert [text for text in chapter.lead if text.startswith("Wint")] == [
        "Wint Bark de loting, dan krijgt één kleine aanbieder een contract.",
        "Wint Cello de loting, dan krijgt geen enkele kleine aanbieder een contract.",
    ]


def test_each_end_of_a_draw_is_told_for_the_districts() -> None:
    chapter = coverage_chapter(town(2, DRAWN))
    assert chapter is not None
    assert chapter.conclusion == (
        "Zeker is al: in 1 van de 3 wijken is er aanbod, maar niet overal van elke soort. Er is ruimte"
        " voor 50 van de 100 inwoners."
    )
    assert "Twee aanbieders tellen nog niet mee: zij wachten op een loting." in chapter.lead
    assert [text for text in chapter.lead if text.startswith("Wint")] == [
        "Wint Bark de loting, dan is er aanbod in 2 van de 3 wijken en ruimte voor 90 inwoners.",
        "Wint Cello de loting, dan is er aanbod in 3 van de 3 wijken en ruimte voor 120 inwoners.",
    ]


def test_without_a_draw_nothing_is_left_open() -> None:
    made = town(3, DRAWN)
    assert ways(made) == ()
    chapters = (consequences_chapter(made), coverage_chapter(made), fairness_chapter(made, "geheel"))
    told = " ".join(text for c in chapters if c for text in (c.conclusion, *c.lead))
    assert not [word for word in ("loting", "nog niet", "Zeker is al") if word in told]
    assert "krijgt er één een contract" in told


def test_who_falls_away_for_good_is_told_as_that() -> None:
    chapter = fairness_chapter(town(1, {name: DRAWN[name] for name in ("Anker", "Draaiorgel")}), "geheel")
    assert chapter is not None
    assert chapter.conclusion == (
        "Eén kleine aanbieder schreef in. Daarvan krijgt niemand een contract."
        " Bij de ene andere aanbieder krijgt er één een contract."
    )


def test_enough_in_all_is_not_enough_in_each_district() -> None:
    """60 are needed in Noord, where there is room for 50; 70 in Zuid make up for it on paper only."""
    many = {"Anker": Provider(90, {}, {NOORD: 50, ZUID: 70})}
    chapter = coverage_chapter(town(1, many))
    assert chapter is not None
    assert chapter.conclusion.endswith(
        "Samen is er ruimte voor 120 inwoners. Nodig is ruimte voor 100 inwoners, maar in één wijk is er te"
        " weinig."
    )


def test_more_people_than_the_kader_says_are_needed_is_told() -> None:
    crowded = {"Anker": Provider(90, {NOORD: 130}, {NOORD: 50})}
    chapter = coverage_chapter(town(1, crowded))
    assert chapter is not None
    assert (
        "Let op: volgens de aanbieders hebben nu al meer inwoners een plek dan de 100 die volgens het kader"
        " nodig"
        " zijn. Minstens één getal klopt niet." in chapter.lead
    )


def test_more_people_than_there_is_room_for_is_told_also_on_the_summary() -> None:
    """Anker has 51 people and 50 places of one person each; 50 is not too many, and nor is 90 in two."""
    told = (
        "Let op: bij de aanbieders met een contract komen nu meer inwoners dan waarvoor zij samen ruimte"
        " bieden. Minstens één getal klopt niet."
    )
    for here, too_many in ((51, True), (50, False)):
        made = town(1, {"Anker": Provider(90, {NOORD: here}, {NOORD: 50})})
        chapter = coverage_chapter(made)
        assert chapter is not None
        assert (told in chapter.lead, told in chapter.warnings) == (too_many, too_many)
        assert (told in render_summary(report_view(made), NEUTRAL, 0)) == too_many


def _rounded(made: Evaluation, exact: dict[str, str]) -> Evaluation:
    """The evaluation as if these were the points before rounding."""
    lot = made.lots[0]

    def with_exact(place: Ranked) -> Ranked:
        name = place.scorecard.submission.name
        own = Decimal(exact[name]) if name in exact else place.scorecard.quality
        return replace(place, scorecard=replace(place.scorecard, quality=own))

    return replace(made, lots=(replace(lot, ranking=tuple(map(with_exact, lot.ranking))),))


def test_a_draw_that_only_rounding_made_says_so() -> None:
    told = report_view(_rounded(town(2, DRAWN), {"Bark": "50.004", "Cello": "49.9951"})).summary.notable
    assert told[0].startswith(
        "Bark en Cello hebben na het afronden allebei 50,00 punten. Vóór het afronden was dat 50,0040 (Bark)"
        " en"
        " 49,9951 (Cello). Het kader vergelijkt alleen het afgeronde getal."
    )
    assert report_view(town(2, DRAWN)).summary.notable[0].startswith("Bark en Cello staan op alles gelijk")
