"""Prices in a vault: nowhere to be found before quality is fixed, and exactly as handed in after that."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from inkoop.journeys.procedure.opening import what_is_complete
from inkoop.journeys.procedure.outcome import evaluate_folder
from inkoop.journeys.procedure.prices import open_prices
from inkoop.readers.procedure.record import read_record
from tests.procedure.tender_case import AFTER, BIDDERS
from tests.procedure.vault_case import PRICES, holders, locked, received

WHO = holders()


@pytest.fixture(scope="module")
def in_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return received(tmp_path_factory.mktemp("kluis"), WHO)


@pytest.fixture(scope="module")
def fixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return locked(tmp_path_factory.mktemp("vast"), WHO)


@pytest.fixture
def place(fixed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(fixed, tmp_path / "tender")


def every_byte(path: Path) -> bytes:
    """Everything in a file, and in what it holds as a zip."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(BytesIO(data)):
        return data
    with zipfile.ZipFile(BytesIO(data)) as parts:
        return data + b"".join(parts.read(name) for name in parts.namelist())


def telling(place: Path) -> list[str]:
    """The files below a folder in which a price stands."""
    found = []
    for path in sorted(p for p in place.rglob("*") if p.is_file()):
        data = every_byte(path)
        if any(price.encode() in data or price.replace(".", ",").encode() in data for price in PRICES):
            found.append(path.relative_to(place).as_posix())
    return found


def test_no_file_tells_a_price_once_it_is_received(in_vault: Path) -> None:
    assert telling(in_vault.parent / "binnen"), "the prices are to be found where they come from"
    assert telling(in_vault) == []
    assert len(list(in_vault.glob("kluis/*/*.age"))) == len(BIDDERS)


@pytest.mark.langzaam
def test_nothing_that_reads_the_folder_knows_a_price_before(fixed: Path) -> None:
    assert telling(fixed) == []
    assert evaluate_folder(fixed).refusal is not None
    seen = evaluate_folder(fixed, shut=True).value
    listed = what_is_complete(fixed).value
    assert seen
    assert listed
    for known in (seen, listed):
        assert not [
            price for price in PRICES if price in repr(known) or price.replace(".", ",") in repr(known)
        ]
    assert {one.tenderer for lot in seen.lots for one in lot.admitted} == set(BIDDERS)
    assert all(not lot.ranking for lot in seen.lots)
    assert all("prijs" not in one.answers for one in seen.submissions)


@pytest.mark.langzaam
def test_the_prices_come_out_as_they_went_in(place: Path) -> None:
    opened = open_prices(place, ("An", "Bo"), WHO.keys, AFTER)
    assert opened.value, opened.refusal
    out = sorted(place.glob("prijzen/1/*/*.xlsx"))
    told = [
        str(row[2].value)
        for path in out
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        if row[0].value == "prijs"
    ]
    assert told == list(PRICES)
    evaluation = evaluate_folder(place).value
    assert evaluation
    prices = {one.tenderer: str(one.number("prijs")) for one in evaluation.submissions}
    assert prices == dict(zip(BIDDERS, PRICES, strict=True))
    assert len(evaluation.lots[0].ranking) == len(BIDDERS)
    again = open_prices(place, ("An", "Bo"), WHO.keys, AFTER)
    assert again.value
    assert read_record(place).state.stand == again.value.stand == opened.value.stand
