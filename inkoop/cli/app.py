"""All commands of `inkoop`, in the order in which an officer meets them."""

from __future__ import annotations

import typer

from inkoop.cli.beoordeel import beoordeel
from inkoop.cli.controleer import controleer
from inkoop.cli.dutch import DutchCommand, DutchGroup
from inkoop.cli.formulier import formulier
from inkoop.cli.kader import kader
from inkoop.cli.leidraad import leidraad
from inkoop.cli.loting import loting
from inkoop.cli.nieuw import nieuw
from inkoop.cli.onderteken import onderteken
from inkoop.cli.procedure.aankondiging import aankondiging
from inkoop.cli.procedure.archief import archief
from inkoop.cli.procedure.beoordelaars import beoordelaars
from inkoop.cli.procedure.besluit import besluit
from inkoop.cli.procedure.bezwaar import bezwaar
from inkoop.cli.procedure.brieven import brieven
from inkoop.cli.procedure.dossier import dossier
from inkoop.cli.procedure.gun import gun
from inkoop.cli.procedure.herstel import herstel
from inkoop.cli.procedure.kwaliteit_vast import kwaliteit_vast
from inkoop.cli.procedure.lever_in import lever_in
from inkoop.cli.procedure.meedoen import meedoen
from inkoop.cli.procedure.ontvang import ontvang
from inkoop.cli.procedure.open import open_
from inkoop.cli.procedure.overleg import overleg
from inkoop.cli.procedure.prijzen_open import prijzen_open
from inkoop.cli.procedure.proces_verbaal import proces_verbaal
from inkoop.cli.procedure.publiceer import publiceer
from inkoop.cli.procedure.sleutel import sleutel
from inkoop.cli.procedure.terugtrekken import terugtrekken
from inkoop.cli.procedure.voorkeur import voorkeur
from inkoop.cli.procedure.vraag import vraag
from inkoop.cli.proefdraai import proefdraai
from inkoop.cli.rapport import rapport
from inkoop.cli.uitleg import uitleg
from inkoop.cli.uitval import uitval
from inkoop.cli.vergelijk import vergelijk
from inkoop.cli.verifieer import verifieer
from inkoop.cli.verifieerpagina import verifieerpagina
from inkoop.cli.vraagbrief import vraagbrief
from inkoop.cli.webcontrole import webcontrole

app = typer.Typer(
    name="inkoop",
    cls=DutchGroup,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT …",
    help="Dagbesteding eerlijk inkopen: van inschrijvingen in werkbladen naar een uitgelegde rangorde.",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

for command in (
    nieuw,
    kader,
    proefdraai,
    formulier,
    leidraad,
    controleer,
    webcontrole,
    beoordeel,
    loting,
    uitval,
    vraagbrief,
    rapport,
    vergelijk,
    verifieer,
    verifieerpagina,
    onderteken,
    uitleg,
    sleutel,
    publiceer,
    ontvang,
    open_,
    meedoen,
    besluit,
    vraag,
    herstel,
    beoordelaars,
    lever_in,
    overleg,
    kwaliteit_vast,
    prijzen_open,
    terugtrekken,
    voorkeur,
    brieven,
    bezwaar,
    gun,
    aankondiging,
    archief,
    proces_verbaal,
):
    name = command.__name__.strip("_").replace("_", "-")
    app.command(name, cls=DutchCommand, options_metavar="[OPTIES]")(command)

app.add_typer(dossier, name="dossier", help="Controleer het dossier van een aanbesteding.")


@app.callback()
def here(context: typer.Context) -> None:
    """Without a command: where the tender in the present folder stands; elsewhere the help."""
    if context.invoked_subcommand is not None:
        return
    from pathlib import Path

    from inkoop.journeys.procedure.folder import is_tender_folder

    if not is_tender_folder(Path()):
        typer.echo(context.get_help())
        raise typer.Exit
    from inkoop.cli.console import ExitCode, output_console, stop
    from inkoop.cli.files import working_in
    from inkoop.cli.procedure.standing_text import print_status
    from inkoop.cli.refusal import usable
    from inkoop.journeys.procedure.standing import where_it_stands

    with working_in(Path()):
        standing = usable(where_it_stands(Path()))
    print_status(standing, output_console())
    stop(ExitCode.FILES if standing.veranderd else ExitCode.OK)
