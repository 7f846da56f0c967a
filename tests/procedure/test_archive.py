"""What goes to archive and Woo index: only what is public, and as the norms ask it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from ruamel.yaml import YAML

from inkoop.domain.procedure.facts import Sent
from inkoop.journeys.draw import Meeting
from inkoop.journeys.procedure.archive import write_archive
from inkoop.journeys.procedure.changes import draw_lots
from inkoop.journeys.procedure.folder import working
from inkoop.readers.report.pdfa import pdfa_of
from tests.archief.structuur import (
    DIWOO_NS,
    LISTS,
    MDTO_NS,
    SITEMAP_NS,
    diwoo_schema,
    mdto_schema,
)
from tests.command import run
from tests.procedure.tender_case import KADER, published_tender
from tests.procedure.town_folder import DRAWN, SEED, graded_town

pytestmark = pytest.mark.langzaam
NAMES = {"m": MDTO_NS, "d": DIWOO_NS, "s": SITEMAP_NS}
TOLD = """
publicatie:
  organisatie: https://identifier.overheid.nl/tooi/id/gemeente/gm0193
  bewaren: {jaren: 7, bron: "Een lijst & <meer>", categorie: "1.2 Inkoop", vanaf: "2028-02-29"}
  woo: {adres: https://www.meerdonk.example/in/koop/, regels: artikel_3_1, verslag: vergaderstukken}
"""


CATEGORIES = ("inspanningsverplichting art 3.1 Woo", "vergaderstukken decentrale overheden")
"""Of what was published before the closing, and of the report."""


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Meerdonk with its report and its decision, in which more stands than may go out."""
    place = graded_town(tmp_path_factory.mktemp("archief"))
    meeting = Meeting(by="Team Inkoop", moment=DRAWN)
    assert draw_lots(place, ("An",), DRAWN, seed=SEED, meeting=meeting).value
    assert run("rapport", "--alleen", "html", "--alleen", "gegevens", cwd=place).returncode == 0
    letter = place / "brieven" / "1" / "0001-brief.txt"
    letter.parent.mkdir(parents=True)
    letter.write_text("Een brief.", "utf-8")
    kader = place / "kader.yaml"
    kader.write_text(kader.read_text("utf-8") + TOLD, "utf-8")
    with working(place, ("An",), datetime(2027, 5, 10, 9)) as work:
        day, last = date(2027, 5, 10), date(2027, 5, 31)
        files, mark = (work.reference(letter),), sha256(b"uitkomst").hexdigest()
        work.add(Sent(round=1, sent=day, days=20, last_day=last, outcome=mark, files=files))
    assert run("archief", cwd=place).returncode == 0
    return place


def made(place: Path) -> dict[str, Path]:
    room = place / "archief"
    return {path.relative_to(room).as_posix(): path for path in room.rglob("*") if path.is_file()}


def public_files(place: Path) -> set[str]:
    return {name for name in made(place) if not name.endswith((".mdto.xml", ".sha256", "diwoo.xml"))}


def test_only_what_is_public_goes_in(decided: Path) -> None:
    """Named here in full: whatever else stands in the folder, such as a closed report, stays out."""
    lots = ("noord", "zuid", "werk")
    assert public_files(decided) == {
        "publicatie-1/kader.yaml",
        "publicatie-1/formulier.xlsx",
        *(f"rapport/rapport-{lot}.html" for lot in lots),
        "rapport/rangorde.csv",
        "rapport/uitkomst.json",
        "rapport/open-data.ocds.json",
    }
    assert (decided / "rapport" / "rapport-noord-besloten.html").exists()
    for name in public_files(decided):
        source = decided / name.replace("publicatie-1", "publicatie/1")
        assert made(decided)[name].read_bytes() == source.read_bytes()


def test_every_document_is_as_mdto_asks(decided: Path) -> None:
    schema, found = mdto_schema(), made(decided)
    sidecars = [name for name in found if name.endswith(".mdto.xml")]
    assert {f"{name}.bestand.mdto.xml" for name in public_files(decided)} <= set(sidecars)
    for name in sidecars:
        schema.assertValid(etree.parse(found[name]))


def text(root: etree._ElementTree, path: str) -> str:
    found = root.find(path, NAMES)
    assert found is not None, path
    return str(found.text)


def test_each_file_is_told_by_its_size_and_content(decided: Path) -> None:
    found = made(decided)
    for name in public_files(decided):
        root = etree.parse(found[f"{name}.bestand.mdto.xml"])
        data = found[name].read_bytes()
        assert text(root, ".//m:checksumWaarde") == hashlib.sha256(data).hexdigest()
        assert int(text(root, ".//m:omvang")) == len(data)
        assert text(root, ".//m:naam") == found[name].name
        # What it is a form of, and what that says of it, point at each other.
        paper = etree.parse(found[f"{name.rpartition('.')[0]}.mdto.xml"])
        mine = text(root, "m:bestand/m:identificatie/m:identificatieKenmerk")
        marks = ".//m:heeftRepresentatie//m:identificatieKenmerk"
        assert mine in [each.text for each in paper.findall(marks, NAMES)]
        assert text(root, ".//m:isRepresentatieVan//m:identificatieKenmerk") == text(
            paper, "m:informatieobject/m:identificatie/m:identificatieKenmerk"
        )


def test_how_long_it_is_kept_is_what_the_kader_says_with_its_source(decided: Path) -> None:
    raw = YAML(typ="safe").load((decided / "kader.yaml").read_text("utf-8"))["publicatie"]["bewaren"]
    root = etree.parse(made(decided)["dossier.mdto.xml"])
    assert text(root, ".//m:termijnLooptijd") == f"P{raw['jaren']}Y"
    assert text(root, ".//m:termijnStartdatumLooptijd") == raw["vanaf"] == "2028-02-29"
    assert text(root, ".//m:termijnEinddatum") == "2035-02-28"
    assert text(root, ".//m:waardering/m:begripCode") == "V"
    assert text(root, ".//m:informatiecategorie/m:begripLabel") == raw["categorie"]
    source = ".//m:informatiecategorie/m:begripBegrippenlijst/m:verwijzingNaam"
    assert text(root, source) == raw["bron"]


def test_the_sitemap_has_an_entry_for_each_file(decided: Path) -> None:
    schema, found = diwoo_schema(), made(decided)
    root = etree.parse(found["sitemap-diwoo.xml"])
    address = "https://www.meerdonk.example/in/koop/"
    urls = root.findall("s:url", NAMES)
    assert {str(url.findtext("s:loc", None, NAMES)) for url in urls} == {
        address + name for name in public_files(decided)
    }
    for url in urls:
        assert [child.tag.rpartition("}")[2] for child in url] == ["loc", "lastmod", "Document"]
        schema.assertValid(url.find("d:Document", NAMES))
        for element in url.iter():
            labels = {label for values in LISTS.values() for label in values.values()}
            if element.get("resource") and not element.tag.endswith("publisher"):
                assert element.text in labels
        is_report = "/rapport/" in str(url.findtext("s:loc", None, NAMES))
        category = url.find(".//d:informatiecategorie", NAMES)
        assert category is not None
        assert category.text == CATEGORIES[is_report]


def test_the_schemas_refuse_what_the_norm_does_not_know(decided: Path) -> None:
    """That the check has teeth: an element too many, one too few, another order, a word of no list."""
    for name, path, schema in (
        ("dossier.mdto.xml", ".//m:archiefvormer", mdto_schema()),
        ("publicatie-1/kader.yaml.bestand.mdto.xml", ".//m:omvang", mdto_schema()),
        ("sitemap-diwoo.xml", ".//d:publisher", diwoo_schema()),
        ("sitemap-diwoo.xml", ".//d:informatiecategorie", diwoo_schema()),
    ):
        root = etree.parse(made(decided)[name])
        document = root.getroot() if schema.validate(root) else root.find(".//d:Document", NAMES)
        assert document is not None
        assert schema.validate(document)
        found = document.find(path, NAMES)
        assert found is not None
        above = found.getparent()
        assert above is not None
        above.remove(found)
        assert not schema.validate(document), path


def test_what_somebody_else_put_there_is_not_thrown_away(decided: Path, tmp_path: Path) -> None:
    place = Path(shutil.copytree(decided, tmp_path / "meerdonk"))
    before = {name: path.read_bytes() for name, path in made(place).items()}
    assert run("archief", cwd=place).returncode == 0
    assert {name: path.read_bytes() for name, path in made(place).items()} == before
    for name, content in (("van-mij.txt", b"x"), ("rapport/uitkomst.json", b"{}")):
        (place / "archief" / name).write_bytes(content)
        refused = run("archief", cwd=place)
        assert refused.returncode == 4
        assert f"archief/{name}" in refused.stderr
        assert (place / "archief" / name).read_bytes() == content
        (place / "archief" / name).unlink() if name not in before else (place / "archief" / name).write_bytes(
            before[name]
        )


def test_a_report_of_another_outcome_does_not_go_out(decided: Path, tmp_path: Path) -> None:
    place = Path(shutil.copytree(decided, tmp_path / "meerdonk"))
    outcome = place / "rapport" / "uitkomst.json"
    outcome.write_bytes(outcome.read_bytes().replace(b"Wilgentuin", b"Wilgentuun"))
    assert "rapport/uitkomst.json is veranderd" in run("archief", cwd=place).stderr
    contents = place / "rapport" / "inhoud.json"
    listed = json.loads(contents.read_text("utf-8"))
    listed["bestanden"]["uitkomst.json"] = hashlib.sha256(outcome.read_bytes()).hexdigest()
    contents.write_text(json.dumps(listed), "utf-8")
    assert "toont een andere uitkomst" in run("archief", cwd=place).stderr


def test_what_the_kader_does_not_say_is_not_made_up(tmp_path: Path) -> None:
    """Before the opening, of rules alone: nothing, and then the half, kept for ever."""
    place, _ = published_tender(tmp_path)
    nothing = run("archief", cwd=place)
    assert nothing.returncode == 1
    assert all(f"\n  {key}: " in nothing.stderr for key in ("organisatie", "bewaren", "woo"))
    assert not (place / "archief").exists()
    kader = place / "kader.yaml"
    text_before = kader.read_text("utf-8")
    organisation, keep = TOLD.splitlines()[2], "  bewaren: {jaren: blijvend, bron: L, categorie: C}"
    kader.write_text(f"{text_before}\npublicatie:\n{organisation}\n{keep}\n", "utf-8")
    half = write_archive(place).value
    assert half is not None
    assert (half.mdto, half.woo) == (True, False)
    assert [line.partition(":")[0] for line in half.lacking] == ["woo"]
    assert "sitemap-diwoo.xml" not in made(place)
    root = etree.parse(made(place)["dossier.mdto.xml"])
    mdto_schema().assertValid(root)
    assert text(root, ".//m:waardering/m:begripCode") == "B"
    assert root.find(".//m:bewaartermijn", NAMES) is None


def test_names_of_strangers_stay_text(tmp_path: Path) -> None:
    """What XML uses itself, what it cannot hold, and what turns the direction of reading."""
    hostile = "A]]><b>&amp;\x01\u202eB"
    raw = KADER.read_text("utf-8")
    assert raw.count("\n  titel:") == 1
    swapped = re.sub(r"\n  titel: .*", lambda _: f"\n  titel: {json.dumps(hostile)}", raw)
    place, tender = published_tender(tmp_path, swapped)
    assert tender.info.title == hostile
    (place / "kader.yaml").write_text(swapped + TOLD, "utf-8")
    assert write_archive(place).value is not None
    root = etree.parse(made(place)["dossier.mdto.xml"])
    mdto_schema().assertValid(root)
    assert text(root, "m:informatieobject/m:naam") == "Aanbesteding: A]]><b>&amp;\ufffd\ufffdB"


def test_a_pdf_is_told_by_what_it_says_to_be(tmp_path: Path) -> None:
    """Made by others: one that says PDF/A-3a, one that says nothing, and one that is none."""
    plain, archival, broken = (tmp_path / f"{name}.pdf" for name in ("gewoon", "archief", "stuk"))
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(plain)
        with pdf.open_metadata() as told:
            told["pdfaid:part"], told["pdfaid:conformance"] = "3", "A"
        pdf.save(archival)
    broken.write_bytes(b"%PDF-1.7 en verder niets")
    assert [pdfa_of(path) for path in (plain, archival, broken)] == ["", "3A", ""]
