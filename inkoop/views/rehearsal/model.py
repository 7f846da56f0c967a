"""What the report of a rehearsal says, as plain data: one list of blocks for screen, page and PDF alike."""

from __future__ import annotations

from dataclasses import dataclass

from inkoop.views.words.blocks import Table


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences; `tone` is how they are set: empty, `aanhef`, `klein` or `slot`."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A finding of the rehearsal in full."""

    code: str
    label: str
    """Waarschuwing, vraag or erkend."""
    place: str
    message: str
    remedy: str
    why: str
    reason: str = ""
    """The buyer's own reason, where the kader acknowledges it."""


@dataclass(frozen=True, slots=True)
class EffectRow:
    """A criterion with two bars: its weight by name, and what it does."""

    y: int
    label: str
    weight: int
    share: int
    weight_text: str
    share_text: str


@dataclass(frozen=True, slots=True)
class EffectChart:
    """Weights by name and by effect, under each other."""

    title: str
    height: int
    rows: tuple[EffectRow, ...]


Block = Paragraph | Heading | Notice | Table | EffectChart


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter."""

    number: int
    title: str
    anchor: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class RehearsalView:
    """The whole report."""

    title: str
    reference: str
    buyer: str
    fictional: bool
    fingerprint: str
    dated: str
    """The day of publication as year-month-day: the date in the document's metadata."""
    headline: str
    sections: tuple[Section, ...]
