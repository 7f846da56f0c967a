"""What a report says of each award method: the headline, what the order rests on, and what is left over."""

from __future__ import annotations

import re
from pathlib import Path

import page
import pytest

from inkoop.domain.evaluation import Evaluation
from inkoop.views.report.model import ReportView
from inkoop.views.report.view import report_view
from inkoop.writers.report import render_html, write_pdf
from tests.award_cases import METHODS, qcbs, three_lots, utility_index, value_award
from tests.report_cases import EXAMPLES, example, report_views

FACTS = {
    "gunnen_op_waarde": (
        "Eén aanbieder krijgt een contract",
        "Zorgboerderij De Cello",
        "Fictieve prijs",
        "€ 72.300",
    ),
    "utiliteitsindex": ("Eén aanbieder krijgt een contract", "Stichting Anker", "Index", "0,7500"),
    "prijs_per_kwaliteitspunt": (
        "Twee aanbieders krijgen een contract",
        "Stichting Anker",
        "Prijs per punt",
        "€ 706,52",
    ),
    "qcbs": ("Eén aanbieder krijgt een contract", "Bark Dagbesteding", "Punten", "88,80"),
    "herschaald": ("Eén aanbieder krijgt een contract", "Bark Dagbesteding", "Punten", "90,00"),
}


def lots_of(evaluation: Evaluation) -> dict[str, ReportView]:
    """The reports by the code of the lot."""
    return {name.removeprefix("rapport-"): view for name, view in report_views(evaluation).items()}


@pytest.mark.parametrize("name", FACTS)
def test_the_summary_names_the_winner_in_the_unit_of_the_method(name: str) -> None:
    summary = report_view(METHODS[name]()).summary
    headline, winner, heading, total = FACTS[name]
    assert summary.headline == headline
    assert summary.contracts is not None
    place, named, given = summary.contracts.rows[0].cells[:3]
    assert (place, named, given.replace("\N{NO-BREAK SPACE}", " ")) == ("1", winner, total)
    assert summary.contracts.columns[2].text == heading


@pytest.mark.langzaam
@pytest.mark.parametrize("name", METHODS)
def test_the_report_of_every_method_is_an_accessible_pdf(name: str, tmp_path: Path) -> None:
    for file, view in report_views(METHODS[name]()).items():
        target = tmp_path / f"{file}.pdf"
        write_pdf(view, target)
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
            assert page.validate_pdf(str(target), profile=profile).failures == []


def test_each_lot_has_a_report_with_the_page_of_all_lots() -> None:
    views = lots_of(three_lots())
    assert list(views) == ["noord", "oost", "zuid"]
    pages = [view.lots for view in views.values()]
    assert pages[0] is not None
    assert pages[0] == pages[1] == pages[2]
    assert all("Alle percelen" in render_html(view) for view in views.values())


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_tender_without_lots_has_no_page_of_lots(name: str) -> None:
    views = report_views(example(name))
    assert list(views) == ["rapport"]
    assert "Alle percelen" not in render_html(views["rapport"])


def test_a_lot_counts_only_its_own_submissions() -> None:
    assert lots_of(three_lots())["oost"].summary.lead[0] == "Er zijn voor dit perceel drie inschrijvingen."


def test_what_is_left_is_not_said_to_be_without_an_offer_while_somebody_offers_it() -> None:
    lead = " ".join(lots_of(three_lots())["zuid"].summary.lead)
    assert "zijn er 55 verdeeld. 5 blijven er over." in lead
    assert "geen aanbod" not in lead


def test_value_in_euro_is_not_called_points_below_a_threshold() -> None:
    ranking = report_view(value_award()).ranking
    assert ranking is not None
    assert "De waarde van de kwaliteit staat hier wel" in ranking.below_lead
    assert [table.caption for table in ranking.below_tables] == ["Onder een drempel: kwaliteit"]
    points = report_view(qcbs()).ranking
    assert points is not None
    assert "De punten staan hier wel" in points.below_lead


def test_a_weight_never_goes_from_a_number_to_the_same_number() -> None:
    found = [each.conclusion for each in report_view(example("amsterdam-2021")).insights]
    found += [each.conclusion for each in report_view(example("zwolle-2015")).insights]
    assert [text for text in found if re.search(r"van (\S+) naar (\S+) procent", text)]
    assert not [text for text in found if re.search(r"van (\S+) naar \1 procent", text)]


def test_a_tender_without_lots_does_not_speak_of_a_lot() -> None:
    assert "perceel" not in " ".join(report_view(example("zwolle-2015")).summary.lead)


def test_a_withdrawal_recalculates_the_ranking_whatever_it_rests_on() -> None:
    open_points = report_view(utility_index()).summary.open_points
    assert open_points[-1] == (
        "Valt een aanbieder met een contract af, dan wordt de rangorde opnieuw berekend."
    )
