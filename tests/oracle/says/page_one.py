"""Page one: the headline, the lead, and what is still to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from tests.reckoning.division import offer, size
from tests.reckoning.result import CHOOSE, DRAW, RESERVE, WON

from ..told import Told, holds, names_in, number, same, says, with_award

Wrong = Iterator[str | None]
Match = re.Match[str]


@says(
    r"^<n:count> aanbieders? krijg(?:t|en) een contract"
    r"(?:, en om (?:<left:count> plaats(?:en)?|(?P<rest>de rest)) wordt geloot)?"
    r"(?:, en <choose:count> moet(?:en)? nog kiezen)?$"
)
def _headline(told: Told, m: Match) -> Wrong:
    won, drawn, choose = (with_award(told, award) for award in (WON, DRAW, CHOOSE))
    yield same("aanbieders met een contract", m["n"], len(won))
    spots = told.town.spots(told.lot)
    yield same(
        "plaatsen voor de loting", m["left"], spots - len(won) if drawn and spots is not None else None
    )
    yield holds(m[0], bool(m["rest"]) == bool(drawn and spots is None))
    yield same("wie moet kiezen", m["choose"], len(choose) if choose else None)


@says(r"^Het lot beslist wie een contract krijgt$")
def _only_draw(told: Told, m: Match) -> Wrong:
    yield holds(
        m[0], bool(with_award(told, DRAW)) and not with_award(told, WON) and not with_award(told, CHOOSE)
    )


@says(r"^Niemand krijgt hier een contract$")
def _nobody(told: Told, m: Match) -> Wrong:
    held = {one.award for one in told.ranked}
    yield holds(m[0], bool(told.ranked) and not held & {WON, DRAW, CHOOSE})


@says(r"^<n:count> aanbieders? moet(?:en)? eerst een perceel kiezen$")
def _choose_first(told: Told, m: Match) -> Wrong:
    yield same("wie moet kiezen", m["n"], len(with_award(told, CHOOSE)))
    yield holds(m[0], not with_award(told, WON))


@says(r"^Er is nog geen rangorde$")
def _no_ranking(told: Told, m: Match) -> Wrong:
    yield holds(m[0], bool(told.outcome.waiting))


@says(r"^Geen enkele inschrijving voldoet$", r"Daarvan is er geen toegelaten\.")
def _nobody_in(told: Told, m: Match) -> Wrong:
    yield holds(m[0], not told.outcome.taking_part and not told.outcome.undecided)


@says(r"^Geen enkele aanbieder staat in de rangorde$")
def _nobody_ranked(told: Told, m: Match) -> Wrong:
    yield holds(m[0], not told.ranked and not told.outcome.waiting)


@says(
    r"Er (?P<be>is|zijn)(?P<lot> voor dit perceel)? <n:count> inschrijving(?:en)?"
    r"(?:, en daarnaast <gone:count> bestand(?:en)? (?:dat|die) vervangen (?:is|zijn))?\."
)
def _handed_in(told: Told, m: Match) -> Wrong:
    gone = len(told.outcome.replaced)
    yield same("inschrijvingen", m["n"], len(told.here))
    yield same("vervangen bestanden", m["gone"], gone or None)
    yield holds(m[0], (m["be"].lower() == "is") == (len(told.here) == 1))
    yield holds(m[0], bool(m["lot"]) == bool(told.lot))


@says(r"<n:count> aanbieders? sta(?:at|an) in de rangorde\.")
def _in_ranking(told: Told, m: Match) -> Wrong:
    yield same("in de rangorde", m["n"], len(told.ranked))


@says(r"<n:count> do(?:et|en) niet mee voor een contract\.")
def _outside(told: Told, m: Match) -> Wrong:
    yield same("niet mee voor een contract", m["n"], told.kept_out)


@says(r"<n:count> inschrijving(?:en)? (?:is|zijn) niet toegelaten\.")
def _rejected(told: Told, m: Match) -> Wrong:
    yield same("niet toegelaten", m["n"], told.kept_out - len(told.below))


@says(r"<n:count> ha(?:alt|len) te weinig punten\.")
def _too_few(told: Told, m: Match) -> Wrong:
    yield same("onder een drempel", m["n"], len(told.below))


@says(r"Over <n:count> inschrijving(?:en)? moet een mens nog besluiten\.")
def _undecided(told: Told, m: Match) -> Wrong:
    yield same("wacht op een besluit", m["n"], len(told.outcome.undecided))


@says(r"Daarom is dit voorstel voorlopig\.", r"^Voorlopig voorstel: er wacht nog iets op een besluit$")
def _provisional(told: Told, m: Match) -> Wrong:
    yield holds(m[0], bool(told.outcome.undecided))


@says(r"^Voorstel voor gunning$")
def _proposal(told: Told, m: Match) -> Wrong:
    yield holds(
        m[0], not told.outcome.undecided and not told.outcome.waiting and not with_award(told, CHOOSE)
    )


@says(r"^Voorlopig voorstel: een aanbieder moet nog kiezen$")
def _somebody_chooses(told: Told, m: Match) -> Wrong:
    yield holds(m[0], bool(with_award(told, CHOOSE)))


@says(r"^Voorlopig voorstel: een ander perceel is nog niet klaar$")
def _elsewhere(told: Told, m: Match) -> Wrong:
    others = [one for lot, one in told.town.outcomes.items() if lot != told.lot]
    chooses = any(place.award == CHOOSE for one in others for place in one.places)
    yield holds(m[0], chooses or any(one.undecided or one.waiting for one in others))


@says(r"^Nog geen rangorde: er ontbreken cijfers$")
def _grades_missing(told: Told, m: Match) -> Wrong:
    yield holds(m[0], bool(told.outcome.waiting))


@says(r"^Niemand om aan te gunnen$")
def _nobody_left(told: Told, m: Match) -> Wrong:
    yield holds(m[0], not told.ranked and not told.outcome.undecided and not told.outcome.waiting)


@says(
    r"De beoordelaars moeten nog <n:count> cijfers? geven\.",
    r"De beoordelaars geven de <n:count> cijfers? (?:die|dat) (?:ontbreken|ontbreekt)\.",
)
def _missing(told: Told, m: Match) -> Wrong:
    yield same("cijfers die ontbreken", m["n"], len(told.outcome.waiting))


@says(
    r"Van de <all:number> \w+ (?:is|zijn) er <given:count> verdeeld\."
    r"(?: Over de andere <unsure:number> is nog niets te zeggen\.| <left:number> blij(?:ft|ven) er over\.)?"
)
def _divided(told: Told, m: Match) -> Wrong:
    given = sum((place.volume or Fraction(0) for place in told.ranked), Fraction(0))
    left, open_ = size(told.outcome.lot) - given, bool(with_award(told, DRAW) or with_award(told, CHOOSE))
    yield same("te verdelen", m["all"], size(told.outcome.lot))
    yield same("verdeeld", m["given"], given)
    yield same("nog niets te zeggen", m["unsure"], left if left and open_ else None)
    yield same("blijft over", m["left"], left if left and not open_ else None)


@says(
    r"De gemeente besluit over wie nog wacht\. Doet zo iemand toch mee, dan komt er een nieuwe"
    r" berekening en kan"
    r" de rangorde veranderen\."
)
def _to_decide(told: Told, m: Match) -> Wrong:
    yield holds(m[0], bool(told.outcome.undecided))


@says(r"De gemeente regelt een loting\. Iedereen die meeloot, mag erbij zijn\.")
def _to_draw(told: Told, m: Match) -> Wrong:
    yield holds(m[0], bool(with_award(told, DRAW)))


@says(
    r"<who:names> kom(?:t|en) voor meer percelen in aanmerking dan kan, en zei niet wat de voorkeur heeft\."
)
def _to_choose(told: Told, m: Match) -> Wrong:
    yield holds(m[0], names_in(told, m["who"]) == [one.bid.name for one in with_award(told, CHOOSE)])


@says(r"De percelen hangen samen\. Een besluit in een ander perceel kan dit voorstel nog veranderen\.")
def _hang_together(told: Told, m: Match) -> Wrong:
    yield from _elsewhere(told, m)


MORE = r"(?P<more> Wie minder krijgt dan hij aanbiedt, kan dan meer krijgen\.)?"


def _short_of_offer(told: Told, m: Match) -> Wrong:
    lot = told.outcome.lot
    short = any(one.volume is not None and one.volume < (offer(lot, one.bid) or 0) for one in told.ranked)
    yield holds(f"kan iemand nog meer krijgen? {m[0]}", bool(m["more"]) == short)


@says(r"Valt een aanbieder met een contract af, dan schuift de volgende door\." + MORE)
def _next(told: Told, m: Match) -> Wrong:
    yield holds(m[0], bool(with_award(told, RESERVE) or with_award(told, DRAW)))
    yield holds(m[0], told.outcome.lot.award.get("bij_uitval") == "handhaven")
    yield from _short_of_offer(told, m)


@says(
    r"Valt een aanbieder met een contract af, dan blijven de scores staan\. Niemand staat op reserve\." + MORE
)
def _no_reserve(told: Told, m: Match) -> Wrong:
    yield holds(m[0], not with_award(told, RESERVE) and not with_award(told, DRAW))
    yield from _short_of_offer(told, m)


@says(r"Valt een aanbieder met een contract af, dan wordt de rangorde opnieuw berekend\.")
def _again(told: Told, m: Match) -> Wrong:
    yield holds(m[0], told.outcome.lot.award.get("bij_uitval") == "herberekenen")


@says(r"Dit is een voorstel\. De gemeente beslist over de afwijzing, en over hoe het verder gaat\.")
def _none_left(told: Told, m: Match) -> Wrong:
    yield from _nobody_left(told, m)


@says(r"<n:count> punt(?:en)? om over te besluiten\.")
def _points_open(told: Told, m: Match) -> Wrong:
    yield holds(m[0], bool(told.outcome.undecided) and (number(m["n"]) or 0) > 0)
