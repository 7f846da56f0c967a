"""What the documents of several commands tell alike: findings with their sentences, decisions, draws.

What is not there is left out, never written as null.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from inkoop.domain.fields import Maybe
from inkoop.domain.findings import Severity
from inkoop.domain.records import PlaceRecord

Place = Annotated[PlaceRecord, Field(alias="vindplaats")]
Tenderer = Annotated[str, Field(alias="inschrijver")]
File = Annotated[str, Field(alias="bestand")]
LotCode = Annotated[str, Field(alias="perceel")]


@dataclass(frozen=True, slots=True)
class DecisionTold:
    """What a person decided, by whom where that was written down, and why."""

    subject: Annotated[str, Field(alias="onderwerp")]
    words: Annotated[str, Field(alias="besluit")]
    motivation: Annotated[str, Field(alias="motivering")]
    place: Place
    lot: Annotated[Maybe[str], Field(alias="perceel")] = None
    by: Annotated[Maybe[str], Field(alias="door")] = None
    cell: Annotated[Maybe[str], Field(alias="cel")] = None
    """The cell of a table that it is about alone."""


class Became(StrEnum):
    """What became of a fault: people decided, nobody has to, or somebody still has to."""

    DECIDED = "besloten"
    CLOSED = "afgedaan"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class AlikeTold:
    """Another who has the same fault. With lots it may be open in one while it was decided in another."""

    tenderer: Tenderer
    file: File
    became: Annotated[Became, Field(alias="stand")]
    text: Annotated[str, Field(alias="tekst")]


@dataclass(frozen=True, slots=True)
class FindingTold:
    """One finding with its sentences. `afgedaan` says why nobody has to decide about it any more, and
    `ook_bij` who else has the fault that was mended or accepted here."""

    code: str
    severity: Annotated[Severity, Field(alias="ernst")]
    place: Place
    message: Annotated[str, Field(alias="melding")]
    remedy: Annotated[str, Field(alias="herstel")]
    settled: Annotated[Maybe[str], Field(alias="afgedaan")] = None
    decision: Annotated[Maybe[DecisionTold], Field(alias="besluit")] = None
    alike: Annotated[Maybe[tuple[AlikeTold, ...]], Field(alias="ook_bij")] = None


Findings = Annotated[tuple[FindingTold, ...], Field(alias="bevindingen")]


@dataclass(frozen=True, slots=True)
class DrawCheckTold:
    """The hash of one name, and the command line by which anybody finds it."""

    tenderer: Tenderer
    sha256: str
    recipe: Annotated[str, Field(alias="opdracht")]


@dataclass(frozen=True, slots=True)
class DrawTold:
    """A draw that the outcome rests on, as its record says. `loting` is the format of the record: 1 when
    it is not there."""

    lot: LotCode
    method: Annotated[Literal["zaad", "mensen"], Field(alias="wijze")]
    names: Annotated[tuple[str, ...], Field(alias="inschrijvers")]
    order: Annotated[tuple[str, ...], Field(alias="uitkomst")]
    file: File
    seed: Annotated[Maybe[str], Field(alias="zaad")] = None
    seed_source: Annotated[Maybe[str], Field(alias="zaad_bron")] = None
    checks: Annotated[Maybe[tuple[DrawCheckTold, ...]], Field(alias="controle")] = None
    version: Annotated[Maybe[int], Field(alias="loting")] = None
    by: Annotated[Maybe[str], Field(alias="door")] = None
    where: Annotated[Maybe[str], Field(alias="plaats")] = None
    moment: Maybe[str] = None
    invited: Annotated[Maybe[tuple[str, ...]], Field(alias="genodigd")] = None
    present: Annotated[Maybe[tuple[str, ...]], Field(alias="aanwezig")] = None


def told_data(told: FindingTold | DrawTold | PlaceRecord) -> dict[str, Any]:
    """A part of the document as plain JSON, for a document of another kind."""
    kind: Any = type(told)
    found: dict[str, Any] = model_of(kind).dump_python(told, mode="json", by_alias=True)
    return found


@cache
def model_of(kind: Any) -> TypeAdapter[Any]:
    """What writes, reads and describes a kind of document."""
    return TypeAdapter(kind)
