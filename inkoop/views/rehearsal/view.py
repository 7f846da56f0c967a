"""The report of a rehearsal as plain data: everything it says, and nothing about how it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from inkoop.analysis.rehearsal.report import Rehearsal, StageRehearsal
from inkoop.views.rehearsal.effects import effect_blocks
from inkoop.views.rehearsal.method import burden_blocks, lot_blocks, method_blocks
from inkoop.views.rehearsal.model import Block, Heading, Paragraph, RehearsalView, Section
from inkoop.views.rehearsal.notices import Noted, known, notice_blocks, questions, still_open
from inkoop.views.rehearsal.outcomes import outcome_blocks
from inkoop.views.rehearsal.reversal import reversal_blocks
from inkoop.views.rehearsal.strategies import strategy_blocks
from inkoop.views.rehearsal.texts import NO_PREDICTION, OPEN_HOUSE
from inkoop.views.words.counting import capital, count


def rehearsal_view(rehearsal: Rehearsal, noted: Sequence[Noted], fingerprint: str) -> RehearsalView:
    """The whole report."""
    info = rehearsal.tender.info
    return RehearsalView(
        title=info.title,
        reference=info.reference,
        buyer=info.buyer,
        fictional=info.fictional,
        fingerprint=fingerprint,
        dated=info.published.date().isoformat(),
        headline=headline(noted),
        sections=tuple(_sections(rehearsal, noted)),
    )


def headline(noted: Sequence[Noted]) -> str:
    """How many warnings and questions are left, in one sentence."""
    warnings, asked, settled = len(still_open(noted)), len(questions(noted)), len(known(noted))
    parts = [
        "geen waarschuwingen" if not warnings else count(warnings, "waarschuwing", "waarschuwingen"),
        *([count(asked, "vraag aan u", "vragen aan u")] if asked else []),
        *([f"{count(settled, 'melding', 'meldingen')} die u al erkent"] if settled else []),
    ]
    joined = " en ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
    return f"{capital(joined)}."


def _sections(rehearsal: Rehearsal, noted: Sequence[Noted]) -> Iterator[Section]:
    chapters: list[tuple[str, str, Iterable[Block]]] = [
        ("Wat opvalt", "meldingen", (Paragraph(NO_PREDICTION, "aanhef"), *notice_blocks(noted)))
    ]
    if rehearsal.stages:
        tender = rehearsal.tender
        chapters += [
            ("Wat weegt echt?", "gewichten", _per_lot(rehearsal, lambda t: effect_blocks(t.effects))),
            (
                "Kan een verliezer de volgorde omdraaien?",
                "rangordeparadox",
                _per_lot(rehearsal, lambda t: reversal_blocks(t.verdicts, tender)),
            ),
            ("Drempels, plaatsen en gelijke stand", "drempels", _outcomes(rehearsal)),
            ("Hoe een slimme aanbieder speelt", "spelen", _per_lot(rehearsal, strategy_blocks)),
        ]
    else:
        chapters.append(("Open house", "openhouse", (Paragraph(OPEN_HOUSE),)))
    chapters.append(("Wat u van aanbieders vraagt", "lasten", burden_blocks(rehearsal)))
    if rehearsal.stages:
        chapters.append(("Zo is er geproefd", "methode", method_blocks(rehearsal)))
    for number, (title, anchor, blocks) in enumerate(chapters, start=1):
        yield Section(number, title, anchor, tuple(blocks))


def _per_lot(rehearsal: Rehearsal, blocks: Callable[[StageRehearsal], Iterable[Block]]) -> Iterator[Block]:
    for tried in rehearsal.stages:
        if tried.stage.lot is not None:
            yield Heading(f"Perceel {tried.stage.lot.code}: {tried.stage.lot.title}")
        yield from blocks(tried)


def _outcomes(rehearsal: Rehearsal) -> Iterator[Block]:
    yield from _per_lot(rehearsal, outcome_blocks)
    if rehearsal.limits is not None:
        yield from lot_blocks(rehearsal.limits)
