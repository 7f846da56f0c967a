"""`inkoop nieuw`: a folder to start a tender in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DEFAULT_EXAMPLE = "amsterdam-2021"


def nieuw(
    map_: Annotated[Path, typer.Argument(metavar="MAP", help="De nieuwe map.", show_default=False)],
    voorbeeld: Annotated[
        str, typer.Option("--voorbeeld", metavar="NAAM", help="Het voorbeeldkader om mee te beginnen.")
    ] = DEFAULT_EXAMPLE,
    met_inschrijvingen: Annotated[
        bool, typer.Option("--met-inschrijvingen", help="Ook de verzonnen inschrijvingen, om te oefenen.")
    ] = False,
) -> None:
    """Begin een nieuwe aanbesteding met een voorbeeldkader."""
    from inkoop.cli.console import ExitCode, fail
    from inkoop.cli.files import writing
    from inkoop.journeys.start import ExampleMissingError, FolderNotEmptyError, start_tender

    with writing(map_ / "kader.yaml"):
        try:
            made = start_tender(map_, voorbeeld, with_submissions=met_inschrijvingen)
        except ExampleMissingError as missing:
            known = ", ".join(missing.known)
            fail(ExitCode.USAGE, f"er is geen voorbeeld {voorbeeld}. Kies uit: {known}.")
        except FolderNotEmptyError:
            fail(ExitCode.FILES, f"{map_} is niet leeg. Kies een nieuwe map; er is niets overschreven.")
    for path in made:
        typer.echo(path)
