"""The pace of the tests: what is slow, that nothing slow goes unmarked, and that it starts first.

`make snel` leaves out what bears the mark `langzaam`: what takes seconds, or starts a program that is not
our own Python, such as LibreOffice or a browser. To start one without the mark is an error, also when all
tests are run. What took long without the mark is told at the end.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

MARK = "langzaam"
FOLDERS = ("analysis", "cli", "web")
"""Here every test rehearses a tender, starts the command as a process, or a browser."""
SECONDS = 3.0
"""What a quick test may reckon, with all it starts: not by the clock, as machines can be busy."""
RECKONED = "seconds reckoned"
OWN = {os.path.realpath(path) for path in (sys.executable, shutil.which("sh")) if path}
"""What a quick test may start: the readers' own processes, and the shell of a recipe."""

_running: pytest.Item | None = None
_before = 0.0


def _reckoned() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark, and watch what is started."""
    config.addinivalue_line("markers", f"{MARK}: takes seconds or starts another program; not in `make snel`")
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event != "subprocess.Popen" or _running is None or _running.get_closest_marker(MARK):
        return
    program = os.fsdecode(arguments[0])
    if os.path.realpath(shutil.which(program) or program) not in OWN:
        pytest.fail(f"{_running.nodeid} starts {program}: mark it with pytest.mark.{MARK}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the folders of processes, and put slow files first: no worker is left with one at the end."""
    for item in items:
        if item.path.parent.name in FOLDERS:
            item.add_marker(MARK)
    slow: dict[Path, bool] = defaultdict(bool)
    for item in items:
        slow[item.path] |= item.get_closest_marker(MARK) is not None
    items.sort(key=lambda item: not slow[item.path])


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Know which test is running, its fixtures included."""
    global _running, _before
    _running, _before = item, _reckoned()
    yield
    _running = None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Send what the test reckoned along with its last report."""
    item.user_properties.append((RECKONED, _reckoned() - _before))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what reckoned long and bears no mark."""
    long = [
        (seconds, report.nodeid)
        for report in terminalreporter.stats.get("", [])
        for name, seconds in getattr(report, "user_properties", [])
        if name == RECKONED and seconds > SECONDS and MARK not in report.keywords
    ]
    if long:
        terminalreporter.section(f"more than {SECONDS:g} seconds without the mark {MARK}")
        for seconds, name in sorted(long, reverse=True):
            terminalreporter.line(f"{seconds:6.1f} s  {name}")
