"""Checks that the award method, the keys that belong to it, and the scoring rules fit each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from inkoop.domain.award_rules import BY_QUALITY, PRICE_METHODS, Method
from inkoop.domain.rules import RULES
from inkoop.rules.kader.index import (
    POINTLESS,
    VALUE_METHOD,
    CriterionSpot,
    KaderIndex,
    Spot,
    flatten,
    rule_kind,
)
from inkoop.rules.kader.problems import Problem, problem
from inkoop.rules.kader.rule_fit import PRICES
from inkoop.rules.kader.scopes import absolute, lots_of, scopes
from inkoop.rules.raw import RawPath, mapping, number, texts
from inkoop.rules.scoring.kinds import KINDS

RELATIVE = tuple(name for name, rule in RULES.items() if rule.relative)
PRICE_ITSELF = "prijs"
GUNNING: RawPath = ("gunning",)


def check_award(index: KaderIndex) -> Iterator[Problem]:
    """Every fault in how the method and what stands around it go together."""
    if index.method in get_args(Method):
        yield from _award_keys(index)
        yield from _weights_or_values(index)
        yield from _prices_itself(index)
        yield from _rules_of_method(index)
        yield from _two_stages(index)
        yield from _idle_points(index)
    yield from _rescaled(index)
    yield from _relative(index)


def _pointless_key(path: RawPath, key: str, method: str) -> Problem:
    return problem("KADER-56", (*path, key), sleutel=key, methode=method, at_key=True)


def _award_keys(index: KaderIndex) -> Iterator[Problem]:
    """Keys under gunning that a method needs, and keys that mean nothing with it."""
    method, award = index.method, index.award
    earns = any(
        rule_kind(leaf.spot) not in POINTLESS and not _misfit(index, leaf.spot) for leaf in index.leaves
    )
    wanted = {
        "punten": method != VALUE_METHOD and (earns or method != "laagste_prijs"),
        "prijsgewicht": method == "utiliteitsindex",
    }
    for key, needed in wanted.items():
        if needed and key not in award:
            yield problem("KADER-55", GUNNING, sleutel=key, methode=method, waar="gunning", at_key=True)
    means = {
        "punten": method != VALUE_METHOD,
        "prijsgewicht": method == "utiliteitsindex",
        "verhouding": method == "prijs_per_kwaliteitspunt",
        "constante": method == "prijs_per_kwaliteitspunt",
        "vergelijken_met": method != "qcbs",
    }
    for key, meaningful in means.items():
        if key in award and not meaningful:
            yield _pointless_key(GUNNING, key, method)
    if "kwaliteit" in mapping(award.get("afronding")) and method not in PRICE_METHODS:
        yield _pointless_key((*GUNNING, "afronding"), "kwaliteit", method)


def _weights_or_values(index: KaderIndex) -> Iterator[Problem]:
    """A weight everywhere, or with gunnen op waarde a value in euro on every leaf."""
    by_value = index.method == VALUE_METHOD
    needed, foreign = ("waarde", "gewicht") if by_value else ("gewicht", "waarde")
    for criterion in index.all_criteria:
        data, path, code = criterion.spot.data, criterion.spot.path, criterion.spot.code
        if _misfit(index, criterion.spot):
            continue
        if rule_kind(criterion.spot) in POINTLESS:
            yield from _no_points(criterion)
            continue
        if foreign in data:
            yield _pointless_key(path, foreign, index.method)
        if by_value and criterion.children:
            if needed in data:
                yield _misplaced(criterion, needed, "dit criterium is de som van zijn subcriteria")
        elif needed not in data:
            where = f"criterium {code}"
            yield problem("KADER-55", path, sleutel=needed, methode=index.method, waar=where)
    for lot in lots_of(index) if by_value else ():
        if "gewichten" in lot.data:
            yield _pointless_key(lot.path, "gewichten", index.method)


def _no_points(criterion: CriterionSpot) -> Iterator[Problem]:
    """A rule without points has no value, and no weight but 0 (a fixed tariff has its own finding)."""
    data, path = criterion.spot.data, criterion.spot.path
    kind = rule_kind(criterion.spot)
    if "waarde" in data or (kind == PRICE_ITSELF and number(data.get("gewicht"))):
        key = "waarde" if "waarde" in data else "gewicht"
        words = {"naam": criterion.spot.code, "sleutel": key, "regel": kind}
        yield problem("KADER-59", (*path, key), at_key=True, **words)


def _misplaced(criterion: CriterionSpot, key: str, why: str) -> Problem:
    words = {"naam": criterion.spot.code, "sleutel": key, "reden": why}
    return problem("KADER-61", (*criterion.spot.path, key), at_key=True, **words)


def _prices_itself(index: KaderIndex) -> Iterator[Problem]:
    """A method that reckons with the price needs exactly one, in every lot."""
    if index.method not in PRICE_METHODS:
        return
    for scope in scopes(index):
        prices = [leaf for leaf in scope.leaves if rule_kind(leaf.spot) == PRICE_ITSELF]
        if len(prices) == 1 or (not prices and _has_misfit(index, scope.leaves)):
            continue
        where = f"perceel {scope.code}" if scope.lot else "dit kader"
        path = (*prices[1].spot.path, "regel") if prices else (*scope.path, "methode")
        yield problem("KADER-57", path, methode=index.method, waar=where, aantal=len(prices))


def _rules_of_method(index: KaderIndex) -> Iterator[Problem]:
    """The price itself only where the method reckons with it; points for the price only where it does not."""
    advice = {
        "alleen_kwaliteit": "vast_tarief, of een andere methode",
        **dict.fromkeys(PRICE_METHODS, "de regel prijs: de methode rekent zelf met de prijs"),
    }.get(index.method, "een prijsregel die punten geeft, of een methode die met de prijs zelf rekent")
    for leaf in index.leaves:
        if _misfit(index, leaf.spot):
            path, kind = (*leaf.spot.path, "regel", "soort"), rule_kind(leaf.spot)
            yield problem("KADER-58", path, regel=kind, methode=index.method, raad=advice)


def _misfit(index: KaderIndex, spot: Spot) -> bool:
    """Whether its price rule is one that the method cannot use: what follows from that is not told again."""
    kind, method = rule_kind(spot), index.method
    if kind not in PRICES or method not in get_args(Method):
        return False
    return method == "alleen_kwaliteit" or (kind == PRICE_ITSELF) is not (method in PRICE_METHODS)


def _has_misfit(index: KaderIndex, leaves: Iterable[CriterionSpot]) -> bool:
    return any(_misfit(index, leaf.spot) for leaf in leaves)


def _idle_points(index: KaderIndex) -> Iterator[Problem]:
    """With laagste_prijs points only count for a threshold or a tie: without those nobody uses them."""
    if index.method != "laagste_prijs" or _has_misfit(index, index.leaves):
        return
    lots = [lot.data for lot in lots_of(index)]
    ties = {word for data in (index.award, *lots) for word in texts(data.get("bij_gelijk"))}
    if BY_QUALITY in ties or any("drempel" in data for data in (index.award, *lots)):
        return
    for top in index.criteria:
        inside = [part.spot for part in flatten((top,))]
        used = any("drempel" in spot.data or spot.code in ties for spot in inside)
        if not used and any(rule_kind(spot) not in ("", *POINTLESS) for spot in inside):
            yield problem("KADER-83", top.spot.path, naam=top.spot.code)


def _two_stages(index: KaderIndex) -> Iterator[Problem]:
    """Comparing only those above a threshold needs such a threshold, and QCBS a price that compares."""
    qcbs, staged = index.method == "qcbs", index.award.get("vergelijken_met") == "boven_drempel"
    if not qcbs and not staged:
        return
    key = "methode" if qcbs else "vergelijken_met"
    choice = "De methode qcbs" if qcbs else "De keuze vergelijken_met: boven_drempel"
    for scope in scopes(index):
        where = f" in perceel {scope.code}" if scope.lot else ""
        what, path = f"{choice}{where}", (*GUNNING, key)
        own = mapping(scope.own.get("drempels"))
        needed = (c for c in absolute(scope.tree, RELATIVE) if "drempel" in c.spot.data or c.spot.code in own)
        if not any(needed):
            lacking = "een drempel bij een criterium dat niet van anderen afhangt"
            yield problem("KADER-62", path, wat=what, mist=lacking)
        kinds = {rule_kind(leaf.spot) for leaf in scope.leaves}
        if _has_misfit(index, scope.leaves):
            continue
        if qcbs and not kinds & set(PRICES) & set(RELATIVE):
            yield problem("KADER-62", path, wat=what, mist="een prijsregel die prijzen vergelijkt")


def _rescaled(index: KaderIndex) -> Iterator[Problem]:
    for leaf in index.leaves:
        if "herschalen" in leaf.spot.data:
            yield _misplaced(leaf, "herschalen", "dit criterium heeft geen subcriteria om op te tellen")


def _relative(index: KaderIndex) -> Iterator[Problem]:
    """What compares offers with each other: bij_uitval is obligatory, and who is first may turn round."""
    found = list(_comparing(index))
    if index.award and found and "bij_uitval" not in index.award:
        yield problem("KADER-30", GUNNING, wat=found[0][1], at_key=True)
    for path, what, turns in found:
        if turns:
            yield problem("KADER-50", path, wat=what[0].upper() + what[1:], at_key=True)


def _comparing(index: KaderIndex) -> Iterator[tuple[RawPath, str, bool]]:
    """Where offers are compared, in words, and whether that can turn the order of two of them round."""
    for criterion in index.all_criteria:
        path, code, kind = criterion.spot.path, criterion.spot.code, rule_kind(criterion.spot)
        if criterion.children and "herschalen" in criterion.spot.data:
            yield (*path, "herschalen"), f"het herschalen van {code}", True
        if kind in RELATIVE and not _misfit(index, criterion.spot):
            rule = mapping(criterion.spot.data.get("regel"))
            yield (*path, "regel"), f"de regel van {code}", KINDS[kind].turns(rule)
    if index.method == "utiliteitsindex":
        yield (*GUNNING, "methode"), "de methode utiliteitsindex", True
