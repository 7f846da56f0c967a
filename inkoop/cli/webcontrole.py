"""`inkoop webcontrole`: a page on which providers check their submission in their own browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.options import DesignTokens, KaderPath, PartsFolder


def webcontrole(
    kader: KaderPath,
    uitvoer: Annotated[
        Path,
        typer.Option("-o", "--uitvoer", metavar="BESTAND", help="Waar de pagina komt te staan."),
    ] = Path("webcontrole.html"),
    huisstijl: DesignTokens = None,
    onderdelen: PartsFolder = None,
) -> None:
    """Maak een webpagina waarop aanbieders hun inschrijving zelf controleren, in hun eigen browser."""
    from inkoop.cli.console import tell
    from inkoop.cli.files import writing
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable, usable_kader, usable_tokens
    from inkoop.journeys.web_check import make_web_check

    tender = usable_kader(kader)
    usable_tokens(huisstijl)
    with writing(uitvoer), progress("Pagina maken"):
        page = usable(make_web_check(tender, kader, uitvoer, onderdelen, huisstijl))
    tell(page)
