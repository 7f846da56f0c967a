"""Numbers and addresses that have a form: what is read, what is told about it, and who is the same by it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from inkoop.catalogue import message
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.places import CellPlace
from inkoop.domain.questions import KINDS
from inkoop.journeys.evaluate import evaluate
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.submission.kinds.base import asked
from inkoop.rules.submission.kinds.cell import read_cell
from tests.decisions_case import codes
from tests.lots_case import LOTS_KADER, fill, kader_with

AS_TEXT = ("Wat is uw KvK-nummer?, soort: kvk}", "Wat is uw KvK-nummer?, soort: tekst, max_woorden: 3}")


def read(kind: str, typed: Any) -> tuple[str | None, list[str], str]:
    """What is read in a cell, the codes of what is told, and the words of that."""
    what = asked("V", KINDS[kind].model_construct(kind=kind), {})
    number = isinstance(typed, int | Decimal)
    cell = RawCell(CellKind.NUMBER, Decimal(typed)) if number else RawCell(CellKind.TEXT, typed)
    value, found = read_cell(cell, CellPlace("a.xlsx", "Blad", "C1"), what)
    told = " ".join(message(each) for each in found)
    return value.typed if value else None, [each.code for each in found], told


@pytest.mark.parametrize(
    ("kind", "typed", "value", "told"),
    [
        ("kvk", "90003026", "90003026", []),
        ("kvk", " 90003026\n", "90003026", []),
        ("kvk", "9000 3026", "90003026", ["ANTW-24"]),
        ("kvk", "9000.3026", "90003026", ["ANTW-24"]),
        ("kvk", "KvK 9000-3026", "90003026", ["ANTW-24"]),
        ("kvk", "KvK-nummer: 90003026", "90003026", ["ANTW-24"]),
        ("kvk", "Kamer van Koophandel 90003026", "90003026", ["ANTW-24"]),
        ("kvk", "01234567", "01234567", []),
        ("kvk", 90003026, "90003026", []),
        ("kvk", 1234567, "01234567", ["ANTW-25"]),
        ("kvk", 123456, None, ["ANTW-23"]),
        ("kvk", "1234567", None, ["ANTW-26"]),
        ("kvk", "KvK 1234567", None, ["ANTW-26"]),
        ("kvk", "volgt", None, ["ANTW-23"]),
        ("kvk", "00000000", None, ["ANTW-23"]),
        ("kvk", "90003026 en 90003027", None, ["ANTW-23"]),
        ("kvk", "000012345678", None, ["ANTW-23"]),
        ("kvk", Decimal("9000302.5"), None, ["ANTW-23"]),
        ("email", "Anna.de-Vries@zorg.voorbeeld.nl", "Anna.de-Vries@zorg.voorbeeld.nl", []),
        ("email", "anna@voorbeeld", None, ["ANTW-23"]),
        ("email", "anna@a.nl, bert@b.nl", None, ["ANTW-23"]),
        ("telefoon", "038 - 123 45 67", "038 - 123 45 67", []),
        ("telefoon", "+31 (0)6 12345678", "+31 (0)6 12345678", []),
        ("telefoon", "+49 30 901820", "+49 30 901820", []),
        ("telefoon", "0800-1234", "0800-1234", []),
        ("telefoon", 612345678, "0612345678", ["ANTW-25"]),
        ("telefoon", "038-123456", None, ["ANTW-23"]),
        ("telefoon", "038-1234567 / 06-12345678", None, ["ANTW-23"]),
        ("postcode", "1234ab", "1234 AB", []),
        ("postcode", " 1234  AB ", "1234 AB", []),
        ("postcode", "0234 AB", None, ["ANTW-23"]),
        ("postcode", "1234", None, ["ANTW-23"]),
        ("website", "https://www.voorbeeld.nl/over", "https://www.voorbeeld.nl/over", []),
        ("website", "voorbeeld.nl", "voorbeeld.nl", []),
        ("website", "n.v.t.", None, ["ANTW-23"]),
        ("website", "info@voorbeeld.nl", None, ["ANTW-23"]),
    ],
)
def test_a_form_is_read_as_people_write_it(kind: str, typed: Any, value: str | None, told: list[str]) -> None:
    assert read(kind, typed)[:2] == (value, told)


def test_what_is_not_certain_is_asked_with_what_it_may_be() -> None:
    assert "Is het 01234567, of ontbreekt er een ander cijfer?" in read("kvk", "1234567")[2]
    assert "gelezen als 01234567, met een nul ervoor" in read("kvk", 1234567)[2]
    assert "hoort een KvK-nummer van acht cijfers; er staat: volgt" in read("kvk", "volgt")[2]


def judged(kader: Path, folder: Path) -> tuple[list[str], list[str]]:
    """The codes of the faults, and of everything that was noticed."""
    found = evaluate(kader, [folder]).value
    assert found is not None
    return codes(found), [each.code for one in found.submissions for each in one.findings]


@pytest.mark.parametrize("code", ["kvk", "handelsregister"])
def test_one_number_however_it_is_written_is_one_organisation(code: str, tmp_path: Path) -> None:
    kader = kader_with(tmp_path, ("{code: kvk,", f"{{code: {code},"))
    for number, (name, typed) in enumerate((("Een", "9000 3026"), ("Twee", "KvK 90003026")), start=1):
        fill(kader, tmp_path / "in", name, number, **({"kvk": None} | {code: typed}))
    assert judged(kader, tmp_path / "in")[0] == ["MAP-04", "MAP-04"]


def test_no_number_is_nobody(tmp_path: Path) -> None:
    for number, name in enumerate(("Een", "Twee"), start=1):
        fill(LOTS_KADER, tmp_path / "in", name, number, kvk="volgt")
    assert judged(LOTS_KADER, tmp_path / "in")[0] == ["ANTW-23", "ANTW-23"]


def test_a_partner_is_the_same_by_its_number(tmp_path: Path) -> None:
    fill(LOTS_KADER, tmp_path / "in", "Een", 1)
    partner = {"partner": "Een en Co", "nummer": "9000 0001", "rol": "combinant"}
    fill(LOTS_KADER, tmp_path / "in", "Twee", 2, partners=[partner])
    assert judged(LOTS_KADER, tmp_path / "in")[0] == ["ORG-01", "ORG-01"]


def test_a_text_called_kvk_is_used_as_before_and_the_kader_says_how_it_is_better(tmp_path: Path) -> None:
    kader = kader_with(tmp_path, AS_TEXT)
    assert [told.code for told in read_kader(kader).findings if told.code == "KADER-09"] == ["KADER-09"]
    for number, (name, typed) in enumerate((("Een", "9000 3026"), ("Twee", "90003026")), start=1):
        fill(kader, tmp_path / "in", name, number, kvk=typed)
    assert judged(kader, tmp_path / "in")[0] == ["MAP-04", "MAP-04"]


def test_what_a_kind_asks_for_is_no_personal_data_by_accident(tmp_path: Path) -> None:
    kinds = ("email", "telefoon", "website", "postcode")
    asks = "".join(f"  - {{code: {kind}1, tekst: Wat is het?, soort: {kind}}}\n" for kind in kinds)
    kader = kader_with(tmp_path, ("algemeen:\n", f"algemeen:\n{asks}"))
    given = {"email1": "a@b.nl", "telefoon1": "06 1234 5678", "website1": "b.nl", "postcode1": "1234AB"}
    fill(kader, tmp_path / "in", "Een", 1, **given)
    assert judged(kader, tmp_path / "in") == ([], [])
