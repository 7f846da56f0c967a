"""In which signs the program speaks: UTF-8 wherever it can, plain signs where a screen has no others."""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata

PLAIN = "inkoop-plain"
"""The name under which Python knows our way of writing what an encoding does not have."""

SIGNS = {
    "✓": "ok",
    "✗": "x",
    "→": "->",
    "←": "<-",
    "›": ">",
    "‹": "<",
    "•": "*",
    "·": "-",
    "−": "-",
    "–": "-",
    "—": "-",
    "─": "-",
    "█": "#",
    "×": "x",
    "÷": ":",
    "≤": "<=",
    "≥": ">=",
    "≈": "~",
    "€": "EUR",
    "…": "...",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "„": '"',
}
"""What stands for a sign of ours. ✓ and ✗ differ, and so does a minus from a hole."""


def prepare_streams() -> None:
    """Have both streams speak UTF-8 where nobody chose otherwise, and plain signs where they cannot.

    On Windows a file or a pipe would get a code page without ✓ and €. A screen keeps its own encoding, and
    what PYTHONIOENCODING names goes before all.
    """
    codecs.register_error(PLAIN, _plain)
    chosen = os.environ.get("PYTHONIOENCODING", "").partition(":")[0]
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if chosen or stream.isatty():
            reconfigure(errors=PLAIN)
        else:
            reconfigure(encoding="utf-8", errors=PLAIN)


def as_shown(text: str, encoding: str) -> str:
    """The text as it will be on a stream with this encoding, so that columns are as wide as they look."""
    if text.isascii() or encoding.lower().startswith("utf"):
        return text
    return "".join(each if _has(encoding, each) else _without(each) for each in text)


def can_show(text: str, encoding: str) -> bool:
    """Whether an encoding has every character of a text."""
    return text.isascii() or _has(encoding, text)


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _plain(error: UnicodeError) -> tuple[str, int]:
    """Called by Python with what an encoding does not have; gives what is written in its place."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_without, error.object[error.start : error.end])), error.end


def _without(character: str) -> str:
    """A character in ASCII: our sign for it, the letter without its accent, or a question mark."""
    if character in SIGNS:
        return SIGNS[character]
    apart = unicodedata.normalize("NFKD", character)
    return "".join(each for each in apart if each.isascii()) or "?"
