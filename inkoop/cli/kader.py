"""`inkoop kader`: is this kader right? And the kader as a workbook, there and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inkoop.cli.options import AsJson, Strict

if TYPE_CHECKING:
    from inkoop.cli.console import Screen
    from inkoop.domain.tender import Tender


def _list_library(asked: bool) -> None:
    """Print what is in the library, and end."""
    if not asked:
        return
    from inkoop.cli.console import ExitCode, output_console, stop
    from inkoop.readers.settings.library import library
    from inkoop.views.replies.library_list import HEADINGS, USE

    console, parts = output_console(), library()
    widest = max(map(len, parts.parts))
    for kind, heading in HEADINGS.items():
        console.say(heading, style="bold")
        console.labelled([(part.name, part.about) for part in parts.of_kind(kind)], widest)
        console.say("")
    console.say(USE)
    stop(ExitCode.OK)


def kader(
    bestand: Annotated[
        Path,
        typer.Argument(
            metavar="KADER", help="Het kader: een YAML-bestand, of een werkblad ervan.", show_default=False
        ),
    ],
    als_json: AsJson = False,
    streng: Strict = False,
    schema: Annotated[
        Path | None,
        typer.Option(
            "--schema", metavar="BESTAND", help="Schrijf ook het JSON-schema voor uw tekstverwerker."
        ),
    ] = None,
    uitgeschreven: Annotated[
        Path | None,
        typer.Option(
            "--uitgeschreven",
            metavar="BESTAND",
            help="Schrijf het kader met elk deel uit de bibliotheek voluit, om te publiceren.",
        ),
    ] = None,
    bibliotheek: Annotated[  # noqa: ARG001 - it answers and ends before the kader is asked for
        bool,
        typer.Option(
            "--bibliotheek",
            callback=_list_library,
            is_eager=True,
            help="Toon wat er in de bibliotheek staat. Een kader is dan niet nodig.",
        ),
    ] = False,
    naar_werkblad: Annotated[
        Path | None,
        typer.Option(
            "--naar-werkblad",
            metavar="BESTAND",
            help="Maak van het kader een werkblad (.xlsx), voor wie in Excel of LibreOffice werkt.",
            show_default=False,
        ),
    ] = None,
    van_werkblad: Annotated[
        Path | None,
        typer.Option(
            "--van-werkblad",
            metavar="BESTAND",
            help="Maak van zo'n werkblad weer een kader (.yaml). Wat niet veranderde, blijft zoals het was.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Controleer een kader: elke fout met regel en kolom, of met blad en cel, en daarna wat opvalt."""
    from inkoop.cli.console import ExitCode, fail, findings_exit, output_console, print_json, stop
    from inkoop.cli.findings_text import print_kader_findings
    from inkoop.journeys.worksheet import check_kader
    from inkoop.rules.fingerprint import fingerprint
    from inkoop.views.record.findings import finding_documents

    if naar_werkblad is not None and van_werkblad is not None:
        fail(ExitCode.USAGE, "kies --naar-werkblad of --van-werkblad, niet allebei.")
    if als_json and (naar_werkblad or van_werkblad):
        fail(ExitCode.USAGE, "--json past niet bij --naar-werkblad en --van-werkblad.")
    if schema is not None:
        _write_schema(schema, bestand)
    if uitgeschreven is not None:
        bestand = _written_out(bestand, uitgeschreven)
    if naar_werkblad is not None:
        _to_sheet(bestand, naar_werkblad, streng)
    if van_werkblad is not None:
        _from_sheet(bestand, van_werkblad, streng)
    read = check_kader(bestand)
    if als_json:
        mark = fingerprint(read.value) if read.value else None
        print_json({"kader": {"vingerafdruk": mark}, "bevindingen": finding_documents(read.findings)})
    else:
        console = output_console()
        print_kader_findings(read.findings, console)
        if read.value is not None:
            _say(console, read.value)
        else:
            faults = sum(1 for found in read.findings if found.severity == "fout")
            console.say(f"✗ Het kader heeft {faults} fout{'en' if faults != 1 else ''}.", style="bold red")
    if read.value is None:
        stop(ExitCode.KADER)
    stop(findings_exit(read.findings, streng))


def _written_out(kader: Path, target: Path) -> Path:
    """The kader to look at: what was written out, or the one that cannot be."""
    from inkoop.cli.console import error_console
    from inkoop.cli.files import check_target, writing
    from inkoop.journeys.write_out import write_out_kader

    check_target(target, ".yaml", [kader])
    with writing(target):
        outcome = write_out_kader(kader, target)
    if outcome.value is None:
        return kader
    error_console().say(f"Uitgeschreven: {target}")
    return outcome.value


def _say(console: Screen, tender: Tender) -> None:
    """That a kader can be used, with how much there is in it."""
    from inkoop.rules.dutch_format import number_of
    from inkoop.rules.fingerprint import fingerprint

    console.say(
        f"✓ {tender.info.reference}: {number_of(len(tender.filled_in), 'vraag', 'vragen')}, "
        f"{number_of(len(tender.requirements), 'eis', 'eisen')}, "
        f"{number_of(len(tender.leaves), 'subcriterium', 'subcriteria')}. Het kader is bruikbaar."
    )
    console.say(f"  vingerafdruk {fingerprint(tender)}", style="dim", whole=True)


def _to_sheet(bestand: Path, target: Path, streng: bool) -> None:
    """Make a workbook of a kader, and end."""
    from inkoop.cli.console import error_console, findings_exit, stop, tell
    from inkoop.cli.files import check_target, writing
    from inkoop.cli.findings_text import print_kader_findings
    from inkoop.cli.refusal import usable
    from inkoop.journeys.worksheet import kader_to_sheet

    check_target(target, ".xlsx", [bestand])
    with writing(target):
        outcome = kader_to_sheet(bestand, target)
        made = usable(outcome)
    print_kader_findings(outcome.findings, error_console())
    tell(made)
    stop(findings_exit(outcome.findings, streng))


def _from_sheet(werkblad: Path, target: Path, streng: bool) -> None:
    """Make a kader of a workbook, say what became otherwise, and end."""
    from inkoop.cli.console import error_console, findings_exit, stop, tell
    from inkoop.cli.files import check_target, writing
    from inkoop.cli.findings_text import print_kader_findings
    from inkoop.cli.refusal import usable
    from inkoop.journeys.worksheet import sheet_to_kader

    check_target(target, ".yaml", [werkblad])
    with writing(target):
        outcome = sheet_to_kader(werkblad, target)
        made = usable(outcome)
    screen = error_console()
    print_kader_findings(outcome.findings, screen)
    _say(screen, made.tender)
    if made.changes is not None:
        screen.say(f"  {_changed(len(made.changes), made.earlier is not None)}")
        for line in made.changes:
            screen.indented(line, "    · ", "      ")
    if made.earlier is not None:
        screen.say(f"  Zoals het was, staat het nog in {made.earlier}.", whole=True)
    tell(made.path)
    stop(findings_exit(outcome.findings, streng))


def _changed(count: int, other_text: bool) -> str:
    """How much became otherwise in the kader that was there."""
    from inkoop.rules.dutch_format import number_of

    if count:
        return f"{number_of(count, 'verandering', 'veranderingen')} tegenover het kader dat er stond:"
    if other_text:
        return "De gegevens zijn die van het kader dat er stond. Opmerkingen of regels zijn anders."
    return "Er is niets veranderd aan het kader dat er stond."


def _write_schema(path: Path, kader: Path) -> None:
    from inkoop.cli.files import check_target, writing
    from inkoop.writers.schemas import kader_schema
    from inkoop.writers.text import write_text

    check_target(path, ".json", [kader])
    with writing(path):
        write_text(path, kader_schema())
