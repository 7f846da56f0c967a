"""`inkoop rapport`: the ranked report for the council, as PDF and as HTML."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.options import Grades, HouseStyleFolder, KaderPath, Places, ReadOnce, Strict


def rapport(
    kader: KaderPath,
    inschrijvingen: Places,
    uitvoer: Annotated[
        Path,
        typer.Option("-o", "--uitvoer", metavar="MAP", help="De map waar het rapport komt te staan."),
    ] = Path("uitvoer"),
    cijfers: Grades = None,
    huisstijl: HouseStyleFolder = None,
    een_lezing: ReadOnce = False,
    streng: Strict = False,
) -> None:
    """Maak het rapport voor de raad: openbaar, besloten, een samenvatting en open gegevens.

    Zijn er percelen, dan heeft elk perceel zijn eigen rapport, met de code van het perceel in de naam.
    """
    from inkoop.cli.console import ExitCode, error_console, findings_exit, stop, tell, warn
    from inkoop.cli.files import writing
    from inkoop.cli.findings_text import print_findings
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable, usable_file, usable_style
    from inkoop.domain.house_style import NEUTRAL
    from inkoop.journeys.evaluate import evaluate
    from inkoop.journeys.report import make_report
    from inkoop.views.replies.screen import status_line

    style = usable_style(huisstijl) or NEUTRAL
    with progress("Inschrijvingen lezen") as report:
        outcome = evaluate(kader, inschrijvingen, cijfers, report, twice=not een_lezing)
    evaluation = usable(outcome)
    screen = error_console()
    print_findings(outcome.findings, screen, evaluation)
    if not evaluation.submissions:
        stop(ExitCode.FILES)
    with writing(uitvoer / "rapport.html"), progress("Rapport maken") as watch:
        made = usable(make_report(evaluation, usable_file(kader), uitvoer, watch, style, warn))
    screen.say(status_line(evaluation), style="bold")
    for path in made:
        tell(path)
    stop(findings_exit(evaluation.to_do, streng))
