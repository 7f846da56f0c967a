"""Making PDFs side by side, each in a process of its own, while this one goes on with the next."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue
from typing import TypeVar

from inkoop.domain.findings import Refused, Why
from inkoop.readers.files.isolation import GaveUpError, ReadingProcess
from inkoop.readers.files.processes import get_ready
from inkoop.writers.pdf import PdfJob, pdf_or_none

COMMAND = (sys.executable, "-P", "-m", "inkoop.journeys.pdf_process")
"""-P: the present folder may hold a stranger's files, of which none is a module of ours."""
MOST = 4
"""So many processes: each takes memory of its own."""
SECONDS_A_PDF = 3600.0
T = TypeVar("T")


class PdfMakers:
    """Makes PDFs; a process is started when it is first needed."""

    def __init__(self, count: int) -> None:
        """With `count` processes; with none of them each is made in this process, when it is asked for."""
        self.count = count
        self._threads = ThreadPoolExecutor(count) if count else None
        self._processes: SimpleQueue[ReadingProcess] = SimpleQueue()
        self._all = [ReadingProcess(SECONDS_A_PDF, COMMAND) for _ in range(count)]
        for process in self._all:
            self._processes.put(process)

    def make(self, job: PdfJob) -> Future[bytes | None]:
        """The bytes of a PDF, or None where none can be made here; Refused when its process crashed."""
        if self._threads is not None:
            return self._threads.submit(self._apart, job)
        done: Future[bytes | None] = Future()
        done.set_result(pdf_or_none(job))
        return done

    def close(self) -> None:
        """End the processes, also in the middle of a PDF."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
            for process in self._all:
                process.close()
            self._threads.shutdown()

    def _apart(self, job: PdfJob) -> bytes | None:
        return self._asked(pdf_or_none, job)

    def _asked(self, task: Callable[..., T], *given: PdfJob) -> T:
        """What a function makes of a PDF, in the process that is free first."""
        process = self._processes.get()
        try:
            return process.call(task, *given)
        except (GaveUpError, ValueError):  # the latter when its pipe was closed while it was read
            what = given[0].name if given else "Het rapport"
            raise Refused(
                f"{what} is niet gelukt: het programma dat de PDF maakt, is gestopt. Er is niets veranderd.",
                Why.FILES,
            ) from None
        finally:
            self._processes.put(process)


def get_makers_ready(pdfs: int) -> None:
    """Start the processes that so many PDFs take, while this one still reads what will stand in them."""
    if count := _processes_for(pdfs):
        get_ready(COMMAND, count)


@contextmanager
def pdf_makers(pdfs: int) -> Iterator[PdfMakers]:
    """Makers for so many PDFs; on one core this process makes them itself."""
    makers = PdfMakers(_processes_for(pdfs))
    try:
        yield makers
    finally:
        makers.close()


def _processes_for(pdfs: int) -> int:
    """None on one core, where they would only wait for each other."""
    cores = _cores()
    return min(cores, pdfs, MOST) if cores > 1 else 0


def _cores() -> int:
    """On how many cores this process may run."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
