"""`inkoop ontvang`: keep what tenderers handed in, with a number and the moment."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def ontvang(
    bestanden: Annotated[
        list[Path],
        typer.Argument(
            metavar="BESTAND…",
            help="Een werkblad, zip of map van één inschrijver, of een map met meer daarvan.",
            show_default=False,
        ),
    ],
    moment: Annotated[
        str,
        typer.Option(
            "--moment", metavar="MOMENT", help="Wanneer het binnenkwam; anders nu.", show_default=False
        ),
    ] = "",
    lijst: Annotated[
        Path | None,
        typer.Option(
            "--lijst",
            metavar="BESTAND",
            help="De lijst van het inkoopplatform (.csv), met wie wanneer indiende.",
            show_default=False,
        ),
    ] = None,
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Bewaar inschrijvingen zoals ze binnenkwamen, elk met een nummer. Er wordt nog niets beoordeeld."""
    from inkoop.cli.console import output_console
    from inkoop.cli.files import working_in
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.receive import receive
    from inkoop.rules.dutch_format import moment_text, number_of

    when, now = moment_of(moment, "--moment"), moment_of(nu)
    with working_in(map_), progress("Ontvangen"):
        made = receive(map_, bestanden, tuple(door or ()), when, lijst, now)
    receipts = usable(made)
    console = output_console()
    for receipt in receipts:
        got = receipt.received
        late = " Dit is te laat: een mens besluit of het meedoet." if receipt.late else ""
        instead = f" Dit komt in de plaats van nummer {got.replaces}." if got.replaces else ""
        where = f"{got.number}  {got.tenderer}, binnen op {moment_text(got.arrived)}."
        console.indented(one_line(f"{where}{late}{instead}"), "", "   ")
    if receipts:
        told = number_of(len(receipts), "inschrijving is", "inschrijvingen zijn")
        console.say(f"{told} vastgelegd.", style="bold")
        console.say(f"stand van het dossier {receipts[-1].stand}", style="dim", whole=True)
    else:
        console.say("Alles hiervan was al ontvangen. Er is niets veranderd.", style="bold")
