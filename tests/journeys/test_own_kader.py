"""A form brings its kader along, for who checks their own form, and for nobody else."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from inkoop.domain.tender import Tender
from inkoop.journeys.evaluate import evaluate
from inkoop.journeys.own_kader import Checked, check_by_own_kader
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.settings.carried import carried_tender
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.fingerprint import fingerprint
from inkoop.writers.form import write_form
from tests.command import run
from tests.conftest import ROOT, SMALL_KADER
from tests.readers.twins import convert

Fill = Callable[..., Path]
KADERS = sorted([*(ROOT / "criteria").glob("*.yaml"), *(ROOT / "tests" / "kaders").glob("*.yaml")])
PART = "customXml/item1.xml"


def carried(path: Path) -> str:
    """The kader in a form as any program would find it."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(PART).decode()


def with_part(path: Path, old: str, new: str) -> Path:
    """The form with something else in the part that carries the kader."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[PART].decode()
    parts[PART] = parts[PART].decode().replace(old, new).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def checked(*places: Path) -> list[Checked]:
    found = check_by_own_kader(places)
    assert found.value is not None, found.findings
    return list(found.value)


def codes(*places: Path) -> list[str]:
    """Everything that is found, about the files and in them."""
    found = check_by_own_kader(places)
    inside = [f.code for each in found.value or () for s in each.submissions for f in s.findings]
    return [*(f.code for f in found.findings), *inside]


@pytest.mark.parametrize("kader", KADERS, ids=lambda path: path.stem)
def test_the_kader_in_a_form_has_the_same_fingerprint(kader: Path, tmp_path: Path) -> None:
    tender = read_kader(kader).value
    assert tender is not None
    form = tmp_path / "formulier.xlsx"
    write_form(tender, form)
    workbook = read_workbook(form, kader=True).value
    assert workbook is not None
    again = carried_tender(workbook.kader, form.name).value
    assert again is not None
    assert fingerprint(again) == fingerprint(tender)
    write_form(again, tmp_path / "opnieuw.xlsx")
    assert form.read_bytes() == (tmp_path / "opnieuw.xlsx").read_bytes()


def test_what_is_not_a_rule_does_not_go_out_with_the_form(tmp_path: Path) -> None:
    own = SMALL_KADER.read_text("utf-8") + (
        "# intern: bod van vorig jaar\nerkend:\n  - code: PROEF-01\n    reden: dat weten wij\n"
    )
    (tmp_path / "kader.yaml").write_text(own, "utf-8")
    read = read_kader(tmp_path / "kader.yaml")
    assert read.value is not None, read.findings
    write_form(read.value, tmp_path / "formulier.xlsx")
    assert "intern" not in carried(tmp_path / "formulier.xlsx")
    assert "dat weten wij" not in carried(tmp_path / "formulier.xlsx")
    assert checked(tmp_path / "formulier.xlsx")[0].kader.tender.written["kader"] == 1


@pytest.mark.langzaam
def test_a_form_needs_nothing_else(filled_form: Fill, tmp_path: Path) -> None:
    form, empty = filled_form(), tmp_path / "leeg"
    empty.mkdir()
    done = run("controleer", form, cwd=empty)
    assert done.returncode == 0
    assert "✓ U bent klaar om in te dienen. Er is niets gevonden." in done.stdout
    told = " ".join(done.stdout.split())
    assert "Gecontroleerd met het kader uit dit formulier: Klein kader (KLEIN-1)." in told
    assert "De gemeente beoordeelt met het kader dat zij heeft gepubliceerd." in told
    document = json.loads(run("controleer", form, "--json", cwd=empty).stdout)
    assert document["kader"]["bron"] == "formulier"
    page = tmp_path / "uitkomst.html"
    assert run("controleer", form, "--html", page, cwd=empty).returncode == 0
    assert "Gecontroleerd met het kader uit dit formulier" in page.read_text("utf-8")


@pytest.mark.langzaam
def test_a_kader_that_is_given_goes_before_that_of_the_form(filled_form: Fill, tmp_path: Path) -> None:
    later = tmp_path / "later.yaml"
    later.write_text(SMALL_KADER.read_text("utf-8").replace("Klein kader", "Later"), "utf-8")
    done = run("controleer", filled_form(), "--kader", later, "--json")
    document = json.loads(done.stdout)
    assert document["kader"]["titel"] == "Later"
    assert "bron" not in document["kader"]
    assert "FORM-03" in [found["code"] for found in document["inschrijvingen"][0]["bevindingen"]]


@pytest.mark.langzaam
def test_each_form_goes_by_its_own_kader(filled_form: Fill, tmp_path: Path) -> None:
    other = read_kader(ROOT / "tests" / "kaders" / "prijzen.yaml").value
    assert other is not None
    write_form(other, tmp_path / "ander.xlsx")
    forms = (filled_form(), tmp_path / "ander.xlsx")
    assert [(each.kader.carried, len(each.submissions)) for each in checked(*forms)] == [(True, 1), (True, 1)]
    document = json.loads(run("controleer", *forms, "--json").stdout)
    assert "kader" not in document
    assert [each["kader"]["kenmerk"] for each in document["inschrijvingen"]] == [
        "KLEIN-1",
        other.info.reference,
    ]
    copies = tmp_path / "leesversies"
    page = tmp_path / "uitkomst.html"
    assert run("controleer", *forms, "--mijn-inschrijving", copies, "--html", page).returncode == 1
    assert len(list(copies.rglob("*.html"))) == 2
    assert page.read_text("utf-8").count("Gecontroleerd met het kader uit dit formulier") == 2


def test_a_kader_that_somebody_changed_in_the_form_is_seen(filled_form: Fill) -> None:
    assert codes(with_part(filled_form(), "Klein kader", "Kleiner kader")).count("FORM-03") == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{"kader":1', '{"kader":1,"kader":1'),
        ('{"kader":1', '{"kader":1e999999'),
        ('{"kader":1', '{"kader":NaN'),
        ('{"kader":1', '{"kader":' + "9" * 5_000),
        ('{"kader":1', '{"kader":' + "[" * 100_000),
        ('{"kader":1', '{"kader":' + "[" * 100 + "]" * 100),
        ("Klein kader", "\\ud800"),
        ('{"kader":1', '{"kader":2'),
        ('{"kader":1', '["kader":1'),
        ("<kader ", '<!DOCTYPE k [<!ENTITY a "b">]><kader '),
        ("<kader ", "<andere/><kader "),
        ("</kader>", " " * 2_100_000 + "</kader>"),
    ],
    ids=range(12),
)
def test_a_kader_that_cannot_be_used_costs_nothing_but_itself(filled_form: Fill, old: str, new: str) -> None:
    """The kader of a stranger: one sentence, after which the one beside the form is looked for."""
    form = with_part(filled_form(), old, new)
    (form.parent / "kader.yaml").write_text(SMALL_KADER.read_text("utf-8"), "utf-8")
    (one,) = checked(form)
    assert not one.kader.carried
    assert set(codes(form)) <= {"FORM-26"}
    assert read_workbook(form).findings == ()
    (form.parent / "kader.yaml").unlink()
    alone = check_by_own_kader([form])
    assert alone.value is None
    assert alone.findings[-1].code == "FORM-10"


def test_what_a_form_carries_is_nothing_to_the_municipality(filled_form: Fill, tmp_path: Path) -> None:
    """Another kader, a broken one and none at all give the same evaluation."""
    outcomes = []
    for number, change in enumerate((("Klein kader", "Ander kader"), ('{"kader":1', "{{"), None)):
        folder = tmp_path / str(number)
        folder.mkdir()
        form = filled_form()
        if change:
            with_part(form, *change)
        else:
            openpyxl.load_workbook(form).save(form)  # which leaves such parts out
        form.rename(folder / "een.xlsx")
        evaluation = evaluate(SMALL_KADER, [folder]).value
        assert evaluation is not None
        (submission,) = evaluation.submissions
        outcomes.append([(len(lot.ranking), len(lot.waiting), len(lot.undecided)) for lot in evaluation.lots])
        assert submission.findings == ()
    assert outcomes[0] == outcomes[1] == outcomes[2]


@pytest.mark.langzaam
def test_libreoffice_keeps_the_kader_and_an_ods_has_none(filled_form: Fill, tmp_path: Path) -> None:
    form = filled_form()
    saved = tmp_path / "bewaard"
    saved.mkdir()
    ods = convert(form, "ods")
    ods.rename(saved / "een.ods")
    again = convert(saved / "een.ods", "xlsx")
    for loose in (saved / "een.ods", again):
        done = run("controleer", loose, cwd=saved)
        assert done.returncode == 4
        assert "FORM-10" in done.stderr
        assert "inkoop controleer BESTAND --kader KADER" in done.stderr
        assert run("controleer", loose, "--kader", SMALL_KADER).returncode == 0
    direct = form.rename(saved / "twee.xlsx")
    direct.with_suffix(".xltx").write_bytes(direct.read_bytes())
    kept = convert(direct.with_suffix(".xltx"), "xlsx")
    with zipfile.ZipFile(kept) as archive:
        assert "LibreOffice" in archive.read("docProps/app.xml").decode()
    assert [each.kader.carried for each in checked(kept)] == [True]


def test_a_tender_that_was_changed_carries_nothing(small_tender: Tender) -> None:
    assert small_tender.written
    assert not small_tender.model_copy(update={"requirements": ()}).written
    assert not small_tender.changed(requirements=()).written


@pytest.mark.langzaam
def test_a_python_file_in_the_folder_with_submissions_is_not_run(filled_form: Fill, tmp_path: Path) -> None:
    form = filled_form()
    for name in ("pickle", "resource", "inkoop", "zipfile"):
        (tmp_path / f"{name}.py").write_text("open('gelopen', 'w').close()\n", "utf-8")
    done = run("controleer", form, cwd=tmp_path)
    assert done.returncode == 0
    assert not (tmp_path / "gelopen").exists()
