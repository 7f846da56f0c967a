"""What holds in which lot, from the raw kader: criteria, weights and requirements of every lot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inkoop.rules.kader.index import CriterionSpot, KaderIndex, Spot, flatten, rule_kind, spots
from inkoop.rules.raw import RawPath, mapping, sequence, texts

WHOLE: RawPath = ("gunning",)
"""Where a fault stands that is about a tender without lots."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One lot, or the whole tender when there are no lots."""

    lot: Spot | None
    tree: tuple[CriterionSpot, ...]
    requirements: tuple[Spot, ...]

    @property
    def criteria(self) -> tuple[CriterionSpot, ...]:
        """Groups and leaves that hold here."""
        return tuple(flatten(self.tree))

    @property
    def leaves(self) -> tuple[CriterionSpot, ...]:
        """The leaves that hold here."""
        return tuple(c for c in self.criteria if not c.children)

    @property
    def holders(self) -> tuple[Spot, ...]:
        """What can hold a question here."""
        return (*self.requirements, *(leaf.spot for leaf in self.leaves))

    @property
    def code(self) -> str:
        """The code of the lot, or an empty text."""
        return self.lot.code if self.lot else ""

    @property
    def path(self) -> RawPath:
        """Where a fault of this part belongs."""
        return self.lot.path if self.lot else WHOLE

    @property
    def own(self) -> Mapping[str, object]:
        """What the lot says itself; nothing for the whole tender."""
        return self.lot.data if self.lot else {}


def lots_of(index: KaderIndex) -> tuple[Spot, ...]:
    """The lots of the kader."""
    return spots(mapping(index.raw.get("percelen")).get("lijst"), ("percelen", "lijst"))


def lot_codes(index: KaderIndex) -> list[str]:
    """The codes of the lots, in the order of the kader."""
    return [lot.code for lot in lots_of(index) if lot.code]


def scopes(index: KaderIndex) -> tuple[Scope, ...]:
    """Every lot, or the whole tender as the only part."""
    lots = lots_of(index)
    if not lots:
        return (Scope(None, index.criteria, index.requirements),)
    return tuple(_scope(lot, index) for lot in lots)


def _scope(lot: Spot, index: KaderIndex) -> Scope:
    tree = index.criteria_with(mapping(lot.data.get("gewichten")))
    chosen = texts(sequence(lot.data.get("criteria")))
    if chosen:
        tree = tuple(criterion for criterion in tree if criterion.spot.code in chosen)
    requirements = index.requirements
    if isinstance(lot.data.get("eisen"), list):
        wanted = texts(lot.data["eisen"])
        requirements = tuple(spot for spot in requirements if spot.code in wanted)
    return Scope(lot, tree, requirements)


def absolute(criteria: tuple[CriterionSpot, ...], relative: tuple[str, ...]) -> Iterator[CriterionSpot]:
    """The criteria whose points do not depend on other offers."""
    for criterion in criteria:
        below = tuple(absolute(criterion.children, relative))
        yield from below
        if criterion.children:
            if "herschalen" not in criterion.spot.data and all(c in below for c in criterion.children):
                yield criterion
        elif rule_kind(criterion.spot) not in relative:
            yield criterion
