"""What a person is told when the program itself fails: one sentence, and a file for who can mend it."""

from __future__ import annotations

import platform
import shlex
import sys
import tempfile
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from inkoop.writers.text import write_text


def crash_sentence(error: Exception, arguments: Sequence[str]) -> str:
    """What happened and what to do, with the file that was written about it."""
    path = _written(_report(error, arguments))
    if path is None:
        kind = type(error).__name__
        return f"er ging iets mis in het programma zelf ({kind}); een verslag kon niet geschreven worden."
    return (
        f"er ging iets mis in het programma zelf; het verslag staat in {path}: "
        "lees het na, en stuur het aan wie het programma voor u beheert."
    )


def _report(error: Exception, arguments: Sequence[str]) -> str:
    from importlib.metadata import version

    where = "".join(traceback.format_exception(error))
    return (
        "Verslag van een fout in het programma inkoop.\n"
        "Hierin staat wat er getypt is, en soms een stukje uit een bestand. Lees het na voor u het deelt.\n\n"
        f"Programma: inkoop {version('inkoop')}\n"
        f"Python: {sys.version.split()[0]} op {platform.platform()}\n"
        f"Moment: {datetime.now().astimezone().isoformat(timespec='seconds')}\n"
        f"Opdracht: inkoop {shlex.join(arguments)}\n\n{where}"
    )


def _written(report: str) -> Path | None:
    """The file with the report, in this folder or else among the temporary files; None where neither can."""
    name = f"inkoop-fout-{datetime.now().astimezone():%Y%m%d-%H%M%S}.txt"
    for folder in (Path.cwd, lambda: Path(tempfile.gettempdir())):
        try:
            path = folder() / name
            write_text(path, report.encode(errors="backslashreplace").decode())
        except OSError:
            continue
        return path
    return None
