"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

KaderPath = Annotated[
    Path, typer.Argument(metavar="KADER", help="Het kader: een YAML-bestand.", show_default=False)
]
Places = Annotated[
    list[Path],
    typer.Argument(
        metavar="INSCHRIJVINGEN",
        help="Een of meer mappen of bestanden met inschrijvingen.",
        show_default=False,
    ),
]
Grades = Annotated[
    Path | None,
    typer.Option(
        "--cijfers",
        metavar="BESTAND",
        help="Het werkblad met cijfers, of een map ermee. Anders: de map beoordeling bij de inschrijvingen.",
        show_default=False,
    ),
]
LotCode = Annotated[
    str | None,
    typer.Option("--perceel", metavar="PERCEEL", help="Alleen dit perceel.", show_default=False),
]
ReadOnce = Annotated[
    bool,
    typer.Option(
        "--een-lezing",
        help="Lees elk werkboek één keer. Anders leest een tweede programma het ook, ter controle.",
    ),
]
AsJson = Annotated[
    bool,
    typer.Option(
        "--json", help="Schrijf de uitkomst als één JSON-document; met --json=BESTAND in een bestand."
    ),
]
Strict = Annotated[bool, typer.Option("--streng", help="Ook een waarschuwing geeft afsluitcode 1.")]
HouseStyleFolder = Annotated[
    Path | None,
    typer.Option(
        "--huisstijl",
        metavar="MAP",
        help="De map met uw huisstijl: kleuren, lettertype, logo, teksten, sjablonen.",
        show_default=False,
    ),
]
DesignTokens = Annotated[
    Path | None,
    typer.Option(
        "--huisstijl",
        metavar="BESTAND",
        help="De design tokens van uw gemeente (CSS). Anders: een neutrale stijl.",
        show_default=False,
    ),
]
PartsFolder = Annotated[
    Path | None,
    typer.Option(
        "--onderdelen",
        metavar="MAP",
        help="De map met onderdelen van anderen. Anders: waar `make web` ze neerzet.",
        show_default=False,
    ),
]
