"""Why a score is what it is, in Dutch sentences that a reader can recompute by hand.

What a provider answered to a confidential question is left out unless `closed` is true: the closed
version is for the buyer, or for the provider itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from inkoop.domain.evaluation import ReasonKind, Score
from inkoop.domain.questions import TableQuestion
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.dutch_format import listing
from inkoop.views.words.admission import award_text, objection_text, waiting_text
from inkoop.views.words.price_reasons import PRICE_SENTENCES
from inkoop.views.words.price_words import is_secret
from inkoop.views.words.sums import HUNDRED, Told, quotient, tail
from inkoop.views.words.wording import SECRET, names, number_text, sentence
from inkoop.views.words.worth import earned, most_text

__all__ = ["award_text", "objection_text", "reason_text", "waiting_text"]

_MANY = 6
"""More names than this are not listed as missing."""


def reason_text(score: Score, criterion: Criterion, tender: Tender, *, closed: bool = False) -> str:
    """Why this score: what was answered, the published rule, and the sum that gives the points."""
    question = tender.question_of(criterion)
    column = vars(criterion.rule).get("column")
    part = question.column(column) if column and isinstance(question, TableQuestion) else question
    secret = is_secret(criterion, tender) and not closed
    reason = score.reason
    if secret and reason.kind in _ON_THE_ANSWER:
        return f"{SECRET} De score is {_earned(score, tender)}."
    return _SENTENCES[reason.kind](Told(score, reason.values, criterion.rule, part, tender, secret))


def _earned(score: Score, tender: Tender) -> str:
    """7,25 van 10 punten, or € 1.500 van € 2.500."""
    return f"{earned(score.points, tender)} van {most_text(score.maximum, tender)}"


def _unit(told: Told) -> str:
    unit = vars(told.part).get("unit")
    return f" {unit}" if unit else ""


_OPERATIONS: Mapping[str | None, str] = {
    "som": "De som is ",
    "laagste": "Het laagste getal is ",
    "hoogste": "Het hoogste getal is ",
}


def _measured(told: Told) -> str:
    begin = _OPERATIONS.get(vars(told.rule).get("operation"), "Het antwoord is ")
    return f"{begin}{number_text(told.values['waarde'])}{_unit(told)}."


def _yes_no(told: Told) -> str:
    answer = "ja" if told.values["antwoord"] else "nee"
    return f"Het antwoord is {answer}. {tail(told.values['procent'], told)}"


def _choice(told: Told) -> str:
    return f"Gekozen is: {sentence(told.values['keuze'])} {tail(told.values['procent'], told)}"


def _linear(told: Told) -> str:
    value, zero, full = (told.values[key] for key in ("waarde", "nul", "vol"))
    low, high = sorted((zero, full))
    rule = f"Bij {number_text(zero)} is het 0 %, bij {number_text(full)} is het 100 %."
    begin = f"{_measured(told)} {rule}"
    if not low < value < high:
        reached = value >= full if full > zero else value <= full
        return f"{begin} {tail(HUNDRED if reached else Decimal(0), told)}"
    if zero == 0:
        work = f"{number_text(value)} : {number_text(full)}"
    elif full > zero:
        z = number_text(zero)
        work = f"({number_text(value)} − {z}) : ({number_text(full)} − {z})"
    else:
        z = number_text(zero)
        work = f"({z} − {number_text(value)}) : ({z} − {number_text(full)})"
    return f"{begin} {quotient(value - zero, full - zero, work, told)}"


def _band(told: Told) -> str:
    start = f"{number_text(told.values['vanaf'])}{_unit(told)}"
    band = f"Dat is minder dan {start}." if told.values["onder"] else f"Dat valt in de stap vanaf {start}."
    return f"{_measured(told)} {band} {tail(told.values['procent'], told)}"


def _coverage(told: Told) -> str:
    values = told.values
    covered, missing, goal = values["gedekt"], values["mist"], values["doel"]
    choices = vars(told.part).get("choices")
    title = told.tender.code_lists[choices].title if isinstance(choices, str) else "Gekozen"
    everything = len(covered) + len(missing)
    begin = f"{title}: {len(covered)} van de {everything}"
    begin += f" ({names(covered)})." if covered else "."
    if 0 < len(missing) <= _MANY:
        begin += f" Niet: {names(missing)}."
    if goal != everything:
        begin += f" Bij {number_text(goal)} is het 100 %."
    return f"{begin} {_coverage_sum(told, min(Decimal(len(covered)), goal), goal)}"


def _coverage_sum(told: Told, base: Decimal, goal: Decimal) -> str:
    work = f"{number_text(base)} : {number_text(goal)}"
    extra = told.values["bonusprocent"]
    if not extra:
        return quotient(base, goal, work, told)
    combined = listing(f"‘{name}’" for name in told.values["bonus"])
    begin = f"Bonus van {number_text(extra)} % voor {combined}."
    together = base * HUNDRED + extra * goal
    if together > goal * HUNDRED:
        return f"{begin} Samen hoogstens 100 %. {tail(HUNDRED, told)}"
    return f"{begin} {quotient(together, goal * HUNDRED, f'{work} + {number_text(extra)} %', told)}"


def _count(told: Told) -> str:
    count, full = told.values["aantal"], told.values["vol"]
    begin = f"Het aantal is {number_text(count)}. Bij {number_text(full)} is het 100 %."
    if count >= full:
        return f"{begin} {tail(HUNDRED, told)}"
    return f"{begin} {quotient(count, full, f'{number_text(count)} : {number_text(full)}', told)}"


def _grade(told: Told) -> str:
    values = told.values
    empty = "Er is geen antwoord. " if values["leeg"] else ""
    comment = "De toelichting is vertrouwelijk." if told.secret else sentence(values["toelichting"])
    given = f"De beoordelaars gaven een {number_text(values['cijfer'])} ({values['naam']})"
    given += f": {comment}" if comment else "."
    return f"{empty}{given} {tail(values['procent'], told)}"


def _relative_quality(told: Told) -> str:
    value, highest = told.values["waarde"], told.values["hoogste"]
    begin = f"{_measured(told)} Het hoogste van alle aanbieders is {number_text(highest)}{_unit(told)}."
    if highest <= 0 or value <= 0:
        return f"{begin} {tail(Decimal(0), told)}"
    return f"{begin} {quotient(value, highest, f'{number_text(value)} : {number_text(highest)}', told)}"


def _fixed_tariff(_: Told) -> str:
    return "De gemeente stelt het tarief vast. Hier zijn geen punten te halen."


def _not_compared(told: Told) -> str:
    return (
        "Deze aanbieder haalde een drempel niet. Daarom is dit niet vergeleken met de anderen."
        f" De score is {_earned(told.score, told.tender)}."
    )


def _withheld(told: Told) -> str:
    return f"{SECRET} De score is {_earned(told.score, told.tender)}."


def _no_answer(told: Told) -> str:
    return f"Er is geen antwoord waar punten voor zijn. De score is {_earned(told.score, told.tender)}."


def _not_asked(told: Told) -> str:
    return f"Deze vraag gold niet voor deze inschrijving. De score is {_earned(told.score, told.tender)}."


_SENTENCES: Mapping[ReasonKind, Callable[[Told], str]] = {
    ReasonKind.YES_NO: _yes_no,
    ReasonKind.CHOICE: _choice,
    ReasonKind.LINEAR: _linear,
    ReasonKind.BAND: _band,
    ReasonKind.COVERAGE: _coverage,
    ReasonKind.COUNT: _count,
    ReasonKind.GRADE: _grade,
    ReasonKind.RELATIVE_QUALITY: _relative_quality,
    **PRICE_SENTENCES,
    ReasonKind.FIXED_TARIFF: _fixed_tariff,
    ReasonKind.NO_ANSWER: _no_answer,
    ReasonKind.NOT_ASKED: _not_asked,
    ReasonKind.WITHHELD: _withheld,
    ReasonKind.NOT_COMPARED: _not_compared,
}

_ON_THE_ANSWER = frozenset(ReasonKind) - {
    ReasonKind.GRADE,
    ReasonKind.FIXED_TARIFF,
    ReasonKind.NO_ANSWER,
    ReasonKind.NOT_ASKED,
    ReasonKind.NOT_COMPARED,
}
"""The reasons whose sentence repeats what was answered."""
