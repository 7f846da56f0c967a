"""Starting reading processes. Nothing else is imported here, so that one can get ready before all else is."""

from __future__ import annotations

import os
import subprocess
import sys
from tempfile import TemporaryDirectory

COMMAND = (sys.executable, "-P", "-m", "inkoop.readers.files.worker")
"""-P: the present folder may hold a stranger's files, of which none is a module of ours."""


class Process(subprocess.Popen[bytes]):
    """A process that answers on its output, with a folder of its own for what it puts aside.

    Who ends it by force removes that folder too: it cannot do so itself any more.
    """

    def __init__(self, command: tuple[str, ...]) -> None:
        """Started at once."""
        self.room = TemporaryDirectory(prefix="inkoop-", ignore_cleanup_errors=True)
        super().__init__(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self.room.name)},
        )


_ready: dict[tuple[str, ...], list[Process]] = {}


def get_ready(command: tuple[str, ...] = COMMAND, count: int = 1) -> None:
    """Start so many processes, which import what they need while this one does.

    Nobody has to use them: they end by themselves when this process does.
    """
    waiting = _ready.setdefault(command, [])
    while len(waiting) < count:
        waiting.append(_started(command))


def started(command: tuple[str, ...] = COMMAND) -> Process:
    """A running process: one that got ready, or a new one."""
    waiting = _ready.get(command, [])
    while waiting:
        process = waiting.pop()
        if process.poll() is None:
            return process
    return _started(command)


def _started(command: tuple[str, ...]) -> Process:
    return Process(command)
