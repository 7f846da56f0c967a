"""The program of a reading process: calls in, what came of them out, within limits of memory and time.

Started by `inkoop.readers.files.isolation`; it talks in pickles over its own pipes and prints nothing.
"""

from __future__ import annotations

import math
import pickle
import sys
from typing import BinaryIO

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


def limit_time(seconds: float) -> bool:
    """Let the system end this process when it computes for so many seconds more; False where it cannot."""
    try:
        import resource
    except ImportError:
        return False
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    limit = math.ceil(used.ru_utime + used.ru_stime + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (limit if most < 0 else min(limit, most), most))
    return True


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer until the other side closes its end."""
    while True:
        try:
            seconds, task, given, named = pickle.load(requests)
        except EOFError:
            return
        limit_time(seconds)
        pickle.dump(task(*given, **named), replies, protocol=pickle.HIGHEST_PROTOCOL)
        replies.flush()


def main() -> None:
    """Serve on standard input and output."""
    # Now, while nobody waits for it, and not with the first file.
    import inkoop.readers.files.workbook  # noqa: F401

    limit_memory(MEMORY_BYTES)
    serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
