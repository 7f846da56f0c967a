"""Progress on standard error, only for work that takes longer than a second."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from inkoop.cli.console import show_progress

PATIENCE_SECONDS = 1.0
REFRESH_SECONDS = 0.5


@contextmanager
def progress(action: str) -> Iterator[Callable[[int, int, str], None]]:
    """A function to call with (done, total, name), for work that can say how far it is.

    Also where it is never called, or not for a long time, the line shows that the program goes on: what it
    does, and for how many seconds. Silent in pipes and for quick work.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total, _name: None
        return
    watch = _Watch(action)
    watch.start()
    try:
        yield watch.report
    finally:
        watch.end()


class _Watch(threading.Thread):
    """Writes the line again twice a second, whatever the work itself is doing."""

    def __init__(self, action: str) -> None:
        super().__init__(daemon=True)
        self._action = action
        self._state = ""
        self._since = time.monotonic()
        self._over = threading.Event()
        self._shown = False

    def report(self, done: int, total: int, name: str) -> None:
        """What will be shown from now on."""
        self._state = f": {done} van {total}  {name[:50]}" if total else ""

    def run(self) -> None:
        """Nothing for a second, and then the line until the end."""
        wait = PATIENCE_SECONDS
        while not self._over.wait(wait):
            wait, self._shown = REFRESH_SECONDS, True
            seconds = int(time.monotonic() - self._since)
            show_progress(f"{self._action}{self._state.rstrip()} ({seconds} s)")

    def end(self) -> None:
        """Take the line away."""
        self._over.set()
        self.join()
        if self._shown:
            show_progress("")
