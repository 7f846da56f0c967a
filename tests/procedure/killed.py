"""Runs `inkoop` and ends it by force at one of its own doings in the folder: `python -m … NUMBER ARGUMENTS`.

Number 0 ends nothing. How many doings there were is written to the file that DOINGS names. PATIENCE is how
many seconds it waits for who works in the folder, as a busy machine needs more.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from pathlib import Path

_DOINGS = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.chmod"})
_WRITES = os.O_WRONLY | os.O_RDWR


class _Counting:
    def __init__(self, last: int, folder: Path) -> None:
        self.seen, self.last, self.folder = 0, last, folder

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        written = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES
        if not (written or event in _DOINGS) or not isinstance(arguments[0], str | bytes | os.PathLike):
            return
        if self.folder in Path(os.fsdecode(arguments[0])).absolute().parents:
            self.seen += 1
            if self.seen == self.last:
                os.kill(os.getpid(), signal.SIGKILL)


def _main() -> None:
    counting = _Counting(int(sys.argv[1]), Path.cwd())
    if target := os.environ.get("DOINGS"):
        atexit.register(lambda: Path(target).write_text(str(counting.seen), "ascii"))
    sys.addaudithook(counting)
    from inkoop.cli import main
    from inkoop.writers.procedure import record

    record._PATIENCE = float(os.environ.get("PATIENCE", record._PATIENCE))
    main(sys.argv[2:])


if __name__ == "__main__":
    _main()
