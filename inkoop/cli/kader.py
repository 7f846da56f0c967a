"""`inkoop kader`: is this kader right?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.options import AsJson, KaderPath, Strict


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


def _write_schema(path: Path, kader: Path) -> None:
    from inkoop.cli.files import check_target, writing
    from inkoop.writers.schemas import kader_schema
    from inkoop.writers.text import write_text

    check_target(path, ".json", [kader])
    with writing(path):
        write_text(path, kader_schema())
