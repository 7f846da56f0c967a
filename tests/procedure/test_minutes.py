"""The proces-verbaal, sentence by sentence: a record of every fact, and outcomes of every kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from inkoop.domain.procedure import facts as f
from inkoop.domain.procedure.state import State
from inkoop.rules.procedure.fold import with_fact
from inkoop.views.letters.happened import happened
from inkoop.views.letters.minutes import Told, minutes
from inkoop.views.letters.model import Heading, Para, Points
from tests.procedure.letter_case import Case, open_house_kader, scored_kader

ZONE = ZoneInfo("Europe/Amsterdam")
MARK = "a" * 64
FILE = f.FileRef(path="map/bestand.xlsx", sha256=MARK, size=10)
OUT = f.OpenedFile(path="prijzen/1/a.xlsx", sha256="1" * 64, size=1, number=3)
CLOSES = datetime(2027, 2, 2, 12, tzinfo=ZONE)
IN_TIME, LATE = datetime(2027, 2, 1, 9, tzinfo=ZONE), datetime(2027, 2, 2, 12, 1, tzinfo=ZONE)
SENT = date(2027, 5, 10)
WEIGHTS = ("gewicht: 30", "gewicht: 30", "gewicht: 40")
AWARD = """\
methode: gewogen_punten
punten: 100
plaatsen: 1
afronding: {criterium: 2, totaal: 2}
bij_uitval: handhaven
bij_gelijk: [K1]"""


def received(number: int, name: str, arrived: datetime = IN_TIME, replaces: int | None = None) -> f.Received:
    return f.Received(
        number=number,
        tenderer=name,
        arrived=arrived,
        source="klok",
        form=FILE,
        files=(FILE,),
        replaces=replaces,
    )


CELL = f.CellRef(sheet="Criteria", cell="C7")
POINT = f.AskedPoint(code="K3", words="Hoeveel?", cells=(CELL,), obvious="Een komma te veel.")
MENDED = f.MendedCell(sheet="Criteria", cell="C7", before="1", now="2")
PRICE = f.AskedPrice(code="PRIJS-01", criterion="K4", question="prijs", words="U biedt € 30,00.")
SAID: list[tuple[f.Fact, str]] = [
    (
        f.Published(version=1, fingerprint=MARK, closes=CLOSES, kader=FILE, files=(FILE,)),
        "Versie 1 van de regels is gepubliceerd. De sluiting is 2 februari 2027 om 12.00 uur.",
    ),
    (received(1, "Aap"), "Ontvangen: nummer 1, Aap, binnen op 1 februari 2027 om 9.00 uur."),
    (
        received(2, "Aap", replaces=1),
        "Ontvangen: nummer 2, Aap, binnen op 1 februari 2027 om 9.00 uur. Vervangt nummer 1.",
    ),
    (received(3, "Beer"), "Ontvangen: nummer 3, Beer, binnen op 1 februari 2027 om 9.00 uur."),
    (received(4, "Das", LATE), "Ontvangen: nummer 4, Das, binnen op 2 februari 2027 om 12.01 uur."),
    (f.Opened(numbers=(2, 3)), "Geopend: 2 inschrijvingen."),
    (f.Opened(numbers=(2,)), "Geopend: 1 inschrijving."),
    (
        f.Admitted(number=4, takes_part=False, motivation="Te laat"),
        "Doet niet mee: nummer 4, Das. Te laat.",
    ),
    (f.Admitted(number=4, takes_part=True, motivation="Storing."), "Doet mee: nummer 4, Das. Storing."),
    (
        f.Decided(number=3, subject="E1", ruling="voldoet", motivation="Gezien"),
        "Besloten over nummer 3, Beer, E1: voldoet. Gezien.",
    ),
    (
        f.Asked(number=3, until=CLOSES, points=(POINT,)),
        "Gevraagd om herstel: nummer 3, Beer, van Criteria › C7, tot 2 februari 2027 om 12.00 uur. "
        "Kennelijke fout: Een komma te veel.",
    ),
    (
        f.Mended(number=3, form=FILE, arrived=IN_TIME, cells=(MENDED,), reason="Brief van Beer"),
        "Hersteld: nummer 3, Beer, van Criteria › C7, binnen op 1 februari 2027 om 9.00 uur. Brief van Beer.",
    ),
    (
        f.PriceAsked(number=3, until=CLOSES, prices=(PRICE,), letter=FILE),
        "Gevraagd om uitleg over de prijs: nummer 3, Beer, over K4, tot 2 februari 2027 om 12.00 uur.",
    ),
    (
        f.PriceExplained(number=3, arrived=IN_TIME, files=(FILE,)),
        "Uitleg over de prijs ontvangen: nummer 3, Beer, 1 bestand, binnen op 1 februari 2027 om 9.00 uur.",
    ),
    (
        f.HandedOut(stamp="s1", assessor="An", label="B1", seed="zaad", file=FILE),
        "Werkblad uitgegeven voor An (B1). Volgorde van de antwoorden door het zaad zaad.",
    ),
    (f.HandedOut(stamp="s2", file=FILE), "Werkblad uitgegeven voor het panel."),
    (f.HandedIn(stamp="s1", file=FILE), "Werkblad ingeleverd van An."),
    (f.HandedIn(stamp="s2", file=FILE), "Werkblad ingeleverd van het panel."),
    (f.SteppedBack(assessor="An", motivation="Ziek"), "An beoordeelt niet meer. Ziek."),
    (f.Locked(files=(FILE,)), "De kwaliteit is vastgesteld: de cijfers veranderen niet meer."),
    (
        f.PricesOpened(keys=("An", "Bo"), files=(OUT,)),
        "De kluis is geopend met de sleutels van An en Bo: de prijzen van 1 inschrijving.",
    ),
    (
        f.PricesOpened(keys=("An", "Bo"), files=(), shut=(3, 4)),
        "De kluis is geopend met de sleutels van An en Bo: de prijzen van 0 inschrijvingen. Dicht bleef: "
        "nummer 3 en nummer 4.",
    ),
    (f.Drawn(lot="noord", file=FILE), "Geloot in noord; het verslag met de volgorde is map/bestand.xlsx."),
    (f.Withdrew(number=3, motivation="Brief"), "Ingetrokken: nummer 3, Beer. Brief."),
    (
        f.Withdrew(number=3, lot="noord", motivation="Brief"),
        "Ingetrokken in perceel noord: nummer 3, Beer. Brief.",
    ),
    (
        f.Chose(number=3, lots=("noord", "zuid"), motivation="Mail"),
        "Gekozen door nummer 3, Beer: noord en zuid. Mail.",
    ),
    (
        f.Sent(round=1, sent=SENT, days=20, last_day=date(2027, 5, 31), outcome=MARK, files=(FILE,)),
        "Brieven met de beslissing, ronde 1, verzonden op 10 mei 2027. De opschortende termijn loopt tot en "
        "met 31 mei 2027.",
    ),
    (f.Objected(number=3, way="bezwaar", reason="Cijfer"), "Bezwaar van nummer 3, Beer. Cijfer."),
    (f.Objected(number=3, way="kort geding", reason="Cijfer"), "Kort geding van nummer 3, Beer. Cijfer."),
    (
        f.ObjectionEnded(number=3, ruling="ongegrond", reason="Vonnis"),
        "Het bezwaar van nummer 3, Beer is ongegrond. Vonnis.",
    ),
    (f.Final(round=1, outcome=MARK), "De gunning is definitief: de beslissing van ronde 1."),
]


def folded(facts: Sequence[f.Fact]) -> State:
    state = State(last=CLOSES, lines=len(facts), stand=MARK)
    for fact in facts:
        state = with_fact(state, fact)
    return state


@pytest.mark.parametrize(
    ("fact", "sentence"), SAID, ids=[f"{n}-{fact.kind}" for n, (fact, _) in enumerate(SAID)]
)
def test_every_fact_is_told_in_a_sentence(fact: f.Fact, sentence: str) -> None:
    known = [each for each, _ in SAID[:5]] + [each for each, _ in SAID if isinstance(each, f.HandedOut)]
    assert happened(fact, folded(known)) == sentence


def test_every_kind_of_fact_is_tried() -> None:
    tried = {fact.kind for fact, _ in SAID}
    every = {kind.model_fields["kind"].default for kind in vars(f).values() if _is_fact(kind)}
    assert every == tried


def _is_fact(kind: object) -> bool:
    return isinstance(kind, type) and "kind" in getattr(kind, "model_fields", {})


def told(case: Case, facts: Sequence[f.Fact]) -> list[str]:
    evaluation = case.evaluated()
    entries = [
        f.Entry(number=number, before=MARK, moment=CLOSES, by=("An",), clock_set=number == 1, fact=fact)
        for number, fact in enumerate(facts, 1)
    ]
    made = minutes(Told(entries, [MARK] * len(entries), folded(facts), evaluation, (FILE,)))
    lines: list[str] = []
    for block in made.blocks:
        if isinstance(block, Heading):
            lines.append(f"{'#' * block.level} {block.text}")
        elif isinstance(block, Para):
            lines.append(f"{block.label} {block.text}".strip())
        elif isinstance(block, Points):
            lines += [f"- {item}" for item in block.items]
        else:
            lines += [" | ".join(row.cells) for row in block.rows]
    return lines


@pytest.mark.langzaam
def test_who_came_in_and_what_became_of_each(tmp_path: Path) -> None:
    bids = {
        "Aap": {"ervaring": 80, "prijs": 50},
        "Beer": {"ervaring": 30, "prijs": 50},
        "Citroen": {"ervaring": 90, "prijs": 20, "vog": False},
    }
    rule = "{soort: laagste_prijs_gedeeld_door_prijs, btw: exclusief, minimumtarief: 45}"
    case = Case(tmp_path, scored_kader(rule, AWARD, WEIGHTS), bids, {"Aap": 5, "Beer": 10, "Citroen": 5})
    facts = [fact for fact, _ in SAID[:5]]
    facts += [
        received(5, "Eend"),
        f.Admitted(number=4, takes_part=False, motivation="Te laat."),
        f.Withdrew(number=3, motivation="Brief van 3 mei."),
        f.Decided(number=2, subject="E2", ruling="voldoet", motivation="Polis gezien", by="Bo"),
        SAID[-5][0],
    ]
    lines = told(case, facts)
    for line in (
        "1 | Aap | 1 februari 2027 om 9.00 uur | vervangen door nummer 2",
        "2 | Aap | 1 februari 2027 om 9.00 uur | geopend",
        "3 | Beer | 1 februari 2027 om 9.00 uur | geopend; ingetrokken: Brief van 3 mei.",
        "4 | Das | 2 februari 2027 om 12.01 uur | te laat; doet niet mee, besloten: Te laat.",
        "Toegelaten. Aap en Beer.",
        "Wie niet meedoet of onder een drempel bleef:",
        "- Citroen: Er is niet voldaan aan eis E1 (Verklaring omtrent gedrag). Het antwoord was: nee.",
        "- Nummer 2, Aap, over E2: voldoet. Polis gezien. Besloten door Bo.",
        "1 | Aap | 79,00 | gunnen. Bij een gelijke stand: K1 (Ervaring)",
        "Er is niet geloot, of geen loting telt mee.",
        "Partners en onderaannemers. Niemand noemde er een.",
        "Dat is hier niet aan de orde.",
        "Het programma wees op deze prijzen. Het wijst niemand af om een lage prijs.",
        "Er waren geen beoordelaars: geen antwoord kreeg een cijfer van mensen.",
        "Waarde van de opdracht. Dat staat niet in het dossier. Vul het aan.",
    ):
        assert line in lines, "\n".join([line, *lines])
    assert any(line.startswith("- Citroen: ") and "20" in line for line in lines)
    assert any("Het moment van ontvangst komt van: klok." in line for line in lines)
    assert any(
        line.startswith("1 | 2 februari 2027 om 12.00 uur (met de hand gezet) | An |") for line in lines
    )
    assert any("tot en met 31 mei 2027: 20 dagen na 10 mei 2027" in line for line in lines)


@pytest.mark.langzaam
def test_nobody_and_an_open_house(tmp_path: Path) -> None:
    bids = {"Aap": {"ervaring": 10, "prijs": 50}}
    rule = "{soort: laagste_prijs_gedeeld_door_prijs, btw: exclusief}"
    kader = scored_kader(rule, f"{AWARD}\ndrempel: 99", WEIGHTS)
    facts = [SAID[0][0], received(1, "Aap")]
    lines = told(Case(tmp_path / "een", kader, bids, {"Aap": 0}), facts)
    assert "Niemand krijgt hier een contract. De redenen staan onder b." in lines
    assert any(line.startswith("Niemand krijgt een contract in: ") for line in lines)
    assert "- Aap: In totaal zijn 43,00 punten gehaald. Nodig zijn minstens 99 punten." in lines
    assert "Het programma zag geen prijs onder het minimum en geen die abnormaal laag leek." in lines
    lines = told(Case(tmp_path / "twee", open_house_kader(), {"Aap": {}}, {}), facts)
    assert "Bij open house is er geen rangorde. Wie toegelaten is, staat onder b." in lines
    assert "Toegelaten. Aap." in lines
