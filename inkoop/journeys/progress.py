"""How far a journey is, for whoever watches."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called with how many files are done, how many there are, and the file that comes next."""


def silent(_done: int, _total: int, _file: str) -> None:
    """Progress that nobody watches."""
