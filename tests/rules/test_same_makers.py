"""Files of several tenderers that one person saved: told to the buyer, and to nobody else."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from inkoop.catalogue import message
from inkoop.domain.cells import Makers
from inkoop.journeys.evaluate import evaluate
from inkoop.readers.files.workbook import read_workbook
from inkoop.views.record.versions import closed_version, public_version
from tests.conftest import ROOT, SMALL_KADER
from tests.readers.twins import convert

FillForm = Callable[..., Path]


def save(path: Path, made_by: str | None, saved_by: str | None) -> None:
    """As a person does who opens the form and keeps it."""
    book = openpyxl.load_workbook(path)
    book.properties.creator, book.properties.lastModifiedBy = made_by, saved_by
    book.save(path)


def told(filled_form: FillForm, makers: Mapping[str, tuple[str | None, str | None]]) -> list[str]:
    for number, (name, (made_by, saved_by)) in enumerate(makers.items()):
        own = {"kvk": f"9000000{number}", "prijs": 45 + number, "plan": f"Wij werken zo: {name}."}
        path = filled_form(name=f"{name}.xlsx", naam=name.partition("-")[0], **own)
        save(path, made_by, saved_by)
    evaluation = evaluate(SMALL_KADER, [path.parent]).value
    assert evaluation is not None
    assert not [each for each in public_version(evaluation).findings if each.code == "MAP-10"]
    assert closed_version(evaluation).findings == evaluation.findings
    return [message(each) for each in evaluation.findings if each.code == "MAP-10"]


def test_who_saved_two_files_last_is_named(filled_form: FillForm) -> None:
    files = "Linde (Linde.xlsx) en Maan (Maan.xlsx)"
    makers = {"Linde": (None, "J. Adviseur"), "Zon": ("Zon", "Iemand"), "Maan": (None, " j.  adviseur ")}
    assert told(filled_form, makers) == [
        f"De bestanden van {files} zijn het laatst bewaard door dezelfde persoon: J. Adviseur."
    ]


@pytest.mark.parametrize(
    "makers",
    [
        {"Linde": (None, "Gebruiker"), "Zon": (None, "gebruiker")},
        {"Linde": ("openpyxl", "Windows User"), "Zon": ("openpyxl", "Windows User")},
        {"Linde": ("Gemeente Voorbeeld", None), "Zon": ("Gemeente Voorbeeld", None)},
        {"Linde": (None, None), "Zon": (None, None)},
        {"Linde-1": (None, "J. Adviseur"), "Linde-2": (None, "J. Adviseur")},
        {"Linde": ("Inkoper", "A. Een"), "Zon": ("Inkoper", "B. Twee"), "Maan": ("Inkoper", "C. Drie")},
    ],
    ids=["algemeen", "programma", "uit het formulier", "leeg", "één inschrijver", "van de inkoper"],
)
def test_what_says_nothing_is_not_told(
    makers: Mapping[str, tuple[str | None, str | None]], filled_form: FillForm
) -> None:
    assert told(filled_form, makers) == []


def test_one_who_made_and_saved_both_is_told_once(filled_form: FillForm) -> None:
    found = told(
        filled_form, {"Linde": ("J. Adviseur", "J. Adviseur"), "Zon": ("J. Adviseur", "J. Adviseur")}
    )
    assert [text.partition(" zijn ")[2] for text in found] == [
        "het laatst bewaard door dezelfde persoon: J. Adviseur."
    ]


def with_part(path: Path, part: str, text: str) -> Path:
    """The same workbook with another text in one of its parts."""
    old, buffer = zipfile.ZipFile(path), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, text if name == part else old.read(name))
    path.write_bytes(buffer.getvalue())
    return path


CORE = "docProps/core.xml"
SPACES = 'xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'


@pytest.mark.parametrize(
    ("text", "saved_by"),
    [
        (
            f"<coreProperties {SPACES}><lastModifiedBy>An\u202ena\n B</lastModifiedBy></coreProperties>",
            "An\ufffdna B",
        ),
        (
            f"<coreProperties {SPACES}><lastModifiedBy>{'a' * 100_000}</lastModifiedBy></coreProperties>",
            "a" * 200,
        ),
        ("<coreProperties", ""),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", ""),
    ],
    ids=["tekens", "lang", "stuk", "dtd"],
)
def test_properties_of_a_stranger(text: str, saved_by: str, filled_form: FillForm) -> None:
    read = read_workbook(with_part(filled_form(), CORE, text))
    assert read.findings == ()
    assert read.value is not None
    assert read.value.makers == Makers("", saved_by, "Gemeente Voorbeeld")


def test_an_ods_says_so_in_its_own_way() -> None:
    read = read_workbook(ROOT / "submissions" / "amsterdam-2021" / "zelfregiehuis-lampekap.ods").value
    buyer = "Gemeente Amsterdam (verzonnen voorbeeld)"
    assert read is not None
    assert read.makers == Makers(buyer, buyer)


@pytest.mark.langzaam
def test_an_xls_says_who_saved_it(filled_form: FillForm) -> None:
    path = convert(filled_form(), "xls")
    data = path.read_bytes()
    at = data.index(struct.pack("<2H", 0x005C, 112)) + 4
    name = "J. Adviseur"
    path.write_bytes(
        data[:at] + struct.pack("<HB", len(name), 0) + name.encode().ljust(109) + data[at + 112 :]
    )
    read = read_workbook(path).value
    assert read is not None
    assert read.makers == Makers(saved_by=name)
