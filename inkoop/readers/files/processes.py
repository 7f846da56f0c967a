"""Starting reading processes. Nothing else is imported here, so that one can get ready before all else is."""

from __future__ import annotations

import subprocess
import sys

COMMAND = (sys.executable, "-P", "-m", "inkoop.readers.files.worker")
"""-P: the present folder may hold a stranger's files, of which none is a module of ours."""

_ready: dict[tuple[str, ...], list[subprocess.Popen[bytes]]] = {}


def get_ready(command: tuple[str, ...] = COMMAND, count: int = 1) -> None:
    """Start so many processes, which import what they need while this one does.

    Nobody has to use them: they end by themselves when this process does.
    """
    waiting = _ready.setdefault(command, [])
    while len(waiting) < count:
        waiting.append(_started(command))


def started(command: tuple[str, ...] = COMMAND) -> subprocess.Popen[bytes]:
    """A running process: one that got ready, or a new one."""
    waiting = _ready.get(command, [])
    while waiting:
        process = waiting.pop()
        if process.poll() is None:
            return process
    return _started(command)


def _started(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
