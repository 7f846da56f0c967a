"""`inkoop ontvang`: keep what tenderers handed in, with a number and the moment."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def ontvang(
    bestanden: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[BESTAND…]",
            help="Een werkblad, zip of map van één inschrijver, of een map met meer daarvan.",
            show_default=False,
        ),
    ] = None,
    moment: Annotated[
        str,
        typer.Option(
            "--moment", metavar="MOMENT", help="Wanneer het binnenkwam; anders nu.", show_default=False
        ),
    ] = "",
    lijst: Annotated[
        Path | None,
        typer.Option(
            "--lijst",
            metavar="BESTAND",
            help="De lijst van het inkoopplatform (.csv), met wie wanneer indiende.",
            show_default=False,
        ),
    ] = None,
    bewijs: Annotated[
        list[int] | None,
        typer.Option(
            "--bewijs",
            metavar="NUMMER",
            help="Maak het bewijs van ontvangst van dit nummer opnieuw; er wordt niets ontvangen.",
            show_default=False,
        ),
    ] = None,
    door: By = None,
    nu: Now = "",
    map_: Folder = HERE,
) -> None:
    """Bewaar inschrijvingen zoals ze binnenkwamen, elk met een nummer en een bewijs van ontvangst."""
    from inkoop.cli.console import ExitCode, fail, output_console
    from inkoop.cli.files import working_in
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.receive import receive
    from inkoop.rules.dutch_format import number_of
    from inkoop.views.procedure.bids import arrived_text

    if bool(bestanden) == bool(bewijs):
        fail(ExitCode.USAGE, "noem wat er binnenkwam, of met --bewijs een nummer dat al ontvangen is.")
    when, now = moment_of(moment, "--moment"), moment_of(nu)
    if bestanden:
        with working_in(map_), progress("Ontvangen") as report:
            made = receive(map_, bestanden, tuple(door or ()), when, lijst, now, report)
        receipts = usable(made)
        console = output_console()
        for receipt in receipts:
            got = receipt.received
            late = " Dit is te laat: een mens besluit of het meedoet." if receipt.late else ""
            instead = f" Dit komt in de plaats van nummer {got.replaces}." if got.replaces else ""
            where = f"{got.number}  {got.tenderer}, binnen op {arrived_text(got.arrived, late=receipt.late)}."
            told = f" {receipt.told}" if receipt.told else ""
            console.indented(one_line(f"{where}{late}{instead}{told}"), "", "   ")
        if receipts:
            told = number_of(len(receipts), "inschrijving is", "inschrijvingen zijn")
            console.say(f"{told} vastgelegd.", style="bold")
            console.say(f"stand van het dossier {receipts[-1].stand}", style="dim", whole=True)
        else:
            console.say("Alles hiervan was al ontvangen. Er is niets veranderd.", style="bold")
    _receipts(map_, bewijs or [])


def _receipts(folder: Path, numbers: list[int]) -> None:
    """The receipts of these numbers, or of all that have none. What was received is in the record by now."""
    from inkoop.cli.console import error_console, tell
    from inkoop.cli.files import working_in
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.journeys.procedure.receipts import make_receipts
    from inkoop.rules.dutch_format import number_of

    with working_in(folder), progress("Bewijzen van ontvangst maken") as report:
        done = usable(make_receipts(folder, numbers, report))
    if done.no_pdf:
        alone = "Een PDF maken kan hier niet: de bibliotheek Pango ontbreekt. Het bewijs is er als HTML."
        error_console().say(alone)
    paths = done.pages if done.no_pdf else done.pdfs
    if len(paths) == 1:
        tell(paths[0])
    elif paths:
        told = number_of(len(paths), "bewijs", "bewijzen")
        tell(f"{told} van ontvangst om te sturen, in {paths[0].parent}")
