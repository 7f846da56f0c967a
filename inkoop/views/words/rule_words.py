"""A published scoring rule in words, before anybody has answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from inkoop.domain.questions import Question, TableQuestion
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.dutch_format import euro, listing
from inkoop.views.words.blocks import Fact, RuleWords
from inkoop.views.words.price_rule_words import PRICE_WORDS, price_terms
from inkoop.views.words.wording import number_text


class _Published(NamedTuple):
    rule: Any
    part: Any
    """The question, or the column of its table that the rule looks at."""
    question: Question | None
    tender: Tender


def rule_words(criterion: Criterion, tender: Tender) -> RuleWords:
    """How an answer to this sub-criterion becomes points."""
    question = tender.question_of(criterion)
    column = getattr(criterion.rule, "column", None)
    part = question.column(column) if column and isinstance(question, TableQuestion) else question
    assert criterion.rule is not None
    return _WORDS[criterion.rule.kind](_Published(criterion.rule, part, question, tender))


def percent(value: Any) -> str:
    """12,5 %."""
    return f"{number_text(value)} %"


def _unit(part: Any) -> str:
    unit = getattr(part, "unit", "")
    return f" {unit}" if unit else ""


_OPERATIONS = {
    "som": "De som van de kolom telt. ",
    "laagste": "Het laagste getal in de kolom telt. ",
    "hoogste": "Het hoogste getal in de kolom telt. ",
}


def _yes_no(told: _Published) -> RuleWords:
    return RuleWords(f"Ja geeft {percent(told.rule.yes)} van de punten, nee {percent(told.rule.no)}.")


def _choice(told: _Published) -> RuleWords:
    choices = told.tender.choices_of(told.part)
    steps = tuple(Fact(name, percent(told.rule.percentages[code])) for code, name in choices.items())
    return RuleWords("Elke keuze geeft een vast deel van de punten:", steps)


def _linear(told: _Published) -> RuleWords:
    begin = _OPERATIONS.get(told.rule.operation or "", "")
    unit = _unit(told.part)
    zero, full = number_text(told.rule.zero_at), number_text(told.rule.full_at)
    line = f"Bij {zero}{unit} is het 0 %, bij {full}{unit} is het 100 %. Daartussen loopt het gelijk op."
    return RuleWords(f"{begin}{line}")


def _bands(told: _Published) -> RuleWords:
    begin = _OPERATIONS.get(told.rule.operation or "", "")
    unit = _unit(told.part)
    steps = tuple(
        Fact(f"vanaf {number_text(band.start)}{unit}", percent(band.percentage)) for band in told.rule.bands
    )
    return RuleWords(f"{begin}De punten gaan met stappen:", steps)


def _coverage(told: _Published) -> RuleWords:
    choices = told.tender.choices_of(told.part)
    goal = told.rule.full_at or len(choices)
    everything = "allemaal" if goal == len(choices) else f"minstens {goal} van de {len(choices)}"
    named = getattr(told.part, "choices", None)
    of = f" van de lijst ‘{told.tender.code_lists[named].title}’" if isinstance(named, str) else ""
    parts = [f"Geteld wordt hoeveel{of} er zijn. Bij {everything} is het 100 %."]
    for bonus in told.rule.bonuses:
        together = listing(choices[code] for code in bonus.codes)
        where = " op één rij" if bonus.same_row else ""
        parts.append(
            f"Bonus ‘{bonus.name}’: {percent(bonus.percentage)} erbij voor samen{where}: {together}."
        )
    if told.rule.bonuses:
        parts.append("Meer dan 100 % kan niet.")
    return RuleWords(" ".join(parts))


def _count(told: _Published) -> RuleWords:
    what = "ingevulde rijen" if isinstance(told.part, TableQuestion) else "gekozen antwoorden"
    return RuleWords(f"Het aantal {what} telt. Bij {told.rule.full_at} of meer is het 100 %.")


def _assessed(told: _Published) -> RuleWords:
    scale = told.tender.scales[told.rule.scale]
    steps = tuple(
        Fact(f"{number_text(step.grade)} – {step.name}", percent(step.percentage)) for step in scale.steps
    )
    return RuleWords(f"De beoordelaars geven samen één cijfer op de schaal ‘{scale.title}’:", steps)


def _relative_quality(told: _Published) -> RuleWords:
    begin = _OPERATIONS.get(told.rule.operation or "", "")
    return RuleWords(
        f"{begin}Het hoogste getal van alle aanbieders krijgt 100 %."
        " Voor de anderen is het: eigen getal gedeeld door het hoogste getal."
    )


def _price(told: _Published) -> RuleWords:
    return RuleWords(
        f"{price_terms(told.rule, told.question, told.tender)} {PRICE_WORDS[told.rule.kind](told.rule)}"
    )


def _fixed_tariff(told: _Published) -> RuleWords:
    steps = tuple(
        Fact(tariff.product, f"{euro(tariff.amount)} {tariff.unit}") for tariff in told.rule.tariffs
    )
    return RuleWords(
        "De gemeente stelt de tarieven vast. Hier zijn geen punten te halen. De tarieven:", steps
    )


_WORDS: Mapping[str, Callable[[_Published], RuleWords]] = {
    "ja_nee": _yes_no,
    "keuze": _choice,
    "lineair": _linear,
    "banden": _bands,
    "dekking": _coverage,
    "aantal": _count,
    "beoordeeld": _assessed,
    "kwaliteit_relatief": _relative_quality,
    **dict.fromkeys(PRICE_WORDS, _price),
    "vast_tarief": _fixed_tariff,
}
