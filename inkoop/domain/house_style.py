"""What a municipality brings to make the reports its own: colours, letters, a logo and a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

NEUTRAL_COLOURS: Mapping[str, str] = {
    "kop": "#14375e",
    "tekst": "#1d2733",
    "zacht": "#4d5a68",
    "accent": "#9c4324",
    "streep": "#e0a63d",
    "staaf": "#3d7096",
}
"""The colours of the neutral style by their role: headings, text, small text, accents, lines and bars."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as it stands in the report."""

    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A look for every document; without anything it is the neutral one."""

    colours: Mapping[str, str] = field(default_factory=dict)
    """By role, as #rrggbb; a role that is not here keeps its neutral colour."""
    fonts: Mapping[str, bytes] = field(default_factory=dict)
    """A WOFF2 file by weight: 400 and 600. Letters that are not in it come from the neutral font."""
    logo: Picture | None = None
    logo_text: str = ""
    """What the logo says, for who does not see it."""
    kind: str = "Beoordelingsverslag"
    """What the document is called on its cover and at the foot of its pages."""
    colophon: str = ""
    """A last paragraph: who made it, and whom to ask."""
    templates: Path | None = None
    """A folder whose templates and style sheets go before ours of the same name."""

    def colour(self, role: str) -> str:
        """The colour of a role."""
        return self.colours.get(role, NEUTRAL_COLOURS[role])


NEUTRAL = HouseStyle()
