"""Every value of the result notice, to copy into the portal: eForms subtype 33, by business term.

The numbers are those of the eForms SDK 1.16 of the Publications Office. Of providers only what is public goes
in, and only of who gets a contract. What neither the kader nor the record knows is told as missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inkoop.domain.evaluation import Award, Evaluation, LotResult, Ranked
from inkoop.domain.procedure.facts import Sent
from inkoop.domain.procedure.state import Bid
from inkoop.domain.submission import SubmissionId
from inkoop.rules.dutch_format import day_text
from inkoop.rules.submission.organisations import members
from inkoop.views.record.versions import bidders
from inkoop.views.words.wording import plain

FORM = "inkoop/aankondiging/1"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the notice."""

    deel: str
    """The part of the notice."""
    term: str
    """The business term: BT-21."""
    naam: str
    waarde: str
    """Empty where it is missing."""
    ontbreekt: str = ""
    """Why it is missing, and where it comes from."""


def notice(
    evaluation: Evaluation, public: Evaluation, bids: Mapping[SubmissionId, Bid], received: int, sent: Sent
) -> tuple[Value, ...]:
    """The values in the order of the notice.

    Args:
        public: the evaluation as anybody may see it.
        received: how many submissions there are, without those that were replaced.
        sent: the decision that holds.
    """
    values = [*_buyer(evaluation), *_procedure(evaluation)]
    for lot, shown in zip(evaluation.lots, public.lots, strict=True):
        values += _lot(evaluation, lot, received)
        for place in shown.ranking:
            if place.award is Award.AWARDED:
                values += _winner(evaluation, lot, place, bids[place.scorecard.submission.id], sent)
    return tuple(values)


def _value(part: str, number: str, name: str, value: str, missing: str = "") -> Value:
    return Value(part, f"BT-{number}", name, value, missing)


def _buyer(evaluation: Evaluation) -> Iterator[Value]:
    info, part = evaluation.tender.info, "Opdrachtgever"
    yield _value(part, "500", "Naam", info.buyer)
    yield _value(part, "501", "Nummer", "", "Het KvK-nummer of OIN staat niet in het kader.")
    yield _value(part, "513", "Plaats", "", "De plaats staat niet in het kader.")
    yield _value(part, "512", "Postcode", "", "De postcode staat niet in het kader.")
    yield _value(part, "507", "Regio (NUTS)", "", "De NUTS-code staat niet in het kader.")
    yield _value(part, "514", "Land", "NLD")
    yield _value(part, "506", "E-mail", info.contact.email)
    phone = info.contact.phone
    yield _value(part, "503", "Telefoon", phone, "" if phone else "Het kader noemt geen telefoonnummer.")


def _procedure(evaluation: Evaluation) -> Iterator[Value]:
    info, part = evaluation.tender.info, "Procedure"
    yield _value(part, "04", "Nummer van de procedure", "", "Het portaal gaf dit nummer eerder.")
    yield _value(part, "22", "Eigen kenmerk", info.reference)
    yield _value(part, "21", "Titel", info.title)
    yield _value(part, "24", "Beschrijving", plain(info.introduction))
    yield _value(part, "23", "Aard", "services")
    yield _value(part, "262", "CPV-code", "", "De CPV-code staat niet in het kader.")
    yield _value(part, "105", "Soort procedure", "", "Kies wat u bij de eerste aankondiging koos.")
    yield _value(part, "5141", "Land van uitvoering", "NLD")
    yield _value(part, "5071", "Regio van uitvoering (NUTS)", "", "De NUTS-code staat niet in het kader.")


def _lot(evaluation: Evaluation, lot: LotResult, received: int) -> Iterator[Value]:
    lots = evaluation.tender.lots
    part = f"Perceel {lot.lot}" if lots else "Resultaat"
    if lots:
        title = next(item.title for item in lots.items if item.code == lot.lot)
        yield _value(part, "137", "Nummer van het perceel", lot.lot)
        yield _value(part, "21", "Titel van het perceel", title)
    won = any(place.award is Award.AWARDED for place in lot.ranking)
    yield _value(part, "142", "Is er een winnaar?", "selec-w" if won else "clos-nw")
    if not won:
        yield _value(part, "144", "Waarom geen winnaar", "", "Kies de reden in het portaal.")
    bidding = bidders(lot)
    yield _value(part, "760", "Soort ontvangen inschrijvingen", "tenders")
    yield _value(part, "759", "Aantal ontvangen inschrijvingen", str(len(bidding) if lots else received))
    yield _value(
        part, "760", "Waarvan van kleine en middelgrote bedrijven (t-sme)", "", _sizes(evaluation, lot)
    )
    yield _value(part, "709", "Hoogste waarde van de raamovereenkomst", "", "Staat niet in het kader.")


def _sizes(evaluation: Evaluation, lot: LotResult) -> str:
    """What is known of how large the bidders are, as that is not what the notice asks."""
    size = evaluation.tender.insight.size if evaluation.tender.insight else None
    if size is None:
        return "Het formulier vroeg niet hoe groot een inschrijver is."
    small = [one for one in lot.admitted if set(one.codes(size.question)) & set(size.small)]
    return (
        f"Bij vraag {size.question} noemden {len(small)} van de {len(lot.admitted)} toegelaten inschrijvers "
        "zich klein. Ga na of dat de grens van het mkb is."
    )


def _winner(evaluation: Evaluation, lot: LotResult, place: Ranked, bid: Bid, sent: Sent) -> Iterator[Value]:
    one = place.scorecard.submission
    where = f" in perceel {lot.lot}" if evaluation.tender.lots else ""
    part = f"Winnaar{where}: {plain(one.name)}"
    number = one.registration
    yield _value(part, "500", "Naam", plain(one.name))
    yield _value(part, "501", "KvK-nummer", number, "" if number else "Het formulier vroeg dit niet.")
    yield _value(part, "165", "Grootte", "", "micro, small, medium of large: vraag het de aanbieder.")
    yield _value(part, "3201", "Nummer van de inschrijving", str(bid.number))
    yield _value(part, "1711", "Is er een rangorde?", "true")
    yield _value(part, "171", "Plaats in de rangorde", str(place.rank))
    yield _value(part, "720", "Waarde", "", "Reken de waarde van het contract uit.")
    partners = [each for each in members(evaluation.tender, one)[1:] if "onderaannemer" in each.role]
    yield _value(part, "773", "Onderaannemers", "yes" if partners else "no")
    yield _value(part, "1451", "Datum van de beslissing", sent.sent.isoformat())
    yield _value(
        part,
        "145",
        "Datum van het contract",
        "",
        f"Niet eerder dan na {day_text(sent.last_day)}, de laatste dag van de opschortende termijn.",
    )


WITHHELD = (
    "Wie geen contract krijgt, komt niet in deze aankondiging; ook geen punten. Wat volgens het kader niet "
    "openbaar is, staat er niet in. Houdt u zelf een waarde achter, noem dan welke (BT-195), waarom (BT-197 "
    "en BT-196) en tot wanneer (BT-198)."
)
