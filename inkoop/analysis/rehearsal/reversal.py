"""The reversal of two offers by a third, losing one (rangordeparadox): an example, or why it cannot happen.

The search is over bids that are equal but for two things: the answer that is compared with others, and one
answer that is not. The engine ranks two of them, then the same two with a third. Where the first must be to
stand above the second is found by halving, once without and once with the third: between those two places
they turn round. An example counts when the third stands below both; where there is no such example, when
it is at least not the first. The last word is always the engine's, on the whole kader.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from inkoop.analysis.rehearsal.bids import Bid, Change, Level
from inkoop.analysis.rehearsal.levels import levels, lever, lowest_price, usual_bid
from inkoop.analysis.rehearsal.stage import Stage, order
from inkoop.domain.evaluation import LotResult
from inkoop.domain.rules.base import Rule
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.rules.price_itself import PriceItselfRule
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.scoring.kinds import KINDS

NAMES = ("Inschrijver A", "Inschrijver B", "Inschrijver C")
FIRST, SECOND, THIRD = NAMES
INDEX = "utiliteitsindex"
_FINE, _PLACES, _ATTEMPTS, _OUT = 101, 8, 6, 99
"""Places for A on a ladder, and for B; how many to try between two of them; the rank of who is not ranked."""
RESCALED = "herschalen"


class Standing(NamedTuple):
    """Where a bid ended: its rank (0 below a threshold) and its outcome as shown."""

    name: str
    rank: int
    total: str


class Part(NamedTuple):
    """What a bid of an example offers, in words."""

    name: str
    compared: str
    own: str


@dataclass(frozen=True, slots=True)
class Example:
    """Three bids, equal in all other answers."""

    compared: str
    """The code of the criterion whose points depend on the others."""
    own: str
    """The code of the other criterion on which they differ."""
    parts: tuple[Part, ...]
    before: tuple[Standing, ...]
    after: tuple[Standing, ...]
    bids: tuple[Bid, ...]
    realistic: bool
    """Whether all prices are realistic; else they are within what the form lets in."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is certain about reversal by one rule: an example, a proof, or neither."""

    rule: str
    """The kind of the rule; empty for the whole kader."""
    criterion: str
    proof: str = ""
    """`absoluut`, or the kind of rule that cannot turn two round; empty where reversal can happen."""
    example: Example | None = None
    dummy: Example | None = None
    """The same with a third bid that does not even try."""
    tried: int = 0
    """How many combinations the engine ranked."""


class _Source(NamedTuple):
    rule: str
    part: Criterion
    """The leaf or group whose points depend on the others."""
    top: str


def verdicts(stage: Stage) -> tuple[Verdict, ...]:
    """One verdict for every rule that compares offers; one proof when there is no such rule."""
    found = tuple(_verdict(stage, source) for source in _sources(stage))
    return found or (Verdict("", "", proof="absoluut"),)


def _sources(stage: Stage) -> Iterator[_Source]:
    seen: set[str] = set()
    for leaf, above in stage.tender.leaves:
        top = (above[0] if above else leaf).code
        for group in above:
            if group.rescaled and group.code not in seen:
                seen.add(group.code)
                yield _Source(RESCALED, group, top)
        if leaf.rule and leaf.rule.relative:
            yield _Source(leaf.rule.kind, leaf, top)
        if isinstance(leaf.rule, PriceItselfRule) and stage.award.method == INDEX:
            yield _Source(INDEX, leaf, top)


def _verdict(stage: Stage, source: _Source) -> Verdict:
    if _is_constant_shift(stage, source.part):
        return Verdict(source.rule, source.part.code, proof=source.rule)
    example, tried = _search(stage, source, dummy=False)
    dummy, more = _search(stage, source, dummy=True)
    return Verdict(source.rule, source.part.code, example=example, dummy=dummy, tried=tried + more)


def _is_constant_shift(stage: Stage, part: Criterion) -> bool:
    """Unfloored and unrounded, another lowest price gives everybody the same points more or less."""
    rule, rounding = part.rule, stage.award.rounding
    exact = rounding.share == rounding.criterion == rounding.group == "geen"
    return exact and rule is not None and rule.relative and not _turns(rule)


def _turns(rule: Rule) -> bool:
    return KINDS[rule.name()].turns(rule.model_dump(by_alias=True))


class _Setting(NamedTuple):
    """Where the search looks: the kader, the ladders of both criteria, and the bid that all start from."""

    stage: Stage
    small: Stage
    base: Bid
    compared: tuple[Level, ...]
    own: tuple[Level, ...]


def _search(stage: Stage, source: _Source, *, dummy: bool) -> tuple[Example | None, int]:
    """An example within what is realistic, else within what the form lets in."""
    own = lever(stage, outside="" if source.rule == INDEX else source.top)
    if own is None:
        return None, 0
    leaf, ladder = own
    small = _small(stage, {source.top, _top(stage, leaf)})
    tried, second_best = 0, None
    for wide in (False, True):
        compared = _compared(stage, source, wide=wide)
        if not compared:  # such as a group that counts rows only: nothing to climb
            continue
        setting = _Setting(stage, small, usual_bid(stage), compared, ladder)
        thirds = list(_dummies(setting, source) if dummy else _thirds(setting))
        for trial in _trials(setting):
            without = _first_ahead(trial)
            for third in thirds:
                tried += 1
                found = _between(trial._replace(third=third), without)
                if found is None:
                    continue
                example = _example(stage, source, leaf, found, realistic=not wide)
                if _stands_last(example):
                    return example, tried
                second_best = second_best or example
    return second_best, tried


def _stands_last(example: Example) -> bool:
    return example.after[-1].name == THIRD


_Third = tuple[Bid, Level, Level]
_Bids = tuple[_Third, ...]
"""Every bid with what it answers on the compared criterion and on the other."""


class _Trial(NamedTuple):
    """All but A's place on the compared ladder."""

    setting: _Setting
    second: int
    high: Level
    low: Level
    third: _Third | None = None

    def bids(self, place: int) -> _Bids:
        """The bids with A at this place."""
        base, compared = self.setting.base, self.setting.compared
        one, two = compared[place], compared[self.second]
        pair = (
            (base.named(FIRST).changed(one.change).changed(self.high.change), one, self.high),
            (base.named(SECOND).changed(two.change).changed(self.low.change), two, self.low),
        )
        return (*pair, self.third) if self.third else pair


def _trials(setting: _Setting) -> Iterator[_Trial]:
    """B's place on the compared ladder, and what A and B answer elsewhere: one step apart, or the ends."""
    last = len(setting.compared) - 1
    places = sorted({last * part // _PLACES for part in range(1, _PLACES + 1)} - {0}, reverse=True)
    ends = [(setting.own[0], setting.own[-1])] if len(setting.own) > 2 else []
    for second in places:
        for low, high in [*pairwise(setting.own), *ends]:
            yield _Trial(setting, second, high, low)


def _between(trial: _Trial, without: int) -> _Bids | None:
    """Bids that turn round, with A as round as can be between its two places."""
    setting = trial.setting
    within = _first_ahead(trial)
    between = range(min(without, within), max(without, within))
    for place in sorted(between, key=lambda index: (_roundness(setting.compared[index]), index))[:_ATTEMPTS]:
        made = trial.bids(place)
        bids = [bid for bid, _, _ in made]
        if turned(setting.stage.evaluate(bids[:2]), setting.stage.evaluate(bids)):
            return made
    return None


def _first_ahead(trial: _Trial) -> int:
    """The lowest place at which the first stands above the second; that of the second when there is none."""
    low, high = 0, trial.second
    while low < high:
        middle = (low + high) // 2
        ranks = _ranks(trial.setting.small.evaluate([bid for bid, _, _ in trial.bids(middle)]))
        if ranks[FIRST] < ranks[SECOND]:
            high = middle
        else:
            low = middle + 1
    return low


def _roundness(level: Level) -> int:
    """The number of figures that are not zeros at the end: fewer is rounder."""
    return 0 if level.figure is None else len(level.figure.normalize().as_tuple().digits)


def _top(stage: Stage, leaf: Criterion) -> str:
    return next((above[0] if above else other).code for other, above in stage.tender.leaves if other is leaf)


def _compared(stage: Stage, source: _Source, *, wide: bool) -> tuple[Level, ...]:
    if source.rule != RESCALED:
        return levels(stage, source.part, _FINE, wide=wide)
    ladders = [ladder for leaf, _ in source.part.leaves if len(ladder := levels(stage, leaf)) > 1]
    if not ladders:
        return ()
    best = Change(
        {code: value for ladder in ladders for code, value in ladder[-1].change.answers.items()},
        {code: value for ladder in ladders for code, value in ladder[-1].change.grades.items()},
    )
    return (*max(ladders, key=len), Level("overal het beste", best))


def _thirds(setting: _Setting) -> Iterator[_Third]:
    last = len(setting.compared) - 1
    own = setting.own
    for place in dict.fromkeys((last, 0)):
        one = setting.compared[place]
        for index in dict.fromkeys((0, len(own) // 2, len(own) - 1)):
            other = own[index]
            yield setting.base.named(THIRD).changed(one.change).changed(other.change), one, other


def _dummies(setting: _Setting, source: _Source) -> Iterator[_Third]:
    """Somebody who does not try to win: the least of everything, but an extreme where offers are compared."""
    stage, least = setting.stage, setting.base.named(THIRD)
    for leaf, _ in stage.tender.leaves:
        ladder = levels(stage, leaf)
        least = least.changed(ladder[0].change) if ladder else least
    extremes = [setting.compared[-1], setting.compared[0]]
    if isinstance(source.part.rule, PriceTerms):
        extremes.append(lowest_price(stage, source.part))
    for extreme in extremes:
        yield least.changed(extreme.change), extreme, Level("overal het minste", Change())


def _small(stage: Stage, tops: set[str]) -> Stage:
    """The kader with only what differs and without thresholds: quick, and never the last word."""
    criteria = tuple(_without_thresholds(c) for c in stage.tender.criteria if c.code in tops)
    codes = {part.code for top in criteria for part in top.walk()}
    chain = tuple(code for code in stage.award.tie_break if code in codes or code in ("prijs", "kwaliteit"))
    award = stage.award.model_copy(update={"threshold": None, "tie_break": chain, "capacity": None})
    tender: Tender = stage.tender.model_copy(update={"criteria": criteria, "award": award})
    return replace(stage, tender=tender, award=award)


def _without_thresholds(part: Criterion) -> Criterion:
    children = tuple(_without_thresholds(child) for child in part.children)
    return part.model_copy(update={"threshold": None, "children": children})


def turned(two: LotResult, three: LotResult) -> bool:
    """Whether the first two change places when the third comes, while that third is not the first."""
    first, then = _ranks(two), _ranks(three)
    if not max(first[FIRST], first[SECOND], then[FIRST], then[SECOND]) < _OUT:
        return False
    before, after = first[FIRST] - first[SECOND], then[FIRST] - then[SECOND]
    return before * after < 0 and then[THIRD] > min(then[FIRST], then[SECOND])


def _ranks(result: LotResult) -> dict[str, int]:
    ranked = {place.scorecard.submission.tenderer: place.rank for place in result.ranking}
    return {name: ranked.get(name, _OUT) for name in NAMES}


def _example(stage: Stage, source: _Source, own: Criterion, found: _Bids, *, realistic: bool) -> Example:
    bids = tuple(bid for bid, _, _ in found)
    parts = tuple(
        Part(name, one.words, other.words) for name, (_, one, other) in zip(NAMES, found, strict=True)
    )
    two, three = stage.evaluate(bids[:2]), stage.evaluate(bids)
    return Example(source.part.code, own.code, parts, standings(two), standings(three), bids, realistic)


def standings(result: LotResult) -> tuple[Standing, ...]:
    """Everybody with rank and outcome; those below a threshold last."""
    ranked = [
        Standing(p.scorecard.submission.tenderer, p.rank, f"{p.scorecard.total:f}") for p in result.ranking
    ]
    assert [name for name, _, _ in ranked] == list(order(result))
    below = [
        Standing(out.submission.tenderer, 0, f"{out.scorecard.total:f}" if out.scorecard else "")
        for out in result.not_admitted
    ]
    return (*ranked, *below)
