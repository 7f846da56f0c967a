"""What a kader writes once and asks for each lot: written out for every lot, before anything else reads it.

A criterion, requirement or general question with `per_perceel: ja` becomes one for each lot, with the code of
the lot behind its own (`K1@noord`). So nothing after this needs to know that it was written once.

A table with `perceel_kolom` stays, as it is filled in once, and gets a part for each lot behind it
(`locaties@noord`). What is asked per lot and rests on the table rests on the part of its lot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from inkoop.domain.fields import BEFORE_LOT
from inkoop.rules.kader.index import KaderIndex
from inkoop.rules.kader.problems import Problem, problem
from inkoop.rules.kader.scopes import lots_of
from inkoop.rules.raw import RawPath, mapping, sequence, texts

KEY = "per_perceel"
ROWS_KEY = "perceel_kolom"
BLOCKS = ("algemeen", "eisen", "criteria")


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """The kader with everything in it once for each lot, and where each part was written."""

    data: Mapping[str, Any]
    origins: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By block the number in the file of each of its parts."""

    def source(self, path: RawPath) -> RawPath:
        """Where a part of the written-out kader stands in the file."""
        parts = [part.partition(BEFORE_LOT)[0] if isinstance(part, str) else part for part in path]
        if len(parts) > 1 and parts[0] in self.origins and isinstance(parts[1], int):
            parts[1] = self.origins[str(parts[0])][parts[1]]
        return tuple(parts)


def written_out(raw: Mapping[str, Any]) -> WrittenOut:
    """The kader with what is asked per lot once for each lot; the same when nothing is."""
    lots = [lot for lot in sequence(mapping(raw.get("percelen")).get("lijst")) if _code(lot)]
    once = {
        block: [item for item in sequence(raw.get(block)) if _per_lot(item) or _divided(block, item)]
        for block in BLOCKS
    }
    if not lots or not any(once.values()):
        return WrittenOut(raw)
    data, origins = dict(raw), {}
    for block in BLOCKS:
        made = list(_written(block, raw, lots, _codes_of(once)))
        data[block], origins[block] = [item for _, item in made], tuple(number for number, _ in made)
    data["percelen"] = {**raw["percelen"], "lijst": [_lot(lot, raw, _codes_of(once)) for lot in lots]}
    award = mapping(raw.get("gunning"))
    if any(code in _codes_of(once) for code in texts(award.get("bij_gelijk"))):
        data["gunning"] = {key: value for key, value in award.items() if key != "bij_gelijk"}
    return WrittenOut(data, origins)


def _per_lot(item: Any) -> bool:
    return mapping(item).get(KEY) == "ja" and ROWS_KEY not in item


def _divided(block: str, item: Any) -> bool:
    """Whether it is a table that is filled in once, and whose rows each belong to a lot."""
    return block == "algemeen" and isinstance(mapping(item).get(ROWS_KEY), str)


def _code(item: Any) -> str:
    code = mapping(item).get("code")
    return code if isinstance(code, str) else ""


def _codes_of(once: Mapping[str, list[Any]]) -> frozenset[str]:
    """Every code inside what is written once: of criteria, requirements and their questions."""
    return frozenset(code for items in once.values() for item in items for code in _inside(item))


def _inside(item: Any) -> Iterator[str]:
    if _code(item):
        yield _code(item)
    for child in sequence(mapping(item).get("criteria")):
        yield from _inside(child)
    if _code(mapping(item).get("vraag")):
        yield _code(mapping(item)["vraag"])


def _written(
    block: str, raw: Mapping[str, Any], lots: list[Mapping[str, Any]], codes: frozenset[str]
) -> Iterator[tuple[int, Any]]:
    """Every part with its number in the file: what is asked per lot once for each lot that has it."""
    asked = mapping(raw.get("percelen")).get("vraag")
    for number, item in enumerate(sequence(raw.get(block))):
        if not _per_lot(item):
            yield number, item
        if not _per_lot(item) and not _divided(block, item):
            continue
        for lot in lots:
            chosen = _chosen(block, lot)
            if chosen is None or _code(item) in chosen:
                yield number, _for_lot(item, lot, codes, asked)


def _chosen(block: str, lot: Mapping[str, Any]) -> list[Any] | None:
    """What a lot names of a block; None when everything holds there. No requirements at all is a choice."""
    named = lot.get(block)
    if block == "algemeen" or not isinstance(named, list) or (block == "criteria" and not named):
        return None
    return named


_HOLDS_CODES = ("criteria", "vraag", "alleen_als", "regel", "bijtelling", "optelling")
"""The keys below which a code of a criterion or question may stand."""


def _for_lot(item: Any, lot: Mapping[str, Any], codes: frozenset[str], asked: object) -> Any:
    """A part as it is for one lot: its codes, and those it names, with the lot behind them."""
    if isinstance(item, list):
        return [_for_lot(part, lot, codes, asked) for part in item]
    if not isinstance(item, Mapping):
        return item
    made = {
        key: _for_lot(value, lot, codes, asked) if key in _HOLDS_CODES else value
        for key, value in item.items()
        if key != KEY
    }
    if "tekst" in made and _code(item) in codes:
        made.setdefault("alleen_als", {"vraag": asked, "is": lot["code"]})
    for key in ("code", "vraag"):
        if isinstance(made.get(key), str) and made[key] in codes:
            made[key] = f"{made[key]}{BEFORE_LOT}{lot['code']}"
    for key in ("titel", "tekst") if _code(item) in codes else ():
        if isinstance(made.get(key), str):
            made[key] = f"{made[key]} ({lot.get('titel', lot['code'])})"
    return made


def _lot(lot: Mapping[str, Any], raw: Mapping[str, Any], codes: frozenset[str]) -> Mapping[str, Any]:
    """A lot that names its own copies: criteria, requirements, weights, thresholds and what decides a tie."""

    def own(code: Any) -> Any:
        return f"{code}{BEFORE_LOT}{lot['code']}" if code in codes else code

    made = dict(lot)
    for block in ("criteria", "eisen"):
        everything = [_code(item) for item in sequence(raw.get(block)) if _code(item)]
        chosen = _chosen(block, lot)
        if chosen is not None or everything:
            made[block] = [own(code) for code in (everything if chosen is None else chosen)]
    for key in ("gewichten", "drempels"):
        if isinstance(lot.get(key), Mapping):
            made[key] = {own(code): value for code, value in lot[key].items()}
    chain = lot.get("bij_gelijk", mapping(raw.get("gunning")).get("bij_gelijk"))
    if any(code in codes for code in texts(chain)):
        made["bij_gelijk"] = [own(code) for code in texts(chain)]
    return made


def check_per_lot(index: KaderIndex) -> Iterator[Problem]:
    """What could not be written out for each lot: there are no lots, or it stands too deep."""
    holders = (*index.questions, *index.requirements, *(c.spot for c in index.all_criteria))
    needed = "een plaats bij algemeen, eisen of een hoofdcriterium" if lots_of(index) else "percelen"
    for spot in holders:
        if _per_lot(spot.data):
            yield problem("KADER-79", (*spot.path, KEY), sleutel=KEY, nodig=needed, at_key=True)
