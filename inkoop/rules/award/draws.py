"""Drawing lots from a published seed, so that anybody can repeat it: ascending SHA-256 of seed and name."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Iterator, Sequence

from inkoop.domain.award_rules import Draw
from inkoop.domain.evaluation import Award, LotResult
from inkoop.domain.submission import Submission

GOVERNED_BY_SEED, DRAWN_BY_PEOPLE = "zaad", "mensen"


def draw_hash(seed: str, name: str) -> str:
    """SHA-256 of the UTF-8 text: the seed, a line feed, the name."""
    return hashlib.sha256(f"{seed}\n{name}".encode()).hexdigest()


def draw_recipe(seed: str, name: str) -> str:
    """A command line that gives the same hash, with standard tools only."""
    return f"printf '%s\\n%s' {shlex.quote(seed)} {shlex.quote(name)} | sha256sum"


def drawn_order(seed: str, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Names with their hashes, the lowest first. Empty when two are equal: then nothing decides."""
    hashed = sorted((draw_hash(seed, name), name) for name in names)
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


def published_seed(rules: Draw, given: str) -> str | None:
    """The seed that counts: the kader's own, or the one given where the kader names its source."""
    if rules.seed:
        return rules.seed if given in ("", rules.seed) else None
    return given if rules.seed_source and given else None
