"""The record of a draw: who was drawn, how, and in which order they came out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from inkoop.domain.fields import KaderModel, Moment, Text
from inkoop.domain.places import LinePlace

Names = tuple[Text, ...]


class DrawCheck(KaderModel):
    """The hash of one name, by which anybody can repeat a draw from a seed."""

    tenderer: Text = Field(alias="inschrijver")
    sha256: Text = Field(alias="sha256")
    recipe: str = Field(default="", alias="opdracht")


class DrawRecord(KaderModel):
    """What a file with the record of a draw says; the aliases are its keys."""

    version: Literal[1, 2] = Field(alias="loting")
    """1: the seed and the name were hashed. 2: also the lot, and who drew and when is always there."""
    reference: Text = Field(alias="kenmerk")
    fingerprint: Text = Field(alias="kader")
    lot: Text = Field(alias="perceel")
    method: Literal["zaad", "mensen"] = Field(alias="wijze")
    names: Names = Field(alias="inschrijvers", strict=False)
    order: Names = Field(alias="uitkomst", strict=False)
    seed: str = Field(default="", alias="zaad")
    seed_source: str = Field(default="", alias="zaad_bron")
    checks: tuple[DrawCheck, ...] = Field(default=(), alias="controle", strict=False)
    by: str = Field(default="", alias="door")
    where: str = Field(default="", alias="plaats")
    moment: Moment | None = Field(default=None, alias="moment")
    invited: Names = Field(default=(), alias="genodigd", strict=False)
    present: Names = Field(default=(), alias="aanwezig", strict=False)

    @property
    def hashed_lot(self) -> str | None:
        """The lot as it was hashed; None in a record of before that."""
        return None if self.version == 1 else self.lot


@dataclass(frozen=True, slots=True)
class ReadDraw:
    """A record with the places of its keys, so that a fault can be pointed at."""

    file: str
    record: DrawRecord
    places: Mapping[str, LinePlace]
    """By key, and for an item of a list by key and number: `controle.0`."""

    def place(self, key: str) -> LinePlace:
        """Where a key stands; the file as a whole when it is not there."""
        return self.places.get(key) or LinePlace(self.file)
