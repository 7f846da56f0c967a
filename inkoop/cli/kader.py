"""`inkoop kader`: is this kader right?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.options import AsJson, KaderPath, Strict


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
    bestand: KaderPath,
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
) -> None:
    """Controleer een kader: elke fout met regel en kolom, en daarna wat opvalt."""
    from inkoop.cli.console import ExitCode, findings_exit, output_console, print_json, stop
    from inkoop.cli.findings_text import print_kader_findings
    from inkoop.readers.settings.kader import read_kader
    from inkoop.rules.dutch_format import number_of
    from inkoop.rules.fingerprint import fingerprint
    from inkoop.views.record.findings import finding_documents

    if schema is not None:
        _write_schema(schema, bestand)
    if uitgeschreven is not None:
        bestand = _written_out(bestand, uitgeschreven)
    read = read_kader(bestand)
    if als_json:
        mark = fingerprint(read.value) if read.value else None
        print_json({"kader": {"vingerafdruk": mark}, "bevindingen": finding_documents(read.findings)})
    else:
        console = output_console()
        print_kader_findings(read.findings, console)
        if read.value is not None:
            tender = read.value
            console.say(
                f"✓ {tender.info.reference}: {number_of(len(tender.filled_in), 'vraag', 'vragen')}, "
                f"{number_of(len(tender.requirements), 'eis', 'eisen')}, "
                f"{number_of(len(tender.leaves), 'subcriterium', 'subcriteria')}. Het kader is bruikbaar."
            )
            console.say(f"  vingerafdruk {fingerprint(tender)}", style="dim", whole=True)
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


def _write_schema(path: Path, kader: Path) -> None:
    from inkoop.cli.files import check_target, writing
    from inkoop.writers.schemas import kader_schema
    from inkoop.writers.text import write_text

    check_target(path, ".json", [kader])
    with writing(path):
        write_text(path, kader_schema())
