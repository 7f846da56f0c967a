"""Where a tender stands, on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inkoop.domain.visible import one_line

if TYPE_CHECKING:
    from inkoop.cli.console import Screen
    from inkoop.views.procedure.status import Status


def print_status(status: Status, console: Screen) -> None:
    """What was changed before all; then where we are, who is waited for, what now, and what not yet."""
    for fault in status.veranderd:
        console.indented(one_line(fault), "✗ ", "  ", "red")
    if status.veranderd:
        console.say("Zet terug wat er stond. Tot dan doet geen enkele opdracht iets.\n", style="bold")
    console.say(one_line(f"{status.titel} ({status.kenmerk})"), style="bold")
    console.say(status.waar)
    for fact in status.feiten:
        console.indented(one_line(fact), "  ")
    _print_steps(status, console)
    for remark in status.opmerkingen:
        console.indented(one_line(remark), "! ", "  ", "yellow")
    if status.regels:
        console.say(f"\nstand van het dossier {status.stand}", style="dim", whole=True)


def _print_steps(status: Status, console: Screen) -> None:
    for title, lines in (
        ("Wacht op", status.wacht_op),
        ("Volgende stap", (status.volgende,) if status.volgende else ()),
        ("Kan nu ook", status.kan_ook),
    ):
        if lines:
            console.say(f"\n{title}", style="bold")
        for line in lines:
            console.indented(one_line(line), "  ", "    ")
    if status.kan_niet:
        console.say("\nKan nog niet", style="bold")
    for refusal in status.kan_niet:
        for command in refusal.opdrachten:
            console.say(f"  {command}", whole=True)
        console.indented(f"{refusal.eerst} {refusal.regel}", "    ", style="dim")
