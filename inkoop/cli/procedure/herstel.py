"""`inkoop herstel`: take in a mended workbook, cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def herstel(
    nummer: Annotated[
        int, typer.Argument(metavar="NUMMER", help="Het nummer van ontvangst.", show_default=False)
    ],
    bestand: Annotated[
        Path, typer.Argument(metavar="BESTAND", help="Het herstelde formulier.", show_default=False)
    ],
    reden: Annotated[
        str, typer.Option("--reden", metavar="TEKST", help="Waarom dit herstel mag.", show_default=False)
    ],
    moment: Annotated[
        str,
        typer.Option(
            "--moment", metavar="MOMENT", help="Wanneer het binnenkwam; anders nu.", show_default=False
        ),
    ] = "",
    ook_te_laat: Annotated[
        bool, typer.Option("--ook-te-laat", help="Neem het aan, ook al was de termijn voorbij.")
    ] = False,
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Neem een hersteld formulier in: alleen de cellen waarnaar gevraagd is, mogen anders zijn."""
    from inkoop.cli.console import output_console
    from inkoop.cli.files import working_in
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.mend import mend

    when, now = moment_of(moment, "--moment"), moment_of(nu)
    with working_in(map_), progress("Formulieren vergelijken") as report:
        made = mend(
            map_,
            nummer,
            bestand,
            reden,
            tuple(door or ()),
            now,
            moment=when,
            too_late=ook_te_laat,
            progress=report,
        )
    done = usable(made)
    console = output_console()
    for cell in done.fact.cells:
        about = f" ({cell.question})" if cell.question else ""
        before, after = cell.before or "leeg", cell.now or "leeg"
        words = f"{cell.sheet} › {cell.cell}{about}: was {before}, is nu {after}"
        console.indented(one_line(words), "", "   ")
    console.say(
        one_line(f"Hersteld: nummer {nummer}, {done.name}. Vanaf nu telt dit formulier."), style="bold"
    )
    for words in done.still:
        console.indented(one_line(f"Nog open: {words}"), "! ", "  ", "yellow")
    console.say(f"stand van het dossier {done.stand}", style="dim", whole=True)
