"""`inkoop besluit`: one point of one submission, decided by a person."""

from __future__ import annotations

from typing import Annotated

import typer

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def besluit(
    nummer: Annotated[
        int, typer.Argument(metavar="NUMMER", help="Het nummer van ontvangst.", show_default=False)
    ],
    onderwerp: Annotated[
        str,
        typer.Argument(
            metavar="ONDERWERP",
            help="De code van een eis, vraag of subcriterium; of inschrijving.",
            show_default=False,
        ),
    ],
    uitspraak: Annotated[
        str,
        typer.Argument(
            metavar="BESLUIT", help='voldoet, voldoet niet, of "lees als 39,90".', show_default=False
        ),
    ],
    motivering: Annotated[
        str, typer.Option("--motivering", metavar="TEKST", help="Waarom.", show_default=False)
    ],
    perceel: Annotated[
        str, typer.Option("--perceel", metavar="PERCEEL", help="Alleen dit perceel.", show_default=False)
    ] = "",
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Leg vast wat u besloot over één punt van één inschrijving, en waarom."""
    from inkoop.cli.console import output_console
    from inkoop.cli.files import working_in
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.domain.procedure.facts import Decided
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.decide import decide
    from inkoop.rules.dutch_format import listing
    from inkoop.views.procedure.completeness import at_line, same_faults
    from inkoop.views.replies.screen import status_line

    by = tuple(door or ())
    fact = Decided(
        number=nummer,
        subject=onderwerp,
        lot=perceel,
        ruling=uitspraak,
        motivation=motivering,
        by=listing(by),
    )
    with working_in(map_), progress("Besluit nalezen") as report:
        evaluation = usable(decide(map_, fact, by, moment_of(nu), report))
    output_console().say(one_line(f"Vastgelegd: nummer {nummer}, {onderwerp}: {uitspraak}."), style="bold")
    others = same_faults(evaluation, nummer, onderwerp)
    if others:
        output_console().say("Dezelfde fout bij anderen:")
    for at in others:
        output_console().indented(one_line(at_line(at)), "  ", "     ")
    output_console().say(status_line(evaluation))
