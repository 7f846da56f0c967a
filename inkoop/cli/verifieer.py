"""`inkoop verifieer`: does this report hold, reckoned again from its own data?"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inkoop.cli.options import AsJson, HouseStyleFolder

if TYPE_CHECKING:
    from inkoop.journeys.checks import Verification


_NO_REPORT = (
    "Dit bestand is niet na te rekenen. Kies een rapport of een samenvatting van inkoop, als PDF en zoals de"
    " gemeente die uitgaf. Is er op percelen ingeschreven, kies dan die van één perceel."
)


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
    als_json: AsJson = False,
) -> None:
    """Reken een rapport na met niets dan het rapport zelf."""
    from inkoop.cli.console import ExitCode, fail, output_console, print_json, stop
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable_style
    from inkoop.domain.visible import one_line
    from inkoop.journeys.verify import verify

    if not rapport.exists():
        fail(ExitCode.FILES, f"het bestand {rapport} is er niet")
    if dossier is not None and not dossier.is_dir():
        fail(ExitCode.FILES, f"de map {dossier} is er niet")
    style = usable_style(huisstijl)
    with progress("Rapport narekenen"):
        found = verify(rapport, dossier, style)
    if als_json:
        print_json({"klopt": found.right, "niet_nagegaan": found.unchecked, **asdict(found)})
        stop(ExitCode.FILES if found.no_report else ExitCode.OK if found.right else ExitCode.FINDINGS)
    console = output_console()
    for check in found.checks:
        mark = ("✓" if check.right else "✗") if check.done else "–"
        console.say(f"{mark} {check.title}", style="" if check.right else "bold red")
        for fault in check.faults:
            console.say(f"   {one_line(fault)}")
    console.say(f"\n{_verdict(found)}", style="bold green" if found.right else "bold red")
    if found.no_report:
        stop(ExitCode.FILES)
    if found.unchecked:
        console.say("Niet alles is nagegaan:")
    for remark in found.unchecked:
        console.say(f"   {one_line(remark)}", style="dim")
    if found.seal:
        console.say(f"Zegel: {found.seal}", style="dim", whole=True)
    stop(ExitCode.OK if found.right else ExitCode.FINDINGS)


def _verdict(found: Verification) -> str:
    """In a sentence whether the document is right, as far as that was checked."""
    if found.no_report:
        return _NO_REPORT
    document = "De samenvatting" if found.summary else "Het rapport"
    if found.right and not found.whole:
        return "De gegevens in de PDF kloppen. Niet alle woorden op de bladzijden zijn nagegaan."
    return f"{document} klopt{'' if found.right else ' niet'}."
