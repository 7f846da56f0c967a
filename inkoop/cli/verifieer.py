"""`inkoop verifieer`: does this report hold, reckoned again from its own data?"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.options import AsJson, HouseStyleFolder


def verifieer(
    rapport: Annotated[
        Path,
        typer.Argument(metavar="RAPPORT", help="Het rapport: een PDF van inkoop.", show_default=False),
    ],
    dossier: Annotated[
        Path | None,
        typer.Option(
            "--dossier",
            metavar="MAP",
            help="De map met kader en inschrijvingen, om ook hun vingerafdrukken na te gaan.",
            show_default=False,
        ),
    ] = None,
    huisstijl: HouseStyleFolder = None,
    zegel: Annotated[
        str | None,
        typer.Option(
            "--zegel",
            metavar="ZEGEL",
            help="Het zegel uit het besluit of van de website, om het rapport ertegen te houden.",
            show_default=False,
        ),
    ] = None,
    certificaat: Annotated[
        Path | None,
        typer.Option(
            "--certificaat",
            metavar="BESTAND",
            help="Het certificaat dat de gemeente bekendmaakt (PEM of DER), voor de handtekening erop.",
            show_default=False,
        ),
    ] = None,
    als_json: AsJson = False,
) -> None:
    """Reken een rapport na met niets dan het rapport zelf."""
    from inkoop.journeys.verify_process import get_checkers_ready

    get_checkers_ready()
    from inkoop.cli.console import ExitCode, fail, output_console, print_json, stop
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable, usable_style
    from inkoop.domain.visible import one_line
    from inkoop.journeys.anchors import read_anchors
    from inkoop.journeys.verify import verify
    from inkoop.views.replies.verification import UNCHECKED, verification_told

    if not rapport.exists():
        fail(ExitCode.FILES, f"het bestand {rapport} is er niet")
    if dossier is not None and not dossier.is_dir():
        fail(ExitCode.FILES, f"de map {dossier} is er niet")
    style = usable_style(huisstijl)
    anchors = usable(read_anchors(zegel, certificaat))
    with progress("Rapport narekenen"):
        found = verify(rapport, dossier, style, anchors)
    if als_json:
        print_json({"klopt": found.right, "niet_nagegaan": found.unchecked, **asdict(found)})
        stop(ExitCode.FILES if found.no_report else ExitCode.OK if found.right else ExitCode.FINDINGS)
    told = verification_told(found)
    console = output_console()
    for check in told["controles"]:
        console.say(f"{check['teken']} {check['titel']}", style="bold red" if check["fouten"] else "")
        for line in (*check["fouten"], *check["gevonden"]):
            console.indented(one_line(line), "   ")
    console.say(f"\n{told['oordeel']}", style="bold green" if found.right else "bold red")
    if found.no_report:
        stop(ExitCode.FILES)
    if told["niet_nagegaan"]:
        console.say(UNCHECKED)
    for remark in told["niet_nagegaan"]:
        console.indented(one_line(remark), "   ", style="dim")
    if told["zegel"]:
        console.say(f"Zegel: {told['zegel']}", style="dim", whole=True)
    stop(ExitCode.OK if found.right else ExitCode.FINDINGS)
