"""`inkoop open`: two people open everything that came in."""

from __future__ import annotations

from typing import Annotated

import typer

from inkoop.cli.options import AsJson
from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def open_(
    lijst: Annotated[
        bool,
        typer.Option("--lijst", help="Alleen de lijst, zoals die nu is; er wordt niets geopend."),
    ] = False,
    als_json: AsJson = False,
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Open de inschrijvingen, met twee mensen, na de sluiting. U ziet wat er compleet is."""
    from dataclasses import asdict

    from inkoop.cli.console import output_console, print_json
    from inkoop.cli.files import working_in
    from inkoop.cli.procedure.completeness_text import print_completeness
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.journeys.procedure.opening import open_bids, what_is_complete
    from inkoop.rules.dutch_format import number_of
    from inkoop.views.procedure.completeness import completeness

    with working_in(map_), progress("Inschrijvingen lezen") as report:
        if lijst:
            made = what_is_complete(map_, report)
        else:
            made = open_bids(map_, tuple(door or ()), moment_of(nu), report)
    opened = usable(made)
    listed = completeness(opened.bids, opened.evaluation, opened.stand)
    if als_json:
        print_json(asdict(listed))
        return
    console = output_console()
    if not lijst:
        console.say(f"{number_of(len(opened.bids), 'inschrijving', 'inschrijvingen')} geopend.", style="bold")
    print_completeness(listed, console)
