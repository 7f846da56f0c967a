"""What a line of the check sheet tells: by its formula, and before anything is calculated."""

from __future__ import annotations

from typing import NamedTuple


class Told(NamedTuple):
    """A formula that tells something, and what it tells while nothing has been filled in."""

    formula: str
    first: str
