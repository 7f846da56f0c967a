"""`inkoop onderteken`: the signature of the municipality on reports that are right."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

_PASSPHRASE = "INKOOP_WACHTZIN"
_NOT_ASKED = (
    "voor deze sleutel is een wachtzin nodig. Start de opdracht in een terminal, dan vraagt het programma"
    f" erom. In een script: --wachtzin BESTAND, of de omgevingsvariabele {_PASSPHRASE}."
)


def _passphrase(key: Path, file: Path | None) -> str:
    """What opens the key: from a file, from the environment, or typed where nobody sees it."""
    from inkoop.cli.console import ExitCode, ask_unseen, fail
    from inkoop.cli.refusal import usable_file

    if file is not None:
        lines = usable_file(file).decode(errors="replace").splitlines()
        return lines[0] if lines else ""
    if _PASSPHRASE in os.environ:
        return os.environ[_PASSPHRASE]
    typed = ask_unseen(f"Wachtzin van {key}: ")
    if typed is None:
        fail(ExitCode.USAGE, _NOT_ASKED)
    return typed


def onderteken(
    rapporten: Annotated[
        list[Path],
        typer.Argument(
            metavar="RAPPORT", help="Een of meer rapporten of samenvattingen, als PDF.", show_default=False
        ),
    ],
    sleutel: Annotated[
        Path,
        typer.Option(
            "--sleutel",
            metavar="BESTAND",
            help="De sleutel van de gemeente met het certificaat: een PKCS#12-bestand (.p12 of .pfx).",
            show_default=False,
        ),
    ],
    wachtzin: Annotated[
        Path | None,
        typer.Option(
            "--wachtzin",
            metavar="BESTAND",
            help="Een bestand met op de eerste regel de wachtzin van de sleutel. Anders wordt erom gevraagd.",
            show_default=False,
        ),
    ] = None,
    uitvoer: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--uitvoer",
            metavar="MAP",
            help="De map voor de ondertekende rapporten. Anders komt elk naast zijn rapport.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Zet de handtekening van de gemeente op een rapport dat klopt.

    Het rapport zelf blijft zoals het is. Ernaast komt een bestand met -ondertekend in de naam.
    """
    from inkoop.cli.console import ExitCode, stop, tell, warn
    from inkoop.cli.files import writing
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.journeys.sign import open_key, sign

    target = (uitvoer or rapporten[0].parent) / rapporten[0].name
    key = usable(open_key(sleutel, lambda: _passphrase(sleutel, wachtzin)))
    with writing(target), progress("Rapporten nagaan en ondertekenen") as watch:
        made = usable(sign(rapporten, key, uitvoer, watch=watch, note=warn))
    for path in made:
        tell(path)
    stop(ExitCode.OK)
