"""Starting reading processes. Nothing else is imported here, so that one can get ready before all else is."""

from __future__ import annotations

import subprocess
import sys

COMMAND = (sys.executable, "-P", "-m", "inkoop.readers.files.worker")
"""-P: the present folder may hold a stranger's files, of which none is a module of ours."""

_ready: list[subprocess.Popen[bytes]] = []


def get_ready() -> None:
    """Start a process for the first file, which imports what it needs while this one does.

    Nobody has to use it: it ends by itself when this process does.
    """
    if not _ready:
        _ready.append(_started(COMMAND))


def started(command: tuple[str, ...] = COMMAND) -> subprocess.Popen[bytes]:
    """A running process: the one that got ready, or a new one."""
    if command == COMMAND and _ready:
        process = _ready.pop()
        if process.poll() is None:
            return process
    return _started(command)


def _started(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
