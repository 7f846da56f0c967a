"""`inkoop beoordelaars`: a workbook for each assessor, and who stops."""

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
    bewoners: Annotated[
        list[str] | None,
        typer.Option(
            "--bewoners",
            metavar="NAAM",
            help="Een inwoner die beoordeelt: gewone woorden, grote letters, één antwoord per bladzijde.",
            show_default=False,
        ),
    ] = None,
    terug: Annotated[
        str,
        typer.Option(
            "--terug", metavar="NAAM", help="Een beoordelaar die stopt, zoals bij ziekte.", show_default=False
        ),
    ] = "",
    reden: Annotated[
        str,
        typer.Option("--reden", metavar="TEKST", help="Bij --terug: waarom.", show_default=False),
    ] = "",
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Maak voor elke beoordelaar een werkblad: eerst belangen, dan elk antwoord, zonder prijzen."""
    from inkoop.cli.console import ExitCode, error_console, fail, output_console, tell
    from inkoop.cli.files import working_in
    from inkoop.cli.findings_text import print_findings
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.assess import hand_out, step_back
    from inkoop.views.procedure.assessing import out_lines, stepped_lines

    console = output_console()
    if terug:
        if naam or bewoners:
            fail(ExitCode.USAGE, "geef --terug apart, zonder --naam en --bewoners.")
        with working_in(map_):
            stopped = usable(step_back(map_, terug, reden, tuple(door or ()), moment_of(nu)))
        for line in stepped_lines(stopped.name, stopped.had_handed_in, stopped.left, stopped.needed):
            console.indented(one_line(line), "", "   ")
        console.say(f"stand van het dossier {stopped.stand}", style="dim", whole=True)
        return
    if reden:
        fail(ExitCode.USAGE, "--reden hoort bij --terug NAAM.")
    people, residents = tuple(naam or ()), tuple(bewoners or ())
    with working_in(map_), progress("Inschrijvingen lezen") as report:
        made = hand_out(map_, people, tuple(door or ()), moment_of(nu), report, residents=residents)
    done = usable(made)
    print_findings(done.findings, error_console())
    for book in done.books:
        tell(book.copy)
    for line in out_lines(len(done.books), done.assessors, done.needed):
        console.say(line, style="bold")
    console.say(f"stand van het dossier {done.books[-1].stand}", style="dim", whole=True)
