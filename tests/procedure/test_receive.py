"""What comes in: one number a tenderer, also with documents beside the form; and a newer one replaces."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from inkoop.domain.procedure.facts import Received
from inkoop.journeys.procedure.publish import publish
from inkoop.journeys.procedure.receive import receive
from inkoop.journeys.procedure.standing import check_record
from inkoop.readers.procedure.record import read_record
from tests.conftest import ROOT, cell_of
from tests.procedure.tender_case import NO_VAULT

FORMS = ROOT / "submissions" / "meerdonk-2027"
BEFORE, AFTER = datetime(2027, 4, 10, 10), datetime(2027, 4, 12, 12, 1)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("meerdonk")
    shutil.copyfile(ROOT / "criteria" / "meerdonk-2027.yaml", folder / "kader.yaml")
    assert publish(folder, now=datetime(2027, 3, 1, 9), count=20, form_alone=True, keys=NO_VAULT).value
    return folder


@pytest.fixture
def folder(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "aanbesteding"))


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """As a tender platform delivers: a folder for each, one with documents beside its form."""
    place = tmp_path / "platform"
    for name in ("de-korenbloem", "de-wilgentuin"):
        (place / name / "bijlagen").mkdir(parents=True)
        shutil.copyfile(FORMS / f"{name}.xlsx", place / name / f"{name}.xlsx")
        (place / name / "bijlagen" / "foto.jpg").write_bytes(b"een foto")
    return place


def took(folder: Path, *places: Path, when: datetime = BEFORE) -> Sequence[Received]:
    made = receive(folder, places, moment=when, now=when)
    assert made.value is not None, made.refusal
    return [receipt.received for receipt in made.value]


def test_a_folder_of_folders_gives_a_number_for_each(folder: Path, portal: Path) -> None:
    got = took(folder, portal)
    assert [(one.number, one.tenderer, len(one.files)) for one in got] == [
        (1, "Stichting De Korenbloem", 2),
        (2, "Stichting De Wilgentuin", 2),
    ]
    kept = [(folder / file.path).read_bytes() for file in got[0].files]
    assert sorted(kept) == sorted([(FORMS / "de-korenbloem.xlsx").read_bytes(), b"een foto"])


def test_the_folder_of_one_tenderer_is_one_submission_with_its_documents(folder: Path, portal: Path) -> None:
    (one,) = took(folder, portal / "de-korenbloem")
    assert one.form is not None
    assert (one.form.path.rpartition("/")[2], len(one.files)) == ("de-korenbloem.xlsx", 2)


def test_what_a_link_points_at_was_not_handed_in(folder: Path, portal: Path, tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("van iemand anders", "utf-8")
    (portal / "de-korenbloem" / "bijlagen" / "link.txt").symlink_to(secret)
    (one,) = took(folder, portal / "de-korenbloem")
    assert [file.path for file in one.files if "link" in file.path] == []


def test_the_first_one_may_come_again_after_it_was_replaced(folder: Path, tmp_path: Path) -> None:
    first, second = FORMS / "de-korenbloem.xlsx", tmp_path / "beter.xlsx"
    book = openpyxl.load_workbook(first)
    cell_of(book, "tarief").value = 41
    book.save(second)
    assert [one.replaces for one in took(folder, first)] == [None]
    assert took(folder, first) == []
    assert [one.replaces for one in took(folder, second)] == [1]
    assert [(one.number, one.replaces) for one in took(folder, first)] == [(3, 2)]
    assert [bid.number for bid in read_record(folder).state.counting] == [3]


def test_late_replaces_nothing_and_waits_for_a_person(folder: Path, tmp_path: Path) -> None:
    first, second = FORMS / "de-korenbloem.xlsx", tmp_path / "later.xlsx"
    took(folder, first)
    book = openpyxl.load_workbook(first)
    cell_of(book, "tarief").value = 41
    book.save(second)
    assert [one.replaces for one in took(folder, second, when=AFTER)] == [None]
    state = read_record(folder).state
    assert [bid.number for bid in state.counting] == [1]
    assert [bid.number for bid in state.bids.values() if bid.waits] == [2]


def test_a_place_without_a_form_is_no_submission(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "leeg"
    (empty / "bijlagen").mkdir(parents=True)
    (empty / "bijlagen" / "foto.jpg").write_bytes(b"een foto")
    refusal = receive(folder, [empty], moment=BEFORE, now=BEFORE).refusal
    assert refusal is not None
    assert "geen inschrijving" in refusal.text


def test_too_little_of_a_stand_proves_nothing(folder: Path) -> None:
    stand = read_record(folder).state.stand
    refusal = check_record(folder, stand[:7]).refusal
    assert refusal is not None
    assert "acht" in refusal.text or "8" in refusal.text
    proof = check_record(folder, f"{stand[:4]} {stand[4:8].upper()}").value
    assert proof is not None
    assert (proof.holds, proof.line) == (True, 1)
