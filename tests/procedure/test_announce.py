"""What the officer types elsewhere, held against the kader and the workbooks as they stand on the disk."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ruamel.yaml import YAML

from inkoop.domain.notice import Notice
from inkoop.domain.procedure.facts import Sent
from inkoop.domain.tender import Publication
from inkoop.journeys.draw import Meeting
from inkoop.journeys.procedure.changes import draw_lots
from inkoop.journeys.procedure.folder import working
from inkoop.journeys.procedure.opening import open_bids
from inkoop.journeys.procedure.outcome import evaluate_folder, numbered
from inkoop.views.letters.notice import notice
from inkoop.views.record.versions import public_version
from tests.command import run
from tests.procedure.tender_case import AFTER, published_tender
from tests.procedure.town_folder import DRAWN, SEED, SUBMISSIONS, graded_town
from tests.views.guide.kaders import written
from tests.writers.test_grades_form import plain

pytestmark = pytest.mark.langzaam
NOTICE = """
publicatie:
  cpv: [85312100-0, "85000000"]
  registratie: "00000001823288444000"
  plaats: Meerdonk
  postcode: 1234 AB
  nuts: NL211
  maximum: 2400000
  maximum_per_perceel: {noord: 1000000, zuid: 900000.50}
  grootte: {vraag: V4, micro: altijd, klein: [moment], middelgroot: afspraak}
"""
"""The choices of V4 stand in for sizes: the example does not ask how large a bidder is."""
CLASSES = {"altijd": "micro", "moment": "small", "afspraak": "medium"}
TITLES = {
    "altijd": "Ja, altijd",
    "moment": "Ja, op een vast moment in de week",
    "afspraak": "Alleen op afspraak",
}
LOTS = ("noord", "zuid", "werk")


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Meerdonk with its decision in the record, as if the letters went out."""
    place = graded_town(tmp_path_factory.mktemp("aankondiging"))
    meeting = Meeting(by="Team Inkoop", moment=DRAWN)
    assert draw_lots(place, ("An",), DRAWN, seed=SEED, meeting=meeting).value
    letter = place / "brieven" / "1" / "brief.txt"
    letter.parent.mkdir(parents=True)
    letter.write_text("Een brief.", "utf-8")
    with working(place, ("An",), datetime(2027, 5, 10, 9)) as work:
        day, last = date(2027, 5, 10), date(2027, 5, 31)
        files, mark = (work.reference(letter),), sha256(b"uitkomst").hexdigest()
        work.add(Sent(round=1, sent=day, days=20, last_day=last, outcome=mark, files=files))
    return place


@pytest.fixture
def place(decided: Path, tmp_path: Path) -> Path:
    """A copy of it, to change."""
    return Path(shutil.copytree(decided, tmp_path / "meerdonk"))


def add(place: Path, text: str) -> None:
    kader = place / "kader.yaml"
    kader.write_text(kader.read_text("utf-8") + text, "utf-8")


def told(place: Path) -> dict[str, Any]:
    done = run("aankondiging", "--json", cwd=place)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def values(made: dict[str, Any], part: str) -> list[tuple[str, str]]:
    return [(each["term"], each["waarde"]) for each in made["waarden"] if each["deel"] == part]


def test_what_the_kader_says_is_there_to_copy(place: Path) -> None:
    """Written down after publication, while the fingerprint stays what was published."""
    mark = run("kader", "kader.yaml", cwd=place).stdout.split("vingerafdruk")[-1]
    add(place, NOTICE)
    assert run("kader", "kader.yaml", cwd=place).stdout.split("vingerafdruk")[-1] == mark
    made = told(place)
    buyer, procedure = dict(values(made, "Opdrachtgever")), values(made, "Procedure")
    raw = YAML(typ="safe").load((place / "kader.yaml").read_text("utf-8"))["publicatie"]
    for term, key in (("BT-501", "registratie"), ("BT-513", "plaats"), ("BT-512", "postcode")):
        assert buyer[term] == raw[key]
    assert buyer["BT-507"] == dict(procedure)["BT-5071"] == raw["nuts"]
    assert [value for term, value in procedure if term in ("BT-262", "BT-263")] == ["85312100", "85000000"]
    assert dict(procedure)["BT-118"] == "2400000 EUR"
    most = {lot: dict(values(made, f"Perceel {lot}"))["BT-709"] for lot in LOTS}
    assert most == {"noord": "1000000 EUR", "zuid": "900000.50 EUR", "werk": ""}
    assert made["aanvullen"] == ["maximum_per_perceel: {noord: BEDRAG, zuid: BEDRAG, werk: BEDRAG}"]


def every_answer() -> list[dict[str, str]]:
    """By code what each submission says, from the cells of the workbooks themselves."""
    books = (openpyxl.load_workbook(path, data_only=True) for path in sorted(SUBMISSIONS.glob("*.xlsx")))
    return [
        {
            str(row[0]): str(row[2] or "")
            for sheet in book
            for row in sheet.iter_rows(values_only=True)
            if len(row) > 2 and row[0]
        }
        for book in books
    ]


def test_received_submissions_are_counted_by_size_only_where_everybody_says_it(place: Path) -> None:
    """V4 is asked in Noord and Zuid only, so of who bids on Werk alone the size is not known."""
    add(place, NOTICE)
    made = told(place)
    seen = 0
    for part in (f"Perceel {lot}" for lot in LOTS):
        rows = values(made, part)
        received = int(dict(reversed(rows))["BT-759"])
        pairs = {
            code: int(number)
            for (term, code), (other, number) in pairwise(rows)
            if (term, other) == ("BT-760", "BT-759")
        }
        if "t-sme" in pairs:
            seen += 1
            typed = Counter(rows[f"perceel:{part[8:]}"] and rows["V4"] for rows in every_answer())
            codes = {"t-micro": "altijd", "t-small": "moment", "t-med": "afspraak"}
            wanted = {code: typed[TITLES[choice]] for code, choice in codes.items()}
            assert pairs == wanted | {"tenders": received, "t-sme": received}
        else:
            missing = next(v["ontbreekt"] for v in made["waarden"] if v["deel"] == part and v["ontbreekt"])
            assert re.match(rf"Van \d van de {received} is de grootte niet bekend\.", missing)
    assert 0 < seen < len(LOTS)


def test_a_winner_has_the_size_that_it_answered(place: Path) -> None:
    add(place, NOTICE)
    sizes = {
        each["deel"].partition(": ")[2]: each["waarde"]
        for each in told(place)["waarden"]
        if each["term"] == "BT-165" and each["naam"] == "Grootte"
    }
    counted: Counter[str] = Counter()
    for said in every_answer():
        name, answer = said["naam"], said["V4"]
        if name in sizes and answer:
            told_as = next(size for code, size in CLASSES.items() if answer in (code, TITLES[code]))
            assert sizes[name] == told_as, name
            counted[told_as] += 1
    assert len(counted) > 1


def test_the_lines_that_it_gives_complete_the_kader(place: Path) -> None:
    """What it says to write, filled in and written: then none of it lacks."""
    given = {
        "CPV-CODE": "85000000",
        "KVK-NUMMER OF OIN": "90000000",
        "PLAATS": "Meerdonk",
        "POSTCODE": "1234 AB",
        "NUTS-CODE": "NL211",
        "BEDRAG": "100",
    }
    lines = told(place)["aanvullen"]
    assert len(lines) == 8
    text = "\n".join(f"  {line}" for line in lines if not line.startswith("grootte"))
    for placeholder, value in given.items():
        assert placeholder in text
        text = text.replace(placeholder, value)
    shown = run("aankondiging", cwd=place).stdout
    assert all(f"\n  {line}\n" in shown for line in lines)
    add(place, f"\npublicatie:\n{text}\n")
    assert [line.partition(":")[0] for line in told(place)["aanvullen"]] == ["grootte"]


def test_a_draft_with_other_rules_does_not_count(place: Path) -> None:
    add(place, NOTICE)
    kader = place / "kader.yaml"
    kader.write_text(kader.read_text("utf-8").replace("drempel: 40", "drempel: 41"), "utf-8")
    done = run("aankondiging", cwd=place)
    assert "kader.yaml heeft niet dezelfde regels als wat u publiceerde." in done.stderr
    assert "00000001823288444000" not in done.stdout


def test_the_workbook_keeps_every_value_as_text(place: Path) -> None:
    add(place, NOTICE)
    assert run("aankondiging", "--xlsx", "waarden.xlsx", cwd=place).returncode == 0
    sheet = openpyxl.load_workbook(place / "waarden.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("deel", "term", "naam", "waarde", "ontbreekt", "sleutel")
    assert next(row[3] for row in rows if row[1] == "BT-501") == "00000001823288444000"
    made = told(place)["waarden"]
    assert [row[3] or "" for row in rows[1:]] == [each["waarde"] for each in made]
    before = (place / "publicatie" / "1" / "formulier.xlsx").read_bytes()
    refused = run("aankondiging", "--xlsx", "publicatie/1/formulier.xlsx", cwd=place)
    assert refused.returncode == 4
    assert (place / "publicatie" / "1" / "formulier.xlsx").read_bytes() == before


def test_prices_that_stay_closed_are_named_with_their_code(decided: Path) -> None:
    """By the codes of the eForms SDK; nothing is withheld where all prices are public."""
    found = evaluate_folder(decided).value
    assert found is not None
    for prices, codes in (("alle", []), ("winnaars", ["ten-val-low", "ten-val-hig"])):
        publication = Publication.model_validate({"prijzen": prices})
        tender = found.tender.changed(publication=publication)
        closed = replace(found, tender=tender, lots=tuple(replace(lot, tender=tender) for lot in found.lots))
        with working(decided) as work:
            bids, sent = numbered(work, closed), work.state.decided
        assert sent is not None
        made = notice(closed, public_version(closed), bids, 8, sent, Notice())
        for lot in LOTS:
            kept = [each for each in made if each.deel == f"Achtergehouden in perceel {lot}"]
            assert [each.waarde for each in kept if each.term == "BT-195"] == codes
            assert [each.waarde for each in kept if each.term == "BT-197"] == (["fair-comp"] if codes else [])


def test_of_an_open_house_nothing_is_announced(tmp_path: Path) -> None:
    """Who meets the requirements is let in: that is no award, so there is no result to announce."""
    text = StringIO()
    YAML(typ="safe").dump(plain(dict(written()["open house"])), text)
    place, _ = published_tender(tmp_path, text.getvalue())
    assert open_bids(place, ("An", "Bo"), AFTER).value is not None
    with working(place, ("An",), AFTER) as work:
        files, day = (work.reference(place / "kader.yaml"),), date(2027, 5, 10)
        work.add(Sent(round=1, sent=day, days=20, last_day=date(2027, 5, 31), outcome="0" * 64, files=files))
    refused = run("aankondiging", cwd=place)
    assert "bij open_house is er geen gunning" in refused.stderr
    assert refused.stdout == ""
