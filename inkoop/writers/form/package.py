"""What a form needs of the library that writes it: quick sheets, and its kader as a part of the package.

The kader is a custom part, which Excel keeps when it saves the file. xlsxwriter knows no such parts, but lets
another packager take the place of its own.
"""

from __future__ import annotations

import uuid
from html import escape
from io import StringIO
from typing import Any

from xlsxwriter.packager import Packager  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from inkoop.domain.form_layout import CARRIED_KADER, CARRIED_NAMESPACE

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES, _RELATIONS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"


class FormSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose formulas use only functions that every spreadsheet program has had for long.

    The library looks through every formula for newer functions, which takes half the time of a form.
    """

    def _prepare_formula(self, formula: str, *_: object) -> str:
        return formula.removeprefix("=")

    def _xml_formula_element(
        self, formula: str, result: object, attributes: list[tuple[str, object]]
    ) -> None:
        """A formula with its result: None when nobody knows it yet. An empty text is a result too."""
        typed = [("t", "str")] if result == "" else []
        super()._xml_formula_element(formula, "" if result is None else result, [*attributes, *typed])


class CarryingPackager(Packager):  # type: ignore[misc]
    """Packs a workbook together with a kader; the same kader gives the same bytes."""

    def __init__(self, kader: str) -> None:
        super().__init__()
        self._kader = kader

    def _create_package(self) -> Any:
        """All parts: each with its text, and its name in the package; in memory, as it was opened."""
        super()._create_package()
        here = {name: part for part, name, _ in self.filenames}
        _insert(here[_TYPES], "</Types>", _override("/customXml/itemProps1.xml"))
        _insert(
            here[_RELATIONS],
            "</Relationships>",
            _relation("inkoopKader", "customXml", "../customXml/item1.xml"),
        )
        for name, text in _parts(self._kader).items():
            self._filename(name).write(_HEAD + text)
        return self.filenames


def _parts(kader: str) -> dict[str, str]:
    """The custom part, what it says of itself, and the way from one to the other."""
    identity = f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, CARRIED_NAMESPACE)).upper()}}}"
    relation = _relation("rId1", "customXmlProps", "itemProps1.xml")
    return {
        "customXml/item1.xml": (
            f'<{CARRIED_KADER} xmlns="{CARRIED_NAMESPACE}">{escape(kader, quote=False)}</{CARRIED_KADER}>'
        ),
        "customXml/itemProps1.xml": (
            f'<ds:datastoreItem ds:itemID="{identity}" xmlns:ds="{_OFFICE}/customXml">'
            f'<ds:schemaRefs><ds:schemaRef ds:uri="{CARRIED_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ),
        "customXml/_rels/item1.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relation}</Relationships>',
    }


def _relation(identity: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identity}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'


def _override(part: str) -> str:
    return f'<Override PartName="{part}" ContentType="{_PROPERTIES}"/>'


def _insert(part: StringIO, before: str, text: str) -> None:
    """Put a text before the end of a part that was written."""
    written = part.getvalue()
    part.seek(0)
    part.write(written.replace(before, text + before))
