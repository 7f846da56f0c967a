"""Reading strangers' files in processes of their own: what crashes or hangs there stays there.

A file that makes its process crash, hang or run out of memory becomes one finding; the next file gets
a fresh process. Several processes read side by side, and results come in the order of the files.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from inkoop.catalogue import finding
from inkoop.domain.cells import Workbook
from inkoop.domain.findings import Outcome
from inkoop.domain.places import CellPlace
from inkoop.readers.files.folder import display_names, plain_name

SECONDS_A_FILE = 20.0
FILES_A_PROCESS = 12
"""Another process pays off only for so many files more."""
AHEAD = 8
"""How many files each process may be ahead of whoever uses the results: bounds the memory."""

Read = Outcome[Workbook | None]
COMMAND = (sys.executable, "-m", "inkoop.readers.files.worker")


class ReadingProcess:
    """One process that reads files, started when first needed and again after it died."""

    def __init__(self, seconds: float = SECONDS_A_FILE, command: tuple[str, ...] = COMMAND) -> None:
        self._seconds = seconds
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, path: Path, name: str | None = None, twice: bool = False) -> Read:
        """The workbook in a file, or the finding that its reading failed."""
        file = name or plain_name(path.name)
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        alarm = threading.Timer(self._seconds, give_up)
        alarm.start()
        try:
            pickle.dump((str(path.absolute()), file, twice), process.stdin)
            process.stdin.flush()
            answer: Read = pickle.load(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            self.close()
            code = "BESTAND-10" if late.is_set() else "BESTAND-11"
            return Outcome(None, (finding(code, CellPlace(file), seconden=int(self._seconds)),))
        finally:
            alarm.cancel()
        return answer

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):  # a pipe to a process that died may fail to flush
                    stream.close()
        process.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._process


def read_workbooks(paths: Iterable[Path], twice: bool = False) -> Iterator[tuple[Path, Read]]:
    """Every workbook in the order of the paths, read in processes of their own.

    `twice` has a second program read each as well.
    """
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
            return reader.read(path, names[path], twice)
        finally:
            with lock:
                free.append(reader)

    pool = ThreadPoolExecutor(count)
    waiting: deque[tuple[Path, Future[Read]]] = deque()
    try:
        for path in files:
            waiting.append((path, pool.submit(read, path)))
            if len(waiting) > count * AHEAD:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    finally:
        for _, future in waiting:
            future.cancel()
        for reader in readers:
            reader.close()
        pool.shutdown()
