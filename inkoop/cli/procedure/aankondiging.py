"""`inkoop aankondiging`: every value of the result notice, to copy into the portal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inkoop.cli.options import AsJson
from inkoop.cli.procedure.options import HERE, Folder

if TYPE_CHECKING:
    from inkoop.cli.console import Screen
    from inkoop.journeys.procedure.announce import Announcement


def aankondiging(
    als_json: AsJson = False,
    xlsx: Annotated[
        Path | None,
        typer.Option(
            "--xlsx", metavar="BESTAND", help="Schrijf de waarden ook als werkblad.", show_default=False
        ),
    ] = None,
    map_: Folder = HERE,
) -> None:
    """Toon elke waarde van de aankondiging van de gunning (eForms 33), en wat er nog ontbreekt."""
    from dataclasses import asdict

    from inkoop.cli.console import output_console, print_json
    from inkoop.cli.files import check_target, working_in, writing
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.journeys.procedure.announce import notice_values
    from inkoop.journeys.procedure.folder import KEPT
    from inkoop.views.letters.notice import FORM

    check_target(xlsx, ".xlsx", [map_ / room for room in KEPT])
    with working_in(map_), progress("Uitkomst nalezen") as report:
        found = usable(notice_values(map_, report))
    values = [asdict(each) for each in found.values]
    if xlsx is not None:
        from inkoop.writers.tables import write_rows_xlsx

        with writing(xlsx):
            write_rows_xlsx(values, xlsx, "Aankondiging")
    if als_json:
        print_json({"formaat": FORM, "waarden": values, "aanvullen": list(found.lacking)})
    else:
        print_notice(found, output_console())


def print_notice(found: Announcement, console: Screen) -> None:
    """The values by part, then what to write in the kader."""
    from itertools import groupby

    from inkoop.domain.visible import one_line
    from inkoop.views.letters.notice import WITHHELD

    for part, inside in groupby(found.values, key=lambda each: each.deel):
        console.say(f"\n{one_line(part)}", style="bold")
        for each in inside:
            told = each.waarde or f"ontbreekt. {each.ontbreekt}"
            console.indented(one_line(f"{each.term:<8} {each.naam}: {told}"), "", "         ")
    console.say(f"\n{WITHHELD}", style="dim")
    if found.lacking:
        console.say(
            "\nZet in kader.yaml wat u weet, en vul in waar hoofdletters staan. Staat publicatie er al, zet "
            "de regels dan daarbij. Dit mag ook na de publicatie: het is geen regel voor aanbieders."
        )
        for line in ("publicatie:", *(f"  {each}" for each in found.lacking)):
            console.say(one_line(line), whole=True)
