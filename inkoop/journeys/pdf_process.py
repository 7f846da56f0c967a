"""The program of a process that makes PDFs, ready before the first one is asked for.

Started by `inkoop.journeys.side_by_side`; it answers as a reading process does, without a ceiling on its
memory: our own pages are no stranger's file, and a browser wants more room than any limit gives it.
"""

from __future__ import annotations

import gc
import sys
from contextlib import suppress

from inkoop.readers.files.worker import serve


def main() -> None:
    """Serve on standard input and output."""
    gc.disable()  # until a PDF is there: see `pdf_or_none`
    # Now, while nobody waits for it, and not with the first PDF.
    from inkoop.writers.pdf import PdfNotPossibleError, get_ready

    with suppress(PdfNotPossibleError):  # then whoever asks for a PDF is told
        get_ready()
    gc.freeze()
    serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
