"""What `beoordeel` shows on the terminal, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from inkoop.domain.evaluation import Evaluation, LotResult, Ranked, Scorecard
from inkoop.domain.places import printable
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.dutch_format import decimal_text, listing, points_text
from inkoop.rules.organisations import members
from inkoop.views.admission import AWARD_WORDS, objection_text
from inkoop.views.document import standing
from inkoop.views.draws import draw_text


@dataclass(frozen=True, slots=True)
class ScreenTable:
    """A table: columns as (heading, numeric), and rows of texts."""

    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[str, ...], ...]


NAME_WIDTH = 24
"""How narrow the column with names may become before the table is split in two."""


LONGEST_NAME = 80


def fitting(table: ScreenTable, width: int) -> tuple[ScreenTable, ...]:
    """The table as it is, or in two parts where the screen is too narrow: outcome first, then criteria."""
    widths = [
        max(len(row[n]) for row in (tuple(name for name, _ in table.columns), *table.rows)) + 2
        for n in range(len(table.columns))
    ]
    widths[1] = min(widths[1], NAME_WIDTH)
    if sum(widths) <= width:
        return (table,)
    last = len(table.columns) - 1
    outcome, criteria = (0, 1, last - 1, last), (0, *range(2, last))
    return _columns(table, outcome), _columns(table, criteria)


def _columns(table: ScreenTable, chosen: tuple[int, ...]) -> ScreenTable:
    return ScreenTable(
        tuple(table.columns[n] for n in chosen),
        tuple(tuple(row[n] for n in chosen) for row in table.rows),
    )


def status_line(evaluation: Evaluation) -> str:
    """One sentence: whether there is a ranking, and whether it may still change."""
    lot = evaluation.lots[0]
    count = len(evaluation.submissions)
    what = f"{count} inschrijving{'' if count == 1 else 'en'}"
    if evaluation.tender.award is not None and not (lot.ranking or lot.waiting or lot.undecided):
        return f"{what}. Er is geen rangorde: niemand is toegelaten of haalt de drempel."
    sentences = {
        "toelating": f"{what}. Open house: er zijn geen punten en er is geen rangorde.",
        "wacht op cijfers": f"{what}. Er is nog geen rangorde: {len(lot.waiting)} cijfers ontbreken.",
        "voorlopig": (
            f"{what}. Voorlopige rangorde: over {len(lot.undecided)} "
            f"{'inschrijving' if len(lot.undecided) == 1 else 'inschrijvingen'} moet een mens nog beslissen."
        ),
        "voorstel": f"{what}. Voorgestelde rangorde.",
    }
    return sentences[standing(lot, evaluation.tender)]


def partner_lines(evaluation: Evaluation) -> Iterator[str]:
    """Who else is in a submission, where it names others."""
    for submission in evaluation.submissions:
        others = members(evaluation.tender, submission)[1:]
        if others:
            named = listing(f"{screen_name(member.name)} ({member.role})" for member in others)
            yield f"In de inschrijving van {screen_name(submission.tenderer)}: {named}."


def draw_lines(evaluation: Evaluation, lot: LotResult) -> Iterator[str]:
    """What was drawn in a lot, and how."""
    for read in evaluation.draws:
        if read.record.lot == lot.lot:
            yield printable(draw_text(read))


def lot_title(lot: LotResult) -> str:
    """The heading over a lot; empty in a tender without lots."""
    titles = {item.code: item.title for item in lot.tender.lots.items} if lot.tender.lots else {}
    return f"Perceel {lot.lot}: {printable(titles[lot.lot])}" if lot.lot in titles else ""


def scored_criteria(tender: Tender) -> tuple[Criterion, ...]:
    """The top-level criteria that can earn points."""
    return tuple(criterion for criterion in tender.criteria if criterion.weight)


def ranking_table(lot: LotResult) -> ScreenTable | None:
    """Rank, tenderer, points per top-level criterion and in total; None when there is no ranking."""
    if not lot.ranking:
        return None
    criteria = scored_criteria(lot.tender)
    columns = (
        ("Rang", True),
        ("Inschrijver", False),
        *((criterion.code, True) for criterion in criteria),
        ("Totaal", True),
        ("Voorstel", False),
    )
    return ScreenTable(columns, tuple(_row(place, criteria, lot.tender) for place in lot.ranking))


def screen_name(name: str) -> str:
    """A name that fits a line and cannot rewrite what the terminal shows."""
    return printable(name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…")


def _row(place: Ranked, criteria: tuple[Criterion, ...], tender: Tender) -> tuple[str, ...]:
    card = place.scorecard
    mark = "=" if place.shared_with else ""
    return (
        f"{place.rank}{mark}",
        screen_name(card.submission.tenderer),
        *(points_text(card.points(criterion.code)) for criterion in criteria),
        total_text(card, tender),
        AWARD_WORDS[place.award] + (f" ({place.tie_break} besliste)" if place.tie_break else ""),
    )


def total_text(card: Scorecard, tender: Tender) -> str:
    """The total with the published digits."""
    return decimal_text(card.total, tender.award.rounding.total if tender.award else None)


def admission_lines(evaluation: Evaluation, lot: LotResult) -> Iterator[str]:
    """Who is not in the ranking, and who is waited for."""
    if evaluation.tender.award is None and lot.admitted:
        yield "Toegelaten: " + listing(screen_name(submission.tenderer) for submission in lot.admitted) + "."
    for rejected in lot.not_admitted:
        reasons = " ".join(objection_text(objection, evaluation.tender) for objection in rejected.objections)
        yield f"Niet in de rangorde: {screen_name(rejected.submission.tenderer)}. {reasons}"
    for undecided in lot.undecided:
        codes = listing(dict.fromkeys(found.code for found in undecided.findings))
        name, file = screen_name(undecided.submission.tenderer), printable(undecided.submission.file)
        yield f"Voor te leggen: {name} ({file}): {codes}."
    yield from draw_lines(evaluation, lot)
    by_criterion: dict[str, list[str]] = {}
    for tenderer, criterion in lot.waiting:
        by_criterion.setdefault(criterion, []).append(screen_name(tenderer))
    for criterion, tenderers in by_criterion.items():
        yield f"Wacht op cijfers voor {criterion}: {listing(tenderers)}."
