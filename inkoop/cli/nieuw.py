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
    from inkoop.cli.console import tell
    from inkoop.cli.files import writing
    from inkoop.cli.refusal import usable
    from inkoop.journeys.start import start_tender

    with writing(map_ / "kader.yaml"):
        made = usable(start_tender(map_, voorbeeld, with_submissions=met_inschrijvingen))
    for path in made:
        tell(path)
