"""A lenient view of a kader's raw data, so that whole-file checks work while single fields are wrong.

Nothing here raises on odd data: what has the wrong shape is left out, and the field errors report it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from inkoop.domain.rules import RULES
from inkoop.rules.raw import RawPath, mapping, number, sequence

VALUE_METHOD = "gunnen_op_waarde"
POINTLESS = tuple(name for name, rule in RULES.items() if not rule.earns)
"""The kinds of rule that earn no points."""


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


def rule_kind(spot: Spot) -> str:
    """The kind of a leaf's scoring rule, or an empty text."""
    kind = mapping(spot.data.get("regel")).get("soort")
    return kind if isinstance(kind, str) else ""


@dataclass(frozen=True, slots=True)
class CriterionSpot:
    """A criterion with the most points it can earn, as far as the weights can be read."""

    spot: Spot
    maximum: Decimal | None
    children: tuple[CriterionSpot, ...] = field(default=())
    weight: Decimal | None = None
    """Its weight, also where a lot has another one or a rule without points has none."""


@dataclass(frozen=True)
class KaderIndex:
    """Everything the whole-file checks need, by kind."""

    raw: Mapping[str, Any]

    @property
    def award(self) -> Mapping[str, Any]:
        """The award rules; empty without them."""
        return mapping(self.raw.get("gunning"))

    @property
    def method(self) -> str:
        """The award method, or an empty text."""
        value = self.award.get("methode")
        return value if isinstance(value, str) else ""

    @cached_property
    def criteria(self) -> tuple[CriterionSpot, ...]:
        """The award criteria as a tree."""
        return self.criteria_with({})

    def criteria_with(self, weights: Mapping[str, Any]) -> tuple[CriterionSpot, ...]:
        """The award criteria as a tree, with other weights for those on top that are named."""
        found = spots(self.raw.get("criteria"), ("criteria",))
        if self.method == VALUE_METHOD:
            return tuple(_valued(spot) for spot in found)
        points = number(self.award.get("punten"))
        own = {spot.code: number(weights[spot.code]) for spot in found if spot.code in weights}
        return tuple(_weighted(spot, points, own) for spot in found)

    @cached_property
    def all_criteria(self) -> tuple[CriterionSpot, ...]:
        """Groups and leaves alike, outermost first."""
        return tuple(flatten(self.criteria))

    @cached_property
    def leaves(self) -> tuple[CriterionSpot, ...]:
        """The criteria without sub-criteria."""
        return tuple(c for c in self.all_criteria if not c.children)

    @cached_property
    def requirements(self) -> tuple[Spot, ...]:
        """The requirements."""
        return spots(self.raw.get("eisen"), ("eisen",))

    @cached_property
    def questions(self) -> tuple[Spot, ...]:
        """Every question that is written out, in the order of the form."""
        found = list(spots(self.raw.get("algemeen"), ("algemeen",)))
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
            for source in spots(self.raw.get("bronnen"), ("bronnen",))
            for spot in spots(source.data.get("uitgangspunten"), (*source.path, "uitgangspunten"))
        )

    def question_of(self, holder: Spot) -> Spot | None:
        """The question of a requirement or leaf, written out or referred to."""
        value = holder.data.get("vraag")
        if isinstance(value, Mapping):
            return Spot((*holder.path, "vraag"), value)
        return self.by_code.get(value) if isinstance(value, str) else None

    def columns(self, question: Spot) -> tuple[Spot, ...]:
        """The columns of a table question."""
        return spots(question.data.get("kolommen"), (*question.path, "kolommen"))

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


def spots(value: Any, path: RawPath) -> tuple[Spot, ...]:
    return tuple(
        Spot((*path, i), item) for i, item in enumerate(sequence(value)) if isinstance(item, Mapping)
    )


def _weighted(
    spot: Spot, points: Decimal | None, weights: Mapping[str, Decimal | None] | None = None
) -> CriterionSpot:
    weight = (weights or {}).get(spot.code, number(spot.data.get("gewicht")))
    if weight is None and rule_kind(spot) in POINTLESS:
        weight = Decimal(0)
    maximum = points * weight / 100 if points is not None and weight is not None else None
    below = spots(spot.data.get("criteria"), (*spot.path, "criteria"))
    return CriterionSpot(spot, maximum, tuple(_weighted(child, maximum) for child in below), weight)


def _valued(spot: Spot) -> CriterionSpot:
    """With gunnen op waarde a leaf is worth its euros, and a group the sum of its leaves."""
    below = tuple(_valued(s) for s in spots(spot.data.get("criteria"), (*spot.path, "criteria")))
    if not below:
        own = Decimal(0) if rule_kind(spot) in POINTLESS else number(spot.data.get("waarde"))
        return CriterionSpot(spot, own)
    known = [child.maximum for child in below if child.maximum is not None]
    return CriterionSpot(spot, sum(known, Decimal(0)) if len(known) == len(below) else None, below)


def flatten(criteria: tuple[CriterionSpot, ...]) -> Iterator[CriterionSpot]:
    """Groups and leaves alike, outermost first."""
    for criterion in criteria:
        yield criterion
        yield from flatten(criterion.children)
