"""`inkoop prijzen-open`: two people open the vault with the prices."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def prijzen_open(
    sleutel: Annotated[
        list[Path] | None,
        typer.Option(
            "--sleutel",
            metavar="BESTAND",
            help="Het bestand met een sleutel (.age); geef er twee, een van elk slot.",
            show_default=False,
        ),
    ] = None,
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Open de kluis met de prijzen, met twee mensen en hun sleutels, als de kwaliteit vaststaat."""
    from inkoop.cli.console import output_console
    from inkoop.cli.files import working_in
    from inkoop.cli.procedure.passphrase import typed_passphrase
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.prices import may_open_prices, open_prices, unlock_key
    from inkoop.rules.dutch_format import number_of

    with working_in(map_):
        usable(may_open_prices(map_, tuple(door or ()), moment_of(nu)))
        typed = [(path, typed_passphrase(f"Wachtzin van {path.name}: ")) for path in sleutel or []]
        keys = [usable(unlock_key(path, phrase)) for path, phrase in typed]
        with progress("Prijzen openen") as report:
            made = open_prices(map_, tuple(door or ()), keys, moment_of(nu), report)
    opened = usable(made)
    console = output_console()
    for bid in opened.bids:
        console.indented(one_line(f"{bid.number}  {bid.received.tenderer}"), "", "   ")
    told = number_of(len(opened.bids), "inschrijving", "inschrijvingen")
    console.say(f"De prijzen van {told} zijn open.", style="bold")
    if opened.fact.shut:
        shut = number_of(len(opened.fact.shut), "inschrijving", "inschrijvingen")
        console.say(
            f"De prijzen van {shut} blijven dicht: daar is een drempel voor de kwaliteit niet gehaald."
        )
    console.say("Kijk nu of er over een prijs iets te besluiten is: inkoop beoordeel")
    console.say(f"stand van het dossier {opened.stand}", style="dim", whole=True)
