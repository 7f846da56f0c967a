"""`inkoop aankondiging`: every value of the result notice, to copy into the portal."""

from __future__ import annotations

from inkoop.cli.options import AsJson
from inkoop.cli.procedure.options import HERE, Folder


def aankondiging(als_json: AsJson = False, map_: Folder = HERE) -> None:
    """Toon elke waarde van de aankondiging van de gunning (eForms 33), en wat er nog ontbreekt."""
    from dataclasses import asdict
    from itertools import groupby

    from inkoop.cli.console import output_console, print_json
    from inkoop.cli.files import working_in
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.announce import notice_values
    from inkoop.views.letters.notice import FORM, WITHHELD

    with working_in(map_), progress("Uitkomst nalezen") as report:
        values = usable(notice_values(map_, report))
    if als_json:
        print_json({"formaat": FORM, "waarden": [asdict(each) for each in values]})
        return
    console = output_console()
    for part, inside in groupby(values, key=lambda each: each.deel):
        console.say(f"\n{one_line(part)}", style="bold")
        for each in inside:
            told = each.waarde or f"ontbreekt. {each.ontbreekt}"
            console.indented(one_line(f"{each.term:<8} {each.naam}: {told}"), "", "         ")
    console.say(f"\n{WITHHELD}", style="dim")
