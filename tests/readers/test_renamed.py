"""Names in a workbook: one that stands for other words than in the form is told, any other is harmless."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from inkoop.domain.submission import Submission

Read = Callable[[Path], Submission]
Fill = Callable[..., Path]


def changed(path: Path, name: str, refers_to: str, *, sheet: str = "", hidden: bool = False) -> Path:
    """The same form with a name more, or with another meaning of one."""
    book = openpyxl.load_workbook(path)
    names = book[sheet].defined_names if sheet else book.defined_names
    names[name] = DefinedName(name, attr_text=refers_to, hidden=hidden)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("name", "refers_to", "sheet"),
    [
        ("lijst_ja_nee", "Lijsten!$B$5:$B$6", ""),
        ("LIJST_JA_NEE", '"ja"', "Organisatie"),
        ("lijst_ja_nee", "'[anders.xlsx]Blad1'!$A$1:$A$2", ""),
    ],
    ids=["andere cellen", "op één blad", "ander bestand"],
)
def test_a_name_that_stands_for_something_else(
    name: str, refers_to: str, sheet: str, read_small: Read, filled_form: Fill
) -> None:
    found = read_small(changed(filled_form(), name, refers_to, sheet=sheet)).findings
    told = [dict(each.context) for each in found if each.code == "FORM-27"]
    assert [(words["naam"], words["nieuw"]) for words in told] == [(name, refers_to)]
    assert {each.code for each in found} == {"FORM-27"}


@pytest.mark.parametrize(
    ("name", "refers_to"),
    [
        ("eigen", "Organisatie!$A$1"),
        ("verborgen", "'[anders.xlsx]Blad1'!$A$1"),
        ("_xlnm._FilterDatabase", "Organisatie!$A$1:$D$9"),
        ("weg", "#REF!"),
    ],
)
def test_a_name_that_the_form_does_not_have(
    name: str, refers_to: str, read_small: Read, filled_form: Fill
) -> None:
    assert read_small(changed(filled_form(), name, refers_to, hidden=True)).findings == ()


def test_a_list_that_moved_says_the_same(read_small: Read, filled_form: Fill) -> None:
    path = filled_form()
    book = openpyxl.load_workbook(path)
    lists = book["Lijsten"]
    lists.move_range("A1:H40", rows=1)
    for name, made in book.defined_names.items():
        first, _, last = made.attr_text.rpartition("!")[2].replace("$", "").partition(":")
        moved = [f"{cell[0]}{int(cell[1:]) + 1}" for cell in (first, last)]
        book.defined_names[name] = DefinedName(name, attr_text=f"Lijsten!{moved[0]}:{moved[1]}")
    book.save(path)
    assert [each.code for each in read_small(path).findings if each.code == "FORM-27"] == []
