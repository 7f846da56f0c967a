"""`inkoop lever-in`: take back the workbooks of assessors and of the panel."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def lever_in(
    bestanden: Annotated[
        list[Path],
        typer.Argument(
            metavar="BESTAND…", help="Ingevulde werkbladen van beoordelaars of het panel.", show_default=False
        ),
    ],
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Neem ingevulde werkbladen in. Elk wordt herkend en gecontroleerd; wat niet klopt, telt niet."""
    from inkoop.cli.console import error_console, findings_exit, output_console, stop
    from inkoop.cli.files import working_in
    from inkoop.cli.findings_text import print_findings
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.assess import hand_in
    from inkoop.views.procedure.assessing import back_lines

    with working_in(map_), progress("Werkbladen lezen") as report:
        made = hand_in(map_, bestanden, tuple(door or ()), moment_of(nu), report)
    done = usable(made)
    print_findings(done.findings, error_console())
    console = output_console()
    told = [(back.whose, back.replaced, back.interests) for back in done.back]
    for line in back_lines(told, done.waiting):
        console.indented(one_line(line), "", "   ")
    if done.back:
        console.say(f"stand van het dossier {done.back[-1].stand}", style="dim", whole=True)
    stop(findings_exit(done.findings, strict=False))
