"""Writing where the user said, and saying plainly when that does not work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inkoop.cli.console import ExitCode, fail


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Make the folder of `path`, and turn a failed write into one sentence and exit code 4."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        reason = {
            "PermissionError": "u mag daar niet schrijven, of het bestand is nog ergens open",
            "IsADirectoryError": "dat is een map",
            "NotADirectoryError": "een deel van het pad is geen map",
            "FileExistsError": "een deel van het pad is geen map",
        }.get(type(error).__name__, error.strerror or "onbekende fout")
        fail(ExitCode.FILES, f"{path} kan niet geschreven worden: {reason}.")
