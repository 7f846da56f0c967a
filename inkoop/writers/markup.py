"""HTML made of parts: whatever is no `Markup` of ours is text, and is escaped.

For pages that are also made inside a browser, where no templates travel along.
"""

from __future__ import annotations

import re
from html import escape

from inkoop.domain.visible import REPLACEMENT, visible

_MONSTROUS, _PIECE = re.compile(r"\S{65,}"), re.compile(r".{1,32}", re.DOTALL)
"""A fingerprint has 64 characters, and stays whole for who copies it."""


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(content: str) -> Markup:
    """Somebody's words as HTML; monstrous words get places to break, which are no part of the word.

    Without those a word of 2,000 letters alone takes a PDF 15 seconds.
    """
    if isinstance(content, Markup):
        return content
    content = _seen(content)
    parts, end = [], 0
    for word in _MONSTROUS.finditer(content):
        parts += [escape(content[end : word.start()]), "<wbr>".join(map(escape, _PIECE.findall(word[0])))]
        end = word.end()
    return Markup("".join([*parts, escape(content[end:])]))


def bare(content: str) -> Markup:
    """Somebody's words where no element can stand: in a title."""
    return Markup(escape(_seen(content)))


def tag(name: str, /, *children: str, **attributes: str) -> Markup:
    """An element. An attribute that Python has a word for ends in an underscore, as in `class_`."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_seen(value))}"' for key, value in attributes.items()
    )
    return Markup(f"<{name}{given}>{''.join(map(text, children))}</{name}>")


def _seen(words: str) -> str:
    """As a person may see them; PDF/A forbids a letter that no font has, and ours lack that for nothing."""
    return visible(words).replace(REPLACEMENT, "?")


def joined(*parts: str) -> Markup:
    """Parts after each other."""
    return Markup("".join(map(text, parts)))
