"""`inkoop dossier controleer`: whether the record and its files are what they were."""

from __future__ import annotations

from typing import Annotated

import typer

from inkoop.cli.dutch import DutchCommand, DutchGroup
from inkoop.cli.procedure.options import HERE, Folder

dossier = typer.Typer(
    cls=DutchGroup, options_metavar="[OPTIES]", subcommand_metavar="OPDRACHT …", no_args_is_help=True
)


@dossier.command(cls=DutchCommand, options_metavar="[OPTIES]")
def controleer(
    stand: Annotated[
        str,
        typer.Option(
            "--stand", metavar="STAND", help="De stand die op een brief of bewijs staat.", show_default=False
        ),
    ] = "",
    map_: Folder = HERE,
) -> None:
    """Controleer het dossier: elke regel tegen de regel ervoor, en elk bestand tegen zijn regel."""
    from inkoop.cli.console import ExitCode, output_console, stop
    from inkoop.cli.files import working_in
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.standing import check_record
    from inkoop.views.procedure.proof import proof_lines

    with working_in(map_):
        proof = usable(check_record(map_, stand))
    console = output_console()
    for sign, words in proof_lines(proof):
        console.indented(one_line(words), f"{sign} ", "  ", "" if sign == "✓" else "red")
    stop(ExitCode.OK if proof.right else ExitCode.FINDINGS)
