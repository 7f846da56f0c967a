"""`inkoop leidraad`: every rule of a kader in words, and whether a document still says them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inkoop.cli.options import HouseStyleFolder, KaderPath

if TYPE_CHECKING:
    from inkoop.cli.console import Screen
    from inkoop.views.guide.check import Difference, GuideCheck

_SUFFIXES = (".docx", ".pdf", ".html")
_MOST_OWN = 5


def leidraad(
    kader: KaderPath,
    uitvoer: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--uitvoer",
            metavar="MAP|BESTAND",
            help="Een map voor alle drie, of één bestand: .docx, .pdf of .html.",
            show_default=False,
        ),
    ] = None,
    controleer: Annotated[
        Path | None,
        typer.Option(
            "--controleer",
            metavar="BESTAND",
            help="Kijk of dit Word-bestand nog hetzelfde zegt als het kader.",
            show_default=False,
        ),
    ] = None,
    huisstijl: HouseStyleFolder = None,
) -> None:
    """Maak de leidraad die met het formulier meegaat: alle regels, in gewone taal en met voorbeelden."""
    from inkoop.cli.console import ExitCode, fail, tell
    from inkoop.cli.files import check_target, writing
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable, usable_kader, usable_style
    from inkoop.journeys.guide import make_guide
    from inkoop.rules.file_names import file_name_part

    tender = usable_kader(kader)
    if controleer is not None:
        if uitvoer is not None:
            fail(ExitCode.USAGE, "kies: -o om te maken, of --controleer om te vergelijken.")
        _check(kader, controleer)
        return
    folder = uitvoer is None or uitvoer.suffix.lower() not in _SUFFIXES
    base = uitvoer or Path()
    name = f"leidraad-{file_name_part(tender.info.reference, 'kader')}"
    paths = [base / f"{name}{suffix}" for suffix in _SUFFIXES] if folder else [base]
    for path in paths:
        check_target(path, path.suffix.lower(), [kader])
    style = usable_style(huisstijl)
    with writing(paths[0]), progress("Leidraad maken"):
        made = usable(make_guide(tender, paths, style))
    for path in made:
        tell(path)


def _check(kader: Path, document: Path) -> None:
    from inkoop.cli.console import ExitCode, output_console, stop
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.journeys.guide import check_guide_file

    with progress("Lezen"):
        outcome = check_guide_file(kader, document)
    found = usable(outcome)
    _show(found, output_console())
    stop(ExitCode.OK if found.agrees else ExitCode.FINDINGS)


def _show(found: GuideCheck, console: Screen) -> None:
    from inkoop.views.replies.guide_check import about_own_text, said_of, verdict

    console.say(verdict(found), style="bold")
    heading = ""
    for each in found.differences:
        where = " › ".join(each.headings)
        if where and where != heading:
            console.say(f"\n{where}", style="bold underline")
        heading = where or heading
        _show_difference(each, console, said_of(each))
    for line in about_own_text(found):
        console.say(line, style="dim")


def _show_difference(each: Difference, console: Screen, said: str) -> None:
    console.indented(said, "  ")
    for label, lines in (("kader:    ", each.kader), ("document: ", each.document)):
        for line in lines:
            console.indented(f"{label}{line}", "    ", "      ")
