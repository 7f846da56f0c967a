"""`inkoop terugtrekken`: a tenderer no longer takes part."""

from __future__ import annotations

from typing import Annotated

import typer

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def terugtrekken(
    nummer: Annotated[
        int, typer.Argument(metavar="NUMMER", help="Het nummer van ontvangst.", show_default=False)
    ],
    reden: Annotated[
        str,
        typer.Option(
            "--reden",
            metavar="TEKST",
            help="Wanneer en waarom, zoals de aanbieder dat zei.",
            show_default=False,
        ),
    ],
    perceel: Annotated[
        str, typer.Option("--perceel", metavar="PERCEEL", help="Alleen dit perceel.", show_default=False)
    ] = "",
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Leg vast dat een aanbieder zich terugtrekt. De rangorde gaat dan door zoals het kader zegt."""
    from inkoop.cli.console import output_console
    from inkoop.cli.files import working_in
    from inkoop.cli.refusal import usable
    from inkoop.domain.procedure.facts import Withdrew
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.changes import withdraw_bid
    from inkoop.views.replies.screen import status_line

    fact = Withdrew(number=nummer, lot=perceel, motivation=reden)
    with working_in(map_):
        changed = usable(withdraw_bid(map_, fact, tuple(door or ()), moment_of(nu)))
    where = f" uit perceel {perceel}" if perceel else ""
    said = f"Vastgelegd: nummer {nummer}, {changed.name}, trok zich terug{where}."
    output_console().say(one_line(said), style="bold")
    output_console().say(status_line(changed.evaluation))
