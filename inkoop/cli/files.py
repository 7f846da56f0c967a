"""Writing where the user said, and saying plainly when that does not work."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from inkoop.cli.console import ExitCode, fail

_CLOSED = "u mag daar niet schrijven, of het bestand is nog ergens open"
_FULL = "de schijf is vol"
_NO_FOLDER = "een deel van het pad is geen map"
_REASONS = {
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EROFS: "daar kan alleen gelezen worden",
    errno.ENOSPC: _FULL,
    errno.EFBIG: "er past niets meer bij in dat bestand",
    errno.EDQUOT: _FULL,
    errno.EISDIR: "dat is een map",
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
    errno.ENOENT: "die map kan niet gemaakt worden",
    errno.ENAMETOOLONG: "de naam is te lang",
}


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
        fail(ExitCode.FILES, f"{path} kan niet geschreven worden: {_reason(error)}.")


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """Turn a read or a write that failed in a tender's folder into one sentence and exit code 4.

    The folder itself is never made: where there is none, the step says so.
    """
    try:
        yield
    except OSError as error:
        where = error.filename or folder
        again = "Er is niets half vastgelegd. Is dit verholpen, geef dan dezelfde opdracht nog eens."
        fail(ExitCode.FILES, f"{where} kan niet gelezen of geschreven worden: {_reason(error)}. {again}")


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, error.strerror or "onbekende fout")
