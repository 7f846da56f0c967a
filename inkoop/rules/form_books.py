"""The two workbooks of a form whose prices go into a vault: which questions stand in which of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import TypeVar

from inkoop.domain.price_vault import Book
from inkoop.domain.questions import Question
from inkoop.domain.submission import NAME_QUESTION
from inkoop.domain.tender import Criterion, Requirement, Tender, whole_code
from inkoop.rules.fingerprint import fingerprint

Holder = TypeVar("Holder", Requirement, Criterion)


def books_of(tender: Tender) -> tuple[Book, ...]:
    """The workbooks of which a form consists."""
    return (Book.QUALITY, Book.PRICE) if tender.vault else (Book.WHOLE,)


def carried_form(book: Book, mark: str = "") -> str:
    """The name by which the page carries an empty workbook of the form; of an earlier version by its mark."""
    name = "prijsblad" if book is Book.PRICE else "formulier"
    return f"{name}-{mark}.xlsx" if mark else f"{name}.xlsx"


def sealed_questions(tender: Tender) -> frozenset[str]:
    """The questions that stand in the workbook with the prices; none without a vault."""
    if tender.vault is None:
        return frozenset()
    prices = {question.code for leaf, *_ in tender.priced if (question := tender.question_of(leaf))}
    along = set(tender.vault.along)
    return frozenset(prices | {code for code in tender.questions if {code, whole_code(code)} & along})


def book_of(tender: Tender, book: Book) -> Tender:
    """The kader as if it asked only what one workbook of the form asks.

    No answer of the other workbook can be found by it, nor anything that rests on one. Of the workbook with
    the prices a question is asked without a condition on what the other workbook holds: that condition then
    stands in its hint, and nobody has to answer.
    """
    if book is Book.WHOLE:
        return tender
    sealed, mark = sealed_questions(tender), fingerprint(tender)
    made = _quality(tender, sealed) if book is Book.QUALITY else _prices(tender, sealed)
    return made.with_known_as(mark)


def before_prices(tender: Tender) -> Tender:
    """The kader while the prices are shut: who takes part, and what people grade, and no order."""
    if tender.vault is None:
        return tender
    asks = book_of(tender, Book.QUALITY)
    return asks.changed(award=None).with_earlier(asks.earlier).with_known_as(asks.known_as)


def prices_are_shut(tender: Tender) -> bool:
    """Whether this is a kader as `before_prices` gives it."""
    return tender.vault is not None and tender.award is None


def thresholds_before_prices(tender: Tender) -> Tender:
    """The kader as it asks no price, with the thresholds that no price decides: for who may be opened."""
    whole = {group.code: len(group.children) for group in tender.groups}
    asked = book_of(tender, Book.QUALITY)
    return asked.changed(criteria=tuple(_undivided(each, whole) for each in asked.criteria))


def _undivided(criterion: Criterion, whole: Mapping[str, int]) -> Criterion:
    """Without the threshold of a group of which a part is gone: its sum is not known yet."""
    if not criterion.children:
        return criterion
    children = tuple(_undivided(child, whole) for child in criterion.children)
    parted = len(children) < whole[criterion.code] or children != criterion.children
    lost = {"threshold": None} if parted else {}
    return criterion.model_copy(update={"children": children, **lost})


def _quality(tender: Tender, sealed: frozenset[str]) -> Tender:
    made = tender.changed(
        general=tuple(asked for asked in tender.general if asked.code not in sealed),
        requirements=tuple(_resting(tender, tender.requirements, sealed, inside=False)),
        criteria=tuple(_kept(tender, tender.criteria, sealed, inside=False)),
        insight=None,
    )
    return made.with_earlier({mark: book_of(old, Book.QUALITY) for mark, old in tender.earlier.items()})


def _prices(tender: Tender, sealed: frozenset[str]) -> Tender:
    asked_in = sealed | {NAME_QUESTION} | ({tender.registration.code} if tender.registration else set())
    made = tender.changed(
        general=tuple(_free(tender, each, asked_in) for each in tender.general if each.code in asked_in),
        requirements=tuple(
            _holding(tender, each, asked_in)
            for each in _resting(tender, tender.requirements, sealed, inside=True)
        ),
        criteria=tuple(
            _holding(tender, each, asked_in) for each in _kept(tender, tender.criteria, sealed, inside=True)
        ),
        lots=None,
        organisations=None,
        insight=None,
        enclosures=(),
        declaration=None,
    )
    return made.with_earlier({mark: book_of(old, Book.PRICE) for mark, old in tender.earlier.items()})


def _resting(
    tender: Tender, holders: tuple[Requirement, ...], sealed: frozenset[str], *, inside: bool
) -> Iterator[Requirement]:
    """The requirements that rest on a question in, or outside, the workbook with the prices."""
    for holder in holders:
        if (tender.rests_on.get(holder.code) in sealed) is inside:
            yield holder


def _kept(
    tender: Tender, criteria: tuple[Criterion, ...], sealed: frozenset[str], *, inside: bool
) -> Iterator[Criterion]:
    """The same of criteria; a group stays for as long as something of it does."""
    for criterion in criteria:
        if criterion.children:
            children = tuple(_kept(tender, criterion.children, sealed, inside=inside))
            if children:
                yield criterion.model_copy(update={"children": children})
        elif (tender.rests_on.get(criterion.code) in sealed) is inside:
            yield criterion


def _holding(tender: Tender, holder: Holder, asked_in: Set[str]) -> Holder:
    update: dict[str, object] = {}
    if isinstance(holder, Criterion) and holder.children:
        update["children"] = tuple(_holding(tender, child, asked_in) for child in holder.children)
    own = holder.question
    if own is not None and not isinstance(own, str):
        update["question"] = _free(tender, own, asked_in)
    return holder.model_copy(update=update) if update else holder


def _free(tender: Tender, asked: Question, asked_in: Set[str]) -> Question:
    """The question without a condition on an answer that stands in the other workbook."""
    when = asked.show_when
    if when is None or when.question in asked_in:
        return asked
    names = tender.choices_of(tender.questions[when.question])
    values = " of ".join(f"‘{names.get(value, value)}’" for value in when.values)
    only = (
        f"Vul dit alleen in als uw antwoord op vraag {when.question} in het inschrijfformulier {values} is."
    )
    hint = f"{only}\n{asked.hint}".strip()
    return asked.model_copy(update={"show_when": None, "required": False, "hint": hint})
