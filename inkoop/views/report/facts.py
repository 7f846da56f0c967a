"""What stands out in a ranking: computed facts, each a sentence with its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from inkoop.domain.evaluation import Award
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.dutch_format import decimal_text, listing
from inkoop.rules.scoring.maxima import maxima
from inkoop.views.report.parties import Field, Party
from inkoop.views.words.admission import tie_name
from inkoop.views.words.counting import capital, count
from inkoop.views.words.outcomes import exact_total, price_is_secret
from inkoop.views.words.totals import total_with_unit, total_words
from inkoop.views.words.wording import criterion_name
from inkoop.views.words.worth import earned, earned_text, money_text, most

_NAMED = 6
"""More who are equal than this are counted."""
EVERYONE_HIGH, EVERYONE_LOW = Decimal("0.8"), Decimal("0.4")
"""From this share on, or up to it, a sub-criterion is high or low for everybody."""
_MOST_NAMES = 4
_SHOWN = Decimal("0.0001")
"""Before it is rounded a number can be endless."""


def notable(field: Field) -> tuple[str, ...]:
    """The facts, the ones on which the award hangs first."""
    if len(field.ranked) < 2:
        return ()
    every = (_line(field), _ties(field), _top(field), _prices(field), _widest(field), _alike(field))
    return tuple(fact for facts in every for fact in facts)


def _both_told(one: Party, other: Party) -> bool:
    return one.open and other.open


def _difference(one: Party, other: Party) -> Decimal:
    assert one.card is not None
    assert other.card is not None
    return abs(one.card.total - other.card.total)


def _line(field: Field) -> Iterator[str]:
    """How close it is where the contracts end; a tie there is told among the ties."""
    draw, awarded, reserve = (field.with_award(award) for award in (Award.DRAW, Award.AWARDED, Award.RESERVE))
    award = field.tender.award
    if draw and award is not None:
        named = [party.name for party in draw]
        if len(named) > _NAMED:
            named = [*named[:_NAMED], f"nog {len(named) - _NAMED}"]
        yield f"{_equal(listing(named), draw, field)} {_draws(award.places, len(awarded))}"
    elif awarded and reserve:
        last, first = awarded[-1], reserve[0]
        if _both_told(last, first) and (margin := _difference(last, first)):
            yield (
                f"Tussen de laatste met een contract ({last.name}, {last.total}) en de eerste reserve"
                f" ({first.name}, {first.total}) is een verschil van {_margin(margin, field)}."
            )


def _equal(names: str, parties: Sequence[Party], field: Field) -> str:
    """That these are equal; where only rounding made them so, what they had before it."""
    if not all(party.open for party in parties):
        return f"{names} staan op alles gelijk."
    exact = [(exact_total(party.card, field.tender), party) for party in parties if party.card]
    if len({value for value, _ in exact}) < 2:
        return f"{names} staan op alles gelijk, met {parties[0].said}."
    short = [(value.quantize(_SHOWN).normalize(), party) for value, party in exact[:_NAMED] if value]
    all_ = "allebei" if len(parties) == 2 else "allemaal"
    digits = max(max(0, -int(value.as_tuple().exponent)) for value, _ in short)
    before = listing(f"{decimal_text(value, digits)} ({party.name})" for value, party in short)
    return (
        f"{names} hebben na het afronden {all_} {parties[0].said}. Vóór het afronden was dat {before}."
        " Het kader vergelijkt alleen het afgeronde getal."
    )


def _draws(places: int | None, awarded: int) -> str:
    if places is None:
        return "Er is niet genoeg voor hen allemaal: het lot beslist."
    left = places - awarded
    return (
        f"Voor hen {'is' if left == 1 else 'zijn'} er {count(left, 'plaats', 'plaatsen')}: het lot beslist."
    )


def _margin(value: Decimal, field: Field) -> str:
    text = total_with_unit(value, field.tender)
    return text.removeprefix("index ")


def _ties(field: Field) -> Iterator[str]:
    """Equal totals, and what parted them."""
    assert field.tender.award is not None
    name = total_words(field.tender.award).name.removeprefix("het ").removeprefix("de ")
    same = "hetzelfde" if name == "totaal" or name.startswith("aantal") else "dezelfde"
    for index, party in enumerate(field.ranked[:-1]):
        ranked, below = party.ranked, field.ranked[index + 1]
        if not _both_told(party, below):
            continue
        if ranked and ranked.tie_break and party.total == below.total and party.label != below.label:
            rounded = " na het afronden" if _only_rounded(party, below, field.tender) else ""
            yield (
                f"{party.name} en {below.name} hebben{rounded} {same} {name}."
                f" {_decided(ranked.tie_break, party, below, field.tender)}"
            )


def _only_rounded(one: Party, other: Party, tender: Tender) -> bool:
    """Whether two equal totals differed before they were rounded."""
    assert one.card is not None
    assert other.card is not None
    return exact_total(one.card, tender) != exact_total(other.card, tender)


def _decided(code: str, party: Party, below: Party, tender: Tender) -> str:
    """What gave the lead, with the numbers of both."""
    word = f"{capital(tie_name(code, tender))} gaf de doorslag"
    if code in party.earned and party.earned[code].told and below.earned[code].told:
        high, low = party.earned[code].points, below.earned[code].points
        return f"{word}: {earned(high, tender)} tegen {earned_text(low, tender)}."
    return f"{word}."


def _top(field: Field) -> Iterator[str]:
    first, second = field.ranked[0], field.ranked[1]
    assert field.tender.award is not None
    if _both_told(first, second) and (margin := _difference(first, second)):
        more = "minder" if field.tender.award.lowest_first else "meer"
        yield (
            f"{first.name} staat bovenaan met {_margin(margin, field)} {more} dan nummer twee, {second.name}."
        )


def _prices(field: Field) -> Iterator[str]:
    """From the lowest to the highest price, where the method reckons with it and may show it."""
    priced = [(party.card.price.counted, party) for party in field.ranked if party.card and party.card.price]
    if len(priced) < 2 or price_is_secret(field.tender):
        return
    low, high = min(priced, key=lambda pair: pair[0]), max(priced, key=lambda pair: pair[0])
    if low[0] < high[0]:
        yield (
            f"De prijzen lopen van {money_text(low[0])} ({low[1].name})"
            f" tot {money_text(high[0])} ({high[1].name})."
        )


def _widest(field: Field) -> Iterator[str]:
    """The top-level criterion on which the ranking differs most."""
    spreads: list[tuple[Decimal, Criterion, Party, Party]] = []
    for criterion in field.tender.criteria:
        if not all(party.earned[criterion.code].told for party in field.ranked):
            return  # it may be the widest
        ordered = sorted(field.ranked, key=lambda party: party.earned[criterion.code].points)
        low, high = ordered[0], ordered[-1]
        width = high.earned[criterion.code].points - low.earned[criterion.code].points
        spreads.append((width, criterion, high, low))
    width, criterion, high, low = max(spreads, key=lambda item: item[0])
    if width > 0:
        top, bottom = (earned_text(side.earned[criterion.code].points, field.tender) for side in (high, low))
        maximum = most(maxima(field.tender)[criterion.code], field.tender)
        yield (
            f"Het grootste verschil zit bij {criterion_name(field.tender, criterion.code)}: van {top}"
            f" ({high.name}) tot {bottom} ({low.name}), van de {maximum}."
        )


def _alike(field: Field) -> Iterator[str]:
    """Sub-criteria on which everybody in the ranking is high, or everybody low."""
    high, low = [], []
    for leaf, _ in field.tender.leaves:
        all_earned = [party.earned[leaf.code] for party in field.ranked]
        if not all_earned or all_earned[0].maximum <= 0 or not all(e.told for e in all_earned):
            continue
        if all(e.points >= EVERYONE_HIGH * e.maximum for e in all_earned):
            high.append(leaf)
        elif all(e.points <= EVERYONE_LOW * e.maximum for e in all_earned):
            low.append(leaf)
    if high:
        text = f"Iedereen in de rangorde haalt minstens 80 % bij {_named(high)}."
        yield f"{text} Dat maakt dus weinig verschil."
    if low:
        yield f"Niemand in de rangorde haalt meer dan 40 % bij {_named(low)}."


def _named(leaves: Sequence[Criterion]) -> str:
    shown = [f"{leaf.code} ({leaf.title})" for leaf in leaves[:_MOST_NAMES]]
    more = len(leaves) - len(shown)
    return listing([*shown, f"nog {count(more, 'ander', 'andere')}"] if more else shown)
