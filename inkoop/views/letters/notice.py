"""The values of the result notice, to copy into the portal: eForms subtype 33, by business term.

The numbers, and the codes of what may be withheld, are those of the eForms SDK 1.15 and 1.16 of the
Publications Office. Of providers only what is public goes in, and only of who gets a contract. What neither
the kader nor the record knows is told as missing, with the key of the kader that it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inkoop.domain.evaluation import Award, Evaluation, LotResult, Ranked
from inkoop.domain.notice import CompanySizes, Notice
from inkoop.domain.procedure.facts import Sent
from inkoop.domain.procedure.state import Bid
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.rules.dutch_format import day_text
from inkoop.rules.submission.organisations import members
from inkoop.views.record.versions import bidders
from inkoop.views.words.wording import plain

FORM = "inkoop/aankondiging/1"
_KEYS: Mapping[str, str] = {
    "cpv": 'cpv: "CPV-CODE"',
    "registratie": 'registratie: "KVK-NUMMER OF OIN"',
    "plaats": "plaats: PLAATS",
    "postcode": "postcode: POSTCODE",
    "nuts": "nuts: NUTS-CODE",
    "maximum": "maximum: BEDRAG",
    "maximum_per_perceel": "maximum_per_perceel: {%s}",
    "grootte": "grootte: {vraag: CODE, micro: [KEUZE], klein: [KEUZE], middelgroot: [KEUZE], groot: [KEUZE]}",
}
"""By key of `publicatie` the line to write in the kader; what stands in capitals is for the buyer."""
_SIZES = (("t-micro", "micro"), ("t-small", "small"), ("t-med", "medium"))
"""The classes of received tenders (BT-760) with those of organisations (BT-165)."""


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
    sleutel: str = ""
    """The key of `publicatie` in the kader that lacks."""


def notice(
    evaluation: Evaluation,
    public: Evaluation,
    bids: Mapping[SubmissionId, Bid],
    received: int,
    sent: Sent,
    told: Notice,
) -> tuple[Value, ...]:
    """The values in the order of the notice.

    Args:
        public: the evaluation as anybody may see it.
        received: how many submissions there are, without those that were replaced.
        sent: the decision that holds.
        told: what the kader says for the portal.
    """
    values = [*_buyer(evaluation, told), *_procedure(evaluation, told)]
    for lot, shown in zip(evaluation.lots, public.lots, strict=True):
        values += _lot(evaluation, lot, received, told)
        for place in shown.ranking:
            if place.award is Award.AWARDED:
                bid = bids[place.scorecard.submission.id]
                values += _winner(evaluation, lot, place, bid, sent, told.sizes)
        values += _withheld(evaluation, lot)
    return tuple(values)


def lacking_lines(values: Sequence[Value], lots: Sequence[str]) -> tuple[str, ...]:
    """The lines to write below `publicatie` in the kader, one for each key that lacks."""
    amounts = ", ".join(f"{lot}: BEDRAG" for lot in lots)
    keys = dict.fromkeys(each.sleutel for each in values if each.sleutel)
    return tuple(_KEYS[key] % amounts if "%s" in _KEYS[key] else _KEYS[key] for key in keys)


def _value(part: str, number: str, name: str, value: str, missing: str = "") -> Value:
    return Value(part, f"BT-{number}", name, value, missing)


def _from_kader(part: str, number: str, name: str, value: str | None, key: str) -> Value:
    """A value that stands below `publicatie`, or that it lacks."""
    if value:
        return Value(part, f"BT-{number}", name, value)
    return Value(part, f"BT-{number}", name, "", f"Het kader noemt het niet: publicatie, {key}.", key)


def _amount(value: Decimal | None) -> str:
    """An amount as a portal takes it: digits with a point, without thousands."""
    return "" if value is None else f"{value:f} EUR"


def _buyer(evaluation: Evaluation, told: Notice) -> Iterator[Value]:
    info, part = evaluation.tender.info, "Opdrachtgever"
    yield _value(part, "500", "Naam", info.buyer)
    yield _from_kader(part, "501", "KvK-nummer of OIN", told.registration, "registratie")
    yield _from_kader(part, "513", "Plaats", told.town, "plaats")
    yield _from_kader(part, "512", "Postcode", told.postcode, "postcode")
    yield _from_kader(part, "507", "Regio (NUTS)", told.nuts, "nuts")
    yield _value(part, "514", "Land", "NLD")
    yield _value(part, "506", "E-mail", info.contact.email)
    phone = info.contact.phone
    yield _value(part, "503", "Telefoon", phone, "" if phone else "Het kader noemt geen telefoonnummer.")


def _procedure(evaluation: Evaluation, told: Notice) -> Iterator[Value]:
    info, part = evaluation.tender.info, "Procedure"
    yield _value(part, "04", "Nummer van de procedure", "", "Het portaal gaf dit nummer eerder.")
    yield _value(part, "22", "Eigen kenmerk", info.reference)
    yield _value(part, "21", "Titel", info.title)
    yield _value(part, "24", "Beschrijving", plain(info.introduction))
    yield _value(part, "23", "Aard", "services")
    main, *others = (code[:8] for code in told.cpv or ("",))
    yield _from_kader(part, "262", "CPV-code", main, "cpv")
    for code in others:
        yield _value(part, "263", "Nog een CPV-code", code)
    if info.procedure == "openbaar":
        yield _value(part, "105", "Soort procedure", "open")
    else:
        yield _value(part, "105", "Soort procedure", "", "Kies wat u bij de eerste aankondiging koos.")
    yield _value(part, "5141", "Land van uitvoering", "NLD")
    yield _from_kader(part, "5071", "Regio van uitvoering (NUTS)", told.nuts, "nuts")
    whole = "Hoogste waarde van alle raamovereenkomsten samen"
    yield _from_kader(part, "118", whole, _amount(told.maximum), "maximum")


def _lot(evaluation: Evaluation, lot: LotResult, received: int, told: Notice) -> Iterator[Value]:
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
    count = len(bidding) if lots else received
    yield _value(part, "760", "Soort ontvangen inschrijvingen", "tenders")
    yield _value(part, "759", "Aantal ontvangen inschrijvingen", str(count))
    yield from _by_size(part, [one for one in evaluation.submissions if one.id in bidding], count, told.sizes)
    if won:
        most = told.lot_maxima.get(lot.lot) if lots else told.maximum
        key = "maximum_per_perceel" if lots else "maximum"
        yield _from_kader(part, "709", "Hoogste waarde van de raamovereenkomst", _amount(most), key)


def _by_size(
    part: str, bidding: Sequence[Submission], count: int, sizes: CompanySizes | None
) -> Iterator[Value]:
    """How many submissions came from which size of organisation, where everybody's is known."""
    if sizes is None:
        unknown = "Niet bekend: het kader zegt niet uit welke vraag de grootte blijkt (publicatie, grootte)."
        yield Value(part, "BT-760", "Ontvangen van het mkb (t-sme), per grootte", "", unknown, "grootte")
        return
    found = [size for one in bidding if (size := _size(one, sizes))]
    if unclear := count - len(found):
        told = ", ".join(f"{code}: {found.count(size)}" for code, size in _SIZES)
        missing = f"Van {unclear} van de {count} is de grootte niet bekend. Bekend is {told}."
        yield _value(part, "760", "Ontvangen van het mkb (t-sme), per grootte", "", missing)
        return
    small = sum(found.count(size) for _, size in _SIZES)
    for code, number in (*((code, found.count(size)) for code, size in _SIZES), ("t-sme", small)):
        yield _value(part, "760", "Soort ontvangen inschrijvingen", code)
        yield _value(part, "759", f"Aantal ontvangen inschrijvingen ({code})", str(number))


def _size(one: Submission, sizes: CompanySizes) -> str:
    """The size of who hands in, as it answered; empty where it did not, or with a choice of no class."""
    classes = {"micro": sizes.micro, "small": sizes.small, "medium": sizes.medium, "large": sizes.large}
    given = set(one.codes(sizes.question))
    return next((name for name, codes in classes.items() if given & set(codes)), "")


def _winner(
    evaluation: Evaluation, lot: LotResult, place: Ranked, bid: Bid, sent: Sent, sizes: CompanySizes | None
) -> Iterator[Value]:
    one = place.scorecard.submission
    where = f" in perceel {lot.lot}" if evaluation.tender.lots else ""
    part = f"Winnaar{where}: {plain(one.name)}"
    number = one.registration
    yield _value(part, "500", "Naam", plain(one.name))
    yield _value(part, "501", "KvK-nummer", number, "" if number else "Het formulier vroeg dit niet.")
    size = _size(one, sizes) if sizes else ""
    ask = "micro, small, medium of large: vraag het de aanbieder."
    yield _value(part, "165", "Grootte", size, "" if size else ask)
    partners = members(evaluation.tender, one)[1:]
    for partner in partners:
        yield _value(part, "500", f"Naam van een {partner.role}", plain(partner.name))
        known = "" if partner.registration else "Het formulier noemt dit nummer niet."
        yield _value(part, "501", f"KvK-nummer van die {partner.role}", partner.registration, known)
        yield _value(part, "165", f"Grootte van die {partner.role}", "", ask)
    yield _value(part, "3201", "Nummer van de inschrijving", str(bid.number))
    yield _value(part, "1711", "Is er een rangorde?", "true")
    yield _value(part, "171", "Plaats in de rangorde", str(place.rank))
    yield _value(part, "720", "Waarde", "", "Reken de waarde van het contract uit.")
    helped = any("onderaannemer" in each.role for each in partners)
    yield _value(part, "773", "Onderaannemers", "yes" if helped else "no")
    yield _value(part, "1451", "Datum van de beslissing", sent.sent.isoformat())
    yield _value(
        part,
        "145",
        "Datum van het contract",
        "",
        f"Niet eerder dan na {day_text(sent.last_day)}, de laatste dag van de opschortende termijn.",
    )


def _withheld(evaluation: Evaluation, lot: LotResult) -> Iterator[Value]:
    """What the kader keeps back of the prices, with the codes to fill in where the portal asks for it."""
    tender = evaluation.tender
    priced = [question for leaf, _, _ in tender.priced if (question := tender.question_of(leaf))]
    if not priced:
        return
    confidential = any(question.confidential for question in priced)
    if not confidential and tender.publication.prices == "alle":
        return
    part = f"Achtergehouden in perceel {lot.lot}" if tender.lots else "Achtergehouden"
    why = (
        "De prijzen zijn vertrouwelijk gevraagd."
        if confidential
        else "Prijzen van wie geen contract krijgt zijn volgens het kader niet openbaar."
    )
    kept = [
        ("laagste inschrijving (BT-710)", "ten-val-low"),
        ("hoogste inschrijving (BT-711)", "ten-val-hig"),
    ]
    if confidential:
        kept.append(("waarde van de winnende inschrijving (BT-720)", "win-ten-val"))
    for what, code in kept:
        yield _value(part, "195", f"Achtergehouden: {what}", code)
    yield _value(part, "197", "Waarom (code)", "eo-int" if confidential else "fair-comp")
    yield _value(part, "196", "Waarom (tekst)", why)
    yield _value(part, "198", "Tot wanneer", "", "Kies de dag waarna dit openbaar mag zijn.")


WITHHELD = (
    "Wie geen contract krijgt, komt niet in deze aankondiging; ook geen punten. Wat volgens het kader niet "
    "openbaar is, staat er niet in. Houdt u zelf nog iets achter, noem dan wat (BT-195), waarom (BT-197 "
    "en BT-196) en tot wanneer (BT-198)."
)
