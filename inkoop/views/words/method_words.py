"""Each award method in plain words: who comes first, and by which formula."""

from __future__ import annotations

from inkoop.domain.award_rules import AwardRules
from inkoop.views.words.outcomes import ratio_text
from inkoop.views.words.wording import number_text


def order_words(award: AwardRules) -> str:
    """Who comes first."""
    return (
        _ORDERS[award.method]
        if award.lowest_first or award.method not in _HIGHEST
        else _HIGHEST[award.method]
    )


_HIGHEST = {
    "prijs_per_kwaliteitspunt": "Wie de meeste punten per euro heeft, staat bovenaan.",
}
_ORDERS = {
    "gewogen_punten": "Wie de meeste punten heeft, staat bovenaan.",
    "alleen_kwaliteit": "Wie de meeste punten voor kwaliteit heeft, staat bovenaan. De prijs telt niet mee.",
    "qcbs": "Wie de meeste punten heeft, staat bovenaan.",
    "gunnen_op_waarde": "Wie de laagste fictieve prijs heeft, staat bovenaan.",
    "prijs_per_kwaliteitspunt": "Wie de laagste prijs per punt heeft, staat bovenaan.",
    "utiliteitsindex": "Wie de hoogste index heeft, staat bovenaan.",
    "laagste_prijs": "Wie de laagste prijs heeft, staat bovenaan.",
}


def formula_words(award: AwardRules) -> str:
    """How quality and price come together; empty where points are simply added."""
    match award.method:
        case "gunnen_op_waarde":
            return (
                "De gemeente heeft vooraf bepaald hoeveel euro goede kwaliteit waard is. Die waarde gaat van"
                " de prijs af. Wat overblijft, is de fictieve prijs. Dat is een rekenprijs: een aanbieder met"
                " een contract krijgt de echte prijs betaald."
            )
        case "prijs_per_kwaliteitspunt" if award.lowest_first:
            return "De prijs wordt gedeeld door de punten voor kwaliteit. Dat is de prijs per punt."
        case "prijs_per_kwaliteitspunt":
            return "De punten voor kwaliteit worden gedeeld door de prijs. Dat zijn de punten per euro."
        case "utiliteitsindex":
            return (
                "De index is: (1 − (beste kwaliteit − eigen kwaliteit) × N) × laagste prijs : eigen prijs."
                " Kwaliteit is hier het deel van alle punten, in procenten. N zegt hoe zwaar kwaliteit telt:"
                f" {_shares(award)} = {ratio_text(award)}. Wie de beste kwaliteit én de laagste prijs heeft,"
                " krijgt index 1."
            )
        case "laagste_prijs":
            return "Kwaliteit geeft geen voorsprong: wie aan de eisen en de drempels voldoet, telt mee."
    return ""


def _shares(award: AwardRules) -> str:
    """Weight of quality : weight of the price."""
    assert award.price_weight is not None
    return f"{number_text(100 - award.price_weight)} : {number_text(award.price_weight)}"


def stage_words(award: AwardRules) -> str:
    """That thresholds come before the comparison, where the kader says so; else empty."""
    if not award.two_stages:
        return ""
    return "Eerst wordt gekeken wie alle drempels haalt. Alleen zij worden daarna vergeleken."
