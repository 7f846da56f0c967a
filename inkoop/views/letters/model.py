"""A letter as plain blocks, from which the document for Word and the PDF are made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from inkoop.views.words.blocks import Fact, Table


class Kind(StrEnum):
    """What a letter tells about one lot; the values are the words on the screen."""

    AWARDED = "gunning"
    REJECTED = "afwijzing"
    NOT_ADMITTED = "niet toegelaten"
    WITHDRAWN = "ingetrokken"
    ADMITTED = "toelating"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 1 is that of the letter."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; with a label in front where it has one."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    items: tuple[str, ...]


Block = Heading | Para | Points | Table


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one provider."""

    number: int
    """Of the submission, in the record."""
    name: str
    file_name: str
    """Without its ending."""
    title: str
    reference: str
    buyer: str
    kinds: tuple[Kind, ...]
    """What it tells, by lot."""
    head: tuple[Fact, ...]
    blocks: tuple[Block, ...]
    dated: str
    """The day of sending as year-month-day."""
    stand: str
    fictional: str
    """That all of it is made up; empty for a real tender."""
    clock: str = ""
    """That moments in the record were set by hand; empty where none was."""

    @property
    def foot(self) -> str:
        """What stands under each page."""
        return f"{self.reference} · nummer {self.number}"

    @property
    def about(self) -> str:
        """What the document is."""
        return f"De gunningsbeslissing, aan {self.name}."

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands at its end, small."""
        return closing_notes(self.stand, self.clock, self.fictional)


def closing_notes(stand: str, clock: str, fictional: str) -> tuple[str, ...]:
    """From which stand of the record a document was made, and what a reader has to know of it."""
    made = (
        f"Stand van het dossier toen dit stuk werd gemaakt: {stand}. Daarmee kan de opdrachtgever laten zien "
        "dat er tot die stand niets is veranderd (inkoop dossier controleer --stand)."
    )
    return tuple(filter(None, (made, clock, fictional)))
