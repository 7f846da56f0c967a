"""`inkoop verifieerpagina`: a page on which anybody reckons a report again in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.options import DesignTokens, PartsFolder


def verifieerpagina(
    uitvoer: Annotated[
        Path,
        typer.Option("-o", "--uitvoer", metavar="BESTAND", help="Waar de pagina komt te staan."),
    ] = Path("verifieer.html"),
    huisstijl: DesignTokens = None,
    onderdelen: PartsFolder = None,
) -> None:
    """Maak een webpagina waarop iedereen een rapport narekent, in de eigen browser."""
    from inkoop.cli.console import tell
    from inkoop.cli.files import writing
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable, usable_tokens
    from inkoop.journeys.verify_page import make_verify_page

    usable_tokens(huisstijl)
    with writing(uitvoer), progress("Pagina maken"):
        page = usable(make_verify_page(uitvoer, onderdelen, huisstijl))
    tell(page)
