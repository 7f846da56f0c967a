"""Progress on standard error, only for work that takes longer than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from inkoop.cli.console import show_progress

PATIENCE_SECONDS = 1.0
REFRESH_SECONDS = 0.2


@contextmanager
def progress(action: str) -> Iterator[Callable[[int, int, str], None]]:
    """A function to call with (done, total, name). Silent in pipes and for quick work."""
    started = last = time.monotonic()
    shown = False
    watched = sys.stderr.isatty()

    def report(done: int, total: int, name: str) -> None:
        nonlocal last, shown
        now = time.monotonic()
        if not watched or now - started < PATIENCE_SECONDS or (now - last < REFRESH_SECONDS and done < total):
            return
        last, shown = now, True
        show_progress(f"{action}: {done} van {total}  {name[:50]}")

    try:
        yield report
    finally:
        if shown:
            show_progress("")
