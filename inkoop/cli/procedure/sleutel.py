"""`inkoop sleutel`: a key of the price vault for one person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.procedure.options import HERE


def sleutel(
    naam: Annotated[
        str, typer.Argument(metavar="NAAM", help="De naam van wie deze sleutel bewaart.", show_default=False)
    ],
    naar: Annotated[
        Path,
        typer.Option(
            "--naar",
            metavar="MAP",
            help="Waar de sleutel komt, zoals een USB-stick; nooit in de map van een aanbesteding.",
            show_default="de map waarin u staat",
        ),
    ] = HERE,
) -> None:
    """Maak een sleutel van de prijskluis, met een wachtzin. Wie een sleutel bewaart, doet dit zelf.

    De wachtzin wordt twee keer gevraagd. In een script staat zij op twee regels van de standaardinvoer.
    """
    from inkoop.cli.console import output_console, tell
    from inkoop.cli.files import working_in
    from inkoop.cli.procedure.passphrase import new_passphrase
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.keys import new_key, place_for_key
    from inkoop.rules.procedure.passphrase import WHAT_IS_GOOD, passphrase_fault
    from inkoop.views.procedure.keys import key_lines

    with working_in(naar):
        usable(place_for_key(naam, naar))
    typed = new_passphrase(WHAT_IS_GOOD, passphrase_fault)
    with working_in(naar):
        secret, public = usable(new_key(naam, typed, naar))
    for path in (secret, public):
        tell(path)
    for line in key_lines(secret.name, public.name):
        output_console().indented(one_line(line), "- ", "  ")
