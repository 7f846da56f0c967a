"""`inkoop nieuw`: a folder to start a tender in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.domain.new_tender import MOST_CRITERIA, MOST_REQUIREMENTS


def _option(name: str, metavar: str, words: str) -> typer.models.OptionInfo:
    made: typer.models.OptionInfo = typer.Option(f"--{name}", metavar=metavar, help=words, show_default=False)
    return made


def nieuw(
    map_: Annotated[Path, typer.Argument(metavar="MAP", help="De nieuwe map.", show_default=False)],
    titel: Annotated[str | None, _option("titel", "TEKST", "De naam van de aanbesteding.")] = None,
    kenmerk: Annotated[str | None, _option("kenmerk", "TEKST", "Uw kenmerk.")] = None,
    opdrachtgever: Annotated[
        str | None, _option("opdrachtgever", "TEKST", "De gemeente die inkoopt. Zonder is het een oefening.")
    ] = None,
    email: Annotated[str | None, _option("email", "ADRES", "Waar aanbieders hun vragen stellen.")] = None,
    percelen: Annotated[
        str | None,
        _option("percelen", "NAMEN", "De percelen, met komma's ertussen. Anders is het één geheel."),
    ] = None,
    prijs: Annotated[
        str | None,
        _option("prijs", "SOORT", "Wie het tarief bepaalt: vast (de gemeente) of bod (de aanbieder)."),
    ] = None,
    tarief: Annotated[
        str | None, _option("tarief", "BEDRAG", "Bij prijs vast: het tarief per inwoner per dagdeel.")
    ] = None,
    ondergrens: Annotated[
        str | None,
        _option("ondergrens", "BEDRAG", "Bij prijs bod: de reële prijs, waaronder niets te winnen is."),
    ] = None,
    bovengrens: Annotated[
        str | None, _option("bovengrens", "BEDRAG", "Bij prijs bod: de prijs met nul punten.")
    ] = None,
    eisen: Annotated[
        str | None,
        _option(
            "eisen",
            "NAMEN",
            f"Hoogstens {MOST_REQUIREMENTS} eisen uit de bibliotheek; geen voor geen enkele.",
        ),
    ] = None,
    criteria: Annotated[
        str | None, _option("criteria", "NAMEN", f"1 tot en met {MOST_CRITERIA} criteria uit de bibliotheek.")
    ] = None,
    verdeel: Annotated[
        str | None,
        _option("verdeel", "SOORT", "Wat u verdeelt: aanbieders (een aantal contracten) of plekken."),
    ] = None,
    aantal: Annotated[
        str | None, _option("aantal", "GETAL", "Hoeveel contracten of plekken; met percelen in elk perceel.")
    ] = None,
    drempel: Annotated[
        str | None,
        _option("drempel", "GETAL", "Hoeveel van de 100 punten minstens nodig zijn; 0 voor geen drempel."),
    ] = None,
    publicatie: Annotated[
        str | None,
        _option("publicatie", "MOMENT", "Wanneer het kader openbaar wordt, zoals '1 maart 2027 9:00'."),
    ] = None,
    sluiting: Annotated[
        str | None, _option("sluiting", "MOMENT", "Tot wanneer iemand kan inschrijven.")
    ] = None,
    standaard: Annotated[
        bool, typer.Option("--standaard", help="Vraag niets. Wat u niet noemt, krijgt een gewone waarde.")
    ] = False,
    voorbeeld: Annotated[
        str | None,
        typer.Option(
            "--voorbeeld",
            metavar="NAAM",
            help="Begin met een voorbeeld: meerdonk-2027, amsterdam-2021 of zwolle-2015.",
            show_default=False,
        ),
    ] = None,
    met_inschrijvingen: Annotated[
        bool,
        typer.Option(
            "--met-inschrijvingen", help="Een voorbeeld met verzonnen inschrijvingen, om te oefenen."
        ),
    ] = False,
) -> None:
    """Begin een nieuwe aanbesteding: een paar vragen, en u hebt een klein kader dat werkt.

    Wat u als optie noemt, wordt niet gevraagd. Zonder terminal wordt niets gevraagd.
    """
    from inkoop.cli.console import ExitCode, fail, tell
    from inkoop.cli.files import writing
    from inkoop.cli.refusal import usable
    from inkoop.journeys.start import SMALLEST, start_tender

    options = {
        "titel": titel,
        "kenmerk": kenmerk,
        "opdrachtgever": opdrachtgever,
        "email": email,
        "percelen": percelen,
        "prijs": prijs,
        "tarief": tarief,
        "ondergrens": ondergrens,
        "bovengrens": bovengrens,
        "eisen": eisen,
        "criteria": criteria,
        "verdeel": verdeel,
        "aantal": aantal,
        "drempel": drempel,
        "publicatie": publicatie,
        "sluiting": sluiting,
    }
    given = {name: typed for name, typed in options.items() if typed is not None}
    if voorbeeld is not None or met_inschrijvingen:
        if given or standaard:
            other = f"--{next(iter(given), 'standaard')}"
            fail(
                ExitCode.USAGE,
                f"{other} past niet bij een voorbeeld. Een voorbeeld verandert u in het bestand.",
            )
        with writing(map_):
            made = usable(start_tender(map_, voorbeeld or SMALLEST, with_submissions=met_inschrijvingen))
    else:
        made = _from_answers(map_, given, ask=not standaard)
    for path in made:
        tell(path)


def _from_answers(folder: Path, given: dict[str, str], *, ask: bool) -> tuple[Path, ...]:
    """A kader from what was typed with the command and, on a terminal, from what is answered."""
    from inkoop.cli.asking import answered, can_ask
    from inkoop.cli.console import ExitCode, error_console, fail
    from inkoop.cli.files import writing
    from inkoop.cli.refusal import usable
    from inkoop.journeys.start import new_tender_questions, start_new_tender, startable, with_defaults

    usable(startable(folder))
    asked = new_tender_questions()
    if ask and can_ask():
        given = answered(asked, given)
    try:
        whole = with_defaults(asked, given)
    except ValueError as error:
        fail(ExitCode.USAGE, str(error))
    with writing(folder):
        made = usable(start_new_tender(folder, whole))
    chosen = [f"{name} {typed or '(geen)'}" for name, typed in whole.items() if name not in given]
    screen = error_console()
    if chosen:
        screen.say(f"Niet genoemd, en daarom zo ingevuld: {'; '.join(chosen)}.")
    screen.say(f"Pas {made[0]} aan en controleer het met: inkoop kader {made[0]} --streng")
    return made
