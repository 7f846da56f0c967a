"""The page that says it at a glance: the proposal, what stands out, who waits, what is still open."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from inkoop.analysis.award.firmness import Firmness
from inkoop.domain.award_rules import AwardRules
from inkoop.domain.evaluation import Award
from inkoop.domain.outcome import Stand
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import listing
from inkoop.rules.submission.offers import offered_volume
from inkoop.views.report.consequences import People
from inkoop.views.report.contracts import FIRM_WORDS, contracts_table, price_words
from inkoop.views.report.facts import notable
from inkoop.views.report.mentions import outside_lists, proposal_lists
from inkoop.views.report.model import Summary
from inkoop.views.report.parties import Field
from inkoop.views.report.untold import untold_words
from inkoop.views.words.admission import volume_text
from inkoop.views.words.blocks import Fact
from inkoop.views.words.counting import capital, count
from inkoop.views.words.standing import beside, lot_title
from inkoop.views.words.wording import number_text, sentence
from inkoop.views.words.worth import money_text

_MOST = {
    Award.ELSEWHERE: 4,
    Award.RESERVE: 5,
    Award.NOTHING: 4,
}
LINES = 26
"""How many names fit the page; one outside the ranking takes three lines. The others are counted."""


def status(field: Field) -> str:
    """What the outcome is worth today, in a few words."""
    if field.tender.award is None:
        return "Voorstel voor toelating"
    if field.waiting:
        return "Nog geen rangorde: er ontbreken cijfers"
    if field.nobody_left:
        return "Niemand om aan te gunnen"
    if field.undecided:
        return "Voorlopig voorstel: er wacht nog iets op een besluit"
    if field.with_award(Award.CHOICE):
        return "Voorlopig voorstel: een aanbieder moet nog kiezen"
    if field.stand == Stand.PROVISIONAL:
        return "Voorlopig voorstel: een ander perceel is nog niet klaar"
    return "Voorstel voor gunning"


def summary(field: Field, people: People | None, firm: Firmness | None) -> Summary:
    """The whole page.

    Args:
        people: where people are now, with what has to be hidden.
        firm: how firm the ranking is.
    """
    proposal = proposal_lists(field, _MOST)
    contracts = contracts_table(field, people, firm)
    left = LINES - sum(len(group.mentions) for group in proposal) - len(contracts.rows if contracts else ())
    kinds = sum(1 for group in (field.below, field.rejected, field.undecided, field.waiting) if group)
    return Summary(
        headline=_headline(field),
        lead=tuple(_lead(field)),
        contracts=contracts,
        firm_words=" ".join(_footnotes(field, firm)) if contracts else "",
        people=people.together() if people else None,
        people_words=people.conclusion() if people else "",
        draw=people.each_way() if people else (),
        terms=tuple(_terms(field.tender)),
        decides=tuple(_decides(field)),
        proposal=proposal,
        notable=notable(field),
        outside=outside_lists(field, max(1, left // (3 * max(1, kinds)))),
        open_points=tuple(_open_points(field)),
    )


def _footnotes(field: Field, firm: Firmness | None) -> Iterator[str]:
    """What the words and numbers in the table of contracts mean."""
    if firm is not None:
        yield FIRM_WORDS
    if words := price_words(field):
        yield words
    if words := untold_words(field):
        yield words


def _terms(tender: Tender) -> Iterator[Fact]:
    """The money and the term, as the kader has them."""
    contract = tender.contract
    if contract is None:
        return
    if contract.starts or contract.term:
        parts = (f"vanaf {contract.starts}" if contract.starts else "", contract.term)
        yield Fact("Contract", sentence(capital(", ".join(part for part in parts if part))))
    if contract.budget is not None:
        yield Fact("Budget", f"{money_text(contract.budget)} per jaar, voor alles samen.")


def _decides(field: Field) -> Iterator[Fact]:
    """Who decides what, and when: as the kader has it, else as the law has it for every municipality."""
    contract = field.tender.contract
    if contract is not None and contract.decisions:
        for step in contract.decisions:
            when = f" ({step.when})" if step.when else ""
            yield Fact(step.who, capital(sentence(f"{step.what}{when}")))
        return
    what = "de gunning" if field.tender.award else "wie wordt toegelaten"
    if field.nobody_left:
        what = "de afwijzing"
    yield Fact("College", f"Besluit over {what}. Dit verslag is een voorstel. (Gemeentewet, artikel 160)")
    yield Fact(
        "Raad",
        "Stelt kaders en geld vast, en kan vooraf inlichtingen vragen. Zijn de gevolgen ingrijpend, dan"
        " kan de raad eerst wensen en bedenkingen meegeven. (Gemeentewet, artikel 169)",
    )


def _headline(field: Field) -> str:
    if field.tender.award is None:
        return (
            f"{capital(count(len(field.admitted), 'aanbieder voldoet', 'aanbieders voldoen'))} aan alle eisen"
        )
    if field.waiting:
        return "Er is nog geen rangorde"
    if field.nobody_left and not field.below:
        return "Geen enkele inschrijving voldoet"
    if not field.ranked:
        return "Geen enkele aanbieder staat in de rangorde"
    return _outcome(field)


def _outcome(field: Field) -> str:
    awarded, draw = field.with_award(Award.AWARDED), field.with_award(Award.DRAW)
    choice = field.with_award(Award.CHOICE)
    begin = capital(count(len(awarded), "aanbieder krijgt een contract", "aanbieders krijgen een contract"))
    if not awarded and choice:
        return (
            capital(count(len(choice), "aanbieder moet", "aanbieders moeten")) + " eerst een perceel kiezen"
        )
    if not awarded:
        return "Het lot beslist wie een contract krijgt" if draw else "Niemand krijgt hier een contract"
    places = field.tender.award.places if field.tender.award else None
    if draw and places is not None:
        begin += f", en om {count(places - len(awarded), 'plaats', 'plaatsen')} wordt geloot"
    elif draw:
        begin += ", en om de rest wordt geloot"
    if choice:
        begin += f", en {count(len(choice), 'moet nog kiezen', 'moeten nog kiezen')}"
    return begin


def _lead(field: Field) -> Iterator[str]:
    everyone = len(field.everyone)
    where = " voor dit perceel" if lot_title(field.lot) else ""
    number = count(everyone, "inschrijving", "inschrijvingen")
    yield f"Er {'is' if everyone == 1 else 'zijn'}{where} {number}{beside(len(field.lot.replaced))}."
    if field.tender.award is None:
        yield "Iedereen die aan de eisen voldoet, doet mee. Er zijn geen punten en er is geen rangorde."
    elif field.waiting:
        missing = sum(len(codes) for codes in field.waiting.values())
        yield (
            f"De beoordelaars moeten nog {count(missing, 'cijfer', 'cijfers')} geven."
            " Pas daarna zijn alle punten te berekenen. Tot dan staat er geen enkele score in dit verslag."
        )
    else:
        yield from _apart(field)
    yield from _volumes(field)
    if field.undecided:
        waits = count(len(field.undecided), "inschrijving", "inschrijvingen")
        so = " Daarom is dit voorstel voorlopig." if field.ranked else ""
        yield f"Over {waits} moet een mens nog besluiten.{so}"


def _apart(field: Field) -> Iterator[str]:
    """How many are in the ranking, and how many are not; without a ranking no word about a contract."""
    apart = len(field.below) + len(field.rejected)
    if field.ranked:
        yield f"{capital(count(len(field.ranked), 'aanbieder staat', 'aanbieders staan'))} in de rangorde."
        if apart:
            yield f"{capital(count(apart, 'doet', 'doen'))} niet mee voor een contract."
        return
    if field.nobody_left and not field.below:
        yield "Daarvan is er geen toegelaten."
    elif field.rejected:
        number = count(len(field.rejected), "inschrijving is", "inschrijvingen zijn")
        yield f"{capital(number)} niet toegelaten."
    if field.below:
        yield f"{capital(count(len(field.below), 'haalt', 'halen'))} te weinig punten."


def _volumes(field: Field) -> Iterator[str]:
    """How much of the capacity is proposed, and what is left."""
    capacity = field.tender.award.capacity if field.tender.award else None
    if capacity is None or not field.ranked or field.lot.undivided is None:
        return
    volumes = [p.ranked.volume for p in field.ranked if p.ranked and p.ranked.volume is not None]
    given = sum(volumes, Decimal(0))
    text = f"Van de {volume_text(capacity.size, field.tender)} zijn er {number_text(given)} verdeeld."
    left = capacity.size - given
    pending = field.with_award(Award.DRAW) or field.with_award(Award.CHOICE)
    if left and pending:
        text += f" Over de andere {number_text(left)} is nog niets te zeggen."
    elif left:
        text += f" {number_text(left)} {'blijft' if left == 1 else 'blijven'} er over."
    yield text


def _open_points(field: Field) -> Iterator[str]:
    award = field.tender.award
    if field.waiting:
        missing = sum(len(codes) for codes in field.waiting.values())
        yield f"De beoordelaars geven de {count(missing, 'cijfer die ontbreekt', 'cijfers die ontbreken')}."
    if field.undecided:
        yield (
            "De gemeente besluit over wie nog wacht. Doet zo iemand toch mee,"
            " dan komt er een nieuwe berekening en kan de rangorde veranderen."
        )
    if choice := field.with_award(Award.CHOICE):
        names = listing(party.name for party in choice)
        yield (
            f"{names} {'komt' if len(choice) == 1 else 'komen'} voor meer percelen in aanmerking dan kan, en"
            " zei niet wat de voorkeur heeft. De gemeente vraagt dat en neemt dan een besluit."
        )
    if field.stand == Stand.PROVISIONAL and not field.undecided and not field.with_award(Award.CHOICE):
        yield "De percelen hangen samen. Een besluit in een ander perceel kan dit voorstel nog veranderen."
    if field.with_award(Award.DRAW):
        yield "De gemeente regelt een loting. Iedereen die meeloot, mag erbij zijn."
    if award is None:
        yield "Dit is een voorstel. De gemeente beslist wie wordt toegelaten."
        return
    if field.nobody_left:
        yield "Dit is een voorstel. De gemeente beslist over de afwijzing, en over hoe het verder gaat."
        return
    yield (
        "Na het bericht aan de aanbieders wacht de gemeente minstens 20 kalenderdagen."
        " In die tijd kan een aanbieder naar de rechter."
    )
    if field.ranked:
        yield from _withdrawal(field, award)


def _withdrawal(field: Field, award: AwardRules) -> Iterator[str]:
    """What happens when somebody with a contract falls away."""
    if award.on_withdrawal == "handhaven":
        waits = field.with_award(Award.RESERVE) or field.with_award(Award.DRAW)
        then = "schuift de volgende door" if waits else "blijven de scores staan. Niemand staat op reserve"
        more = " Wie minder krijgt dan hij aanbiedt, kan dan meer krijgen." if _short(field) else ""
        yield f"Valt een aanbieder met een contract af, dan {then}.{more}"
    elif award.on_withdrawal == "herberekenen":
        yield "Valt een aanbieder met een contract af, dan wordt de rangorde opnieuw berekend."


def _short(field: Field) -> bool:
    """Whether somebody gets less of the capacity than it offers, so that more may come to it."""
    capacity = field.tender.award.capacity if field.tender.award else None
    if capacity is None:
        return False
    return any(
        party.ranked is not None
        and party.ranked.volume is not None
        and party.ranked.volume < offered_volume(party.submission, capacity, field.lot.lot)
        for party in field.ranked
    )
