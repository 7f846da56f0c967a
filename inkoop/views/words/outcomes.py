"""How points and price became the outcome of an offer, as a sum that a reader can do again by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from inkoop.domain.award_rules import BY_DRAW, BY_PRICE, BY_QUALITY, AwardRules
from inkoop.domain.evaluation import GroupScore, Price, Ranked, Scorecard
from inkoop.domain.exact import is_told
from inkoop.domain.rules.price_itself import PriceItselfRule
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.scoring.maxima import maxima
from inkoop.views.words.admission import award_words
from inkoop.views.words.price_words import is_secret
from inkoop.views.words.totals import by_price, quality_text, total_text, total_words
from inkoop.views.words.wording import number_text
from inkoop.views.words.worth import earned, earned_text, money_text, most_text

HUNDRED = Decimal(100)


def rank_text(place: Ranked) -> str:
    """The place in the ranking, with a mark where it is shared: 2=."""
    return f"{place.rank}{'=' if place.shared_with else ''}"


class _Sum(NamedTuple):
    """What a sentence on a method with the price itself needs."""

    card: Scorecard
    price: Price
    award: AwardRules
    tender: Tender

    def result(self, exact: Decimal) -> str:
        """The total, and whether it was rounded."""
        rounded = "" if exact == self.card.total else ", afgerond"
        return f"{total_text(self.card.total, self.tender)}{rounded}."


_TIES = {BY_DRAW: "het lot", BY_PRICE: "de prijs", BY_QUALITY: "de kwaliteit"}


def award_and_tie(place: Ranked, tender: Tender) -> str:
    """The proposal for one place, and what parted it from an equal total: gunnen (K3 besliste)."""
    parted = place.tie_break and f" ({_TIES.get(place.tie_break, place.tie_break)} besliste)"
    return f"{award_words(place, tender)}{parted}"


def outcome_text(card: Scorecard, tender: Tender, *, closed: bool = False) -> str:
    """How the total of a scorecard came about; empty without an award or without an outcome."""
    award = tender.award
    if award is None:
        return ""
    name = total_words(award).name
    if not is_told(card.total):
        return f"{_capital(name)} staat hier niet: daaruit volgt een antwoord dat niet openbaar is."
    if not by_price(award):
        return _points(card, tender)
    if card.price is None:
        return ""
    if price_is_secret(tender) and not closed:
        if award.method == "laagste_prijs":
            return "De prijs is vertrouwelijk."
        return f"De prijs is vertrouwelijk. {_capital(name)} is {total_text(card.total, tender)}."
    return f"{_capital(name)} is {_SUMS[award.method](_Sum(card, card.price, award, tender))}"


def exact_total(card: Scorecard, tender: Tender) -> Decimal | None:
    """The total before it is rounded; None where a price that is kept back is needed for it."""
    award = tender.award
    if award is None or not by_price(award):
        return card.quality
    if card.price is None or price_is_secret(tender):
        return None
    return _EXACT[award.method](_Sum(card, card.price, award, tender))


def price_is_secret(tender: Tender) -> bool:
    """Whether the price that the method reckons with stays out of an open document."""
    return any(is_secret(leaf, tender) for leaf, _ in tender.leaves if isinstance(leaf.rule, PriceItselfRule))


def _points(card: Scorecard, tender: Tender) -> str:
    """The points of the main criteria together."""
    limits = maxima(tender)
    parts = [card.points(c.code) for c in tender.criteria if limits[c.code] > 0]
    rounded = "" if card.quality == card.total else ", afgerond"
    total = total_text(card.total, tender)
    if len(parts) < 2:
        return f"Het totaal is {total} punten{rounded}."
    work = " + ".join(earned(points, tender) for points in parts)
    return f"Het totaal is {work.replace('+ -', '− ')} = {total} punten{rounded}."


def _value(told: _Sum) -> str:
    quality, price = told.card.quality, told.price.counted
    if quality == 0:
        return told.result(price)
    sign = "−" if quality > 0 else "+"
    work = f"{money_text(price)} {sign} {money_text(abs(quality))}"
    return f"{work} = {told.result(_exact_value(told))}"


def _per_point(told: _Sum) -> str:
    price, quality = money_text(told.price.counted), quality_text(told.card.quality, told.tender)
    times = "" if told.award.constant == 1 else f"{number_text(told.award.constant)} × "
    work = f"{price} : {quality} punten" if told.award.lowest_first else f"{quality} punten : {price}"
    return f"{times}{work} = {told.result(_exact_per_point(told))}"


def _index(told: _Sum) -> str:
    """(1 − (best quality − quality) × N) × lowest price : price."""
    working, price = told.card.working, told.price.counted
    best, lowest, full = working["beste_kwaliteit"], working["laagste_prijs"], working["vol"]
    quality = told.card.quality
    end = f"{decimal_text(lowest)} : {decimal_text(price)} = {told.result(_exact_index(told))}"
    if best == quality:
        return end
    parts = [_percent(best, full), _percent(quality, full)]
    if all(parts):
        apart = f"({parts[0]} − {parts[1]})"
    else:
        texts = [quality_text(q, told.tender) for q in (best, quality)]
        apart = f"({texts[0]} − {texts[1]}) : {number_text(full)}"
    return f"(1 − {apart} × {ratio_text(told.award)}) × {end}"


def _percent(quality: Decimal, full: Decimal) -> str:
    """The quality as a percentage of all points, where that has at most two digits."""
    share = quality * HUNDRED / full
    exact = share * full == quality * HUNDRED and int(share.normalize().as_tuple().exponent) >= -2
    return f"{number_text(share)} %" if exact else ""


def ratio_text(award: AwardRules) -> str:
    """N of the utility index: 1,5, or (70 : 30) when that does not come out even."""
    assert award.price_weight is not None
    quality = HUNDRED - award.price_weight
    ratio = quality / award.price_weight
    if ratio * award.price_weight == quality and int(ratio.normalize().as_tuple().exponent) >= -4:
        return number_text(ratio)
    return f"({number_text(quality)} : {number_text(award.price_weight)})"


def _lowest(told: _Sum) -> str:
    return told.result(_exact_lowest(told))


def _exact_value(told: _Sum) -> Decimal:
    return told.price.counted - told.card.quality


def _exact_per_point(told: _Sum) -> Decimal:
    over, under = told.price.counted, told.card.quality
    if not told.award.lowest_first:
        over, under = under, over
    return told.award.constant * over / under


def _exact_index(told: _Sum) -> Decimal:
    working = told.card.working
    behind = (working["beste_kwaliteit"] - told.card.quality) / working["vol"]
    return (1 - behind * working["n"]) * working["laagste_prijs"] / told.price.counted


def _exact_lowest(told: _Sum) -> Decimal:
    return told.price.counted


_SUMS: Mapping[str, Callable[[_Sum], str]] = {
    "gunnen_op_waarde": _value,
    "prijs_per_kwaliteitspunt": _per_point,
    "utiliteitsindex": _index,
    "laagste_prijs": _lowest,
}
_EXACT: Mapping[str, Callable[[_Sum], Decimal]] = {
    "gunnen_op_waarde": _exact_value,
    "prijs_per_kwaliteitspunt": _exact_per_point,
    "utiliteitsindex": _exact_index,
    "laagste_prijs": _exact_lowest,
}


def group_text(group: GroupScore, tender: Tender) -> str:
    """How a criterion with sub-criteria was rescaled or rounded; empty when its parts simply add up."""
    if group.summed is None:
        return ""
    begin = f"De som van de onderdelen is {earned_text(group.summed, tender)}."
    result = earned_text(group.points, tender)
    if group.best is None:
        return f"{begin} Afgerond is dat {result}."
    if group.best <= 0:
        return f"{begin} Niemand heeft meer dan nul, dus er is niets herschaald."
    if group.summed == group.best:
        return f"{begin} Dat is de beste som. De beste som krijgt alle punten: {result}."
    exact = group.maximum * group.summed == group.points * group.best
    work = (
        f"{earned(group.summed, tender)} : {earned(group.best, tender)} × {most_text(group.maximum, tender)}"
    )
    rounded = "" if exact else ", afgerond"
    return f"{begin} De beste som is {earned_text(group.best, tender)}. {work} = {result}{rounded}."


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
