"""Drawing lots from a published seed, for anybody to repeat: SHA-256 of seed, lot and name, ascending."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Iterator, Sequence

from inkoop.domain.evaluation import Award, LotResult
from inkoop.domain.submission import Submission

GOVERNED_BY_SEED, DRAWN_BY_PEOPLE = "zaad", "mensen"


def draw_hash(seed: str, lot: str | None, name: str) -> str:
    """SHA-256 of the UTF-8 text: the seed, the lot and the name, with a line feed between them.

    The lot is there so that one seed does not put the same names first in every lot. Records of before
    that have no lot in their hash: then it is None.
    """
    return hashlib.sha256("\n".join(_parts(seed, lot, name)).encode()).hexdigest()


def draw_recipe(seed: str, lot: str | None, name: str) -> str:
    """A command line that gives the same hash, with standard tools only."""
    parts = _parts(seed, lot, name)
    form = "\\n".join(["%s"] * len(parts))
    return f"printf '{form}' {' '.join(map(shlex.quote, parts))} | sha256sum"


def _parts(seed: str, lot: str | None, name: str) -> tuple[str, ...]:
    return (seed, name) if lot is None else (seed, lot, name)


def drawn_order(seed: str, lot: str | None, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Names with their hashes, the lowest first. Empty when two are equal: then nothing decides."""
    hashed = sorted((draw_hash(seed, lot, name), name) for name in names)
    if len({found for found, _ in hashed}) < len(hashed):
        return ()
    return tuple((name, found) for found, name in hashed)


def groups_to_draw(result: LotResult) -> Iterator[tuple[Submission, ...]]:
    """The submissions of every shared rank in this lot that does not fit and needs a draw."""
    ranks: dict[int, list[Submission]] = {}
    for place in result.ranking:
        if place.award is Award.DRAW:
            ranks.setdefault(place.rank, []).append(place.scorecard.submission)
    yield from (tuple(group) for group in ranks.values())
