"""What is bought, how one takes part, and what is asked of everybody."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.domain.award_rules import Lot
from inkoop.domain.questions import TableQuestion
from inkoop.domain.tender import Tender, whole_code
from inkoop.rules.dutch_format import listing, moment_text
from inkoop.rules.form_books import sealed_questions
from inkoop.views.guide.asked import asked_table, question_key, table_blocks
from inkoop.views.guide.model import Block, Chapter, Grid, Points, Room, Said
from inkoop.views.words.asked import closing_text
from inkoop.views.words.blocks import Column, Table, TableRow
from inkoop.views.words.counting import PROCEDURES, count
from inkoop.views.words.weights import used_for
from inkoop.views.words.wording import amount_text, number_text, sentence

OPEN_HOUSE = (
    "Er is geen keuze tussen aanbieders. Iedereen die aan de eisen voldoet, mag meedoen. Er zijn geen punten"
    " en er is geen rangorde."
)


def lot_label(lot: Lot) -> str:
    """How a lot is named in a sentence: noord (Dagbesteding in Noord)."""
    return f"{lot.code} ({lot.title})"


_WAITING = (
    "dagen, vanaf de dag nadat de brieven zijn verstuurd. Zolang sluiten wij geen contract. Is de laatste "
    "dag geen werkdag, dan tot en met de eerste werkdag erna."
)


def in_short(tender: Tender) -> Chapter:
    """What is bought, by whom, until when, and what is known of the contract."""
    info = tender.info
    contact = info.contact
    reach = ", ".join(part for part in (contact.name, contact.email, contact.phone) if part)
    facts = [
        ("Opdrachtgever", info.buyer),
        ("Kenmerk", info.reference),
        ("Procedure", f"{PROCEDURES[info.procedure]}."),
        ("Openbaar vanaf", f"{moment_text(info.published)}."),
        ("Inleveren kan tot en met", f"{closing_text(info)}."),
        ("Wachten na de beslissing", f"{info.standstill} {_WAITING}"),
        ("Vragen?", reach),
    ]
    contract = tender.contract
    if contract:
        facts += [("Begin van het contract", sentence(contract.starts))] if contract.starts else []
        facts += [("Hoe lang", sentence(contract.term))] if contract.term else []
        if contract.budget:
            facts.append(("Budget", f"{amount_text(contract.budget)} per jaar, voor alles samen."))
    blocks: list[Block] = []
    if info.fictional:
        note = f" {sentence(info.fictional_note)}" if info.fictional_note else ""
        text = f"Dit is een voorbeeld en geen echte aanbesteding.{note}"
        blocks.append(Said(("aanbesteding.fictief", "aanbesteding.fictief_toelichting"), text, "Let op"))
    blocks.append(Said(("aanbesteding.inleiding",), sentence(info.introduction)))
    blocks.append(
        Grid(
            ("aanbesteding", "opdracht"),
            Table("In het kort", (Column("Wat"), Column("Gegeven")), tuple(map(TableRow, facts))),
        )
    )
    if contract and contract.decisions:
        rows = tuple(TableRow((step.who, sentence(step.what), step.when)) for step in contract.decisions)
        columns = (Column("Wie"), Column("Besluit of vraag"), Column("Wanneer"))
        blocks.append(Grid(("opdracht.besluiten",), Table("Wie wanneer wat besluit", columns, rows)))
    blocks += [*_need(tender), Room("de opdracht: de achtergrond, de planning, de overeenkomst")]
    return Chapter("kort", "Wat wij inkopen", tuple(blocks))


def _need(tender: Tender) -> Iterator[Block]:
    """What the municipality expects to need, which tells a provider how much there is to do."""
    need = tender.insight.need if tender.insight else None
    if need is None:
        return
    text = f"De gemeente verwacht plaats nodig te hebben voor {number_text(need.number)} {need.unit}."
    if need.per_place:
        text += f" Eén plaats wordt gebruikt door {number_text(need.per_place)} {need.unit}."
    if need.half_days:
        text += f" Gemiddeld komt iemand {number_text(need.half_days)} dagdelen per week."
    yield Said(("duiding.behoefte",), f"{text} Dit is een verwachting en geen belofte.", "Hoeveel")
    supply = tender.insight.supply if tender.insight else None
    if not need.districts:
        return
    question = tender.questions.get(supply.question) if supply else None
    known = (
        tender.choices_of(question.column(supply.district))
        if supply and isinstance(question, TableQuestion)
        else {}
    )
    rows = tuple(TableRow((known.get(code, code), number_text(n))) for code, n in need.districts.items())
    columns = (Column("Wijk"), Column(need.unit.capitalize(), numeric=True))
    yield Grid(("duiding.behoefte.wijken",), Table("Verwacht per wijk", columns, rows))


def lots(tender: Tender) -> Iterator[Chapter]:
    """The lots, and what holds in each of them."""
    if tender.lots is None:
        return
    number = count(len(tender.lots.items), "perceel", "percelen")
    text = (
        f"De opdracht is verdeeld in {number}. U kiest zelf op welke u inschrijft, bij vraag"
        f" {tender.lots.question}."
    )
    if tender.award:
        text += " Elk perceel heeft een eigen rangorde, met de regels van dat perceel."
    columns = (Column("Perceel"), *(Column(head) for head in _lot_heads(tender)))
    rows = tuple(
        TableRow((lot_label(lot), *(cell for _, cell in _lot_cells(tender, lot))))
        for lot in tender.lots.items
    )
    yield Chapter(
        "percelen",
        "De percelen",
        (
            Said(("percelen.vraag",), text),
            Grid(("percelen.lijst",), Table("De percelen en hun eigen regels", columns, rows)),
        ),
    )


def _lot_heads(tender: Tender) -> list[str]:
    assert tender.lots is not None
    return [head for head, _ in _lot_cells(tender, tender.lots.items[0])]


def _lot_cells(tender: Tender, lot: Lot) -> list[tuple[str, str]]:
    """What a lot says for itself, in the columns that any lot needs."""
    assert tender.lots is not None
    items, award = tender.lots.items, tender.award
    cells = []
    if tender.requirements:
        kept = dict.fromkeys(map(whole_code, lot.requirements or ()))
        cells.append(("Eisen", "alle" if lot.requirements is None else ", ".join(kept) or "geen"))
    if award is None:
        return cells
    if any(each.criteria for each in items):
        cells.append(("Criteria", ", ".join(map(whole_code, lot.criteria)) or "alle"))
    if any(each.places for each in items) or award.places:
        places = lot.places or award.places
        cells.append(("Contracten", str(places) if places else "zoveel als er te verdelen is"))
    if award.capacity:
        size = lot.size or award.capacity.size
        cells.append(("Te verdelen", f"{number_text(size)} {award.capacity.unit}"))
    return cells


def taking_part(tender: Tender) -> Chapter:
    """How one takes part, and what is handed in besides the form."""
    info = tender.info
    blocks: list[Block] = [
        Said(("aanbesteding.indienen",), sentence(info.hand_in)),
        Points(
            ("formulier",),
            (
                "U vult het formulier in dat bij deze leidraad hoort. De vragen daarin zijn die van deze"
                " leidraad. Verandert u iets aan het formulier zelf, dan kijkt een mens ernaar.",
                "Elke vraag is verplicht, behalve waar ‘Niet verplicht’ staat.",
                "Staat er een fout in uw formulier? Dan valt u daardoor niet vanzelf af. Een mens besluit.",
                "Met de zelfcontrole ziet u vooraf wat er nog mist."
                + (
                    " U ziet daar ook de punten die alleen van uw eigen antwoorden afhangen."
                    if tender.self_check.points
                    else ""
                ),
            ),
        ),
    ]
    blocks += _vault(tender)
    if tender.enclosures:
        rows = tuple(
            TableRow((each.title, each.file_name, "ja" if each.required else "nee"))
            for each in tender.enclosures
        )
        columns = (Column("Bijlage"), Column("Naam van het bestand"), Column("Verplicht"))
        blocks.append(Grid(("bijlagen",), Table("Wat u meelevert", columns, rows)))
        text = (
            "Op de plek van * in een naam mag iets anders staan. Ontbreekt een verplichte bijlage, dan valt u"
            " niet vanzelf af: een mens besluit."
        )
        blocks.append(Said(("bijlagen.naam",), text))
    if tender.declaration:
        text = (
            f"{sentence(tender.declaration.text)} Ondertekenen mag: {sentence(tender.declaration.signed_by)}"
        )
        blocks.append(Said(("verklaring",), text, "Wat u verklaart"))
    blocks += [*_organisations(tender), Room("het inleveren: het platform, de vragenronde, het stil zijn")]
    return Chapter("meedoen", "Zo doet u mee", tuple(blocks))


_OPENED = {
    "alle": "Dan gaan de prijsbladen open van iedereen die meedoet.",
    "boven_drempel": "Dan gaan alleen de prijsbladen open van wie de drempels voor de kwaliteit haalt.",
}


def _vault(tender: Tender) -> Iterator[Block]:
    """That prices come in a workbook of their own, which questions stand in it, and when it is opened."""
    if tender.vault is None:
        return
    sealed = sealed_questions(tender)
    asked = listing(code for code in tender.filled_in if code in sealed)
    points = (
        f"Er zijn twee werkbladen: het inschrijfformulier en het prijsblad. In het prijsblad staat: {asked}.",
        "U levert ze samen in, elk als eigen bestand. Zet in het formulier en in een bijlage geen prijs.",
        "Het prijsblad gaat bij ontvangst op slot. Twee mensen hebben elk een sleutel, en beide zijn nodig.",
        f"Het prijsblad blijft dicht tot de kwaliteit vaststaat. {_OPENED[tender.vault.opens]}",
    )
    yield Points(("prijskluis",), points)


def _organisations(tender: Tender) -> Iterator[Block]:
    named = tender.organisations
    if named is None:
        return
    table = tender.questions[named.question]
    assert isinstance(table, TableQuestion)
    name, kvk, role = (table.column(code).text for code in (named.name, named.registration, named.role))
    text = (
        f"Schrijft u in met andere organisaties, of huurt u anderen in? Noem hen bij vraag {named.question},"
        f" met ‘{name}’, ‘{kvk}’ en ‘{role}’. Staat dezelfde organisatie in twee inschrijvingen? Dan kijkt"
        " een mens daarnaar. Niemand valt daardoor vanzelf af."
    )
    yield Said(("organisaties",), text, "Samen inschrijven")


def general_questions(tender: Tender) -> Chapter:
    """What is asked of everybody, with what each answer is for."""
    asked = [question for question in tender.general if question.code in tender.filled_in]
    purposes = [purpose(tender, question.code) for question in asked]
    blocks: list[Block] = [Grid(("algemeen",), asked_table(tender, asked, purposes))]
    parts = tuple(
        Chapter(
            question_key(question.code),
            f"De tabel van vraag {question.code}",
            tuple(table_blocks(tender, question)),
        )
        for question in asked
        if isinstance(question, TableQuestion)
    )
    return Chapter("algemeen", "Vragen over uw organisatie en uw aanbod", tuple(blocks), parts)


def purpose(tender: Tender, code: str) -> str:
    """What the answer to a question is used for: points, a requirement, the division, or nothing of that."""
    found = list(_uses(tender, code))
    if holders := used_for(tender, code):
        found.append(holders)
    return "; ".join(found) or "geen punten"


def _uses(tender: Tender, code: str) -> Iterator[str]:
    lots, award = tender.lots, tender.award
    if lots and code == lots.question:
        yield "uw keuze van percelen"
    if lots and code == lots.preference:
        yield f"uw eigen volgorde van percelen{_column_text(tender, code, lots.preference_column)}"
    if lots and code == lots.own_most:
        yield "hoeveel percelen u hoogstens wilt"
    if award and award.capacity and code == award.capacity.question:
        column = _column_text(tender, code, award.capacity.column)
        yield f"hoeveel u aanbiedt{column}"
    if tender.organisations and code == tender.organisations.question:
        yield "met wie u inschrijft"
    for leaf, terms, _ in tender.priced:
        if any(added.question == code for added in terms.adjustments):
            yield f"de prijs bij {leaf.code}"


def _column_text(tender: Tender, question: str, column: str | None) -> str:
    """Of a table the column that counts, behind what it is for."""
    table = tender.questions[question]
    return f" (kolom ‘{table.column(column).text}’)" if column and isinstance(table, TableQuestion) else ""
