"""How a bidder would play the rules: worked examples with what they earn."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.analysis.rehearsal.report import StageRehearsal
from inkoop.analysis.rehearsal.reversal import SECOND, Standing
from inkoop.analysis.rehearsal.strategies import LeftEmpty, LowPrice, Split
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import listing
from inkoop.views.rehearsal.model import Block, Heading, Paragraph
from inkoop.views.rehearsal.reversal import standing_text
from inkoop.views.rehearsal.texts import SPLIT_LEAD, SPLIT_QUESTION, STRATEGY_LEAD
from inkoop.views.words.blocks import Column, Table, TableRow
from inkoop.views.words.wording import criterion_name


def strategy_blocks(tried: StageRehearsal) -> Iterator[Block]:
    """The chapter on strategies, for one lot."""
    tender = tried.stage.tender
    yield Paragraph(STRATEGY_LEAD, "aanhef")
    if tried.low_price is not None:
        yield from _low_price(tried.low_price, tender)
    if tried.left_empty is not None:
        yield from _left_empty(tried.left_empty, tender)
    yield Heading("Een schijninschrijving door een bevriende partij")
    yield Paragraph(_dummy(tried))
    if tried.split is not None:
        yield from _split(tried.split)


def _low_price(low: LowPrice, tender: Tender) -> Iterator[Block]:
    yield Heading("Een extreem lage prijs")
    columns = (
        Column("Inschrijver"),
        Column("Prijs"),
        Column("Uitkomst", numeric=True),
    )
    lowest = _of(low.at_extreme, 1) if low.at_extreme else "een mens beslist"
    rows = (
        TableRow(("A, gewone prijs", low.usual, _of(low.at_realistic, 0))),
        TableRow(("B, laagste gangbare prijs", low.realistic, _of(low.at_realistic, 1))),
        TableRow(("B, laagste prijs die het formulier toestaat", low.extreme, lowest)),
    )
    yield Table("B is gelijk aan A, op de prijs na", columns, rows)
    yield Paragraph(f"{_dropped(low, tender)} {_paying(low)}", "slot")


def _of(found: tuple[Standing, ...], which: int) -> str:
    name = (next(s.name for s in found if s.name != SECOND), SECOND)[which]
    return standing_text(next(item for item in found if item.name == name))


def _dropped(low: LowPrice, tender: Tender) -> str:
    def words(codes: tuple[str, ...]) -> str:
        if not codes:
            return "kan B geen enkel open antwoord leeg laten"
        return f"kan B {listing(criterion_name(tender, code) for code in codes)} leeg laten"

    same = low.dropped_realistic == low.dropped_extreme or not low.at_extreme
    text = f"Met de laagste gangbare prijs {words(low.dropped_realistic)} en toch boven A blijven."
    return text if same else f"{text} Met de extreme prijs {words(low.dropped_extreme)}."


def _paying(low: LowPrice) -> str:
    if not low.at_extreme:
        return (
            f"Een prijs van {low.extreme} ligt buiten wat het kader toestaat."
            " Die komt niet vanzelf in de rangorde: een mens beslist erover."
        )
    if not low.pays:
        return (
            "Nog lager bieden levert niets extra op."
            " Dat is goed: wie onder een reële prijs biedt, wint er niets mee."
        )
    guard = (
        "Het kader heeft een minimumtarief of een signaal voor een lage prijs; dat is uw rem."
        if low.guarded
        else "Het kader heeft geen minimumtarief en geen signaal voor een lage prijs."
    )
    return f"Nog lager bieden loont: het verschil met A wordt groter. {guard}"


def _left_empty(empty: LeftEmpty, tender: Tender) -> Iterator[Block]:
    yield Heading("Een antwoord leeg laten")
    wins = empty.standings[0].name == SECOND and empty.standings[0].rank == 1
    fallen = any(item.name == SECOND and not item.rank for item in empty.standings)
    scores = "; ".join(f"{item.name}: {standing_text(item)}" for item in empty.standings)
    outcome = (
        "B valt onder een drempel. Leeg laten loont hier niet."
        if fallen
        else "B staat dan boven A. Leeg laten kan hier lonen."
        if wins
        else "B blijft onder A. Leeg laten loont hier niet."
    )
    yield Paragraph(
        f"{criterion_name(tender, empty.empty)} levert de minste punten op per woord. B laat dat"
        " antwoord leeg, spaart"
        f" hoogstens {empty.words} woorden, en haalt daarmee bij"
        f" {criterion_name(tender, empty.better)} één stap hoger:"
        f" {empty.better_words}. De uitkomst: {scores}. {outcome}"
    )


def _dummy(tried: StageRehearsal) -> str:
    found = [verdict for verdict in tried.verdicts if verdict.dummy is not None]
    if found:
        return (
            "Dit kan met uw regels. Het voorbeeld staat in het hoofdstuk over de rangordeparadox:"
            " wie zelf niet wil"
            " winnen, kan een ander laten winnen."
        )
    if all(verdict.proof for verdict in tried.verdicts):
        return "Dit kan hier niet: een extra inschrijving verandert de punten van anderen niet."
    return "Hiervan is geen voorbeeld gevonden."


def _split(split: Split) -> Iterator[Block]:
    yield Heading("Twee keer inschrijven")
    gained = sum(name.startswith(split.owner) for name in split.after)
    lost = [name for name in split.before if name not in split.after]
    text = f"{split.owner} krijgt dan {gained} van de {len(split.after)} contracten in plaats van één."
    if gained < 2:
        text = f"{split.owner} krijgt er geen tweede contract mee."
    if lost:
        text += f" {listing(lost)} krijgt daardoor geen contract."
    yield Paragraph(f"{SPLIT_LEAD} {text} {SPLIT_QUESTION}")
