"""Options that the steps of the procedure share."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

By = Annotated[
    list[str] | None,
    typer.Option("--door", metavar="NAAM", help="Wie dit doet; meer dan één keer kan.", show_default=False),
]
Now = Annotated[
    str,
    typer.Option(
        "--nu",
        metavar="MOMENT",
        help='Een ander moment dan de klok zegt, zoals "2027-03-01 12:00". Het dossier vermeldt dat.',
        show_default=False,
    ),
]
Folder = Annotated[
    Path,
    typer.Option(
        "--map", metavar="MAP", help="De map van de aanbesteding.", show_default="de map waarin u staat"
    ),
]
HERE = Path()
DAYS, HOUR = 7, 17
"""How many days a provider gets where nobody says so, and until which hour."""


def term_of(text: str, now: datetime | None) -> datetime:
    """Until when a provider has time: what was typed, or some days from now. Ends with 2 where it is none."""
    from inkoop.journeys.procedure.folder import ZONE

    if text:
        found = moment_of(text if " " in text else f"{text} {HOUR}:00", "--tot")
        assert found is not None
        return found
    last = (now or datetime.now(ZONE)) + timedelta(days=DAYS)
    return last.replace(hour=HOUR, minute=0, second=0, microsecond=0, tzinfo=None)


def moment_of(text: str, option: str = "--nu") -> datetime | None:
    """The moment that was typed; None for none. Ends with exit code 2 where it is none.

    In the hour that comes twice it says which of the two is meant: 2027-10-31 02:30 wintertijd.
    """
    from inkoop.cli.console import ExitCode, fail
    from inkoop.domain.fields import moment
    from inkoop.domain.findings import Refused
    from inkoop.journeys.procedure.folder import ZONE
    from inkoop.rules.procedure.clock import SUMMER, WINTER, in_zone

    if not text:
        return None
    plain, _, kind = text.rpartition(" ")
    said = kind in (SUMMER, WINTER)
    found = moment(plain if said else text)
    if found is None:
        fail(ExitCode.USAGE, f'{option}: {text} is geen moment. Schrijf het zo: "2027-03-01 12:00".')
    try:
        return in_zone(found, ZONE, kind) if said else found
    except Refused as refused:
        fail(ExitCode.USAGE, f"{option}: {refused.refusal.text}")
