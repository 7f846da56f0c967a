"""`inkoop webcontrole`: a page on which providers check their submission in their own browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.options import KaderPath


def webcontrole(
    kader: KaderPath,
    uitvoer: Annotated[
        Path,
        typer.Option("-o", "--uitvoer", metavar="BESTAND", help="Waar de pagina komt te staan."),
    ] = Path("webcontrole.html"),
    huisstijl: Annotated[
        Path | None,
        typer.Option(
            "--huisstijl",
            metavar="BESTAND",
            help="De design tokens van uw gemeente (CSS). Anders: een neutrale stijl.",
            show_default=False,
        ),
    ] = None,
    onderdelen: Annotated[
        Path | None,
        typer.Option(
            "--onderdelen",
            metavar="MAP",
            help="De map met onderdelen van anderen. Anders: waar `make web` ze neerzet.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Maak een webpagina waarop aanbieders hun inschrijving zelf controleren, in hun eigen browser."""
    from inkoop.cli.console import ExitCode, fail, tell
    from inkoop.cli.files import writing
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable, usable_kader
    from inkoop.journeys.web_check import make_web_check

    tender = usable_kader(kader)
    if huisstijl is not None and not huisstijl.is_file():
        fail(ExitCode.FILES, f"{huisstijl} is geen bestand dat gelezen kan worden.")
    with writing(uitvoer), progress("Pagina maken"):
        page = usable(make_web_check(tender, kader, uitvoer, onderdelen, huisstijl))
    tell(page)
