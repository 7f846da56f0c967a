"""What stands out in a ranking: computed facts, each a sentence with its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from inkoop.domain.award_rules import BY_DRAW
from inkoop.domain.evaluation import Award
from inkoop.domain.tender import Criterion
from inkoop.rules.dutch_format import listing, points_text
from inkoop.rules.maxima import maxima
from inkoop.views.report_parties import Field, Party
from inkoop.views.report_texts import count
from inkoop.views.wording import criterion_name, number_text

EVERYONE_HIGH, EVERYONE_LOW = Decimal("0.8"), Decimal("0.4")
"""From this share on, or up to it, a sub-criterion is high or low for everybody."""
_MOST_NAMES = 4


def notable(field: Field) -> tuple[str, ...]:
    """The facts, the ones on which the award hangs first."""
    if len(field.ranked) < 2:
        return ()
    return tuple(
        fact
        for facts in (_line(field), _ties(field), _top(field), _widest(field), _alike(field))
        for fact in facts
    )


def _difference(high: Party, low: Party) -> Decimal:
    assert high.card is not None
    assert low.card is not None
    return high.card.total - low.card.total


def _points(value: Decimal) -> str:
    return f"{points_text(value)} {'punt' if value == 1 else 'punten'}"


def _line(field: Field) -> Iterator[str]:
    """How close it is where the contracts end; a tie there is told among the ties."""
    draw, awarded, reserve = (field.with_award(award) for award in (Award.DRAW, Award.AWARDED, Award.RESERVE))
    award = field.tender.award
    if draw and award is not None and award.places is not None:
        left = award.places - len(awarded)
        names = listing(party.name for party in draw)
        places = f"{'is' if left == 1 else 'zijn'} er {count(left, 'plaats', 'plaatsen')}"
        yield (
            f"{names} staan op alles gelijk, met {draw[0].total} punten. Voor hen {places}: het lot beslist."
        )
    elif awarded and reserve:
        last, first = awarded[-1], reserve[0]
        if margin := _difference(last, first):
            yield (
                f"Tussen de laatste met een contract ({last.name}, {last.total}) en de eerste reserve"
                f" ({first.name}, {first.total}) is een verschil van {_points(margin)}."
            )


def _ties(field: Field) -> Iterator[str]:
    """Equal totals, and what parted them."""
    for index, party in enumerate(field.ranked[:-1]):
        ranked, below = party.ranked, field.ranked[index + 1]
        if ranked and ranked.tie_break and party.total == below.total and party.label != below.label:
            code = ranked.tie_break
            if code == BY_DRAW:
                yield f"{party.name} en {below.name} staan op alles gelijk. Het lot gaf de doorslag."
                continue
            high, low = (points_text(side.earned[code].points) for side in (party, below))
            yield (
                f"{party.name} en {below.name} hebben hetzelfde totaal."
                f" {criterion_name(field.tender, code)} gaf de doorslag: {high} tegen {low} punten."
            )


def _top(field: Field) -> Iterator[str]:
    first, second = field.ranked[0], field.ranked[1]
    margin = _difference(first, second)
    if margin > 0:
        yield f"{first.name} staat bovenaan met {_points(margin)} meer dan nummer twee, {second.name}."


def _widest(field: Field) -> Iterator[str]:
    """The top-level criterion on which the ranking differs most, in points."""
    spreads: list[tuple[Decimal, Criterion, Party, Party]] = []
    for criterion in field.tender.criteria:
        ordered = sorted(field.ranked, key=lambda party: party.earned[criterion.code].points)
        low, high = ordered[0], ordered[-1]
        width = high.earned[criterion.code].points - low.earned[criterion.code].points
        spreads.append((width, criterion, high, low))
    width, criterion, high, low = max(spreads, key=lambda item: item[0])
    if width > 0:
        top, bottom = (points_text(side.earned[criterion.code].points) for side in (high, low))
        maximum = number_text(maxima(field.tender)[criterion.code])
        yield (
            f"Het grootste verschil zit bij {criterion_name(field.tender, criterion.code)}: van {top} punten"
            f" ({high.name}) tot {bottom} punten ({low.name}), van de {maximum}."
        )


def _alike(field: Field) -> Iterator[str]:
    """Sub-criteria on which everybody is high, or everybody low."""
    high, low = [], []
    for leaf, _ in field.tender.leaves:
        earned = [party.earned[leaf.code] for party in field.ranked]
        if not earned or earned[0].maximum <= 0:
            continue
        if all(e.points >= EVERYONE_HIGH * e.maximum for e in earned):
            high.append(leaf)
        elif all(e.points <= EVERYONE_LOW * e.maximum for e in earned):
            low.append(leaf)
    if high:
        yield f"Iedereen haalt minstens 80 % bij {_named(high)}. Dat maakt dus weinig verschil."
    if low:
        yield f"Niemand haalt meer dan 40 % bij {_named(low)}."


def _named(leaves: Sequence[Criterion]) -> str:
    shown = [f"{leaf.code} ({leaf.title})" for leaf in leaves[:_MOST_NAMES]]
    more = len(leaves) - len(shown)
    return listing([*shown, f"nog {count(more, 'ander', 'andere')}"] if more else shown)
