"""`inkoop rapport`: the ranked report for the council, as PDF and as HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inkoop.cli.options import Grades, KaderPath, Places, ReadOnce, Strict

if TYPE_CHECKING:
    from inkoop.domain.house_style import HouseStyle


def rapport(
    kader: KaderPath,
    inschrijvingen: Places,
    uitvoer: Annotated[
        Path,
        typer.Option("-o", "--uitvoer", metavar="MAP", help="De map waar het rapport komt te staan."),
    ] = Path("uitvoer"),
    cijfers: Grades = None,
    huisstijl: Annotated[
        Path | None,
        typer.Option(
            "--huisstijl",
            metavar="MAP",
            help="De map met uw huisstijl: kleuren, lettertype, logo, teksten, sjablonen.",
            show_default=False,
        ),
    ] = None,
    een_lezing: ReadOnce = False,
    streng: Strict = False,
) -> None:
    """Maak het rapport voor de raad: openbaar, besloten, een samenvatting en open gegevens.

    Zijn er percelen, dan heeft elk perceel zijn eigen rapport, met de code van het perceel in de naam.
    """
    from inkoop.cli.console import (
        ExitCode,
        error_console,
        findings_exit,
        print_findings,
        stop,
        tell,
    )
    from inkoop.cli.files import writing
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable, usable_file
    from inkoop.journeys.evaluate import evaluate
    from inkoop.journeys.report import make_report

    style = _house_style(huisstijl)
    with progress("Inschrijvingen lezen") as report:
        outcome = evaluate(kader, inschrijvingen, cijfers, report, twice=not een_lezing)
    evaluation = usable(outcome)
    print_findings(outcome.findings, error_console(), evaluation)
    if not evaluation.submissions:
        stop(ExitCode.FILES)
    with writing(uitvoer / "rapport.html"), progress("Rapport maken") as watch:
        made = usable(make_report(evaluation, usable_file(kader), uitvoer, watch, style))
    for path in made:
        tell(path)
    stop(findings_exit(evaluation.to_do, streng))


def _house_style(folder: Path | None) -> HouseStyle:
    """The house style that was asked for; ends with exit code 4 when something in it is wrong."""
    from inkoop.cli.console import ExitCode, error_console, print_findings, stop
    from inkoop.domain.house_style import NEUTRAL
    from inkoop.readers.settings.house_style import read_house_style

    if folder is None:
        return NEUTRAL
    read = read_house_style(folder)
    print_findings(read.findings, error_console())
    return read.value or stop(ExitCode.FILES)
