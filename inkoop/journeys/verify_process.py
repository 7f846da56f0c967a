"""The program of the two processes that check a report, ready before they are asked: one reads, one draws.

The report is a stranger's file: each has limits on its memory and time, as a reading process has.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from inkoop.readers.files.processes import get_ready
from inkoop.readers.files.worker import MEMORY_BYTES, limit_memory, serve

READING_PROGRAM = (sys.executable, "-P", "-m", "inkoop.journeys.verify_process")
DRAWING_PROGRAM = (*READING_PROGRAM, "tekenen")
MEMORY_TO_MAKE = 4_000_000_000
"""Making the pages of a large report takes more than reading one."""


def get_checkers_ready() -> None:
    """Start them, before all that whoever checks a report imports: both take as long."""
    get_ready(READING_PROGRAM)
    get_ready(DRAWING_PROGRAM)


def main() -> None:
    """Serve on standard input and output."""
    # Now, while nobody waits for it.
    import inkoop.journeys.verify  # noqa: F401

    if sys.argv[1:] == [DRAWING_PROGRAM[-1]]:
        from inkoop.writers import pdf

        with suppress(pdf.PdfNotPossibleError):  # then the one that asks is told
            pdf.get_ready()
        limit_memory(MEMORY_TO_MAKE)
    else:
        limit_memory(MEMORY_BYTES)
    serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
