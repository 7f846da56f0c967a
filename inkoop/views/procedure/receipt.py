"""The receipt for a provider: that its files came in and when, and nothing about whether they are good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from inkoop.domain.procedure.facts import Entry, FileRef, Published, Received, SealedFile, Sha256
from inkoop.domain.tender import Tender, TenderInfo
from inkoop.domain.visible import one_line
from inkoop.rules.dutch_format import decimal_text, exact_moment_text, listing, number_of


@dataclass(frozen=True, slots=True)
class Arrival:
    """A line of the record that says that a submission came in, with what held at that line."""

    entry: Entry
    received: Received
    stand: Sha256
    published: Published
    """The rules that held then."""
    late: bool


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file as the receipt names it."""

    name: str
    size: str
    sha256: str
    form: str
    """That it is the form, or that the form is in it; empty for what came beside it."""


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """All that the receipt says."""

    reference: str
    title: str
    buyer: str
    dated: str
    """The moment of the fact, as ISO 8601."""
    fictional: str
    """That all of it is made up; empty for a real tender."""
    headline: str
    standing: tuple[str, ...]
    """Whether it was in time, what it replaces, and what a person has to look at."""
    warned: bool
    """Whether something stands in the way."""
    facts: tuple[tuple[str, str], ...]
    files_title: str
    files: tuple[ReceivedFile, ...]
    silent: tuple[str, ...]
    """What it does not say."""
    stand: str
    line: int
    contact: tuple[str, ...]


def receipt_page(arrival: Arrival, tender: Tender) -> ReceiptPage:
    """The receipt for one submission. The same line of the record always gives the same receipt."""
    info, entry, got = tender.info, arrival.entry, arrival.received
    files = (*(_file(file, got) for file in got.files), *(_sealed(file, got) for file in got.sealed))
    total = sum(file.size for file in got.files) + sum(file.plain_size for file in got.sealed)
    together = f", samen {_size(total)}" if len(files) > 1 else ""
    return ReceiptPage(
        reference=info.reference,
        title=info.title,
        buyer=info.buyer,
        dated=entry.moment.isoformat(),
        fictional=f"Dit is een voorbeeld. {info.fictional_note}".strip() if info.fictional else "",
        headline=f"Uw inschrijving is ontvangen, met nummer {got.number}.",
        standing=tuple(_standing(arrival, info)),
        warned=arrival.late or got.form is None,
        facts=tuple(_facts(arrival, info)),
        files_title=f"{number_of(len(files), 'bestand', 'bestanden')}{together}",
        files=files,
        silent=(
            "Dit bewijs zegt dat uw bestanden er zijn en wanneer ze kwamen. Het zegt niet of uw inschrijving "
            "compleet is, of zij goed is en of u een contract krijgt.",
            "Bij de ontvangst leest het programma alleen wie u bent en welk bestand het formulier is. Over "
            "uw antwoorden is niets beoordeeld.",
        ),
        stand=arrival.stand,
        line=entry.number,
        contact=tuple(filter(None, (info.contact.name, info.contact.email, info.contact.phone))),
    )


def _file(file: FileRef, got: Received) -> ReceivedFile:
    # ontvangen/0001-naam/…: what stands behind that is what the provider called it.
    name = file.called or "/".join(PurePosixPath(file.path).parts[2:])
    form = "met het formulier erin" if got.inside else "het formulier"
    return ReceivedFile(one_line(name), _size(file.size), file.sha256, form if got.form == file else "")


def _sealed(file: SealedFile, got: Received) -> ReceivedFile:
    """As it was handed in: by that sum a provider knows its own file."""
    name = file.called or "/".join(PurePosixPath(file.path).parts[2:]).removesuffix(".age")
    kind = "het prijsblad, " if file == got.price_book else ""
    return ReceivedFile(one_line(name), _size(file.plain_size), file.plain, f"{kind}verzegeld in de kluis")


def _size(size: int) -> str:
    return f"{decimal_text(Decimal(size))} {'byte' if size == 1 else 'bytes'}"


def _standing(arrival: Arrival, info: TenderInfo) -> Iterator[str]:
    got, closes = arrival.received, _local(arrival.published.closes, info)
    late = arrival.received.arrived > arrival.published.closes
    if late:
        yield (
            f"Uw inschrijving kwam na de sluiting. De sluiting was {exact_moment_text(closes)}. Zij is apart "
            "bewaard. Mensen van de opdrachtgever besluiten of zij meedoet."
        )
    elif arrival.late:
        yield (
            "Uw inschrijving is pas vastgelegd toen de inschrijvingen al geopend waren. Zij is apart "
            "bewaard. Mensen van de opdrachtgever besluiten of zij meedoet."
        )
    else:
        yield f"Uw inschrijving is op tijd. De sluiting is {exact_moment_text(closes)}."
    if got.replaces is not None:
        yield (
            f"Zij komt in de plaats van uw inschrijving met nummer {got.replaces}. Die telt niet meer, en "
            "blijft wel bewaard."
        )
    if got.form is None:
        yield (
            "In wat u stuurde staat geen formulier dat te herkennen is, of meer dan één. Alles is bewaard "
            "zoals het kwam. Mensen van de opdrachtgever kijken daar na de opening naar."
        )
    if got.sealed:
        one = len(got.sealed) == 1
        lies = "ligt verzegeld in de kluis. Het gaat" if one else "liggen verzegeld in de kluis. Ze gaan"
        count = number_of(len(got.sealed), "bestand", "bestanden")
        yield f"{count} {lies} pas open als de kwaliteit vaststaat."
        if got.price_book is None:
            yield "Een prijsblad is er niet in te herkennen."
    elif arrival.published.custodians:
        yield "Er zit geen prijsblad bij. Zonder prijsblad is er geen prijs."
    if got.taken_apart:
        zips = listing(one_line(each.name) for each in got.taken_apart)
        yield f"Uitgepakt: {zips}. Wat erin zat, is bewaard; het zip-bestand zelf niet."
    if arrival.entry.moment <= arrival.published.closes:
        yield "Wilt u iets veranderen? Tot de sluiting kunt u opnieuw indienen."


def _facts(arrival: Arrival, info: TenderInfo) -> Iterator[tuple[str, str]]:
    got, entry = arrival.received, arrival.entry
    kvk = f" (KvK {got.registration})" if got.registration else ""
    yield "Inschrijver", one_line(f"{got.tenderer}{kvk}")
    yield "Nummer", str(got.number)
    yield "Ontvangen op", exact_moment_text(_local(got.arrived, info))
    yield "Volgens", _by_clock(arrival)
    by = f", door {listing(entry.by)}" if entry.by else ""
    set_by_hand = " Deze klok is met de hand gezet." if entry.clock_set else ""
    written = exact_moment_text(_local(entry.moment, info))
    yield "Vastgelegd op", one_line(f"{written}{by}.{set_by_hand}")
    yield "Regels", f"versie {arrival.published.version}, {arrival.published.fingerprint[:16]}…"


def _by_clock(arrival: Arrival) -> str:
    source = arrival.received.source
    if source == "portaal":
        return "de lijst van het inkoopplatform"
    if source == "hand":
        return "degene die het ontving: het moment is met de hand ingevuld"
    if arrival.entry.clock_set:
        return "de klok van de computer, die met de hand gezet is"
    return "de klok van de computer waarop het ontvangen is"


def _local(moment: datetime, info: TenderInfo) -> datetime:
    return moment.astimezone(ZoneInfo(info.timezone))
