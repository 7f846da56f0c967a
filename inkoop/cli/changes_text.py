"""What became otherwise between two files, as text on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from inkoop.domain.visible import one_line

if TYPE_CHECKING:
    from inkoop.cli.console import Screen
    from inkoop.domain.changes import FileChanges
    from inkoop.readers.forms.cell_changes import CellChange, SubmissionChanges
    from inkoop.views.replies.kader_changes import KaderChanges
    from inkoop.views.replies.outcome_changes import ComeAndGone, LotChanges, Moved, OutcomeChanges

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def print_changes(changes: FileChanges, console: Screen) -> None:
    """What differs, by what was compared."""
    from inkoop.readers.forms.cell_changes import SubmissionChanges
    from inkoop.views.replies.kader_changes import KaderChanges
    from inkoop.views.replies.outcome_changes import OutcomeChanges

    if isinstance(changes, KaderChanges):
        _show_kaders(changes, console)
    elif isinstance(changes, SubmissionChanges):
        _show_submissions(changes, console)
    elif isinstance(changes, OutcomeChanges):
        _show_outcomes(changes, console)


def _show_kaders(changes: KaderChanges, console: Screen) -> None:
    from inkoop.views.replies.kader_changes import told

    console.say(f"{one_line(changes.kenmerk)}: van versie {changes.oud.versie} naar {changes.nieuw.versie}.")
    if not changes.groepen:
        console.say("Er is geen regel veranderd.", style="bold")
        return
    for title, sentences in told(changes):
        _show_lines(title, map(one_line, sentences), console)
    if changes.anders_verwoord:
        console.say("\nAlleen anders verwoord", style="bold")
        words = one_line(", ".join(changes.anders_verwoord))
        console.indented(
            f"{words}. Bleef de bedoeling gelijk, zet dat dan bij zelfde_bedoeling.", "  ", "    "
        )
    if changes.opnieuw_beoordelen:
        console.say("\nOpnieuw beoordelen", style="bold")
        graded = one_line(", ".join(changes.opnieuw_beoordelen))
        console.indented(f"Cijfers van de oude versie gelden niet voor {graded}.", "  ", "    ")
    if changes.aanvaardt:
        console.say(
            "\nTellen formulieren van de oude versie nog? Zet dit dan in het nieuwe kader:", style="bold"
        )
        for line in changes.aanvaardt.splitlines():
            console.say(f"  {line}", whole=True)


def _show_submissions(changes: SubmissionChanges, console: Screen) -> None:
    if changes.gelijk:
        same = (
            "Dit is twee keer hetzelfde bestand." if changes.zelfde_bestand else "Er is geen cel veranderd."
        )
        console.say(same, style="bold")
        return
    sheet = None
    for cell in changes.cellen:
        if cell.blad != sheet:
            console.say(f"\n{one_line(cell.blad)}", style="bold")
            sheet = cell.blad
        console.indented(_cell(cell), "  ", "    ")
    beside = [*(f"Nieuw blad: {name}" for name in changes.bladen_erbij)]
    beside += [f"Blad is weg: {name}" for name in changes.bladen_weg]
    _show_lines("Verder", iter(map(one_line, (*beside, *changes.ernaast))), console)


def _cell(cell: CellChange) -> str:
    where = f"{cell.cel}, {cell.vraag}" if cell.vraag else cell.cel
    was, now = (f"‘{text}’" if text else "leeg" for text in (cell.oud, cell.nieuw))
    moved = f"was {was}, is nu {now}" if was != now else f"nog steeds {now}"
    return one_line(f"{where}: {moved}" + (f" ({cell.opmerking})" if cell.opmerking else ""))


def _show_outcomes(changes: OutcomeChanges, console: Screen) -> None:
    from inkoop.domain.evaluation import WHOLE_LOT

    for remark in changes.opmerkingen:
        console.indented(remark, "! ", "  ", "yellow")
    for lot in changes.percelen:
        _show_lot(lot, console, several=lot.perceel != WHOLE_LOT)
    for title, part in (
        ("Inschrijvingen", changes.inschrijvingen),
        ("Besluiten", changes.besluiten),
        ("Lotingen", changes.lotingen),
        ("Bevindingen", changes.bevindingen),
    ):
        _show_lines(title, _come_and_gone(part), console)
    if changes.gelijk:
        console.say("Er is niets veranderd.", style="bold")
    console.say("Niets hiervan is nagerekend. Dat doet inkoop verifieer, met een rapport.", style="dim")


def _show_lot(lot: LotChanges, console: Screen, *, several: bool) -> None:
    if several:
        console.say(f"\nPerceel {one_line(lot.perceel)} – {one_line(lot.titel)}", style="bold underline")
    for title, moved in (
        ("Contracten", lot.contracten),
        ("Andere uitkomsten", lot.uitkomsten),
        ("Plaatsen", lot.plaatsen),
        ("Totalen", lot.totalen),
        ("Scores", lot.scores),
    ):
        _show_lines(title, map(_moved, moved), console)


def _show_lines(title: str, lines: Iterator[str], console: Screen) -> None:
    for number, line in enumerate(lines):
        if not number:
            console.say(f"\n{title}", style="bold")
        console.indented(line, "  ", "    ")


def _moved(each: Moved) -> str:
    from inkoop.views.replies.screen import screen_name

    over = f", {each.over}" if each.over else ""
    why = f". Nu: {each.reden}" if each.reden else ""
    was, now = (
        text.replace(".", ",") if _NUMBER.fullmatch(text) else text for text in (each.oud, each.nieuw)
    )
    return one_line(f"{screen_name(each.inschrijver)}{over}: was {was}, nu {now}{why}")


def _come_and_gone(part: ComeAndGone) -> Iterator[str]:
    yield from (f"Erbij: {one_line(text)}" for text in part.erbij)
    yield from (f"Weg: {one_line(text)}" for text in part.weg)
