"""Writing a text file, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from inkoop.writers.atomic import replacing


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 with the line ends as they are. Raises OSError."""
    with replacing(path) as temporary:
        temporary.write_bytes(text.encode())
