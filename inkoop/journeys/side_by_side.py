"""Making PDFs side by side, each in a process of its own, while this one goes on with the next."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue

from inkoop.domain.findings import Refused, Why
from inkoop.readers.files.isolation import GaveUpError, ReadingProcess
from inkoop.readers.files.processes import COMMAND
from inkoop.writers.report import PdfJob, PdfNotPossibleError, made_pdf

MOST = 4
"""So many processes: each takes memory of its own."""
SECONDS_A_PDF, NO_LIMIT = 3600.0, -1
"""Our own pages are no stranger's file; and a browser wants more room than any limit gives it."""


class PdfMakers:
    """Makes PDFs; a process is started when it is first needed."""

    def __init__(self, count: int) -> None:
        """With `count` processes; with none of them each is made in this process, when it is asked for."""
        self._threads = ThreadPoolExecutor(count) if count else None
        self._processes: SimpleQueue[ReadingProcess] = SimpleQueue()
        self._all = [ReadingProcess(SECONDS_A_PDF, (*COMMAND, str(NO_LIMIT))) for _ in range(count)]
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
        process = self._processes.get()
        try:
            return process.call(pdf_or_none, job)
        except (GaveUpError, ValueError):  # the latter when its pipe was closed while it was read
            raise Refused(
                f"{job.name} is niet gelukt: het programma dat de PDF maakt, is gestopt."
                " Er is niets veranderd.",
                Why.FILES,
            ) from None
        finally:
            self._processes.put(process)


@contextmanager
def pdf_makers(pdfs: int) -> Iterator[PdfMakers]:
    """Makers for so many PDFs; one PDF, or one core, needs no process of its own."""
    cores = _cores()
    makers = PdfMakers(min(cores, pdfs, MOST) if min(cores, pdfs) > 1 else 0)
    try:
        yield makers
    finally:
        makers.close()


def _cores() -> int:
    """On how many cores this process may run."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def pdf_or_none(job: PdfJob) -> bytes | None:
    """The bytes of a PDF; None where none can be made here."""
    try:
        return made_pdf(job)
    except PdfNotPossibleError:
        return None
