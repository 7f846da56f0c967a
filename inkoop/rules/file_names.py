"""Names of strangers as part of a file name: only letters, digits and dashes, never a path."""

from __future__ import annotations

import re
from collections.abc import Iterable

from inkoop.domain.visible import one_line

LONGEST = 60


def file_name_part(text: str, otherwise: str) -> str:
    """The text in lower case with a dash for everything that is no letter or digit."""
    kept = "".join(c if c.isalnum() or c in "-_" else "-" for c in text.lower())
    return kept.strip("-")[:LONGEST] or otherwise


def distinct(parts: Iterable[str]) -> tuple[str, ...]:
    """The same parts, numbered where two would be the same name on any disk."""
    seen: set[str] = set()
    found: list[str] = []
    for part in parts:
        name, number = part, 1
        while name.casefold() in seen:
            number += 1
            name = f"{part}-{number}"
        seen.add(name.casefold())
        found.append(name)
    return tuple(found)


_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\ufffd]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.I)
_LONGEST_NAME = 120


def writable(name: str) -> str:
    """The name of a file as every computer can write it: the same where that goes, with its ending."""
    bare = _NO_FILE_NAME.sub("_", one_line(name)).strip(" .")
    bare = f"_{bare}" if _RESERVED.fullmatch(bare) else bare
    return bare[-_LONGEST_NAME:].lstrip(" .") or "_"
