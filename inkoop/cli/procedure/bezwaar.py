"""`inkoop bezwaar`: a tenderer objects to the decision, and how that ended."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def bezwaar(
    nummer: Annotated[
        int, typer.Argument(metavar="NUMMER", help="Het nummer van ontvangst.", show_default=False)
    ],
    reden: Annotated[
        str,
        typer.Option(
            "--reden",
            metavar="TEKST",
            help="Waarom iemand bezwaar maakt; met --einde waarom het zo afliep.",
            show_default=False,
        ),
    ],
    kort_geding: Annotated[
        bool, typer.Option("--kort-geding", help="De aanbieder ging naar de rechter.", show_default=False)
    ] = False,
    einde: Annotated[
        str,
        typer.Option(
            "--einde",
            metavar="UITSPRAAK",
            help="Hoe het afliep: gegrond, ongegrond of ingetrokken.",
            show_default=False,
        ),
    ] = "",
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Leg een bezwaar of kort geding tegen de beslissing vast, en later hoe het afliep."""
    from inkoop.cli.console import ExitCode, fail, output_console
    from inkoop.cli.files import working_in
    from inkoop.cli.refusal import usable
    from inkoop.domain.procedure.facts import Objected, ObjectionEnded
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.final import end_objection, object_to
    from inkoop.rules.dutch_format import either

    by, now = tuple(door or ()), moment_of(nu)
    rulings = get_args(ObjectionEnded.model_fields["ruling"].annotation)
    if einde and einde not in rulings:
        fail(ExitCode.USAGE, f"--einde kent “{einde}” niet. Kies uit: {either(rulings)}.")
    with working_in(map_):
        if einde:
            ended = ObjectionEnded.model_validate({"nummer": nummer, "uitspraak": einde, "reden": reden})
            state = usable(end_objection(map_, ended, by, now))
        else:
            way = "kort geding" if kort_geding else "bezwaar"
            made = Objected.model_validate({"nummer": nummer, "soort": way, "reden": reden})
            state = usable(object_to(map_, made, by, now))
    name = state.bids[nummer].received.tenderer
    told = f"het bezwaar is {einde}" if einde else "kort geding" if kort_geding else "bezwaar"
    output_console().say(one_line(f"Vastgelegd: nummer {nummer}, {name}: {told}."), style="bold")
    if einde == "gegrond":
        output_console().say("De beslissing geldt niet meer. Cijfers en besluiten kunnen weer veranderen.")
