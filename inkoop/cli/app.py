"""All commands of `inkoop`, in the order in which an officer meets them."""

from __future__ import annotations

import typer

from inkoop.cli.beoordeel import beoordeel
from inkoop.cli.controleer import controleer
from inkoop.cli.dutch import DutchCommand, DutchGroup
from inkoop.cli.formulier import formulier
from inkoop.cli.kader import kader
from inkoop.cli.loting import loting
from inkoop.cli.nieuw import nieuw
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
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

for command in (
    nieuw,
    kader,
    proefdraai,
    formulier,
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
    uitleg,
):
    app.command(cls=DutchCommand, options_metavar="[OPTIES]")(command)
