"""Which form for the archive a PDF says to be."""

from __future__ import annotations

import io
from pathlib import Path

from inkoop.readers.files.archive import FileRefusedError, Limits, load


def pdfa_of(path: Path) -> str:
    """Part and level of PDF/A, such as 3A; empty for a file that is none, or no PDF that can be read."""
    if path.suffix.lower() != ".pdf":
        return ""
    import pikepdf

    try:
        data = load(path, Limits())
        with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as found:
            return str(found.pdfa_status)
    except (FileRefusedError, pikepdf.PdfError):
        return ""
