"""How far a journey is, for whoever watches."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called with how many files are done, how many there are, and the file that comes next."""


Note = Callable[[str], None]
"""Called with a sentence about something that was done on the way, for whoever asked."""


def silent(_done: int, _total: int, _file: str) -> None:
    """Progress that nobody watches."""


def silent_note(_sentence: str) -> None:
    """A sentence that nobody reads."""
