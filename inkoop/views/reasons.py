"""Why a score is what it is, in Dutch sentences that a reader can recompute by hand.

What a provider answered to a confidential question is left out unless `closed` is true: the closed
version is for the buyer, or for the provider itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from inkoop.domain.evaluation import ReasonKind, Score
from inkoop.domain.questions import TableQuestion
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.dutch_format import decimal_text, listing, points_text
from inkoop.views.admission import award_text, objection_text, waiting_text
from inkoop.views.wording import SECRET, amount_text, names, number_text, sentence

__all__ = ["award_text", "objection_text", "reason_text", "waiting_text"]

_HUNDRED = Decimal(100)
_MANY = 6
"""More names than this are not listed as missing."""


class _Told(NamedTuple):
    """What a sentence may need."""

    score: Score
    values: Mapping[str, Any]
    """The numbers and words of the reason."""
    rule: Any
    part: Any
    """The question, or the column of the table that the rule looks at."""
    tender: Tender
    secret: bool


def reason_text(score: Score, criterion: Criterion, tender: Tender, *, closed: bool = False) -> str:
    """Why this score: what was answered, the published rule, and the sum that gives the points."""
    question = tender.question_of(criterion)
    column = vars(criterion.rule).get("column")
    part = question.column(column) if column and isinstance(question, TableQuestion) else question
    secret = bool(question and question.confidential and not closed)
    reason = score.reason
    if secret and reason.kind in _ON_THE_ANSWER:
        return f"{SECRET} De score is {_earned(score)}."
    return _SENTENCES[reason.kind](_Told(score, reason.values, criterion.rule, part, tender, secret))


def _earned(score: Score) -> str:
    return f"{points_text(score.points)} van {number_text(score.maximum)} punten"


def _tail(percentage: Decimal, score: Score) -> str:
    """The last step of the sum, for a percentage that is exact."""
    exact = score.maximum * percentage == score.points * _HUNDRED
    rounded = "" if exact else ", afgerond"
    return (
        f"{number_text(percentage)} % van {number_text(score.maximum)} punten"
        f" = {points_text(score.points)} punten{rounded}."
    )


def _quotient(above: Decimal, below: Decimal, work: str, score: Score) -> str:
    """The sum for a share: with a percentage when that is exact, else the quotient times the maximum."""
    percentage = above * _HUNDRED / below
    if percentage * below == above * _HUNDRED and int(percentage.as_tuple().exponent) >= -2:
        return f"{work} = {number_text(percentage)} %. {_tail(percentage, score)}"
    exact = score.maximum * above == score.points * below
    rounded = "" if exact else ", afgerond"
    factor = f"({work})" if " + " in work else work
    return f"{factor} × {number_text(score.maximum)} punten = {points_text(score.points)} punten{rounded}."


def _unit(told: _Told) -> str:
    unit = vars(told.part).get("unit")
    return f" {unit}" if unit else ""


_OPERATIONS: Mapping[str | None, str] = {
    "som": "De som is ",
    "laagste": "Het laagste getal is ",
    "hoogste": "Het hoogste getal is ",
}


def _measured(told: _Told) -> str:
    begin = _OPERATIONS.get(vars(told.rule).get("operation"), "Het antwoord is ")
    return f"{begin}{number_text(told.values['waarde'])}{_unit(told)}."


def _yes_no(told: _Told) -> str:
    answer = "ja" if told.values["antwoord"] else "nee"
    return f"Het antwoord is {answer}. {_tail(told.values['procent'], told.score)}"


def _choice(told: _Told) -> str:
    return f"Gekozen is: {sentence(told.values['keuze'])} {_tail(told.values['procent'], told.score)}"


def _linear(told: _Told) -> str:
    value, zero, full = (told.values[key] for key in ("waarde", "nul", "vol"))
    low, high = sorted((zero, full))
    rule = f"Bij {number_text(zero)} is het 0 %, bij {number_text(full)} is het 100 %."
    begin = f"{_measured(told)} {rule}"
    if not low < value < high:
        reached = value >= full if full > zero else value <= full
        return f"{begin} {_tail(_HUNDRED if reached else Decimal(0), told.score)}"
    if zero == 0:
        work = f"{number_text(value)} : {number_text(full)}"
    elif full > zero:
        z = number_text(zero)
        work = f"({number_text(value)} − {z}) : ({number_text(full)} − {z})"
    else:
        z = number_text(zero)
        work = f"({z} − {number_text(value)}) : ({z} − {number_text(full)})"
    return f"{begin} {_quotient(value - zero, full - zero, work, told.score)}"


def _band(told: _Told) -> str:
    start = f"{number_text(told.values['vanaf'])}{_unit(told)}"
    band = f"Dat is minder dan {start}." if told.values["onder"] else f"Dat valt in de stap vanaf {start}."
    return f"{_measured(told)} {band} {_tail(told.values['procent'], told.score)}"


def _coverage(told: _Told) -> str:
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


def _coverage_sum(told: _Told, base: Decimal, goal: Decimal) -> str:
    work = f"{number_text(base)} : {number_text(goal)}"
    extra = told.values["bonusprocent"]
    if not extra:
        return _quotient(base, goal, work, told.score)
    earned = listing(f"‘{name}’" for name in told.values["bonus"])
    begin = f"Bonus van {number_text(extra)} % voor {earned}."
    together = base * _HUNDRED + extra * goal
    if together > goal * _HUNDRED:
        return f"{begin} Samen hoogstens 100 %. {_tail(_HUNDRED, told.score)}"
    return f"{begin} {_quotient(together, goal * _HUNDRED, f'{work} + {number_text(extra)} %', told.score)}"


def _count(told: _Told) -> str:
    count, full = told.values["aantal"], told.values["vol"]
    begin = f"Het aantal is {number_text(count)}. Bij {number_text(full)} is het 100 %."
    if count >= full:
        return f"{begin} {_tail(_HUNDRED, told.score)}"
    return f"{begin} {_quotient(count, full, f'{number_text(count)} : {number_text(full)}', told.score)}"


def _grade(told: _Told) -> str:
    values = told.values
    empty = "Er is geen antwoord. " if values["leeg"] else ""
    comment = "De toelichting is vertrouwelijk." if told.secret else sentence(values["toelichting"])
    given = f"De beoordelaars gaven een {number_text(values['cijfer'])} ({values['naam']})"
    given += f": {comment}" if comment else "."
    return f"{empty}{given} {_tail(values['procent'], told.score)}"


def _price_name(told: _Told) -> str:
    return "De som van tarief × hoeveelheid" if told.rule.quantities else "De prijs"


def _lowest_price(told: _Told) -> str:
    price, lowest = told.values["prijs"], told.values["laagste"]
    begin = f"{_price_name(told)} is {amount_text(price)}. De laagste is {amount_text(lowest)}."
    work = f"{decimal_text(lowest)} : {decimal_text(price)}"
    return f"{begin} {_quotient(lowest, price, work, told.score)}"


def _bandwidth(told: _Told) -> str:
    price, low, high = (told.values[key] for key in ("prijs", "onder", "boven"))
    begin = (
        f"{_price_name(told)} is {amount_text(price)}."
        f" Bij {amount_text(low)} is het 100 %, bij {amount_text(high)} is het 0 %."
    )
    if price <= low:
        return (
            f"{begin} {'Lager telt als de ondergrens. ' if price < low else ''}{_tail(_HUNDRED, told.score)}"
        )
    if price >= high:
        held = "Hoger telt als de bovengrens. " if price > high else ""
        return f"{begin} {held}{_tail(Decimal(0), told.score)}"
    top = decimal_text(high)
    work = f"({top} − {decimal_text(price)}) : ({top} − {decimal_text(low)})"
    return f"{begin} {_quotient(high - price, high - low, work, told.score)}"


def _fixed_tariff(_: _Told) -> str:
    return "De gemeente stelt het tarief vast. Hier zijn geen punten te halen."


def _no_answer(told: _Told) -> str:
    return f"Er is geen antwoord waar punten voor zijn. De score is {_earned(told.score)}."


def _withheld(told: _Told) -> str:
    return f"{SECRET} De score is {_earned(told.score)}."


def _not_asked(told: _Told) -> str:
    return f"Deze vraag gold niet voor deze inschrijving. De score is {_earned(told.score)}."


_SENTENCES: Mapping[ReasonKind, Callable[[_Told], str]] = {
    ReasonKind.YES_NO: _yes_no,
    ReasonKind.CHOICE: _choice,
    ReasonKind.LINEAR: _linear,
    ReasonKind.BAND: _band,
    ReasonKind.COVERAGE: _coverage,
    ReasonKind.COUNT: _count,
    ReasonKind.GRADE: _grade,
    ReasonKind.LOWEST_PRICE: _lowest_price,
    ReasonKind.BANDWIDTH: _bandwidth,
    ReasonKind.FIXED_TARIFF: _fixed_tariff,
    ReasonKind.NO_ANSWER: _no_answer,
    ReasonKind.NOT_ASKED: _not_asked,
    ReasonKind.WITHHELD: _withheld,
}

_ON_THE_ANSWER = frozenset(ReasonKind) - {
    ReasonKind.GRADE,
    ReasonKind.FIXED_TARIFF,
    ReasonKind.NO_ANSWER,
    ReasonKind.NOT_ASKED,
}
"""The reasons whose sentence repeats what was answered."""
