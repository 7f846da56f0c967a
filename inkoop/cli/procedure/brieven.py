"""`inkoop brieven`: the award decision, a letter to everybody who handed in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def brieven(
    verzonden: Annotated[
        str,
        typer.Option(
            "--verzonden",
            metavar="DATUM",
            help="De dag waarop u de brieven verstuurt, zoals 2027-05-26. Zonder: concepten om te lezen.",
            show_default=False,
        ),
    ] = "",
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Maak voor elke inschrijver een brief met de beslissing, en leg vast op welke dag ze weggaan."""
    from inkoop.cli.console import output_console, tell
    from inkoop.cli.files import working_in
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.folder import ZONE
    from inkoop.journeys.procedure.letters import send_letters
    from inkoop.views.letters.term import counted_text, last_day_text

    now = moment_of(nu)
    sent = _day(verzonden) if verzonden else (now or datetime.now(ZONE)).date()
    with working_in(map_), progress("Brieven maken") as report:
        made = usable(send_letters(map_, sent, tuple(door or ()), now, report, draft=not verzonden))
    console = output_console()
    for letter in made.letters:
        kinds = ", ".join(dict.fromkeys(letter.kinds))
        console.indented(one_line(f"{letter.number:>4}  {letter.name}: {kinds}"), "", "      ")
    if verzonden:
        console.say(last_day_text(made.term), style="bold")
        console.say(counted_text(made.term, by_law=made.by_law))
    else:
        console.say("Dit zijn concepten. Er is niets vastgelegd en er loopt nog geen termijn.", style="bold")
    tell(made.folder)
    console.say(f"stand van het dossier {made.stand}", style="dim", whole=True)


def _day(text: str) -> date:
    from inkoop.cli.console import ExitCode, fail

    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        fail(ExitCode.USAGE, f"--verzonden: {text} is geen dag. Schrijf het zo: 2027-05-26.")
