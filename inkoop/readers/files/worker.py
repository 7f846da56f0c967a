"""The program of a reading process: paths in, workbooks out, within a memory limit.

Started by `inkoop.readers.files.isolation`; it talks in pickles over its own pipes and prints nothing.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from typing import BinaryIO

from inkoop.readers.files.workbook import read_workbook

MEMORY_BYTES = 1_000_000_000


def limit_memory(limit: int) -> bool:
    """Give this process a ceiling on its memory; False where the system has no such limit (Windows)."""
    try:
        import resource
    except ImportError:
        return False
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    except (OSError, ValueError):  # macOS knows the limit but refuses it
        return False
    return True


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer until the other side closes its end."""
    while True:
        try:
            path, name, twice = pickle.load(requests)
        except EOFError:
            return
        pickle.dump(read_workbook(Path(path), name, twice=twice), replies, protocol=pickle.HIGHEST_PROTOCOL)
        replies.flush()


def main() -> None:
    """Serve on standard input and output."""
    limit_memory(MEMORY_BYTES)
    serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
