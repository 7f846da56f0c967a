"""What a person should know about a price before it earns points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from inkoop.catalogue import finding
from inkoop.domain.evaluation import Price
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.questions import TableQuestion
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.submission import Answer
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.dutch_format import euro
from inkoop.rules.submission.prices import basket, below_floor, price_of, tariff_places

TOLD_TARIFFS = 8
"""How many tariffs a finding names; a price of more says how many there are."""


def price_findings(tender: Tender, answers: Mapping[str, Answer]) -> Iterator[Finding]:
    """Prices outside what was published, under their floor, and prices that no formula can compare.

    What holds only in lots that were not chosen does not apply, so nothing is said of it. A price that
    nothing can be done with is said once, however many rules look at it.
    """
    told: set[tuple[str, str]] = set()
    for leaf, lots, terms, question in _priced(tender, answers):
        answer = answers.get(question)
        price = price_of(terms, answer.value, answers) if answer else None
        if answer is None or price is None or (question, lots) in told:
            continue
        yield from _findings(leaf, lots, terms, answer, price, _names(tender, leaf))
        if not price.comparable:
            told.add((question, lots))


def missing_prices(
    tender: Tender, answers: Mapping[str, Answer], asked: Mapping[str, bool], file: str
) -> Iterator[Finding]:
    """A finding for every answer without which there is no price, once for all rules that need it."""
    told: set[tuple[str, str]] = set()
    for leaf, lots, terms, question in _priced(tender, answers):
        missing = _missing(terms, question, answers) if asked.get(question, True) else ""
        if missing and (missing, lots) not in told:
            told.add((missing, lots))
            answer = answers.get(missing)
            words = {"vraag": missing, "criterium": leaf.code, **({"percelen": lots} if lots else {})}
            yield finding("PRIJS-08", answer.place if answer else CellPlace(file), **words)


def _missing(terms: PriceTerms, question: str, answers: Mapping[str, Answer]) -> str:
    """The first question without which this rule has no price; empty when it has one."""
    answer = answers.get(question)
    if basket(terms, answer.value if answer else None) is None:
        return question
    needed = (adjustment.question for adjustment in terms.adjustments)
    return next((code for code in needed if code not in answers or answers[code].number is None), "")


def _priced(
    tender: Tender, answers: Mapping[str, Answer]
) -> Iterator[tuple[Criterion, str, PriceTerms, str]]:
    """Every price rule that applies, with the lots that it holds in (empty: everywhere) and its question."""
    chosen = answers[tender.lots.question].codes if tender.lots and tender.lots.question in answers else ()
    for leaf, terms, above in tender.priced:
        question, lots = tender.question_of(leaf), _lots_of((*above, leaf)[0], tender)
        if question and (not lots or not chosen or any(lot in chosen for lot in lots.split())):
            yield leaf, lots, terms, question.code


def _lots_of(top: Criterion, tender: Tender) -> str:
    everyone = tender.lots.items if tender.lots else ()
    held = [lot.code for lot in everyone if not lot.criteria or top.code in lot.criteria]
    return "" if len(held) == len(everyone) else " ".join(held)


def _names(tender: Tender, leaf: Criterion) -> Mapping[str, str]:
    """The names of the choices in the table that a price is reckoned from."""
    question = tender.question_of(leaf)
    columns = question.columns if isinstance(question, TableQuestion) else ()
    return {code: name for column in columns for code, name in tender.choices_of(column).items()}


def _reckoned(
    terms: PriceTerms, answer: Answer, counted: Decimal, names: Mapping[str, str]
) -> tuple[str, CellPlace]:
    """A price and where it stands; of a sum the tariffs that it is made of, each with its cell."""
    tariffs = tariff_places(terms, answer.value)
    if not tariffs:
        return euro(counted), answer.place
    told = [
        f"{names.get(code, code)} {euro(tariff)} in {place.cell}"
        for code, (tariff, place) in islice(tariffs.items(), TOLD_TARIFFS)
    ]
    if len(tariffs) > TOLD_TARIFFS:
        told.append(f"en nog {len(tariffs) - TOLD_TARIFFS}")
    cells = ", ".join(place.cell for _, place in islice(tariffs.values(), TOLD_TARIFFS))
    first = next(iter(tariffs.values()))[1]
    return f"{euro(counted)} (uit {'; '.join(told)})", replace(first, cell=cells)


def _findings(
    leaf: Criterion,
    lots: str,
    terms: PriceTerms,
    answer: Answer,
    price: Price,
    names: Mapping[str, str],
) -> Iterator[Finding]:
    counted = price.counted
    words = {"vraag": answer.question, "criterium": leaf.code, **({"percelen": lots} if lots else {})}
    if not price.comparable:
        yield finding("PRIJS-03", answer.place, **words, prijs=euro(min(counted, price.offered)))
        return
    for _, tariff, floor in below_floor(terms, answer.value):
        yield finding("PRIJS-04", answer.place, **words, tarief=euro(tariff), minimum=euro(floor))
    bounds = terms.bounds
    if bounds is None or bounds.hold(counted):
        return
    words["prijs"], place = _reckoned(terms, answer, counted, names)
    if bounds.lower is None:
        code = "PRIJS-06" if bounds.decided else "PRIJS-07"
        yield finding(code, place, **words, plafond=euro(bounds.upper))
    else:
        code = "PRIJS-01" if bounds.decided else "PRIJS-02"
        yield finding(code, place, **words, onder=euro(bounds.lower), boven=euro(bounds.upper))
