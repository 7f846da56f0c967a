"""Text of strangers as a person may see it: nothing hidden in it, and nothing that commands a screen.

What a stranger typed is kept as it is, and goes through here on its way out: to the terminal, into pages and
into workbooks. JSON loses nothing and writes such characters as their numbers.
"""

from __future__ import annotations

import json
import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """The text with U+FFFD for what nobody sees, and for what a terminal takes for a command.

    Those are control characters, marks that turn the direction of reading, tags, line separators and halves
    of characters. Line ends stay, and a tab is a space.
    """
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    return "".join(map(_seen, text.replace("\r\n", "\n")))


def one_line(text: str) -> str:
    """As `visible`, where a line end would begin a line that somebody else seems to say."""
    return visible(text).replace("\n", REPLACEMENT)


def _seen(character: str) -> str:
    if character == "\t":
        return " "
    if character.isprintable() or character == "\n" or unicodedata.category(character) == "Zs":
        return character
    return REPLACEMENT


def visible_json(text: str) -> str:
    """JSON in which every character that `visible` would replace is written as its number: the same data."""
    if text.isascii() and "\x7f" not in text:
        return text
    return "".join(
        character if _seen(character) == character else json.dumps(character)[1:-1] for character in text
    )
