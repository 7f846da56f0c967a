"""`inkoop overleg`: how far the assessors agree, and the workbook of the panel."""

from __future__ import annotations

from typing import Annotated

import typer

from inkoop.cli.options import AsJson
from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def overleg(
    opnieuw: Annotated[
        bool,
        typer.Option("--opnieuw", help="Maak een nieuw werkblad; het eerdere telt dan niet meer."),
    ] = False,
    met_minder: Annotated[
        str,
        typer.Option(
            "--met-minder",
            metavar="REDEN",
            help="Waarom het overleg begint met minder cijfers dan het kader vraagt; met --door.",
            show_default=False,
        ),
    ] = "",
    als_json: AsJson = False,
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Zie hoe eensgezind de beoordelaars zijn, en maak het werkblad voor het overleg van het panel."""
    from inkoop.cli.console import output_console, print_json, tell
    from inkoop.cli.files import working_in
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.panel import meet
    from inkoop.views.procedure.agreement import EXPLAINED, agreement_document, agreement_lines

    with working_in(map_), progress("Werkbladen lezen") as report:
        made = meet(map_, tuple(door or ()), moment_of(nu), report, again=opnieuw, fewer=met_minder)
    panel = usable(made)
    if als_json:
        print_json(agreement_document(panel.figures, panel.seed, panel.book.name))
        return
    console = output_console()
    for line in agreement_lines(panel.figures):
        console.indented(one_line(line), "", "   ")
    console.say(EXPLAINED, style="dim")
    if panel.new:
        tell(panel.book)
        console.say("Vul dit werkblad samen in, en lever het in met inkoop lever-in.", style="bold")
    else:
        console.say("Het werkblad voor het overleg was er al. Een nieuw: inkoop overleg --opnieuw")
    console.say(f"stand van het dossier {panel.stand}", style="dim", whole=True)
