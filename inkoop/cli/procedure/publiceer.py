"""`inkoop publiceer`: freeze the rules of a tender, and freeze them again after a change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def publiceer(
    wijziging: Annotated[
        str,
        typer.Option("--wijziging", metavar="REDEN", help="Waarom de regels veranderen.", show_default=False),
    ] = "",
    alleen_formulier: Annotated[
        bool,
        typer.Option("--alleen-formulier", help="Zonder de leidraad en zonder de pagina met de controle."),
    ] = False,
    sleutel: Annotated[
        list[Path] | None,
        typer.Option(
            "--sleutel",
            metavar="BESTAND",
            help="De openbare sleutel (.pub) van wie de prijskluis opent; geef er twee.",
            show_default=False,
        ),
    ] = None,
    reserve: Annotated[
        list[Path] | None,
        typer.Option(
            "--reserve",
            metavar="BESTAND",
            help="Een openbare reservesleutel (.pub); geef er twee of geen.",
            show_default=False,
        ),
    ] = None,
    zonder_kluis: Annotated[
        str,
        typer.Option(
            "--zonder-kluis",
            metavar="REDEN",
            help="Waarom de prijzen niet in een kluis gaan; elk rapport noemt dit.",
            show_default=False,
        ),
    ] = "",
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Leg vast wat openbaar wordt: kader, formulier, leidraad en controle; of een nieuwe versie ervan."""
    from inkoop.cli.console import error_console, output_console, tell
    from inkoop.cli.files import working_in
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.journeys.procedure.publish import VaultKeys, publish

    keys = VaultKeys(tuple(sleutel or ()), tuple(reserve or ()), zonder_kluis.strip())

    with working_in(map_), progress("Proefdraaien en vastleggen"):
        by = tuple(door or ())
        made = publish(map_, by, wijziging, moment_of(nu), form_alone=alleen_formulier, keys=keys)
    found = usable(made)
    for path in (*found.files, found.proof):
        tell(path)
    for each in found.left_out:
        error_console().indented(f"Hier zit niet bij: {each}", "! ", "  ", "yellow")
    console = output_console()
    console.say(f"Versie {found.version} is vastgelegd. Maak deze bestanden openbaar.", style="bold")
    console.say(f"stand van het dossier {found.stand}", style="dim", whole=True)
