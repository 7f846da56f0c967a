"""A letter for Word: real headings, tables with a header row, in Dutch, the same bytes each time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from inkoop.domain.visible import one_line
from inkoop.views.letters.model import Block, Heading, Letter, Para, Points
from inkoop.views.words.blocks import Table
from inkoop.writers.word_file import new_document, packed

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shared import Length

_TEXT, _FIRST = 16.2, 5.5
"""How wide the text is, and the first column of a table, in centimetres."""
_DARK, _FILL = "14375E", "F6F3EE"
_SIZES = {"Normal": 10.5, "Heading 1": 17, "Heading 2": 14, "Heading 3": 12, "Heading 4": 10.5}


def letter_docx(letter: Letter, *, draft: bool = False) -> bytes:
    """The letter as a file for Word; a draft says so at the head of each page."""
    made = datetime.fromisoformat(letter.dated).replace(tzinfo=UTC)
    document = new_document(letter.title, letter.reference, author=letter.buyer, made=made)
    _looks(document)
    _head_and_foot(document, letter, draft=draft)
    _facts(document, letter)
    document.add_heading(one_line(letter.title), 1)
    for block in letter.blocks:
        _block(document, block)
    document.add_paragraph(f"Stand van het dossier: {letter.stand}", style="Caption")
    for note in filter(None, (letter.clock, letter.fictional)):
        document.add_paragraph(one_line(note), style="Caption")
    return packed(document)


def _looks(document: Document) -> None:
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.2)
    for name, size in _SIZES.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        fonts = style.element.rPr.rFonts
        for theme in [each for each in fonts.attrib if each.endswith("Theme")]:
            del fonts.attrib[theme]
        if name.startswith("Heading"):
            style.font.bold, style.font.italic = True, False
            style.font.color.rgb = RGBColor.from_string(_DARK)
    caption: Any = document.styles["Caption"]
    caption.font.name, caption.font.size, caption.font.bold = "Calibri", Pt(9.5), False
    caption.font.color.rgb = RGBColor.from_string("4D5A68")
    normal: Any = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(5)


def _head_and_foot(document: Document, letter: Letter, *, draft: bool) -> None:
    section: Any = document.sections[0]
    marks = ["Concept, nog niet verzonden"] * draft + ["Voorbeeld – fictief"] * bool(letter.fictional)
    section.header.paragraphs[0].text = " · ".join(marks)
    section.footer.paragraphs[0].text = one_line(letter.foot)


def _facts(document: Document, letter: Letter) -> None:
    for fact in letter.head:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = 0
        paragraph.add_run(f"{fact.label}: ").bold = True
        paragraph.add_run(one_line(fact.text))


def _block(document: Document, block: Block) -> None:
    if isinstance(block, Heading):
        document.add_heading(one_line(block.text), block.level)
    elif isinstance(block, Para):
        paragraph = document.add_paragraph()
        if block.label:
            paragraph.add_run(f"{one_line(block.label)} ").bold = True
        paragraph.add_run(one_line(block.text))
    elif isinstance(block, Points):
        for item in block.items:
            document.add_paragraph(one_line(item), style="List Bullet")
    else:
        _table(document, block)


def _table(document: Document, table: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document.add_paragraph(one_line(table.caption), style="Caption")
    made = document.add_table(1 + len(table.rows), len(table.columns), "Table Grid")
    made.autofit = False
    widths = _widths(len(table.columns))
    lines = [[column.text for column in table.columns], *(row.cells for row in table.rows)]
    for number, (row, texts) in enumerate(zip(made._tbl.tr_lst, lines, strict=True)):
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        cells = zip(table.columns, made.rows[number].cells, texts, strict=True)
        for place, (column, cell, text) in enumerate(cells):
            cell.width = widths[place]
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = 0
            run = paragraph.add_run(one_line(text))
            run.bold, run.font.size = number == 0 or table.rows[number - 1].line, Pt(9.5)
            if column.numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if number == 0:
                fill = OxmlElement("w:shd")
                for key, value in (("val", "clear"), ("color", "auto"), ("fill", _FILL)):
                    fill.set(qn(f"w:{key}"), value)
                cell._tc.get_or_add_tcPr().append(fill)
    document.add_paragraph()


def _widths(columns: int) -> list[Length]:
    """Room for what names a row, and the rest for its numbers alike."""
    from docx.shared import Cm

    first = _FIRST if columns > 2 else _TEXT / 2
    return [Cm(first), *[Cm((_TEXT - first) / (columns - 1))] * (columns - 1)]
