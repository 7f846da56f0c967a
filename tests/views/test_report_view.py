"""The report as plain data: its numbers are those of the evaluation, and it says what is not decided yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.submission import Assessment, Submission
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import points_text
from inkoop.views.replies.screen import status_line
from inkoop.views.report.model import ReportView
from inkoop.views.report.view import report_view
from tests.award_cases import three_lots
from tests.report_cases import EXAMPLES, assessed, evaluated, example, named

Fill = Callable[..., Path]
Read = Callable[[Path], Submission]


def texts(value: Any) -> list[str]:
    """Every text in a view, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in texts(item)]
    if is_dataclass(value):
        return [text for f in fields(value) for text in texts(getattr(value, f.name))]
    return []


def said(view: ReportView) -> str:
    return "\n".join(texts(view))


@pytest.fixture
def three(filled_form: Fill, read_small: Read) -> list[Submission]:
    """Three providers that differ in one answer: Anker waits shortest, Bark longest."""
    waits = {"Anker": 1, "Bark": 9, "Cello": 5}
    return [named(read_small(filled_form(f"{n}.xlsx", wachttijd=w)), n) for n, w in waits.items()]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_numbers_are_those_of_the_evaluation(name: str) -> None:
    made = example(name)
    view = report_view(made)
    assert view.ranking is not None
    rows = {row.cells[1]: row for table in view.ranking.tables for row in table.rows}
    pages = {page.name: page for page in view.providers}
    top = [c.code for c in made.tender.criteria if c.weight]
    assert made.lots[0].ranking
    for place in made.lots[0].ranking:
        card, tenderer = place.scorecard, place.scorecard.submission.tenderer
        points = [points_text(card.points(code)) for code in top]
        rank = f"{place.rank}{'=' if place.shared_with else ''}"
        assert rows[tenderer].cells == (rank, tenderer, *points, points_text(card.total))
        page = pages[tenderer]
        assert (page.rank, page.total) == (rank, points_text(card.total))
        shown = {leaf.code: leaf.points for group in page.groups for leaf in group.leaves}
        assert shown == {s.criterion: points_text(s.points) for s in card.scores if s.maximum}


@pytest.mark.parametrize("name", EXAMPLES)
def test_everybody_has_a_page_and_every_criterion_too(name: str) -> None:
    made = example(name)
    view = report_view(made)
    assert sorted(page.name for page in view.providers) == sorted(s.tenderer for s in made.submissions)
    assert [c.code for c in view.criteria] == [c.code for c in made.tender.criteria]
    anchors = {line.anchor for chapter in view.contents for line in (chapter, *chapter.parts)}
    assert {page.anchor for page in view.providers} <= anchors


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_same_evaluation_gives_the_same_view(name: str) -> None:
    assert report_view(example(name)) == report_view(example(name))


@pytest.mark.parametrize("name", EXAMPLES)
def test_confidential_answers_are_nowhere(name: str) -> None:
    made = example(name)
    secret = {code for code, question in made.tender.questions.items() if question.confidential}
    answers = [s.answers[c].raw for s in made.submissions for c in secret if c in s.answers]
    given = [raw for raw in answers if len(raw) > 3]
    assert given
    words = said(report_view(made))
    assert "vertrouwelijk" in words
    for raw in given:
        assert raw not in words
        assert raw.replace(".", ",") not in words


def test_a_finding_about_a_confidential_answer_does_not_repeat_it(
    filled_form: Fill, read_small: Read, small_tender: Tender
) -> None:
    submission = read_small(filled_form(geheim="geheimpje " * 30))
    assert any(found.code == "ANTW-12" for found in submission.findings)
    words = said(report_view(assessed(small_tender, [submission], {})))
    assert "geheimpje" not in words
    assert "Let op vraag geheim. Het antwoord is vertrouwelijk." in words


def test_undecided_submissions_make_it_provisional() -> None:
    view = report_view(example("amsterdam-2021"))
    assert example("amsterdam-2021").lots[0].undecided
    assert view.cover.status.startswith("Voorlopig")
    assert any("voorlopig" in line for line in view.summary.lead)
    assert "Wacht op een besluit" in [group.title for group in view.summary.outside]


def test_with_everyone_rejected_there_is_no_word_about_contracts(
    filled_form: Fill, read_small: Read, small_tender: Tender
) -> None:
    refused = read_small(filled_form(vog=False))
    made = assessed(small_tender, [named(refused, name) for name in ("Anker", "Bark", "Cello")], {})
    view = report_view(made)
    assert view.cover.status == "Niemand om aan te gunnen"
    assert view.summary.headline == "Geen enkele inschrijving voldoet"
    words = " ".join((*view.summary.lead, *view.summary.open_points))
    assert "contract" not in words
    assert "Nul" not in words
    assert status_line(made) == (
        "3 inschrijvingen. Er is geen rangorde: niemand is toegelaten of haalt de drempel."
    )


def test_without_all_grades_there_is_no_score_anywhere(three: list[Submission], small_tender: Tender) -> None:
    view = report_view(assessed(small_tender, three, {"Anker": "10", "Bark": "6"}))
    assert view.ranking is None
    assert view.summary.headline == "Er is nog geen rangorde"
    assert "één cijfer" in " ".join(view.summary.lead)
    assert all(not page.groups and not page.total for page in view.providers)
    assert [page.grounds for page in view.providers if page.name == "Cello"] == [
        ("Het cijfer ontbreekt nog voor K2 (Kwaliteit).",)
    ]


def test_the_line_between_contract_and_reserve(three: list[Submission], small_tender: Tender) -> None:
    view = report_view(assessed(small_tender, three, dict.fromkeys(("Anker", "Bark", "Cello"), "6")))
    proposal = {group.title: [m.name for m in group.mentions] for group in view.summary.proposal}
    assert proposal == {"Reserve": ["Bark"]}
    assert view.summary.contracts is not None
    assert [row.cells[1] for row in view.summary.contracts.rows] == ["Anker", "Cello"]
    assert view.summary.headline == "Twee aanbieders krijgen een contract"
    # wachttijd 5 en 9 weken: 10 − 5 en 10 − 9 van de 10, over 20 punten: 10 en 2.
    assert any("een verschil van 8,00 punten" in fact for fact in view.summary.notable)


def test_a_tie_across_the_line_is_a_draw(three: list[Submission], small_tender: Tender) -> None:
    same = [three[0], named(three[2], "Bark"), three[2]]
    view = report_view(assessed(small_tender, same, dict.fromkeys(("Anker", "Bark", "Cello"), "6")))
    assert view.summary.headline == "Eén aanbieder krijgt een contract, en om één plaats wordt geloot"
    assert view.summary.notable[0].startswith("Bark en Cello staan op alles gelijk")
    assert [page.rank for page in view.providers] == ["1", "2=", "2="]


def test_a_tie_that_the_kader_breaks_says_by_what(three: list[Submission], small_tender: Tender) -> None:
    scored = assessed(small_tender, three, {"Anker": "6", "Bark": "10", "Cello": "6"})
    ranking = scored.lots[0].ranking
    tied = replace(
        scored.lots[0],
        ranking=tuple(
            replace(
                place, tie_break="K1", scorecard=replace(place.scorecard, total=Decimal(70), quality=exact)
            )
            for place, exact in zip(ranking, map(Decimal, ("70.04", "70.04", "69.96")), strict=True)
        ),
    )
    view = report_view(replace(scored, lots=(tied,)))
    told = " ".join(view.summary.notable)
    assert "hebben hetzelfde totaal. K1 (Dichtbij) gaf de doorslag" in told
    assert "hebben na het afronden hetzelfde totaal. K1 (Dichtbij) gaf de doorslag" in told
    assert view.ranking is not None
    notes = [row.detail for table in view.ranking.tables for row in table.rows]
    assert [detail.endswith(" (K1 besliste)") for detail in notes] == [True] * len(ranking)


@pytest.mark.parametrize(
    ("places", "then"), [(2, "schuift de volgende door."), (3, "Niemand staat op reserve.")]
)
def test_nobody_moves_up_where_nobody_is_on_reserve(
    places: int, then: str, three: list[Submission], small_tender: Tender
) -> None:
    assert small_tender.award is not None
    award = small_tender.award.model_copy(update={"places": places, "on_withdrawal": "handhaven"})
    tender = small_tender.model_copy(update={"award": award})
    view = report_view(assessed(tender, three, dict.fromkeys(("Anker", "Bark", "Cello"), "10")))
    (step,) = [text for text in view.summary.open_points if "Valt een aanbieder" in text]
    assert step.endswith(then)
    assert any(
        fact.startswith("Iedereen in de rangorde haalt minstens 80 %") for fact in view.summary.notable
    )


def open_house(tender: Tender) -> Tender:
    info = tender.info.model_copy(update={"procedure": "open_house"})
    return tender.model_copy(update={"info": info, "award": None, "criteria": ()})


def test_open_house_has_no_score_and_no_rank(three: list[Submission], small_tender: Tender) -> None:
    view = report_view(evaluated(open_house(small_tender), three, Assessment()))
    assert view.ranking is None
    assert view.criteria == ()
    assert view.summary.headline == "Drie aanbieders voldoen aan alle eisen"
    assert all(not page.rank and not page.groups for page in view.providers)
    assert "reserve" not in " ".join(texts(view.summary)).casefold()


def many(three: list[Submission], tender: Tender, number: int) -> Evaluation:
    submissions = [named(three[n % 3], f"Aanbieder {n:02d}") for n in range(number)]
    return assessed(
        tender, submissions, {s.tenderer: ("0", "6", "10")[i % 3] for i, s in enumerate(submissions)}
    )


@pytest.mark.parametrize("number", [1, 2, 60])
def test_it_scales(three: list[Submission], small_tender: Tender, number: int) -> None:
    view = report_view(many(three, small_tender, number))
    assert view.ranking is not None
    assert sum(len(table.rows) for table in view.ranking.tables) == number
    assert max(len(table.rows) for table in view.ranking.tables) <= 20
    listed = (*view.summary.proposal, *view.summary.outside)
    assert view.summary.contracts is not None
    rows = [row.cells[1] for row in view.summary.contracts.rows]
    sure = sum(10 if name == "En nog tien aanbieders" else 1 for name in rows)
    assert sure + sum(len(group.mentions) + group.more for group in listed) == number
    assert sum(len(group.mentions) for group in listed) <= 30


def test_everybody_with_a_contract_is_named_on_the_first_page(
    three: list[Submission], small_tender: Tender
) -> None:
    assert small_tender.award is not None
    many_places = small_tender.changed(award=small_tender.award.model_copy(update={"places": 40}))
    view = report_view(many(three, many_places, 40))
    assert view.summary.contracts is not None
    given = {row.cells[1] for row in view.summary.contracts.rows}
    ranked = {page.name for page in view.providers if page.rank}
    assert given == ranked
    assert len(given) > 20


def test_names_that_spoof_are_shown_on_one_line_without_control_characters(
    three: list[Submission], small_tender: Tender
) -> None:
    bad = named(three[0], "An\u202eker\x07\nB.V.\u200b " + "W" * 2000)
    page = report_view(assessed(small_tender, [bad], {bad.tenderer: "6"})).providers[0]
    assert page.name.startswith("An ker B.V. ")
    assert len(page.name) == 90
    assert page.full_name.isprintable()
    assert len(page.full_name) > 2000


def test_what_is_left_of_a_capacity_is_not_put_down_to_a_want_of_offers() -> None:
    """A reserve may have offered more: the places were given, not the offers."""
    made = three_lots()
    leads = [" ".join(report_view(made, lot).summary.lead) for lot in made.lots]
    assert "zijn er 100 verdeeld." in leads[0]
    assert "blijven er over" not in leads[0]
    assert "zijn er 55 verdeeld. 5 blijven er over." in leads[2]
    assert "geen aanbod" not in leads[2]
