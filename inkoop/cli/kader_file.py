"""Opening the kader that a command works with."""

from __future__ import annotations

from pathlib import Path

from inkoop.domain.tender import Tender


def usable_kader(path: Path) -> Tender:
    """The kader in a file; prints its faults and ends with exit code 3 when it cannot be used."""
    from inkoop.cli.console import ExitCode, error_console, print_kader_findings, stop
    from inkoop.readers.settings.kader import read_kader

    read = read_kader(path)
    if read.value is None:
        print_kader_findings(read.findings, error_console())
        stop(ExitCode.KADER)
    return read.value
