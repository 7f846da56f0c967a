"""The proces-verbaal: what happened, by whom and why, in the order of art. 84 of Directive 2014/24/EU.

It is made of the record alone, and of what the files that it names come to. What the record does not know it
says, so that a person can add it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inkoop.catalogue import message
from inkoop.domain.award_rules import BY_DRAW
from inkoop.domain.evaluation import Award, Evaluation, LotResult, Ranked
from inkoop.domain.procedure.facts import Entry, FileRef, PriceAsked, PriceExplained, Sha256
from inkoop.domain.procedure.state import Bid, State
from inkoop.rules.dutch_format import day_text, listing, moment_text, number_of
from inkoop.rules.submission.organisations import members
from inkoop.views.letters.happened import happened
from inkoop.views.letters.model import Block, Heading, Para, Points, closing_notes
from inkoop.views.letters.term import clock_note
from inkoop.views.procedure.vault import vault_words
from inkoop.views.words.admission import award_words, objection_text, tie_name
from inkoop.views.words.blocks import Column, Fact, Table, TableRow
from inkoop.views.words.outcomes import rank_text
from inkoop.views.words.totals import total_text, total_words
from inkoop.views.words.wording import amount_text, plain, sentence

_UNKNOWN = "Dat staat niet in het dossier. Vul het aan."
_PROCEDURES = {
    "sas": "de procedure voor sociale en andere specifieke diensten (artikelen 2.38 en 2.39 Aw)",
    "openbaar": "de openbare procedure",
    "meervoudig_onderhands": "de meervoudig onderhandse procedure",
    "open_house": "open house: iedereen die aan de eisen voldoet, wordt toegelaten",
}
_LOW_PRICES = ("PRIJS-04", "PRIJS-05")


@dataclass(frozen=True)
class Minutes:
    """The proces-verbaal, as blocks."""

    title: str
    reference: str
    buyer: str
    head: tuple[Fact, ...]
    blocks: tuple[Block, ...]
    dated: str
    stand: Sha256
    fictional: str
    clock: str

    @property
    def foot(self) -> str:
        """What stands under each page."""
        return f"{self.reference} · Proces-verbaal"

    @property
    def about(self) -> str:
        """What the document is."""
        return "Wat er in deze aanbesteding is gebeurd, door wie en waarom."

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands at its end, small."""
        return closing_notes(self.stand, self.clock, self.fictional)


@dataclass(frozen=True)
class Told:
    """What it is made of."""

    entries: Sequence[Entry]
    stands: Sequence[Sha256]
    state: State
    evaluation: Evaluation
    files: Sequence[FileRef]
    """Every file that the record names, as it names it last."""


def minutes(told: Told) -> Minutes:
    """The proces-verbaal of a tender whose submissions were opened."""
    info, state = told.evaluation.tender.info, told.state
    assert state.last is not None
    blocks = (
        *_authority(told),
        *_tenderers(told),
        *_low_prices(told),
        *_chosen(told),
        *_draws(told),
        *_other_points(told),
        *_course(told),
        *_annex(told),
    )
    return Minutes(
        title=f"Proces-verbaal: {info.title}",
        reference=info.reference,
        buyer=info.buyer,
        head=(
            Fact("Opdrachtgever", info.buyer),
            Fact("Aanbesteding", f"{info.title}, kenmerk {info.reference}"),
            Fact("Procedure", _PROCEDURES[info.procedure]),
            Fact("Bijgewerkt tot", f"{moment_text(state.last)}, regel {state.lines} van het dossier"),
        ),
        blocks=blocks,
        dated=state.last.date().isoformat(),
        stand=state.stand,
        fictional=f"Dit is een voorbeeld. {info.fictional_note}".strip() if info.fictional else "",
        clock=clock_note(told.evaluation.record),
    )


def _authority(told: Told) -> Iterator[Block]:
    info, tender = told.evaluation.tender.info, told.evaluation.tender
    yield Heading(2, "a. Opdrachtgever en opdracht")
    yield Para(f"{info.buyer}. {sentence(info.introduction)}")
    contract = tender.contract
    budget = contract.budget if contract else None
    value = f"Het budget in het kader is {amount_text(budget)} per jaar." if budget else _UNKNOWN
    yield Para(value, "Waarde van de opdracht.")
    yield Para(_UNKNOWN, "Adres van de opdrachtgever.")


def _tenderers(told: Told) -> Iterator[Block]:
    """Who handed in, who takes part, and who does not and why."""
    yield Heading(2, "b. Inschrijvers: wie meedoet, wie niet, en waarom")
    rows = [_received(bid, told.state) for _, bid in sorted(told.state.bids.items())]
    columns = (Column("Nummer"), Column("Inschrijver"), Column("Binnen"), Column("Wat ermee gebeurde"))
    yield Table("Alles wat binnenkwam", columns, tuple(rows))
    for lot in told.evaluation.lots:
        yield from _admission(lot, told)
    decisions = [
        f"Nummer {each.number}, {plain(told.state.bids[each.number].received.tenderer)}, over {each.subject}"
        f"{f' in perceel {each.lot}' if each.lot else ''}: {plain(each.ruling)}. {sentence(each.motivation)}"
        f"{f' Besloten door {plain(each.by)}.' if each.by else ''}"
        for each in told.state.decisions
    ]
    if decisions:
        yield Heading(3, "Besluiten van mensen, met hun reden")
        yield Points(tuple(decisions))


def _received(bid: Bid, state: State) -> TableRow:
    got = bid.received
    gone = next((each for each in state.withdrawn if each.number == bid.number and not each.lot), None)
    if bid.replaced_by is not None:
        became = f"vervangen door nummer {bid.replaced_by}"
    elif bid.takes_part is not None:
        became = f"{'doet mee' if bid.takes_part else 'doet niet mee'}, besloten: {plain(bid.motivation)}"
    elif bid.waits:
        became = "wacht op een besluit"
    else:
        became = "geopend"
    became += f"; ingetrokken: {plain(gone.motivation)}" if gone else ""
    late = "te laat; " if bid.late else ""
    return TableRow((str(bid.number), plain(got.tenderer), moment_text(got.arrived), f"{late}{became}"))


def _admission(lot: LotResult, told: Told) -> Iterator[Block]:
    several = told.evaluation.tender.lots is not None
    yield Heading(3, f"Perceel {lot.lot}" if several else "Toelating")
    names = [plain(one.name) for one in lot.admitted]
    yield Para(f"{listing(names)}." if names else "Niemand.", "Toegelaten.")
    out = [
        f"{plain(each.submission.name)}: "
        + " ".join(objection_text(objection, lot.tender, closed=True) for objection in each.objections)
        for each in lot.not_admitted
    ]
    if out:
        yield Para("Wie niet meedoet of onder een drempel bleef:")
        yield Points(tuple(out))
    if lot.undecided:
        waits = listing(plain(each.submission.name) for each in lot.undecided)
        yield Para(f"{waits}.", "Nog niet besloten.")


def _low_prices(told: Told) -> Iterator[Block]:
    yield Heading(2, "c. Lage prijzen")
    found = [
        f"{plain(one.name)}: {message(each)}"
        for one in told.evaluation.submissions
        for each in told.evaluation.about(one)
        if each.code in _LOW_PRICES
    ]
    if found:
        yield Para("Het programma wees op deze prijzen. Het wijst niemand af om een lage prijs.")
        yield Points(tuple(found))
    else:
        yield Para("Het programma zag geen prijs onder het minimum en geen die abnormaal laag leek.")
    asked = [each.fact for each in told.entries if isinstance(each.fact, PriceAsked | PriceExplained)]
    if asked:
        yield Para("Over prijzen is uitleg gevraagd:")
        yield Points(tuple(happened(each, told.state) for each in asked))


def _chosen(told: Told) -> Iterator[Block]:
    """Who gets a contract and why, and who does part of the work."""
    yield Heading(2, "d. Wie een contract krijgt, en waarom")
    if told.evaluation.tender.award is None:
        yield Para("Bij open house is er geen rangorde. Wie toegelaten is, staat onder b.")
        return
    for lot in told.evaluation.lots:
        assert lot.tender.award is not None
        if told.evaluation.tender.lots is not None:
            yield Heading(3, f"Perceel {lot.lot}")
        if lot.waiting:
            yield Para("Er is nog geen rangorde: er ontbreken cijfers.")
            continue
        heading = total_words(lot.tender.award).heading
        columns = (Column("Plaats"), Column("Inschrijver"), Column(heading, numeric=True), Column("Uitkomst"))
        rows = tuple(
            TableRow(
                (
                    rank_text(place),
                    plain(place.scorecard.submission.name),
                    total_text(place.scorecard.total, lot.tender),
                    _outcome(place, lot),
                )
            )
            for place in lot.ranking
        )
        if rows:
            yield Table("Rangorde", columns, rows)
        if not any(place.award is Award.AWARDED for place in lot.ranking):
            yield Para("Niemand krijgt hier een contract. De redenen staan onder b.")
    yield Para("De punten en redenen per onderdeel staan in het rapport en in de brieven.")
    partners = list(_partners(told))
    named = (
        "Wie een deel van het werk doet, volgens de inschrijving:" if partners else "Niemand noemde er een."
    )
    yield Para(named, "Partners en onderaannemers.")
    if partners:
        yield Points(tuple(partners))


def _outcome(place: Ranked, lot: LotResult) -> str:
    """What comes of a place, and what decided between equal totals."""
    words = award_words(place, lot.tender)
    if not place.tie_break:
        return words
    how = "geloot" if place.tie_break == BY_DRAW else tie_name(place.tie_break, lot.tender)
    return f"{words}. Bij een gelijke stand: {how}"


def _draws(told: Told) -> Iterator[Block]:
    """Every draw that counts, so that anybody can repeat it."""
    yield Heading(2, "Lotingen")
    if not told.evaluation.draws:
        yield Para("Er is niet geloot, of geen loting telt mee.")
    for read in told.evaluation.draws:
        record = read.record
        how = (
            f"uit het zaad {plain(record.seed)} ({plain(record.seed_source)})"
            if record.seed
            else "door mensen"
        )
        who = f", door {plain(record.by)}" if record.by else ""
        when = f", op {moment_text(record.moment)}" if record.moment else ""
        there = f" Aanwezig: {listing(map(plain, record.present))}." if record.present else ""
        yield Para(
            f"Geloot {how}{who}{when}. De volgorde: {listing(map(plain, record.order))}.{there}",
            f"Perceel {record.lot}." if told.evaluation.tender.lots else "",
        )


def _partners(told: Told) -> Iterator[str]:
    for one in told.evaluation.submissions:
        others = members(told.evaluation.tender, one)[1:]
        if others:
            yield f"{plain(one.name)}: {listing(f'{plain(each.name)} ({each.role})' for each in others)}"


def _other_points(told: Told) -> Iterator[Block]:
    yield Heading(2, "e en f. Onderhandeling")
    yield Para("Van onderhandeling staat niets in het dossier.")
    yield Heading(2, "g. Niet gunnen")
    none = [
        lot.lot
        for lot in told.evaluation.lots
        if lot.tender.award and not lot.waiting and not any(p.award is Award.AWARDED for p in lot.ranking)
    ]
    yield Para(
        f"Niemand krijgt een contract in: {listing(none)}." if none else "Dat is hier niet aan de orde."
    )
    yield Heading(2, "h. Hoe inschrijvingen binnenkwamen")
    sources = sorted({bid.received.source for bid in told.state.bids.values()})
    yield Para(
        f"Het moment van ontvangst komt van: {listing(sources) or 'niets, er kwam niets binnen'}. Elke "
        "inschrijving is een bestand. Hoe zij verstuurd is, staat niet in het dossier."
    )
    yield Heading(2, "i. Belangen")
    people = [each.label or each.assessor for each in told.state.assessors]
    if people:
        count = number_of(len(people), "beoordelaar", "beoordelaars")
        yield Para(
            f"Aantal: {count} ({listing(people)}). Wie een belang opgaf, staat in de ingeleverde werkbladen, "
            "die het dossier noemt."
        )
    else:
        yield Para("Er waren geen beoordelaars: geen antwoord kreeg een cijfer van mensen.")
    if kept := vault_words(told.evaluation.record.prices if told.evaluation.record else None):
        yield Heading(2, "Prijzen en kwaliteit")
        yield Para(f"{kept} De werkbladen van de beoordelaars bevatten geen prijzen.")


def _course(told: Told) -> Iterator[Block]:
    """Every step in its order."""
    yield Heading(2, "Verloop")
    rows = tuple(
        TableRow(
            (
                str(entry.number),
                moment_text(entry.moment) + (" (met de hand gezet)" if entry.clock_set else ""),
                plain(listing(entry.by)) or "–",
                happened(entry.fact, told.state),
            )
        )
        for entry in told.entries
    )
    columns = (Column("Regel"), Column("Moment"), Column("Door"), Column("Wat"))
    yield Table("Elke regel van het dossier", columns, rows)
    term = told.state.decided
    if term is not None:
        yield Para(
            f"De opschortende termijn loopt tot en met {day_text(term.last_day)}: {term.days} dagen na "
            f"{day_text(term.sent)}, en zo nodig door tot en met een werkdag."
        )


def _annex(told: Told) -> Iterator[Block]:
    """The whole chain, so that anybody can hold the record against this paper."""
    yield Heading(2, "Bijlage: de keten")
    yield Para(
        "Achter elke regel staat de SHA-256 van die regel. Elke regel bevat die van de regel ervoor: wie één "
        "regel verandert, verandert alles erna. Nagaan kan met inkoop dossier controleer."
    )
    lines = zip(told.entries, told.stands, strict=True)
    rows = tuple(TableRow((str(entry.number), stand)) for entry, stand in lines)
    yield Table("Stand na elke regel", (Column("Regel"), Column("Stand")), rows)
    files = tuple(TableRow((plain(file.path), file.sha256)) for file in told.files)
    yield Table(
        "Elk bestand dat het dossier noemt", (Column("Bestand"), Column("Vingerafdruk (SHA-256)")), files
    )
