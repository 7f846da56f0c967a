"""What agreement figures say, in words, and honest about small numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from inkoop.analysis.award.agreement import RESAMPLES, Agreement
from inkoop.domain.tender import Criterion
from inkoop.rules.dutch_format import decimal_text, number_of

FORM = "inkoop/overleg/1"
FEW_ANSWERS, FEW_ASSESSORS = 10, 3
"""With fewer than these the number says little; a choice of this program, not a norm of the field."""
EXPLAINED = (
    "Krippendorffs alfa zegt hoe eensgezind beoordelaars zijn: 1 is volkomen gelijk, 0 is niet gelijker dan "
    "bij toeval, en onder 0 is nog minder. Het getal zegt niet wie gelijk heeft. Geen cijfer hangt ervan af."
)


def agreement_lines(found: Mapping[str, tuple[Criterion, Agreement]]) -> Iterator[str]:
    """By criterion what the figures say."""
    for criterion, figures in found.values():
        yield " ".join((f"{criterion.code}  {criterion.title}.", *_sentences(figures)))


def _sentences(figures: Agreement) -> Iterator[str]:
    if figures.mean_spread is None or figures.most_spread is None:
        yield "Geen antwoord kreeg twee cijfers; er valt niets te vergelijken."
        return
    answers = number_of(figures.answers, "antwoord", "antwoorden")
    people = number_of(figures.assessors, "beoordelaar", "beoordelaars")
    if not figures.most_spread:
        yield f"{people} gaven bij {answers} steeds hetzelfde cijfer."
        return
    yield (
        f"{people}, {answers}. Tussen het hoogste en laagste cijfer zit gemiddeld "
        f"{_round(figures.mean_spread)} procent van de punten, en hoogstens "
        f"{decimal_text(figures.most_spread)}."
    )
    label, apart = figures.apart[0]
    if figures.assessors > 2 and _round(abs(apart)) != "0":
        way = "hoger" if apart > 0 else "lager"
        yield f"Het verst van de rest zit {label}: gemiddeld {_round(abs(apart))} procentpunt {way}."
    if figures.alpha is not None:
        yield f"Krippendorffs alfa (ordinaal) is {_round(figures.alpha, 2)}."
        if figures.low is not None and figures.high is not None:
            low, high = _round(figures.low, 2), _round(figures.high, 2)
            yield (
                f"Trekt men de antwoorden opnieuw, met teruglegging, dan ligt hij in 95 van de 100 gevallen "
                f"tussen {low} en {high}."
            )
    if figures.answers < FEW_ANSWERS or figures.assessors < FEW_ASSESSORS:
        yield f"Met {people} en {answers} zegt dit getal weinig."


def _round(value: Fraction, digits: int = 0) -> str:
    scaled = Decimal(value.numerator) / Decimal(value.denominator)
    made = scaled.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return decimal_text(made if made else Decimal(0), digits or None).replace("-", "−")


def agreement_document(
    found: Mapping[str, tuple[Criterion, Agreement]], seed: str, panel: str
) -> dict[str, Any]:
    """The figures for programs; fractions as text, so that nothing is rounded."""
    return {
        "formaat": FORM,
        "werkblad": panel,
        "zaad": seed,
        "trekkingen": RESAMPLES,
        "criteria": [
            {
                "criterium": criterion.code,
                "titel": criterion.title,
                "antwoorden": figures.answers,
                "beoordelaars": figures.assessors,
                "verschil_gemiddeld": _exact(figures.mean_spread),
                "verschil_hoogst": None if figures.most_spread is None else str(figures.most_spread),
                "afstand_tot_de_rest": {label: _exact(apart) for label, apart in figures.apart},
                "alfa": _exact(figures.alpha),
                "alfa_laag": _exact(figures.low),
                "alfa_hoog": _exact(figures.high),
            }
            for criterion, figures in found.values()
        ],
        "uitleg": list(agreement_lines(found)),
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
