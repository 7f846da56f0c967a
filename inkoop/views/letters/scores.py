"""What a provider got for each sub-criterion and why, beside those who get a contract.

Of the provider itself everything is told, of the others only what the public version tells: neither what is
confidential nor what follows from it. A score that compares with a price which is not public is told without
its sum, as the sum would name that price.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import chain

from inkoop.domain.evaluation import (
    Award,
    Evaluation,
    LotResult,
    NotAsked,
    NotCompared,
    Price,
    Score,
    Scorecard,
    Withheld,
)
from inkoop.domain.exact import is_told
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.rules.price_itself import PriceItselfRule
from inkoop.domain.submission import SubmissionId
from inkoop.domain.tender import Criterion
from inkoop.rules.award.hindsight import Hindsight
from inkoop.rules.dutch_format import listing, points_text
from inkoop.rules.scoring.kinds.assessed import AssessedReason
from inkoop.rules.scoring.scoring import NextStep, next_step
from inkoop.views.letters.model import Block, Heading, Para
from inkoop.views.words.beside import leaf_points, leaf_reason
from inkoop.views.words.blocks import Column, Table, TableRow
from inkoop.views.words.counting import capital
from inkoop.views.words.reasons import better_text
from inkoop.views.words.totals import total_text, total_words
from inkoop.views.words.wording import number_text, plain, sentence, shortened
from inkoop.views.words.worth import earned, earned_text, money_text, most, most_text

MOST_BESIDE = 3
"""So many others fit beside a provider in one table."""
_NAME = 40
_WHY_NOT_MORE = "Waarom niet meer."
_NOT_COMPARED = "U haalde een drempel niet. Daarom is dit niet vergeleken met anderen: 0 punten."
_HIDDEN_SUM = (
    "Hoe deze punten zijn berekend, staat niet in deze brief. In de som zit een prijs van een ander die niet "
    "openbaar is."
)


@dataclass(frozen=True)
class LotScores:
    """One lot, as it is and as it is public."""

    evaluation: Evaluation
    lot: LotResult
    public: LotResult

    @property
    def winners(self) -> tuple[Scorecard, ...]:
        """Who gets a contract, as far as is public."""
        return tuple(place.scorecard for place in self.public.ranking if place.award is Award.AWARDED)

    @cached_property
    def hindsight(self) -> Hindsight:
        """What it takes to score it again with another answer."""
        award = self.lot.tender.award
        kept = award is not None and award.on_withdrawal == "handhaven"
        gone = [found.submission for found in self.lot.not_admitted if found.is_withdrawn]
        return Hindsight(self.lot, self.evaluation.assessment, tuple(gone) if kept else ())


def card_of(lot: LotResult, who: SubmissionId) -> Scorecard | None:
    """The points of one; None for who has none."""
    ranked = (place.scorecard for place in lot.ranking)
    out = (found.scorecard for found in lot.not_admitted if found.scorecard)
    return next((card for card in chain(ranked, out) if card.submission.id == who), None)


def point_tables(own: Scorecard, scores: LotScores) -> Iterator[Table]:
    """The points of the provider beside those of who gets a contract, three of these at a time."""
    others = [card for card in scores.winners if card.submission.id != own.submission.id]
    parts = [others[start : start + MOST_BESIDE] for start in range(0, len(others), MOST_BESIDE)] or [[]]
    for number, part in enumerate(parts):
        more = f", vervolg {number + 1}" if number else ""
        yield _table(own, part, scores, more)


def _table(own: Scorecard, others: Sequence[Scorecard], scores: LotScores, more: str) -> Table:
    tender = scores.lot.tender
    assert tender.award is not None
    heading = total_words(tender.award).heading
    unit = "Waarde" if tender.award.method == "gunnen_op_waarde" else "Punten"
    names = [shortened(plain(card.submission.name), _NAME) for card in others]
    columns = (
        Column("Onderdeel"),
        Column("Hoogstens", numeric=True),
        Column("U", numeric=True),
        *(Column(name, numeric=True) for name in names),
    )
    rows = []
    for leaf, _ in tender.leaves:
        each = [_score(card, leaf.code) for card in (own, *others)]
        if each[0].maximum > 0:
            points = tuple(leaf_points(score, tender) for score in each)
            rows.append(TableRow((f"{leaf.code} {leaf.title}", most(each[0].maximum, tender), *points)))
        elif isinstance(leaf.rule, PriceItselfRule) and tender.award.method != "laagste_prijs":
            asked = (scores.hindsight.price(own, leaf.code), *(card.price for card in others))
            prices = (money_text(price.counted) if price else "–" for price in asked)
            rows.append(TableRow((f"{leaf.code} {leaf.title}", "", *prices)))
    totals = [_total(own, scores.lot), *(_total(card, scores.public) for card in others)]
    rows.append(TableRow((heading, "", *totals), line=True))
    caption = f"{unit} van u en van wie een contract krijgt{more}" if others else f"{unit} per onderdeel"
    return Table(caption, columns, tuple(rows))


def _total(card: Scorecard, lot: LotResult) -> str:
    ranked = any(place.scorecard.submission.id == card.submission.id for place in lot.ranking)
    by_points = lot.tender.award is not None and total_words(lot.tender.award).heading == "Totaal"
    return total_text(card.total, lot.tender) if ranked or by_points else "–"


def _score(card: Scorecard, code: str) -> Score:
    return next(score for score in card.scores if score.criterion == code)


def reason_blocks(own: Scorecard, scores: LotScores) -> Iterator[Block]:
    """Per sub-criterion why these points, why not the next step, and what was better elsewhere."""
    tender = scores.lot.tender
    public_own = card_of(scores.public, own.submission.id)
    for leaf, above in tender.leaves:
        score = _score(own, leaf.code)
        group = above[0] if above else None
        where = f"{group.code} {group.title}, " if group is not None else ""
        worth = f"{earned(score.points, tender)} van {most_text(score.maximum, tender)}"
        yield Heading(4, f"{where}{leaf.code} {leaf.title}" + (f": {worth}" if score.maximum > 0 else ""))
        hidden = public_own is not None and _compares_with_hidden(leaf, _score(public_own, leaf.code))
        if hidden:
            yield Para(_HIDDEN_SUM, "Uw score.")
        elif isinstance(score.reason, NotCompared):
            yield Para(_NOT_COMPARED, "Uw score.")
        else:
            yield Para(leaf_reason(score, leaf, tender, closed=True), "Uw score.")
            yield from _beforehand(own, leaf, scores)
            yield from _next(score, own, leaf, scores)
        yield from _better_elsewhere(score, own, leaf, scores)


def _beforehand(own: Scorecard, leaf: Criterion, scores: LotScores) -> Iterator[Block]:
    """What each assessor gave before the panel met, by the name that it has in public."""
    grade = scores.evaluation.assessment.grades.get((own.submission.id, leaf.code))
    if grade is None or not grade.given:
        return
    each = [f"{one.label} gaf {number_text(one.grade)}: {sentence(one.comment)}" for one in grade.given]
    yield Para(" ".join(each), "Vóór het overleg.")


def _compares_with_hidden(leaf: Criterion, public: Score) -> bool:
    """Whether the sum of a score would name what others answered and is not public."""
    relative = leaf.rule is not None and leaf.rule.relative
    return relative and (isinstance(public.reason, Withheld) or not is_told(public.points))


def _next(score: Score, own: Scorecard, leaf: Criterion, scores: LotScores) -> Iterator[Block]:
    tender, scorer = scores.lot.tender, scores.hindsight.scorer
    plan = scores.hindsight.plans.get(leaf.code)
    if plan is None or isinstance(score.reason, NotAsked | NotCompared) or score.maximum <= 0:
        return
    award = tender.award
    assert award is not None
    step: NextStep | None = next_step(plan, score, scorer.context(plan, own.submission), award.rounding)
    if step is None:
        if score.points >= score.maximum:
            yield Para(
                f"Meer is hier niet te halen: {most_text(score.maximum, tender)}.", "Waarom niet meer."
            )
        return
    better = better_text(step.better, score, leaf, tender)
    if isinstance(score.reason, AssessedReason):
        better = f"De volgende stap is {better[0].lower()}{better[1:]}"
    gives, more = earned_text(step.points, tender), earned(step.points - score.points, tender)
    yield Para(f"{better} Dat had {gives} gegeven: {more} meer.", _WHY_NOT_MORE)


def _better_elsewhere(score: Score, own: Scorecard, leaf: Criterion, scores: LotScores) -> Iterator[Block]:
    """What others got more points for who get a contract: the relative advantages of what was chosen."""
    tender, silent = scores.public.tender, []
    told: dict[tuple[Decimal, str], list[str]] = {}
    for card in scores.winners:
        if card.submission.id == own.submission.id:
            continue
        theirs, name = _score(card, leaf.code), plain(card.submission.name)
        if not is_told(theirs.points):
            silent.append(name)
        elif theirs.points > score.points:
            told.setdefault((theirs.points, leaf_reason(theirs, leaf, tender)), []).append(name)
    for (points, why), names in told.items():
        got = "kreeg" if len(names) == 1 else "kregen"
        yield Para(why, f"{listing(names)} {got} meer: {earned_text(points, tender)}.")
    if silent:
        yield Para(f"De punten van {listing(silent)} zijn hier niet openbaar.")


def gap_sentences(own: Scorecard, scores: LotScores) -> Iterator[str]:
    """How much more it would have taken to stand above the last who gets a contract."""
    award = scores.lot.tender.award
    last = scores.winners[-1] if scores.winners else None
    if award is None or last is None or not is_told(last.total):
        return
    gap = own.total - last.total if award.lowest_first else last.total - own.total
    if gap < 0:
        return
    name, words = plain(last.submission.name), total_words(award)
    mine, theirs = (total_text(card.total, scores.lot.tender) for card in (own, last))
    whose = "die het contract krijgt" if len(scores.winners) == 1 else "als laatste met een contract"
    yield f"{capital(words.name)} van {name}, {whose}, is {theirs}. U hebt {mine}."
    if gap == 0:
        yield "Dat is gelijk. Wat de doorslag gaf, staat bij de beslissing."
        return
    if words.heading == "Totaal":
        yield (
            f"Om boven {name} te staan had u meer dan {points_text(gap)} punten meer moeten hebben, als alle "
            "anderen hun punten hielden. Wat elk onderdeel u meer had kunnen geven, staat hieronder."
        )
    yield from _cheaper(own, last, scores)
    if award.method == "gunnen_op_waarde":
        yield "Meer waarde voor kwaliteit telt net zo: elke euro waarde gaat van de prijs af."


def _cheaper(own: Scorecard, last: Scorecard, scores: LotScores) -> Iterator[str]:
    """With which price the provider would have stood above another, all else equal.

    Where a group is rounded or rescaled nothing is said: then points of a part are not simply added.
    """
    other = card_of(scores.lot, last.submission.id)
    assert other is not None
    if any(group.summed is not None for card in (own, other) for group in card.groups):
        return
    public_own = card_of(scores.public, own.submission.id)
    for leaf, _ in scores.lot.tender.leaves:
        plan, price = scores.hindsight.plans.get(leaf.code), scores.hindsight.price(own, leaf.code)
        if plan is None or price is None:
            continue
        if public_own is not None and _compares_with_hidden(leaf, _score(public_own, leaf.code)):
            continue
        found = scores.hindsight.price_above(own, other, plan)
        yield _with_price(leaf, price, found, plain(last.submission.name))


def _with_price(leaf: Criterion, price: Price, found: Decimal | None, name: str) -> str:
    if found is None:
        return f"Met een lagere prijs bij {leaf.code} alleen was dat niet gelukt."
    if isinstance(leaf.rule, PriceItselfRule):
        less = money_text(price.counted - found)
        return f"Om boven {name} te staan had uw prijs minstens {less} lager moeten zijn."
    if price.counted != price.offered:
        return (
            f"Bij {leaf.code} was dat gelukt als de prijs telde voor {money_text(found)} of minder. "
            f"Bij u telt zij voor {money_text(price.counted)}."
        )
    how = "een som" if isinstance(leaf.rule, PriceTerms) and leaf.rule.column else "een prijs"
    return (
        f"Bij {leaf.code} was dat gelukt met {how} van {money_text(found)} of lager. "
        f"U bood {money_text(price.counted)}."
    )
