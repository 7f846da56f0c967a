"""`inkoop formulier`: the workbook for providers, or the one for the panel."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.options import KaderPath


def formulier(
    kader: KaderPath,
    uitvoer: Annotated[
        Path | None,
        typer.Option(
            "-o", "--uitvoer", metavar="BESTAND", help="Waar het werkblad komt te staan.", show_default=False
        ),
    ] = None,
    cijfers: Annotated[
        list[Path] | None,
        typer.Option(
            "--cijfers",
            metavar="INSCHRIJVINGEN",
            help="Maak het werkblad voor de beoordelaars, met de open antwoorden uit deze inschrijvingen.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Maak het inschrijfformulier, of met --cijfers het werkblad voor de beoordelaars."""
    from inkoop.cli.console import ExitCode, error_console, fail, print_findings
    from inkoop.cli.files import check_target, writing
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable_kader
    from inkoop.rules.file_names import file_name_part

    tender = usable_kader(kader)
    if cijfers is None:
        from inkoop.journeys.forms import make_form

        path = uitvoer or Path(f"formulier-{file_name_part(tender.info.reference, 'kader')}.xlsx")
        check_target(path, ".xlsx", [kader])
        _refuse_filled_in(path)
        with writing(path):
            make_form(tender, path)
    else:
        from inkoop.journeys.forms import make_grades_form

        path = uitvoer or Path(f"cijfers-{file_name_part(tender.info.reference, 'kader')}.xlsx")
        check_target(path, ".xlsx", [kader])
        if path.exists():
            fail(ExitCode.FILES, f"{path} bestaat al en kan cijfers bevatten; er is niets overschreven.")
        with writing(path), progress("Lezen") as report:
            findings = make_grades_form(tender, cijfers, path, report)
        print_findings(findings, error_console())
    typer.echo(path)


def _refuse_filled_in(path: Path) -> None:
    """An empty form may be made anew; a form with answers in it is somebody's work."""
    from inkoop.cli.console import ExitCode, fail
    from inkoop.journeys.forms import holds_answers

    if path.exists() and holds_answers(path):
        fail(
            ExitCode.FILES,
            f"{path} bestaat al en is ingevuld, of is geen formulier; er is niets overschreven.",
        )
