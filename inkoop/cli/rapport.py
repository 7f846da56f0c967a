"""`inkoop rapport`: the ranked report for the council, as PDF and as HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inkoop.cli.options import Grades, HouseStyleFolder, ReadOnce, Strict
from inkoop.cli.procedure.inputs import KaderOrHere, PlacesOrHere

if TYPE_CHECKING:
    from inkoop.domain.house_style import HouseStyle
    from inkoop.domain.report_parts import Parts

_FEWEST_PDFS = 3
"""The closed report, the public one and its summary; with lots there are more."""

OUTPUT = Path("uitvoer")


def rapport(
    kader: KaderOrHere = None,
    inschrijvingen: PlacesOrHere = None,
    uitvoer: Annotated[
        Path,
        typer.Option(
            "-o",
            "--uitvoer",
            metavar="MAP",
            help="De map waar het rapport komt te staan. In de map van een aanbesteding is dat rapport.",
        ),
    ] = OUTPUT,
    cijfers: Grades = None,
    huisstijl: HouseStyleFolder = None,
    een_lezing: ReadOnce = False,
    streng: Strict = False,
    alleen: Annotated[
        list[str] | None,
        typer.Option(
            "--alleen",
            metavar="DEEL",
            help="Maak alleen dit deel: samenvatting, html, pdf of gegevens. Mag vaker, of met komma's.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Maak het rapport voor de raad: openbaar, besloten, een samenvatting en open gegevens.

    Zijn er percelen, dan heeft elk perceel zijn eigen rapport, met de code van het perceel in de naam.
    """
    from inkoop.cli.console import ExitCode, error_console, findings_exit, stop, tell, warn
    from inkoop.readers.files.processes import get_ready

    get_ready()  # before all that is imported next: reading waits for it
    from inkoop.cli.procedure.inputs import evaluation_of, kader_used
    from inkoop.cli.progress import progress
    from inkoop.domain.house_style import NEUTRAL
    from inkoop.domain.report_parts import Part
    from inkoop.journeys.side_by_side import get_makers_ready

    parts = _parts(alleen or [])
    if kader is None and uitvoer == OUTPUT:
        uitvoer = Path("rapport")
    style = _style(huisstijl) if huisstijl else NEUTRAL

    def load_report() -> None:
        import inkoop.views.replies.screen  # noqa: F401
        from inkoop.journeys.report import get_report_ready

        get_report_ready(style)

    get_makers_ready(_FEWEST_PDFS if {Part.PDF, Part.SUMMARY} & parts else 0)
    with progress("Inschrijvingen lezen") as report:
        outcome = evaluation_of(
            kader, inschrijvingen, cijfers, report, twice=not een_lezing, meanwhile=load_report
        )
    from inkoop.cli.files import writing
    from inkoop.cli.findings_text import print_findings
    from inkoop.cli.refusal import usable, usable_file
    from inkoop.domain.visible import one_line
    from inkoop.journeys.report import make_report
    from inkoop.views.replies.decision import for_the_decision
    from inkoop.views.replies.screen import status_line

    evaluation = usable(outcome)
    screen = error_console()
    print_findings(outcome.findings, screen, evaluation)
    if not evaluation.submissions:
        stop(ExitCode.FILES)
    with writing(uitvoer / "rapport.html"), progress("Rapport maken") as watch:
        made = usable(
            make_report(evaluation, usable_file(kader_used(kader)), uitvoer, watch, style, warn, parts)
        )
    for line in for_the_decision(evaluation, made.seals):
        screen.say(one_line(line), whole=True)
    screen.say(status_line(evaluation), style="bold")
    for path in made.files:
        tell(path)
    stop(findings_exit(evaluation.to_do, streng))


def _style(folder: Path) -> HouseStyle:
    from inkoop.cli.refusal import usable_style
    from inkoop.domain.house_style import NEUTRAL

    return usable_style(folder) or NEUTRAL


def _parts(asked: list[str]) -> Parts:
    """What to make; without a choice everything."""
    from inkoop.cli.console import ExitCode, fail
    from inkoop.domain.report_parts import Part
    from inkoop.rules.dutch_format import either

    words = [word.strip().lower() for each in asked for word in each.split(",")]
    for word in words:
        if word not in {*Part}:
            fail(ExitCode.USAGE, f"--alleen kent “{word}” niet. Kies uit: {either(Part)}.")
    return frozenset(map(Part, words or Part))
