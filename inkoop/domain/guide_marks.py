"""The marks by which a guide in Word is found again, in the file that people worked on."""

from __future__ import annotations

import hashlib

FINGERPRINT, REFERENCE, FORMAT = "Kader vingerafdruk", "Kader kenmerk", "Leidraad formaat"
"""Properties of the document."""
FORMAT_VALUE = "inkoop-leidraad/1"
ROOM = "Hier kunt u zelf schrijven"
"""How a place begins where nothing of the kader stands."""
CELL = " | "
"""Between the cells of a row that is told as one line."""
LONGEST_TAG = 64
"""A longer tag Word does not take."""


def tag_of(name: str) -> str:
    """The tag of a part: its name, or where that is too long the beginning of it with a hash."""
    if len(name) <= LONGEST_TAG:
        return name
    return f"{name[: LONGEST_TAG - 13]}~{_hash(name)[:12]}"


def bookmark_of(name: str) -> str:
    """The bookmark of a part: what is left where a program forgets its tag."""
    return f"kader_{_hash(name)[:16]}"


def number_of_part(name: str) -> int:
    """A number for a part that no other has, and that is the same each time."""
    return int(_hash(name)[:7], 16) + 1


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
