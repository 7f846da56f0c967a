"""Fresh processes with their time and peak memory.

Run as a script it is the launcher: it starts one command, waits, and prints what that cost. The launcher
stands between because Linux counts the memory of whoever starts a process as that process's own peak.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
_MEGABYTE = 1024**2
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took from start to end."""

    seconds: float
    peak_mb: float


def cost_of(command: Sequence[str | Path], allowed: Sequence[int] = (0,), cwd: Path = PROJECT) -> Cost:
    """Run a command without a terminal; RuntimeError when its exit code is not one of the allowed."""
    launcher = [sys.executable, __file__, *(str(part) for part in command)]
    done = subprocess.run(launcher, check=True, capture_output=True, text=True, cwd=cwd)
    found = json.loads(done.stdout)
    if found["code"] not in allowed:
        raise RuntimeError(f"{command[0]} ended with {found['code']}: {done.stderr[-2000:]}")
    return Cost(found["seconds"], found["peak_mb"])


def module(name: str, *arguments: str | Path) -> list[str | Path]:
    """The command that runs a module of this benchmark."""
    return [sys.executable, "-m", f"bench.{name}", *arguments]


def script(name: str) -> Path:
    """A program that was installed beside this Python."""
    return Path(sys.executable).parent / name


def _launch(command: Sequence[str]) -> None:
    start = time.perf_counter()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    peak = usage.ru_maxrss * _MAXRSS_UNIT / _MEGABYTE
    print(json.dumps({"code": os.waitstatus_to_exitcode(status), "seconds": seconds, "peak_mb": peak}))


if __name__ == "__main__":
    _launch(sys.argv[1:])
