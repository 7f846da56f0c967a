"""`inkoop beoordelaars`: a workbook for each assessor."""

from __future__ import annotations

from typing import Annotated

import typer

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def beoordelaars(
    naam: Annotated[
        list[str] | None,
        typer.Option(
            "--naam", metavar="NAAM", help="Een beoordelaar; geef er zoveel als er zijn.", show_default=False
        ),
    ] = None,
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Maak voor elke beoordelaar een werkblad: eerst belangen, dan elk antwoord, zonder prijzen."""
    from inkoop.cli.console import output_console, tell
    from inkoop.cli.files import working_in
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.journeys.procedure.assess import hand_out
    from inkoop.rules.dutch_format import number_of

    with working_in(map_), progress("Inschrijvingen lezen") as report:
        made = hand_out(map_, tuple(naam or ()), tuple(door or ()), moment_of(nu), report)
    books = usable(made)
    for book in books:
        tell(book.copy)
    console = output_console()
    told = number_of(len(books), "werkblad is", "werkbladen zijn")
    console.say(f"{told} gemaakt. Stuur elke beoordelaar alleen het eigen werkblad.", style="bold")
    console.say(f"stand van het dossier {books[-1].stand}", style="dim", whole=True)
