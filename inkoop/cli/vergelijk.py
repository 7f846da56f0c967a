"""`inkoop vergelijk`: what became otherwise between two outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inkoop.cli.options import AsJson

if TYPE_CHECKING:
    from inkoop.cli.console import Screen
    from inkoop.views.replies.outcome_changes import ComeAndGone, LotChanges, Moved, OutcomeChanges

FORM = "inkoop/vergelijking/1"
"""Said again here, so that `--help` needs nothing heavy; a test compares them."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def vergelijk(
    oud: Annotated[
        Path,
        typer.Argument(
            metavar="OUD",
            help="De eerste uitkomst: uitkomst.json, of een rapport als PDF.",
            show_default=False,
        ),
    ],
    nieuw: Annotated[
        Path,
        typer.Argument(metavar="NIEUW", help="De tweede uitkomst, net zo.", show_default=False),
    ],
    als_json: AsJson = False,
) -> None:
    """Zie wat er veranderde tussen twee uitkomsten: contracten, plaatsen, scores, besluiten, bevindingen."""
    from inkoop.cli.console import output_console, print_json
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import one_document, usable
    from inkoop.journeys.compare import compare_files

    with one_document(FORM, als_json):
        with progress("Vergelijken"):
            outcome = compare_files(oud, nieuw)
        changes = usable(outcome)
    if als_json:
        print_json(asdict(changes))
    else:
        _show(changes, output_console())


def _show(changes: OutcomeChanges, console: Screen) -> None:
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
    from inkoop.domain.visible import one_line

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
    from inkoop.domain.visible import one_line
    from inkoop.views.replies.screen import screen_name

    over = f", {each.over}" if each.over else ""
    why = f". Nu: {each.reden}" if each.reden else ""
    was, now = (
        text.replace(".", ",") if _NUMBER.fullmatch(text) else text for text in (each.oud, each.nieuw)
    )
    return one_line(f"{screen_name(each.inschrijver)}{over}: was {was}, nu {now}{why}")


def _come_and_gone(part: ComeAndGone) -> Iterator[str]:
    from inkoop.domain.visible import one_line

    yield from (f"Erbij: {one_line(text)}" for text in part.erbij)
    yield from (f"Weg: {one_line(text)}" for text in part.weg)
