"""`inkoop proefdraai`: how will these rules behave, before they are published?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.options import AsJson, KaderPath, Strict

USUAL_SEED, USUAL_COUNT = 2027, 400
"""Said again here, so that `--help` needs nothing heavy; a test compares them."""


def proefdraai(
    kader: KaderPath,
    uitvoer: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--uitvoer",
            metavar="BESTAND",
            help="Schrijf het verslag als PDF, en ernaast hetzelfde als HTML.",
            show_default=False,
        ),
    ] = None,
    aantal: Annotated[
        int,
        typer.Option(
            "--aantal", metavar="GETAL", min=10, max=20000, help="Hoeveel verzonnen aanbestedingen."
        ),
    ] = USUAL_COUNT,
    zaad: Annotated[
        int,
        typer.Option(
            "--zaad",
            metavar="GETAL",
            min=0,
            help="Het zaad van het toeval: met hetzelfde zaad komt er hetzelfde uit.",
        ),
    ] = USUAL_SEED,
    als_json: AsJson = False,
    streng: Strict = False,
) -> None:
    """Zie vóór de publicatie hoe de regels uitpakken, met verzonnen inschrijvingen."""
    from inkoop.cli.console import (
        findings_exit,
        print_json,
        stop,
        tell,
    )
    from inkoop.cli.files import check_target, writing
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.cli.rehearsal_text import print_rehearsal
    from inkoop.journeys.rehearse import make_rehearsal_report, rehearse
    from inkoop.views.rehearsal.document import rehearsal_document, unusable

    check_target(uitvoer, ".pdf", [kader])
    check_target(uitvoer.with_suffix(".html") if uitvoer else None, ".html", [kader])
    with progress(f"Proefdraaien met {aantal} verzonnen aanbestedingen"):
        outcome = rehearse(kader, zaad, aantal)
    made = usable(outcome, unusable if als_json else None)
    written: tuple[Path, ...] = ()
    if uitvoer:
        with writing(uitvoer), progress("Verslag maken"):
            written = usable(make_rehearsal_report(made, uitvoer))
    if als_json:
        print_json(rehearsal_document(made.rehearsal, made.noted, made.fingerprint, outcome.findings))
    elif written:
        for path in written:
            tell(path)
    else:
        print_rehearsal(made.view())
    stop(findings_exit(made.open_warnings, streng))
