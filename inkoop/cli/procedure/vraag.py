"""`inkoop vraag`: ask providers to mend what may be mended."""

from __future__ import annotations

from typing import Annotated

import typer

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of, term_of


def vraag(
    nummers: Annotated[
        list[int] | None,
        typer.Argument(
            metavar="[NUMMER…]", help="Aan wie; zonder nummer aan iedereen met een fout.", show_default=False
        ),
    ] = None,
    tot: Annotated[
        str,
        typer.Option(
            "--tot",
            metavar="DATUM",
            help='Tot wanneer, zoals "2027-04-20" (tot 17.00 uur) of "2027-04-20 12:00".',
            show_default="zeven dagen",
        ),
    ] = "",
    over: Annotated[
        list[str] | None,
        typer.Option("--over", metavar="VRAAG", help="Alleen fouten bij deze vraag.", show_default=False),
    ] = None,
    kennelijke_fout: Annotated[
        str,
        typer.Option(
            "--kennelijke-fout",
            metavar="REDEN",
            help="Waarom dit een kennelijke fout is; nodig als er punten of een prijs op rusten.",
            show_default=False,
        ),
    ] = "",
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Vraag aanbieders om een fout te herstellen: dezelfde vraag aan iedereen met dezelfde fout."""
    from inkoop.cli.console import output_console, tell, warn
    from inkoop.cli.files import working_in
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.mend import ask
    from inkoop.views.procedure.asking import asked_line

    now = moment_of(nu)
    until = term_of(tot, now)
    with working_in(map_), progress("Inschrijvingen lezen") as report:
        made = ask(
            map_,
            nummers or [],
            until,
            tuple(door or ()),
            now,
            over=over or [],
            obvious=kennelijke_fout,
            progress=report,
        )
    asked = usable(made)
    for line in asked.left:
        warn(one_line(line))
    console = output_console()
    for fact in asked.asked:
        console.indented(one_line(asked_line(fact, asked.names[fact.number])), "", "   ")
    for path in asked.letters:
        tell(path)
    if asked.letters:
        console.say("Maak deze brieven af in Word, en stuur ze.", style="bold")
    console.say(f"stand van het dossier {asked.stand}", style="dim", whole=True)
