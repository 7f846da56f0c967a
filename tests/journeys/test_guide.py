"""The guide in Word, in the hands of people: what they change is told, and where they write is theirs."""

from __future__ import annotations

import copy
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from inkoop import check_guide_file, make_guide, read_kader
from inkoop.views.guide.check import GuideCheck, Kind

ROOT = Path(__file__).parents[2]
KADERS = (*sorted((ROOT / "criteria").glob("*.yaml")), *sorted((ROOT / "tests" / "kaders").glob("*.yaml")))
KADER = ROOT / "criteria" / "meerdonk-2027.yaml"


def made(folder: Path, kader: Path = KADER) -> Path:
    """The guide to a kader, in Word."""
    tender = read_kader(kader).value
    assert tender is not None
    path = folder / f"{kader.stem}.docx"
    assert make_guide(tender, [path]).value == (path,)
    return path


def checked(path: Path, kader: Path = KADER) -> GuideCheck:
    """What the check says."""
    outcome = check_guide_file(kader, path)
    assert outcome.value is not None, outcome.refusal
    return outcome.value


def edited(path: Path, edit: Callable[[Any], object]) -> Path:
    """The document after somebody changed it."""
    document = docx.Document(str(path))
    edit(document)
    document.save(str(path))
    return path


def controls(document: Any) -> dict[str, Any]:
    """Every content control by its tag."""
    found = {}
    for each in document.element.body.iter(qn("w:sdt")):
        tag = each.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        found[tag.get(qn("w:val"))] = each
    return found


def replaced(document: Any, old: str, new: str) -> None:
    """Every text in which something stands with something else there."""
    texts = [each for each in document.element.body.iter(qn("w:t")) if old in (each.text or "")]
    assert texts, f"nothing says {old}"
    for each in texts:
        each.text = each.text.replace(old, new)


@pytest.mark.langzaam
@pytest.mark.parametrize("kader", KADERS, ids=lambda path: path.stem)
def test_a_guide_that_nobody_changed_agrees(kader: Path, tmp_path: Path) -> None:
    """With every kader, and the second time the same bytes."""
    path = made(tmp_path, kader)
    found = checked(path, kader)
    assert found.agrees
    assert not found.own
    assert not found.moved
    (tmp_path / "again").mkdir()
    assert made(tmp_path / "again", kader).read_bytes() == path.read_bytes()


@pytest.mark.langzaam
@pytest.mark.parametrize("kader", KADERS, ids=lambda path: path.stem)
def test_a_guide_that_libreoffice_saved_agrees(kader: Path, tmp_path: Path) -> None:
    """LibreOffice forgets the content controls; the bookmarks say enough."""
    found = checked(by_libreoffice(made(tmp_path, kader), tmp_path), kader)
    assert found.agrees
    assert not found.own
    assert not found.moved


def by_libreoffice(path: Path, folder: Path) -> Path:
    """The document as a real LibreOffice saves it."""
    target = folder / "bewaard"
    target.mkdir()
    program = shutil.which("soffice")
    assert program
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    convert = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target)]
    subprocess.run(
        [program, "--headless", profile, *convert, str(path)], check=True, capture_output=True, timeout=180
    )
    return target / path.name


@pytest.mark.langzaam
@pytest.mark.parametrize("saved", ["word", "libreoffice"])
def test_each_kind_of_change_is_told_with_its_place(saved: str, tmp_path: Path) -> None:
    """A number, a row of a table, a paragraph that went, and a list that lost a line."""
    path = made(tmp_path)
    if saved == "libreoffice":
        path = by_libreoffice(path, tmp_path)

    def edit(document: Any) -> None:
        replaced(document, "minstens 10 punten", "minstens 12 punten")
        replaced(document, "Ja, op een vast moment in de week", "Ja, op een vast moment in de maand")
        for words in ("schuift een plaats op", "Duidelijk is wie begeleidt."):
            gone = next(each for each in document.element.body.iter(qn("w:p")) if words in _text(each))
            gone.getparent().remove(gone)

    found = checked(edited(path, edit))
    told = {each.name: each for each in found.differences}
    assert told["criteria[K2].drempel"].kader == (
        "Drempel: u moet hier minstens 10 punten halen om kans te maken.",
    )
    assert told["criteria[K2].drempel"].document == (
        "Drempel: u moet hier minstens 12 punten halen om kans te maken.",
    )
    assert told["criteria[K2].drempel"].headings == (
        "Waar u punten mee haalt",
        "K2 · De inwoner aan het roer",
    )
    assert told["criteria[K1.1].regel.stappen"].document == (
        "Ja, op een vast moment in de maand | 50 % | 10,00",
    )
    assert told["gunning.bij_uitval"].kind is Kind.GONE
    assert told["criteria[K2].regel.let_op"].kader == ("Duidelijk is wie begeleidt.",)
    assert not found.agrees


def _text(paragraph: Any) -> str:
    return "".join(each.text or "" for each in paragraph.iter(qn("w:t")))


def test_what_people_write_between_is_theirs(tmp_path: Path) -> None:
    """It is counted, and nothing differs."""
    path = edited(made(tmp_path), lambda document: document.add_paragraph("De vragenronde is op 15 maart."))
    found = checked(path)
    assert found.agrees
    assert found.own == ("De vragenronde is op 15 maart.",)


def test_a_part_may_stand_elsewhere(tmp_path: Path) -> None:
    """Moving is no change, but it is told."""

    def move(document: Any) -> None:
        parts = controls(document)
        parts["kop.kort"].addprevious(parts["gunning.bij_uitval"])

    found = checked(edited(made(tmp_path), move))
    assert found.agrees
    assert found.moved == 1


def test_a_copy_with_another_number_is_told(tmp_path: Path) -> None:
    """The second one would be read as a rule too."""

    def twice(document: Any) -> None:
        part = controls(document)["criteria[K2].drempel"]
        other = copy.deepcopy(part)
        part.addnext(other)
        for text in other.iter(qn("w:t")):
            text.text = text.text.replace("10", "20")

    kinds = [(each.kind, each.name) for each in checked(edited(made(tmp_path), twice)).differences]
    assert kinds == [(Kind.TWICE, "criteria[K2].drempel")]


@pytest.mark.parametrize("way", ["strike", "vanish", "del"])
def test_what_is_struck_out_or_hidden_is_no_text(way: str, tmp_path: Path) -> None:
    """A rule that a reader does not see, or sees crossed out, is not there."""

    def hide(document: Any) -> None:
        part = controls(document)["criteria[K2].drempel"]
        for run in list(part.iter(qn("w:r"))):
            if way == "del":
                gone = docx.oxml.OxmlElement("w:del")
                run.addprevious(gone)
                gone.append(run)
            else:
                run.get_or_add_rPr().append(docx.oxml.OxmlElement(f"w:{way}"))

    told = checked(edited(made(tmp_path), hide)).differences
    assert [(each.kind, each.name) for each in told] == [(Kind.GONE, "criteria[K2].drempel")]


def test_a_kader_that_changed_since_is_told(tmp_path: Path) -> None:
    """By the fingerprint in the properties, and by what the text says."""
    path = made(tmp_path)
    other = tmp_path / "kader.yaml"
    other.write_text(KADER.read_text("utf-8").replace("drempel: 10", "drempel: 12"), "utf-8")
    found = checked(path, other)
    assert found.stamp
    assert found.stamp != found.fingerprint
    names = {each.name for each in found.differences}
    assert {"criteria[K2].drempel", "gunning.drempel", "vingerafdruk"} <= names


def test_a_part_of_a_criterion_that_is_gone_is_told(tmp_path: Path) -> None:
    """What only an older kader says, the document still says."""
    path = made(tmp_path)
    other = tmp_path / "kader.yaml"
    text = KADER.read_text("utf-8")
    other.write_text(re.sub(r"    drempel: 10\n", "", text), "utf-8")
    kinds = {each.name: each.kind for each in checked(path, other).differences}
    assert kinds["criteria[K2].drempel"] is Kind.UNKNOWN


def test_a_document_that_was_worked_on_is_not_overwritten(tmp_path: Path) -> None:
    """What somebody wrote is not lost; the same document again is no harm."""
    path = made(tmp_path)
    assert made(tmp_path) == path
    edited(path, lambda document: document.add_paragraph("Van de jurist."))
    kept = path.read_bytes()
    tender = read_kader(KADER).value
    assert tender is not None
    refusal = make_guide(tender, [path]).refusal
    assert refusal is not None
    assert "er is niets overschreven" in refusal.text
    assert path.read_bytes() == kept


def _zipped(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return path


def test_a_hostile_file_is_one_sentence(tmp_path: Path) -> None:
    """No Word, another zip, a bomb, a document type: each a refusal, none a crash."""
    text = tmp_path / "a.docx"
    text.write_text("geen Word", "utf-8")
    bomb = _zipped(tmp_path / "b.docx", **{"word__document.xml": b"0" * 30_000_000})
    plain = _zipped(tmp_path / "c.docx", **{"leeg.txt": b"niets"})
    entity = made(tmp_path)
    kind = b"<!DOCTYPE x [<!ENTITY a 'b'>]><w:document"
    _with_part(entity, "word/document.xml", lambda data: data.replace(b"<w:document", kind, 1))
    for path in (text, bomb, plain, entity, tmp_path / "er-niet.docx"):
        refusal = check_guide_file(KADER, path).refusal
        assert refusal is not None, path
        assert refusal.text.startswith(str(path))


def _with_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, data in parts.items():
            archive.writestr(each, data)


def test_another_document_is_no_guide(tmp_path: Path) -> None:
    """Without any part of the kader there is nothing to compare."""
    path = tmp_path / "brief.docx"
    document = docx.Document()
    document.add_paragraph("Geachte heer, mevrouw,")
    document.save(str(path))
    refusal = check_guide_file(KADER, path).refusal
    assert refusal is not None
    assert refusal.text == f"{path}: dit is geen leidraad die uit een kader is gemaakt."
