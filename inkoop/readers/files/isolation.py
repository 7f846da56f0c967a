"""Reading strangers' files in processes of their own: what crashes or hangs there stays there.

A file that makes its process crash, hang or run out of memory becomes one finding; the next file gets
a fresh process. Several processes read side by side, and results come in the order of the files.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from inkoop.catalogue import finding
from inkoop.domain.cells import Workbook
from inkoop.domain.findings import Outcome
from inkoop.domain.places import CellPlace
from inkoop.readers.files.folder import display_names, plain_name
from inkoop.readers.files.processes import COMMAND, Process, started
from inkoop.readers.files.workbook import read_workbook

SECONDS_A_FILE = 20.0
"""Of computing. On a busy machine that takes longer on the clock, which is not the fault of the file."""
CLOCK = 6
"""How many times longer it may take on the clock, for what waits and does not compute."""
FILES_A_PROCESS = 12
"""Another process pays off only for so many files more."""
AHEAD = 8
"""How many files each process may be ahead of whoever uses the results: bounds the memory."""

P = ParamSpec("P")
T = TypeVar("T")
Read = Outcome[Workbook | None]
_DYING = 2.0
OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0) or None


class GaveUpError(Exception):
    """The process that read a file had to be stopped, or ended by itself."""

    def __init__(self, *, late: bool) -> None:
        super().__init__(late)
        self.late = late


class ReadingProcess:
    """One process that reads files, started when first needed and again after it died."""

    def __init__(
        self, seconds: float = SECONDS_A_FILE, command: tuple[str, ...] = COMMAND, clock: float | None = None
    ) -> None:
        """As many seconds of computing for each file, and as many on the clock: usually six times more."""
        self._seconds = seconds
        self._clock = seconds * CLOCK if clock is None else clock
        self._command = command
        self._process: Process | None = None

    def read(self, path: Path, name: str | None = None, *, twice: bool = False, kader: bool = False) -> Read:
        """The workbook in a file, or the finding that its reading failed."""
        file = name or plain_name(path.name)
        try:
            return self.call(read_workbook, path.absolute(), file, twice=twice, kader=kader)
        except GaveUpError as stopped:
            code = "BESTAND-10" if stopped.late else "BESTAND-11"
            return Outcome(None, (finding(code, CellPlace(file), seconden=int(self._seconds)),))

    def call(self, task: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """What a function makes of a stranger's file, called in the process. Raises GaveUpError.

        Args:
            task: a function of a module, which the process imports by its name.
        """
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        alarm = threading.Timer(self._clock, give_up)
        alarm.start()
        try:
            pickle.dump((self._seconds, task, given, named), process.stdin)
            process.stdin.flush()
            answer: T = pickle.load(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            code = self.close(_DYING)
            raise GaveUpError(late=late.is_set() or code == OUT_OF_TIME) from None
        finally:
            alarm.cancel()
        return answer

    def close(self, patience: float = 0) -> int:
        """End the process, after some seconds for one that is ending by itself; gives how it ended."""
        process, self._process = self._process, None
        if process is None:
            return 0
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):  # a pipe to a process that died may fail to flush
                    stream.close()
        code = process.wait()
        process.room.cleanup()
        return code

    def _running(self) -> Process:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = started(self._command)
        return self._process


def apart(seconds: float, task: Callable[..., T], *given: Any, command: tuple[str, ...] = COMMAND) -> T:
    """What a function makes of one stranger's file, in a process for the occasion. Raises GaveUpError.

    Args:
        command: the program of that process.
    """
    process = ReadingProcess(seconds, command)
    try:
        return process.call(task, *given)
    finally:
        process.close()


def read_workbooks(
    paths: Iterable[Path], *, twice: bool = False, kader: bool = False
) -> Iterator[tuple[Path, Read]]:
    """Every workbook in the order of the paths, read in processes of their own.

    `twice` has a second program read each as well; `kader` reads the kader that a form carries.
    """
    with reading(paths, twice=twice, kader=kader) as found:
        yield from found


@contextmanager
def reading(
    paths: Iterable[Path], *, twice: bool = False, kader: bool = False
) -> Iterator[Iterator[tuple[Path, Read]]]:
    """The same, begun at once: the first files are read while the caller does something else."""
    files = list(paths)
    names = display_names(files)
    count = max(1, min(os.cpu_count() or 1, len(files) // FILES_A_PROCESS))
    readers = [ReadingProcess() for _ in range(count)]
    free = list(readers)
    lock = threading.Lock()

    def read(path: Path) -> Read:
        with lock:
            reader = free.pop()
        try:
            return reader.read(path, names[path], twice=twice, kader=kader)
        finally:
            with lock:
                free.append(reader)

    pool = ThreadPoolExecutor(count)
    left = iter(files)
    waiting = deque((path, pool.submit(read, path)) for path in islice(left, count * AHEAD))

    def found() -> Iterator[tuple[Path, Read]]:
        while waiting:
            first, future = waiting.popleft()
            waiting.extend((path, pool.submit(read, path)) for path in islice(left, 1))
            yield first, future.result()

    try:
        yield found()
    finally:
        for _, future in waiting:
            future.cancel()
        for reader in readers:
            reader.close()
        pool.shutdown()
