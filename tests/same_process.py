"""What the program does in processes of its own, done in the one that runs the tests: and each PDF made once.

A process imports for a second what is imported here already, and a report is laid out for seconds. What comes
of that is the same for the same source (`PdfJob.source`; tests/journeys/test_side_by_side.py holds it against
processes), so it is done once in a run of the tests, and kept in a folder that all workers of the run share.

What goes to a process and comes back still travels as bytes. Tests about the processes themselves, and about
the making of a PDF, bear the mark `apart`: for them nothing of this holds.
"""

from __future__ import annotations

import gc
import os
import pickle
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from inkoop.journeys import side_by_side, verify_process
from inkoop.readers.files import processes
from inkoop.readers.files.isolation import GaveUpError, ReadingProcess
from inkoop.writers import pdf
from inkoop.writers.pdf import PdfJob, PdfNotPossibleError

MARK = "apart"
KEPT = "INKOOP_TESTS_PDFS"
"""The variable with the folder in which PDFs are kept."""
OURS = frozenset(
    (processes.COMMAND, side_by_side.COMMAND, verify_process.READING_PROGRAM, verify_process.DRAWING_PROGRAM)
)
"""The programs that are done here."""

_make, _call, _start = pdf.made_pdf, ReadingProcess.call, processes._started


class _Ended:
    """In the place of a process that got ready: nobody uses it."""

    def poll(self) -> int:
        return 0


def _kept_pdf(job: PdfJob) -> bytes:
    """The PDF as it was made before, or as it is made now."""
    try:
        pdf.get_ready()
    except PdfNotPossibleError:
        return _make(job)
    path = Path(os.environ[KEPT]) / job.source
    if not path.exists():
        with _no_garbage():
            made = _make(job)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(made)
        Path(file.name).replace(path)
    return path.read_bytes()


@contextmanager
def _no_garbage() -> Iterator[None]:
    """As in a process that makes PDFs."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _called(self: ReadingProcess, task: Any, *given: Any, **named: Any) -> Any:
    """What a function makes of it, here; what it throws ends the process there."""
    if self._command not in OURS:
        return _call(self, task, *given, **named)
    task, given, named = pickle.loads(pickle.dumps((task, given, named)))
    try:
        return pickle.loads(pickle.dumps(task(*given, **named)))
    except Exception:
        raise GaveUpError(late=False) from None


@contextmanager
def here() -> Iterator[None]:
    """Everything of the program in this process, and no PDF made twice."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ReadingProcess, "call", _called)
        patch.setattr(processes, "_started", lambda command: _Ended() if command in OURS else _start(command))
        patch.setattr(side_by_side, "_processes_for", lambda _pdfs: 0)
        patch.setattr(pdf, "made_pdf", _kept_pdf)
        yield


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark, and make the folder for what is kept: one for all workers."""
    config.addinivalue_line(
        "markers", f"{MARK}: about the processes that the program starts, or how it makes a PDF"
    )
    if not hasattr(config, "workerinput"):
        os.environ[KEPT] = folder = tempfile.mkdtemp(prefix="inkoop-pdfs-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """From the first fixture of a test to the last."""
    if item.get_closest_marker(MARK):
        yield
        return
    with here():
        yield
