"""Checks on weights, thresholds and places, in every lot by itself where there are lots."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from inkoop.domain.fields import MAX_DIGITS
from inkoop.rules.kader.index import POINTLESS, VALUE_METHOD, CriterionSpot, KaderIndex, flatten, rule_kind
from inkoop.rules.kader.problems import Problem, problem, unknown
from inkoop.rules.kader.scopes import Scope, scopes
from inkoop.rules.raw import RawPath, mapping, number, sequence
from inkoop.rules.scoring.rounding import round_points


def check_points(index: KaderIndex) -> Iterator[Problem]:
    """Every fault in how many points there are, and how many are needed."""
    if index.method != VALUE_METHOD:
        yield from _weights(index)
    yield from _thresholds(index)
    yield from _places(index)
    yield from _rounded_maxima(index)
    yield from _malus(index)


def _weights(index: KaderIndex) -> Iterator[Problem]:
    groups: list[tuple[RawPath, str, tuple[CriterionSpot, ...]]] = []
    for scope in scopes(index):
        if scope.lot and ("gewichten" in scope.own or "criteria" in scope.own):
            key = "gewichten" if "gewichten" in scope.own else "criteria"
            groups.append(((*scope.path, key), f"perceel {scope.code}", scope.tree))
        elif not any(path == ("criteria",) for path, _, _ in groups):
            groups.append((("criteria",), "bovenste niveau", scope.tree))
    groups += [((*c.spot.path, "criteria"), c.spot.code, c.children) for c in index.all_criteria]
    for path, name, members in groups:
        weights = [c.weight for c in members]
        known = [weight for weight in weights if weight is not None]
        total = sum(known, Decimal(0))
        if members and len(known) == len(weights) and total != 100 and not _only_price(index, members):
            words = {"groep": name, "som": f"{total:f}", "verschil": f"{100 - total:f}"}
            yield problem("KADER-21", path, at_key=True, **words)


def _only_price(index: KaderIndex, members: tuple[CriterionSpot, ...]) -> bool:
    """With the lowest price alone there may be nothing that earns points."""
    leaves = [c for c in flatten(members) if not c.children]
    return index.method == "laagste_prijs" and all(rule_kind(leaf.spot) in POINTLESS for leaf in leaves)


def _thresholds(index: KaderIndex) -> Iterator[Problem]:
    """A number of points that nobody can earn; a part of what can be earned is never too much."""
    parts = scopes(index)
    pairs: list[tuple[RawPath, object, list[Decimal | None]]] = [
        (("gunning", "drempel"), index.award.get("drempel"), [_total(index, part) for part in parts])
    ]
    pairs += [
        ((*part.path, "drempel"), part.own.get("drempel"), [_total(index, part)])
        for part in parts
        if part.lot
    ]
    everywhere = [criterion for part in parts for criterion in part.criteria]
    for criterion in index.all_criteria:
        maxima = [c.maximum for c in everywhere if c.spot.path == criterion.spot.path]
        pairs.append(((*criterion.spot.path, "drempel"), criterion.spot.data.get("drempel"), maxima))
    for part in parts:
        known = {c.spot.code: c.maximum for c in part.criteria}
        for code, value in mapping(part.own.get("drempels")).items():
            path = (*part.path, "drempels", code)
            if code not in known:
                yield unknown(path, "In dit perceel: het criterium", code, known)
            pairs.append((path, value, [known.get(code)]))
    for path, value, maxima in pairs:
        yield from _too_high(index, path, value, maxima)


def _too_high(
    index: KaderIndex, path: RawPath, value: object, maxima: list[Decimal | None]
) -> Iterator[Problem]:
    threshold, lowest = number(value), min((m for m in maxima if m is not None), default=None)
    if threshold is not None and lowest is not None and not 0 <= threshold <= lowest:
        most, unit = f"{lowest.normalize():f}", "euro" if index.method == VALUE_METHOD else "punten"
        yield problem("KADER-24", path, drempel=f"{threshold:f}", maximum=most, eenheid=unit)


def _total(index: KaderIndex, scope: Scope) -> Decimal | None:
    """All that can be earned in a lot: the points, or the values in euro together."""
    if index.method != VALUE_METHOD:
        return number(index.award.get("punten"))
    known = [c.maximum for c in scope.tree if c.maximum is not None]
    return sum(known, Decimal(0)) if len(known) == len(scope.tree) else None


def _places(index: KaderIndex) -> Iterator[Problem]:
    """Beforehand it must be certain who wins: in every lot a number of places, a threshold or a capacity."""
    award = index.award
    if not award or any(key in award for key in ("plaatsen", "drempel", "capaciteit")):
        return
    for scope in scopes(index):
        if not any(key in scope.own for key in ("plaatsen", "drempel")):
            where = f"perceel {scope.code}" if scope.lot else "gunning"
            yield problem("KADER-29", scope.path, waar=where, at_key=True)


def _rounded_maxima(index: KaderIndex) -> Iterator[Problem]:
    """Rounded per criterion, the points of somebody with everything right must still be all points."""
    digits = mapping(index.award.get("afronding")).get("criterium")
    total = number(index.award.get("punten"))
    if not isinstance(digits, int) or total is None or not 0 <= digits <= MAX_DIGITS:
        return
    for scope in scopes(index):
        maxima = [leaf.maximum for leaf in scope.leaves]
        known = [maximum for maximum in maxima if maximum is not None]
        rounded = sum((round_points(maximum, digits, "half_omhoog") for maximum in known), Decimal(0))
        if len(known) == len(maxima) and sum(known) == total and rounded != total:
            words = {"cijfers": digits, "samen": f"{rounded:f}", "punten": f"{total:f}"}
            yield problem("KADER-53", ("gunning", "afronding"), at_key=True, **words)
            return


def _malus(index: KaderIndex) -> Iterator[Problem]:
    """With points, a step under nought takes away points that were earned elsewhere."""
    if index.method in ("", VALUE_METHOD):
        return
    for name, scale in mapping(index.raw.get("schalen")).items():
        for position, step in enumerate(sequence(mapping(scale).get("stappen"))):
            share = number(mapping(step).get("procent"))
            if share is not None and -100 <= share < 0:
                path = ("schalen", name, "stappen", position, "procent")
                yield problem("KADER-78", path, schaal=name, procent=f"{share:f}", methode=index.method)
