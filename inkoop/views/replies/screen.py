"""What `beoordeel` shows on the terminal, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from inkoop.domain.evaluation import Evaluation, LotResult, Ranked
from inkoop.domain.outcome import Stand
from inkoop.domain.submission import Submission
from inkoop.domain.tender import Criterion, Tender
from inkoop.domain.visible import one_line
from inkoop.rules.award.draws import groups_to_draw
from inkoop.rules.dutch_format import listing
from inkoop.rules.scoring.maxima import maxima
from inkoop.rules.submission.organisations import members
from inkoop.views.record.draws import draw_text
from inkoop.views.words.admission import objection_text, volume_text
from inkoop.views.words.counting import no_ranking_yet
from inkoop.views.words.outcomes import award_and_tie, rank_text
from inkoop.views.words.standing import handed_in, lot_name, must_choose, standing
from inkoop.views.words.totals import by_price, quality_text, total_text, total_words
from inkoop.views.words.wording import number_text, sentence
from inkoop.views.words.worth import earned, money_text


@dataclass(frozen=True, slots=True)
class ScreenTable:
    """A table: columns as (heading, numeric), and rows of texts."""

    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[str, ...], ...]


NAME_WIDTH = 24
"""How narrow the column with names may become before the table is split in two."""

GAP = 3
"""What the screen leaves open beside each column."""
LONGEST_NAME = 80


def fitting(table: ScreenTable, width: int) -> tuple[ScreenTable, ...]:
    """The table as it is, or in two parts where the screen is too narrow: outcome first, then criteria.

    The second part names people again where there is room.
    """
    widths = [
        max(len(row[n]) for row in (tuple(name for name, _ in table.columns), *table.rows)) + GAP
        for n in range(len(table.columns))
    ]
    widths[1] = min(widths[1], NAME_WIDTH + GAP)
    if sum(widths) <= width:
        return (table,)
    last = len(table.columns) - 1
    outcome, criteria = (0, 1, last - 1, last), (0, 1, *range(2, last))
    if sum(widths[n] for n in criteria) > width:
        criteria = (0, *range(2, last))
    return _columns(table, outcome), _columns(table, criteria)


def _columns(table: ScreenTable, chosen: tuple[int, ...]) -> ScreenTable:
    return ScreenTable(
        tuple(table.columns[n] for n in chosen),
        tuple(tuple(row[n] for n in chosen) for row in table.rows),
    )


_SEALED = "Er is nog geen rangorde: de prijzen liggen in de kluis."


def status_line(evaluation: Evaluation) -> str:
    """One sentence: whether there is a ranking, and whether it may still change."""
    what = handed_in(evaluation)
    if len(evaluation.lots) > 1:
        return f"{what}, {len(evaluation.lots)} percelen. {_of_all(evaluation)}"
    return f"{what}. {lot_status(evaluation.lots[0], evaluation)}"


def lot_line(lot: LotResult, evaluation: Evaluation) -> str:
    """The line above one of several lots."""
    name = lot_name(lot)
    return screen_name(f"{name[:1].upper()}{name[1:]}") + f". {lot_status(lot, evaluation)}"


def lot_status(lot: LotResult, evaluation: Evaluation) -> str:
    """What the outcome of a lot is worth today."""
    if lot.tender.award is not None and not (lot.ranking or lot.waiting or lot.undecided):
        return "Er is geen rangorde: niemand is toegelaten of haalt de drempel."
    stand = standing(lot, evaluation)
    if stand == Stand.PROVISIONAL and not lot.undecided and must_choose(lot):
        return "Voorlopig voorstel: een aanbieder moet nog kiezen welk perceel de voorkeur heeft."
    if stand == Stand.PROVISIONAL and not lot.undecided:
        return "Voorlopige rangorde: een ander perceel kan dit voorstel nog veranderen."
    number = len(lot.undecided)
    sentences = {
        Stand.ADMISSION: "Open house: er zijn geen punten en er is geen rangorde.",
        Stand.WAITING: no_ranking_yet(len(lot.waiting)),
        Stand.SEALED: _SEALED,
        Stand.PROVISIONAL: (
            f"Voorlopige rangorde: over {number} "
            f"{'inschrijving' if number == 1 else 'inschrijvingen'} moet een mens nog beslissen."
        ),
        Stand.PROPOSAL: "Voorgestelde rangorde.",
    }
    return sentences[stand]


def _of_all(evaluation: Evaluation) -> str:
    """What holds for the lots together; each has a ranking of its own."""
    stands = {standing(lot, evaluation) for lot in evaluation.lots}
    if stands == {Stand.ADMISSION}:
        return "Open house: er zijn geen punten en er is geen rangorde."
    if stands == {Stand.PROPOSAL}:
        return "Elk perceel heeft een eigen voorgestelde rangorde."
    if stands == {Stand.SEALED}:
        return _SEALED
    if Stand.WAITING in stands:
        return "Er is nog niet voor elk perceel een rangorde: er ontbreken cijfers."
    return "Elk perceel heeft een eigen rangorde. Niet alles is al besloten."


def partner_lines(evaluation: Evaluation) -> Iterator[str]:
    """Who else is in a submission, where it names others."""
    for submission in evaluation.submissions:
        others = members(evaluation.tender, submission)[1:]
        if others:
            named = listing(f"{screen_name(member.name)} ({member.role})" for member in others)
            yield f"In de inschrijving van {screen_name(submission.name)}: {named}."


def draw_lines(evaluation: Evaluation, lot: LotResult) -> Iterator[str]:
    """What was drawn in a lot, and how."""
    for read in evaluation.draws:
        if read.record.lot == lot.lot:
            yield one_line(draw_text(read))


def _to_draw(
    evaluation: Evaluation, lot: LotResult, draws: tuple[tuple[Submission, ...], ...]
) -> Iterator[str]:
    """The command that comes next: nothing is wrong, so no finding says that somebody has to draw."""
    names = "; ".join(listing(screen_name(each.name) for each in group) for group in draws)
    if lot.undecided or lot.waiting:
        yield f"Daarna loten, als zij dan nog gelijk staan: {names}."
        return
    which = f" --perceel {lot.lot}" if len(evaluation.lots) > 1 else ""
    named = " KADER INSCHRIJVINGEN" if evaluation.record is None else " --door NAAM"
    yield f"Nog te loten: {names}. Dat doet u met: inkoop loting{named}{which}"


def scored_criteria(tender: Tender) -> tuple[Criterion, ...]:
    """The top-level criteria that can earn points, or euro."""
    limits = maxima(tender)
    return tuple(criterion for criterion in tender.criteria if limits[criterion.code] > 0)


def ranking_table(lot: LotResult) -> ScreenTable | None:
    """Rank, tenderer, points per top-level criterion and in total; None when there is no ranking."""
    tender = lot.tender
    if not lot.ranking or tender.award is None:
        return None
    criteria = scored_criteria(tender)
    priced = by_price(tender.award)
    columns = (
        ("Rang", True),
        ("Inschrijver", False),
        *((criterion.code, True) for criterion in criteria),
        *((name, True) for name in ("Kwaliteit", "Prijs") if priced),
        (total_words(tender.award).heading, True),
        ("Voorstel", False),
    )
    return ScreenTable(columns, tuple(_row(place, criteria, tender) for place in lot.ranking))


def screen_name(name: str) -> str:
    """A name that fits a line and cannot rewrite what the terminal shows."""
    return one_line(name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…")


def _row(place: Ranked, criteria: tuple[Criterion, ...], tender: Tender) -> tuple[str, ...]:
    card = place.scorecard
    return (
        rank_text(place),
        screen_name(card.submission.name),
        *(earned(card.points(criterion.code), tender) for criterion in criteria),
        *_apart(place, tender),
        total_text(card.total, tender),
        award_and_tie(place, tender),
    )


def _apart(place: Ranked, tender: Tender) -> tuple[str, ...]:
    """Quality and price, where the method reckons with the price itself."""
    card = place.scorecard
    if not by_price(tender.award) or card.price is None:
        return ()
    return quality_text(card.quality, tender), money_text(card.price.counted)


def capacity_line(lot: LotResult) -> str:
    """How much of the capacity is proposed, and what is left; empty without a capacity."""
    capacity = lot.tender.award.capacity if lot.tender.award else None
    if capacity is None or lot.undivided is None:
        return ""
    proposed = sum((place.volume for place in lot.ranking if place.volume is not None), Decimal(0))
    left = volume_text(capacity.size - proposed, lot.tender)
    total = volume_text(capacity.size, lot.tender)
    return f"Voorgesteld: {number_text(proposed)} van {total}. Niet verdeeld: {left}."


def _with_file(submission: Submission) -> str:
    """The name with the file, once."""
    name, file = screen_name(submission.tenderer), one_line(submission.file)
    return name if name == file else f"{name} ({file})"


def admission_lines(evaluation: Evaluation, lot: LotResult) -> Iterator[str]:
    """Who is not in the ranking, and who is waited for."""
    if lot.admitted and (lot.waiting or lot.tender.award is None):
        yield "Toegelaten: " + listing(screen_name(submission.name) for submission in lot.admitted) + "."
    for rejected in lot.not_admitted:
        reasons = " ".join(objection_text(objection, lot.tender) for objection in rejected.objections)
        yield f"Niet in de rangorde: {screen_name(rejected.submission.name)}. {reasons}"
    for undecided in lot.undecided:
        codes = listing(dict.fromkeys(found.code for found in undecided.findings))
        yield f"Voor te leggen: {_with_file(undecided.submission)}: {codes}."
    for replaced in lot.replaced:
        made, by = replaced.decision, f", door {replaced.decision.by}" if replaced.decision.by else ""
        yield one_line(f"Vervangen{by}: {_with_file(replaced.submission)}. {sentence(made.motivation)}")
    yield from draw_lines(evaluation, lot)
    if draws := tuple(groups_to_draw(lot)):
        yield from _to_draw(evaluation, lot, draws)
    by_criterion: dict[str, list[str]] = {}
    names = {submission.id: submission.name for submission in lot.admitted}
    for who, criterion in lot.waiting:
        by_criterion.setdefault(criterion, []).append(screen_name(names[who]))
    for criterion, tenderers in by_criterion.items():
        yield f"Wacht op cijfers voor {criterion}: {listing(tenderers)}."
