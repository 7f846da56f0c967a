"""Writing a kader out before it is published: whoever reads it sees every rule where it counts."""

from __future__ import annotations

from pathlib import Path

from inkoop.domain.findings import Outcome
from inkoop.journeys.outcome import journey
from inkoop.readers.files.archive import Limits, load_named
from inkoop.readers.settings.kader import read_kader
from inkoop.writers.atomic import replacing
from inkoop.writers.kader_text import standing_text


@journey
def _written(kader: Path, target: Path) -> Path:
    text = standing_text(load_named(kader, Limits()))
    with replacing(target) as temporary:
        temporary.write_bytes(text)
    return target


def write_out_kader(kader: Path, target: Path) -> Outcome[Path | None]:
    """Write the kader with every part of the library in its place, and with its comments.

    The content stays the same, and so does the fingerprint. The value is None, with what is wrong, when the
    kader cannot be used. Raises OSError.
    """
    read = read_kader(kader)
    return _written(kader, target) if read.value is not None else Outcome(None, read.findings)
