"""`inkoop meedoen`: whether one that came too late, or that is no form, takes part."""

from __future__ import annotations

from typing import Annotated

import typer

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def meedoen(
    nummer: Annotated[
        int, typer.Argument(metavar="NUMMER", help="Het nummer van ontvangst.", show_default=False)
    ],
    motivering: Annotated[
        str, typer.Option("--motivering", metavar="TEKST", help="Waarom.", show_default=False)
    ],
    ja: Annotated[bool, typer.Option("--ja/--nee", help="Doet het mee of niet?", show_default=False)],
    formulier: Annotated[
        str,
        typer.Option(
            "--formulier",
            metavar="BESTAND",
            help="Welk bestand het formulier is, als dat bij de ontvangst niet zeker was.",
            show_default=False,
        ),
    ] = "",
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Leg vast of een inschrijving die te laat kwam of geen formulier is, meedoet. Een mens besluit dat."""
    from inkoop.cli.console import output_console
    from inkoop.cli.files import working_in
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.opening import admit
    from inkoop.views.procedure.bids import bid_lines

    by, now = tuple(door or ()), moment_of(nu)
    with working_in(map_):
        bid = usable(admit(map_, nummer, by, motivering, takes_part=ja, form=formulier, now=now))
    for line in bid_lines((bid,)):
        output_console().indented(one_line(line), "", "   ")
