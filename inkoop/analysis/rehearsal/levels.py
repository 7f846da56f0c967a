"""The ways to answer a sub-criterion, from the fewest points to the most: the stuff of worked examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from inkoop.analysis.rehearsal.bids import Bid, Change, Level
from inkoop.analysis.rehearsal.chance import Chance, T
from inkoop.analysis.rehearsal.draws import Drawer
from inkoop.analysis.rehearsal.spans import answer_span, price_part, span, tariff_span
from inkoop.analysis.rehearsal.stage import Stage
from inkoop.domain.answers import Code, Codes, Number, Row, Rows, Value
from inkoop.domain.questions import MultiChoiceQuestion, Question, TableQuestion
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.tender import Criterion
from inkoop.rules.dutch_format import decimal_text, euro, listing
from inkoop.rules.scoring.kinds.base import Counts, Kind
from inkoop.rules.scoring.maxima import maxima
from inkoop.rules.submission.prices import price_of


class _Middle(Chance):
    """No chance at all: always what is in the middle."""

    def __init__(self) -> None:
        super().__init__(0, 0)

    def whole(self, count: int) -> int:
        return count // 2

    def middling(self, last: int) -> int:
        return last // 2

    def several(self, items: Sequence[T], count: int) -> tuple[T, ...]:
        return tuple(items[:count])


def usual_bid(stage: Stage, name: str = "Inschrijver A") -> Bid:
    """A bid with everything in the middle; graded answers a little above it."""
    return Drawer(stage).bid(name, _Middle())


def levels(stage: Stage, leaf: Criterion, count: int = 5, *, wide: bool = False) -> tuple[Level, ...]:
    """From the fewest points to the most; empty where one answer serves several sub-criteria.

    Args:
        wide: prices from all that the form lets in, not only what is realistic.
    """
    kind, question = stage.kinds[leaf.code], stage.tender.question_of(leaf)
    if kind.scale is not None:
        ordered = sorted(kind.scale.steps, key=lambda step: (step.percentage, step.grade))
        return tuple(Level(step.name, Change(grades={leaf.code: step.grade})) for step in ordered)
    if question is None or question.show_when is not None or not _alone(stage, question):
        return ()
    if isinstance(kind.rule, PriceTerms):
        return tuple(_prices(kind, question, stage, count, wide=wide))
    return tuple(
        Level(words, Change({question.code: value}), value.number if value else None)
        for words, value in _answers(kind, question, count)
    )


def _alone(stage: Stage, question: Question) -> bool:
    asked = [stage.tender.question_of(leaf) for leaf, _ in stage.tender.leaves]
    return sum(other is not None and other.code == question.code for other in asked) == 1


def _answers(kind: Kind[Any], question: Any, count: int) -> Iterator[tuple[str, Value | None]]:
    for value in kind.ladder:
        yield listing(kind.choices.get(code, code) for code in value.codes), value
    if kind.ladder or isinstance(question, TableQuestion):
        return
    if isinstance(question, MultiChoiceQuestion):
        most = min(kind.goal or len(kind.choices), len(kind.choices))
        for chosen in _spread(most, count):
            yield f"{chosen} gekozen", Codes(tuple(kind.choices)[:chosen]) if chosen else None
    elif kind.counts is Counts.NUMBER:
        numbers = answer_span(kind, question).levels(count)
        for number in numbers if kind.rises else reversed(numbers):
            yield f"{decimal_text(number)} {question.unit}", Number(number)


def _spread(most: int, count: int) -> list[int]:
    return sorted({most * index // (count - 1) for index in range(count)})


def _prices(kind: Kind[Any], question: Any, stage: Stage, count: int, *, wide: bool) -> Iterator[Level]:
    part = price_part(kind.rule, question)
    rows = _rows(question, stage)
    whole = span(max(part.minimum, part.maximum / 1000), part.maximum, getattr(part, "decimals", 0))
    ladders = {row: (whole if wide else tariff_span(kind, part, row)).levels(count) for row in rows}
    for index in reversed(range(min(len(ladder) for ladder in ladders.values()))):
        yield priced(kind.rule, question, {row: ladder[index] for row, ladder in ladders.items()})


def _rows(question: Any, stage: Stage) -> tuple[str, ...]:
    """The rows of a table of tariffs; one nameless row for one amount."""
    if isinstance(question, TableQuestion) and question.fixed_rows is not None:
        return tuple(stage.tender.choices_of(question.column(question.fixed_rows)))
    return ("",)


def lowest_price(stage: Stage, leaf: Criterion) -> Level:
    """The lowest price that the form lets in, whatever is realistic."""
    terms, question = leaf.rule, stage.tender.question_of(leaf)
    assert isinstance(terms, PriceTerms)
    low = max(price_part(terms, question).minimum, Decimal("0.01"))
    return priced(terms, question, dict.fromkeys(_rows(question, stage), low))


def priced(terms: PriceTerms, question: Any, tariffs: Mapping[str, Decimal]) -> Level:
    """A bid at these tariffs, in words the price that counts before anything is added to it."""
    value = Number(tariffs[""]) if "" in tariffs else _table(terms, question, tariffs)
    bare = terms.model_copy(update={"adjustments": ()})
    price = price_of(bare, value, {})
    words = euro(price.offered) if price else "geen prijs"
    if price and "" not in tariffs and len(set(tariffs.values())) == 1:
        words = f"{words} ({euro(next(iter(tariffs.values())))} per tarief)"
    return Level(words, Change({question.code: value}), next(iter(tariffs.values())))


def _table(terms: PriceTerms, question: TableQuestion, tariffs: Mapping[str, Decimal]) -> Value:
    assert question.fixed_rows is not None
    row, price = question.fixed_rows, terms.column or ""
    return Rows(tuple(Row({row: Code(code), price: Number(tariffs[code])}, {}) for code in tariffs))


def lever(stage: Stage, *, outside: str = "") -> tuple[Criterion, tuple[Level, ...]] | None:
    """The sub-criterion that earns most by its own answer alone, outside one top-level criterion."""
    most = maxima(stage.tender)
    fitting = [
        (leaf, found)
        for leaf, above in stage.tender.leaves
        if not stage.kinds[leaf.code].rule.relative
        and not isinstance(leaf.rule, PriceTerms)
        and (above[0] if above else leaf).code != outside
        and not any(group.rescaled for group in above)
        and most[leaf.code] > 0
        and len(found := levels(stage, leaf)) > 1
    ]
    graded = [pair for pair in fitting if stage.kinds[pair[0].code].scale]
    return max(graded or fitting, key=lambda pair: most[pair[0].code], default=None)
