"""`inkoop voorkeur`: what a tenderer chose that was in line for more lots than it may have."""

from __future__ import annotations

from typing import Annotated

import typer

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def voorkeur(
    nummer: Annotated[
        int, typer.Argument(metavar="NUMMER", help="Het nummer van ontvangst.", show_default=False)
    ],
    percelen: Annotated[
        list[str],
        typer.Argument(
            metavar="PERCEEL…",
            help="De percelen, wat de aanbieder het liefst heeft voorop.",
            show_default=False,
        ),
    ],
    motivering: Annotated[
        str,
        typer.Option(
            "--motivering", metavar="TEKST", help="Wanneer en hoe de aanbieder dit zei.", show_default=False
        ),
    ],
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Leg vast welke percelen een aanbieder kiest, waar de uitslag “voorkeur nodig” zegt."""
    from inkoop.cli.console import output_console
    from inkoop.cli.files import working_in
    from inkoop.cli.refusal import usable
    from inkoop.domain.procedure.facts import Chose
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.changes import choose_lots
    from inkoop.rules.dutch_format import listing
    from inkoop.views.replies.screen import status_line

    fact = Chose(number=nummer, lots=tuple(percelen), motivation=motivering)
    with working_in(map_):
        changed = usable(choose_lots(map_, fact, tuple(door or ()), moment_of(nu)))
    said = f"Vastgelegd: nummer {nummer}, {changed.name}, kiest {listing(percelen)}."
    output_console().say(one_line(said), style="bold")
    output_console().say(status_line(changed.evaluation))
