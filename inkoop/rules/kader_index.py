"""A lenient view of a kader's raw data, so that whole-file checks work while single fields are wrong.

Nothing here raises on odd data: what has the wrong shape is left out, and the field errors report it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

RawPath = tuple[str | int, ...]


def mapping(value: Any) -> Mapping[str, Any]:
    """The value when it is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def sequence(value: Any) -> list[Any]:
    """The value when it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def number(value: Any) -> Decimal | None:
    """The value as an exact number, or None when it is not one."""
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def texts(value: Any) -> list[str]:
    """A text or a list of texts, as a list."""
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)]


@dataclass(frozen=True, slots=True)
class Spot:
    """One part of the kader: its raw mapping and where it stands."""

    path: RawPath
    data: Mapping[str, Any]

    @property
    def code(self) -> str:
        """The part's code, or an empty text."""
        value = self.data.get("code")
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class CriterionSpot:
    """A criterion with the most points it can earn, as far as the weights can be read."""

    spot: Spot
    maximum: Decimal | None
    children: tuple[CriterionSpot, ...] = field(default=())


@dataclass(frozen=True)
class KaderIndex:
    """Everything the whole-file checks need, by kind."""

    raw: Mapping[str, Any]

    @cached_property
    def criteria(self) -> tuple[CriterionSpot, ...]:
        """The award criteria as a tree."""
        points = number(mapping(self.raw.get("gunning")).get("punten"))
        return _criteria(self.raw.get("criteria"), ("criteria",), points)

    @cached_property
    def all_criteria(self) -> tuple[CriterionSpot, ...]:
        """Groups and leaves alike, outermost first."""
        return tuple(_flatten(self.criteria))

    @cached_property
    def leaves(self) -> tuple[CriterionSpot, ...]:
        """The criteria without sub-criteria."""
        return tuple(c for c in self.all_criteria if not c.children)

    @cached_property
    def requirements(self) -> tuple[Spot, ...]:
        """The requirements."""
        return _spots(self.raw.get("eisen"), ("eisen",))

    @cached_property
    def questions(self) -> tuple[Spot, ...]:
        """Every question that is written out, in the order of the form."""
        found = list(_spots(self.raw.get("algemeen"), ("algemeen",)))
        for holder in self.holders:
            if isinstance(holder.data.get("vraag"), Mapping):
                found.append(Spot((*holder.path, "vraag"), holder.data["vraag"]))
        return tuple(found)

    @property
    def holders(self) -> list[Spot]:
        """What can hold a question: requirements and leaves."""
        return [*self.requirements, *(leaf.spot for leaf in self.leaves)]

    @cached_property
    def by_code(self) -> Mapping[str, Spot]:
        """Questions by code; the first one wins where a code is used twice."""
        return {spot.code: spot for spot in reversed(self.questions) if spot.code}

    @cached_property
    def principles(self) -> tuple[Spot, ...]:
        """The policy principles of all sources."""
        return tuple(
            spot
            for source in _spots(self.raw.get("bronnen"), ("bronnen",))
            for spot in _spots(source.data.get("uitgangspunten"), (*source.path, "uitgangspunten"))
        )

    def question_of(self, holder: Spot) -> Spot | None:
        """The question of a requirement or leaf, written out or referred to."""
        value = holder.data.get("vraag")
        if isinstance(value, Mapping):
            return Spot((*holder.path, "vraag"), value)
        return self.by_code.get(value) if isinstance(value, str) else None

    def columns(self, question: Spot) -> tuple[Spot, ...]:
        """The columns of a table question."""
        return _spots(question.data.get("kolommen"), (*question.path, "kolommen"))

    def column(self, question: Spot, code: object) -> Spot | None:
        """One column of a table question."""
        return next((c for c in self.columns(question) if c.code and c.code == code), None)

    def choices(self, asked: Spot) -> Mapping[str, Any] | None:
        """The choices of a question or column: None when they are unknown, so nothing can be checked."""
        value = asked.data.get("keuzes")
        if isinstance(value, Mapping):
            return value
        code_list = mapping(self.raw.get("codelijsten")).get(value) if isinstance(value, str) else None
        values = mapping(code_list).get("waarden")
        return values if isinstance(values, Mapping) else None


def _spots(value: Any, path: RawPath) -> tuple[Spot, ...]:
    return tuple(
        Spot((*path, i), item) for i, item in enumerate(sequence(value)) if isinstance(item, Mapping)
    )


def _criteria(value: Any, path: RawPath, points: Decimal | None) -> tuple[CriterionSpot, ...]:
    found = []
    for spot in _spots(value, path):
        weight = number(spot.data.get("gewicht"))
        maximum = points * weight / 100 if points is not None and weight is not None else None
        children = _criteria(spot.data.get("criteria"), (*spot.path, "criteria"), maximum)
        found.append(CriterionSpot(spot, maximum, children))
    return tuple(found)


def _flatten(criteria: tuple[CriterionSpot, ...]) -> Iterator[CriterionSpot]:
    for criterion in criteria:
        yield criterion
        yield from _flatten(criterion.children)
