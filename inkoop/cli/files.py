"""Writing where the user said, and saying plainly when that does not work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from inkoop.cli.console import ExitCode, fail


def check_target(path: Path | None, suffix: str, inputs: Iterable[Path]) -> None:
    """End with exit code 2 or 4 when a file to write has the wrong kind of name, or is one that is read.

    A submission, a kader and the panel's grades are never overwritten by what is made from them.
    """
    if path is None:
        return
    if path.suffix.lower() != suffix:
        fail(ExitCode.USAGE, f"{path}: dit wordt een {suffix}-bestand. Noem het {path.stem}{suffix}.")
    target = path.resolve()
    for source in inputs:
        read = source.resolve()
        if target == read or (read.is_dir() and read in target.parents):
            fail(ExitCode.FILES, f"{path} hoort bij wat er gelezen wordt en wordt niet overschreven.")


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
            "FileNotFoundError": "die map kan niet gemaakt worden",
            "FileExistsError": "een deel van het pad is geen map",
        }.get(type(error).__name__, error.strerror or "onbekende fout")
        fail(ExitCode.FILES, f"{path} kan niet geschreven worden: {reason}.")
