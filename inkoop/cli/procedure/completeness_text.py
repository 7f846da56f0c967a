"""The list of completeness on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from inkoop.domain.visible import one_line

if TYPE_CHECKING:
    from inkoop.cli.console import Screen
    from inkoop.views.procedure.completeness import Completeness, Point, Row


def print_completeness(listed: Completeness, console: Screen) -> None:
    """What is complete, what needs a person, what stands apart, and what follows."""
    _rows("Compleet", listed.compleet, console)
    if listed.voor_een_mens:
        console.say("\nEen mens is nodig", style="bold")
    for point in listed.voor_een_mens:
        _point(point, console)
    _rows("Voldoet niet", listed.voldoet_niet, console)
    _rows("Apart", listed.apart, console)
    _rows("Vervangen", listed.vervangen, console)
    _rows("Gevraagd", listed.gevraagd, console)
    _rows("Hersteld", listed.hersteld, console)
    if listed.daarna:
        console.say("\nDaarna", style="bold")
    for command in listed.daarna:
        console.say(f"  {command}", whole=True)
    console.say(f"stand van het dossier {listed.stand}", style="dim", whole=True)


def _rows(title: str, rows: Sequence[Row], console: Screen) -> None:
    if rows:
        console.say(f"\n{title}: {len(rows)}", style="bold")
    for row in rows:
        why = f". {row.waarom}" if row.waarom else ""
        console.indented(one_line(f"{row.nummer}  {row.inschrijver}{why}"), "  ", "     ")


def _point(point: Point, console: Screen) -> None:
    """One fault with everybody who has it; what is the same for all is said once."""
    said = {at.melding for at in point.bij}
    shown = next(iter(said)) if len(said) == 1 else ""
    console.indented(one_line(f"{point.code}  {shown or point.vraag}"), "  ", "     ", "yellow")
    for at in point.bij:
        own = "" if shown else f": {at.melding}"
        decided = f" ✓ {at.besluit}" if at.besluit else ""
        console.indented(
            one_line(f"{at.nummer}  {at.inschrijver}, {at.plek}{own}{decided}"), "     ", "        "
        )
    console.indented(one_line(f"→ {point.doe}"), "     ", "       ", "dim")
