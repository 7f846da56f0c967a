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
    from inkoop.cli.console import error_console, tell
    from inkoop.cli.files import check_target, writing
    from inkoop.cli.findings_text import print_findings
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable, usable_kader
    from inkoop.journeys.forms import make_form, make_grades_form
    from inkoop.rules.file_names import file_name_part

    tender = usable_kader(kader)
    kind = "formulier" if cijfers is None else "cijfers"
    path = uitvoer or Path(f"{kind}-{file_name_part(tender.info.reference, 'kader')}.xlsx")
    check_target(path, ".xlsx", [kader])
    with writing(path), progress("Lezen") as report:
        if cijfers is None:
            written = usable(make_form(tender, path))
        else:
            outcome = make_grades_form(tender, cijfers, path, report)
            written = (usable(outcome),)
            print_findings(outcome.findings, error_console())
    for made in written:
        tell(made)
