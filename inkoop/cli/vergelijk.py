"""`inkoop vergelijk`: what became otherwise between two outcomes, two kaders or two submissions."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.options import AsJson

FORM = "inkoop/vergelijking/1"
"""Said again here, so that `--help` needs nothing heavy; a test compares them."""


def vergelijk(
    oud: Annotated[
        Path,
        typer.Argument(
            metavar="OUD",
            help="De eerste: uitkomst.json, een rapport als PDF, een kader of een inschrijving.",
            show_default=False,
        ),
    ],
    nieuw: Annotated[
        Path,
        typer.Argument(metavar="NIEUW", help="De tweede, van dezelfde soort.", show_default=False),
    ],
    nota: Annotated[
        Path | None,
        typer.Option(
            "--nota",
            metavar="BESTAND",
            help="Bij twee kaders: schrijf de wijzigingen als .docx, voor de nota van inlichtingen.",
            show_default=False,
        ),
    ] = None,
    als_json: AsJson = False,
) -> None:
    """Zie wat er veranderde: tussen twee uitkomsten, twee kaders of twee inschrijvingen."""
    from inkoop.cli.changes_text import print_changes
    from inkoop.cli.console import output_console, print_json, tell
    from inkoop.cli.files import writing
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import one_document, usable
    from inkoop.journeys.compare import compare_files, write_note

    with one_document(FORM, als_json):
        with progress("Vergelijken"):
            outcome = compare_files(oud, nieuw)
        changes = usable(outcome)
        written: Path | None = None
        if nota is not None:
            with writing(nota):
                written = usable(write_note(changes, nota))
    if als_json:
        assert is_dataclass(changes)
        print_json(asdict(changes))
    elif written is not None:
        tell(written)
    else:
        print_changes(changes, output_console())
