"""Writes the guide for Word: what comes from the kader is marked, and between it there is room to write.

Each part is a content control whose tag is its name, with a bookmark beside it: LibreOffice keeps the last
where it forgets the first. The same bytes for the same guide: no clock, and no order of a set.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inkoop.domain.guide_marks import (
    FINGERPRINT,
    FORMAT,
    FORMAT_VALUE,
    REFERENCE,
    ROOM,
    bookmark_of,
    number_of_part,
    tag_of,
)
from inkoop.domain.house_style import NEUTRAL, HouseStyle
from inkoop.domain.visible import one_line
from inkoop.readers.files.archive import digest
from inkoop.views.guide.model import (
    KIND_OF_DOCUMENT,
    TITLE,
    Block,
    Chapter,
    Example,
    Grid,
    Guide,
    Points,
    Room,
    Said,
    heading_name,
)
from inkoop.views.words.blocks import Table
from inkoop.writers.atomic import creating
from inkoop.writers.word_file import new_document, packed

if TYPE_CHECKING:
    from docx.document import Document

_PROPERTIES = "/docProps/custom.xml"
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FROM_KADER, _EXAMPLE, _OWN, _CELL = "Uit het kader", "Voorbeeld", "Eigen tekst", "Cel uit het kader"
_POINT, _STEP = "Punt uit het kader", "Stap uit het kader"
_WIDTH = 9400
"""The width of the text, in twentieths of a point."""
_DEEPEST = 9


def write_guide_docx(guide: Guide, path: Path, style: HouseStyle = NEUTRAL) -> None:
    """Write it for Word. Raises FileExistsError where another document is there, as people write in it."""
    data = guide_docx(guide, style)
    if digest(path)[1] == hashlib.sha256(data).hexdigest():
        return
    with creating(path) as temporary:
        temporary.write_bytes(data)


def guide_docx(guide: Guide, style: HouseStyle = NEUTRAL) -> bytes:
    """The document, the same bytes for the same guide."""
    document = new_document(
        f"Leidraad {guide.title}",
        guide.reference,
        author=guide.buyer,
        made=datetime.fromisoformat(guide.published).replace(tzinfo=UTC),
    )
    _Look(document, style).prepare(guide)
    _Body(document).write(guide)
    _made_by(document, guide)
    return packed(document)


def _made_by(document: Document, guide: Guide) -> None:
    """By which kader the document was made, in properties of its own."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    named = {FINGERPRINT: guide.fingerprint, REFERENCE: guide.reference, FORMAT: FORMAT_VALUE}
    package = document.part.package
    part = Part(PackURI(_PROPERTIES), _CUSTOM, _custom(named), package)
    package.relate_to(part, _CUSTOM_RELATION)


def _custom(named: dict[str, str]) -> bytes:
    properties = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(one_line(value))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(named.items(), 2)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}\n<Properties xmlns="{_SPACE}" xmlns:vt="{_TYPES}">{properties}</Properties>'.encode()


class _Look:
    """The styles of the document, in the colours of a house style."""

    def __init__(self, document: Document, style: HouseStyle) -> None:
        self.document, self.style = document, style

    def prepare(self, guide: Guide) -> None:
        """Styles, margins, head and foot."""
        from docx.shared import Cm, Pt

        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
        for style in self.document.styles:
            for fonts in style.element.iter(_w("rFonts")):
                for each in list(fonts.attrib):
                    del fonts.attrib[each]
                for each in ("ascii", "hAnsi", "cs", "eastAsia"):
                    fonts.set(_w(each), "Calibri")
        normal: Any = self.document.styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", Pt(10.5)
        normal.paragraph_format.space_after = Pt(5)
        for level, size in enumerate((18, 14, 12, 11, 11, 11, 11, 11, 11), 1):
            self._heading(level, size)
        self._title()
        self._paragraphs()
        self._head_and_foot(guide)

    def _colour(self, role: str) -> Any:
        from docx.shared import RGBColor

        return RGBColor.from_string(self.style.colour(role).lstrip("#").upper())

    def _heading(self, level: int, size: int) -> None:
        from docx.shared import Pt

        style: Any = self.document.styles[f"Heading {level}"]
        style.font.size, style.font.bold, style.font.italic = Pt(size), True, False
        style.font.color.rgb = self._colour("kop")
        style.paragraph_format.space_before = Pt(18 if level == 1 else 10)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True

    def _title(self) -> None:
        from docx.shared import Pt

        style: Any = self.document.styles["Title"]
        style.font.size, style.font.bold = Pt(26), True
        style.font.color.rgb = self._colour("kop")
        for border in list(style.element.iter(_w("pBdr"))):
            border.getparent().remove(border)

    def _paragraphs(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt

        styles = self.document.styles
        for name, fill in ((_FROM_KADER, ""), (_CELL, ""), (_EXAMPLE, "F6F3EE"), (_OWN, "")):
            made: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            made.base_style = styles["Normal"]
            made.quick_style = True
            properties = made.element.get_or_add_pPr()
            if name in (_FROM_KADER, _EXAMPLE):
                properties.append(_side_line())
            if fill:
                properties.append(_element("shd", val="clear", color="auto", fill=fill))
        for name, base in ((_POINT, "List Bullet"), (_STEP, "List Number")):
            listed: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            listed.base_style = styles[base]
            listed.element.get_or_add_pPr().append(_side_line())
        own: Any = styles[_OWN]
        own.font.italic = True
        own.font.color.rgb = self._colour("zacht")
        cell: Any = styles[_CELL]
        cell.font.size = Pt(9.5)
        cell.paragraph_format.space_after = Pt(1)
        caption: Any = styles["Caption"]
        caption.font.size, caption.font.bold = Pt(9.5), False
        caption.font.color.rgb = self._colour("zacht")
        caption.paragraph_format.keep_with_next = True
        caption.paragraph_format.space_after = Pt(2)

    def _head_and_foot(self, guide: Guide) -> None:
        section: Any = self.document.sections[0]
        if guide.fictional:
            section.header.paragraphs[0].text = "Voorbeeld – fictief"
        foot = section.footer.paragraphs[0]
        foot.text = one_line(f"{guide.reference} · Leidraad · pagina ")
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = foot.add_run()
            if kind:
                run._r.append(_element("fldChar", fldCharType=kind))
            else:
                run._r.append(_element("instrText", text=text))


class _Body:
    """The chapters, part by part."""

    def __init__(self, document: Document) -> None:
        self.document: Any = document
        self.body: Any = document.element.body
        self.end = self.body.sectPr

    def write(self, guide: Guide) -> None:
        """Everything, in reading order."""
        title = ((KIND_OF_DOCUMENT, "Subtitle"), (guide.title, "Title"))
        self._part(TITLE, "Titel", lambda: [self._paragraph(*each)._p for each in title])
        note = (
            "De koppen, de tabellen en alles met een streep aan de zijkant komen uit het kader. Verandert u"
            " daar iets? Dan zegt inkoop leidraad --controleer dat."
        )
        self._place([self._paragraph(f"{ROOM}, overal tussen de gemaakte delen. {note}", _OWN)._p])
        for chapter in guide.chapters:
            self._chapter(chapter, 1)

    def _chapter(self, chapter: Chapter, level: int) -> None:
        style = f"Heading {min(level, _DEEPEST)}"
        self._part(
            heading_name(chapter.key), chapter.title, lambda: [self._paragraph(chapter.title, style)._p]
        )
        for block in chapter.blocks:
            self._block(block, chapter.title)
        for part in chapter.parts:
            self._chapter(part, level + 1)

    def _block(self, block: Block, about: str) -> None:
        if isinstance(block, Room):
            self._place([self._paragraph(f"{ROOM} over {block.about}.", _OWN)._p])
            return
        self._part(block.keys[0], about, lambda: list(self._inside(block)))

    def _inside(self, block: Said | Points | Grid | Example) -> Iterator[Any]:
        if isinstance(block, Said):
            yield self._labelled(block)._p
        elif isinstance(block, Points):
            number = self._numbering() if block.ordered else None
            for item in block.items:
                made = self._paragraph(item, _STEP if block.ordered else _POINT)
                if number is not None:
                    _numbered(made._p, number)
                yield made._p
        elif isinstance(block, Example):
            yield from (self._paragraph(line, _EXAMPLE)._p for line in block.lines)
        else:
            yield self._paragraph(block.table.caption, "Caption")._p
            yield self._table(block.table)
            yield self._paragraph("", _CELL)._p

    def _labelled(self, said: Said) -> Any:
        made = self._paragraph("", _FROM_KADER)
        if said.label:
            made.add_run(one_line(f"{said.label}: ")).bold = True
        made.add_run(one_line(said.text))
        return made

    def _paragraph(self, text: str, style: str) -> Any:
        """A paragraph that is still nowhere."""
        made = self.document.add_paragraph(one_line(text), style)
        self.body.remove(made._p)
        return made

    def _table(self, table: Table) -> Any:
        made = self.document.add_table(1 + len(table.rows), len(table.columns), "Table Grid")
        self.body.remove(made._tbl)
        widths = _widths(table)
        heads = [column.text for column in table.columns]
        lines = [heads, *(row.cells for row in table.rows)]
        for number, (row, cells) in enumerate(zip(made._tbl.tr_lst, lines, strict=True)):
            properties = row.get_or_add_trPr()
            properties.append(_element("cantSplit"))
            if number == 0:
                properties.append(_element("tblHeader"))
            for place, (cell, text) in enumerate(zip(row.tc_lst, cells, strict=True)):
                own = cell.get_or_add_tcPr()
                own.clear()
                own.append(_element("tcW", w=str(widths[place]), type="dxa"))
                self._cell(cell, text, head=number == 0, right=table.columns[place].numeric)
        _dress(made._tbl, widths, first=table.header == 0)
        return made._tbl

    def _cell(self, cell: Any, text: str, *, head: bool, right: bool) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.text.paragraph import Paragraph

        paragraph = Paragraph(cell.p_lst[0], self.document)
        paragraph.style = self.document.styles[_CELL]
        run = paragraph.add_run(one_line(text))
        run.bold = head
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if head:
            cell.tcPr.append(_element("shd", val="clear", color="auto", fill="E9E5DD"))

    def _numbering(self) -> int:
        """A list that begins at 1 again."""
        numbering = self.document.part.numbering_part.element
        style = self.document.styles["List Number"].element
        base = int(style.pPr.numPr.numId.val)
        abstract = next(n for n in numbering.num_lst if n.numId == base).abstractNumId.val
        made = numbering.add_num(abstract)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(made.numId)

    def _part(self, name: str, about: str, inside: Callable[[], list[Any]]) -> None:
        """A part from the kader: a content control with its name, and a bookmark in its first paragraph."""
        elements = inside()
        first = elements[0]
        number = str(number_of_part(name))
        at = 1 if first.pPr is not None else 0
        first.insert(at, _element("bookmarkStart", id=number, name=bookmark_of(name)))
        first.append(_element("bookmarkEnd", id=number))
        properties = _element(
            "sdtPr",
            _element("alias", val=one_line(about)[:60]),
            _element("tag", val=tag_of(name)),
            _element("id", val=number),
        )
        self._place([_element("sdt", properties, _element("sdtContent", *elements))])

    def _place(self, elements: Iterable[Any]) -> None:
        for element in elements:
            self.end.addprevious(element)


def _dress(table: Any, widths: list[int], *, first: bool) -> None:
    """Fixed widths, thin lines, and what is a head: for the eye and for who listens."""
    properties = table.tblPr
    for old in [each for each in properties if each.tag in (_w("tblW"), _w("tblLook"), _w("tblLayout"))]:
        properties.remove(old)
    lines = [
        _element(side, val="single", sz="4", space="0", color="D8D3CA")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    properties.append(_element("tblW", w=str(sum(widths)), type="dxa"))
    properties.append(_element("tblBorders", *lines))
    properties.append(_element("tblLayout", type="fixed"))
    look = {"firstRow": "1", "lastRow": "0", "firstColumn": str(int(first)), "lastColumn": "0"}
    properties.append(_element("tblLook", val="04A0", **look, noHBand="0", noVBand="1"))
    for column, width in zip(table.tblGrid.gridCol_lst, widths, strict=True):
        column.set(_w("w"), str(width))


def _widths(table: Table) -> list[int]:
    """A number takes little, a text what it needs beside the others."""
    longest = [
        max([len(column.text), *(len(row.cells[place]) for row in table.rows)])
        for place, column in enumerate(table.columns)
    ]
    parts = [
        min(max(length, 8), 14) if column.numeric else min(max(length, 12), 60)
        for column, length in zip(table.columns, longest, strict=True)
    ]
    return [_WIDTH * part // sum(parts) for part in parts]


def _side_line() -> Any:
    """By which one sees what comes from the kader."""
    return _element("pBdr", _element("left", val="single", sz="12", space="6", color="D8D3CA"))


def _numbered(paragraph: Any, number: int) -> None:
    properties = paragraph.get_or_add_pPr()
    listed = properties.get_or_add_numPr()
    listed.get_or_add_ilvl().val = 0
    listed.get_or_add_numId().val = number


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    made: str = qn(f"w:{name}")
    return made


def _element(name: str, /, *children: Any, text: str = "", **attributes: str) -> Any:
    """An element of WordprocessingML."""
    from docx.oxml import OxmlElement

    made: Any = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(_w(key), value)
    made.extend(children)
    if text:
        made.text = text
    return made
