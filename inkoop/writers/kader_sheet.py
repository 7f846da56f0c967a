"""Writes a kader as a workbook for people who work in a spreadsheet: its look, its lists, its guide.

What stands in which cell is decided in `rules.worksheet`; here it only gets columns, colours and help.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from inkoop.domain.cells import column_letters
from inkoop.domain.remarks import TreePath
from inkoop.domain.tender import Tender
from inkoop.rules.worksheet.layout import (
    ALONE,
    GUIDE,
    KEY_HEAD,
    KIND_HEAD,
    LISTS,
    MEANING_HEAD,
    ORDER_HEAD,
    OTHER,
    OTHER_HEADS,
    OWNER_HEAD,
    REMARK_HEAD,
    SHAPE_HEAD,
    VALUE_HEAD,
    WHOLE,
    Card,
    Table,
    heading,
    layout,
)
from inkoop.rules.worksheet.model import KIND, Cell, Holds, Part
from inkoop.rules.worksheet.unfold import Line, Row, Unfolded
from inkoop.rules.worksheet.values import Content
from inkoop.rules.worksheet.words import label
from inkoop.writers.atomic import replacing
from inkoop.writers.form.book import new_workbook
from inkoop.writers.form.page import clean, count_lines, footer_text, height_of
from inkoop.writers.form.styles import ACCENT, BAND, GREY, LINE, OFF, SOFT_LINE, TINT, WHITE, Styles
from inkoop.writers.kader_guide import GUIDE_TEXT, RULES, TABLES

SPARE = 200
"""So many empty rows below a table have its lists to choose from, too."""
UNUSED = "Nog niet gebruikt"
_LONGEST_LIST, _LONGEST_HELP, _LONGEST_TITLE = 255, 255, 32
_NARROW, _WIDE = 9.0, 46.0
_CARD_WIDTHS = {
    OWNER_HEAD: 12.0,
    KEY_HEAD: 32.0,
    VALUE_HEAD: 56.0,
    MEANING_HEAD: 52.0,
    REMARK_HEAD: 44.0,
    SHAPE_HEAD: 8.0,
}
_NONE = "#E9EBED"
"""The ground of a cell that its row does not have."""
_ONE_PAGE, _LEAST_SCALE = 260.0, 60
"""What is wider than this is not printed on one sheet of paper, where nobody could read it."""
_TOP = 3
"""The row of the headings, counted from 0: above it stand the name of the sheet and what it is for."""
_REFERS = {
    "bron": "uitgangspunt",
    "schaal": "schaal",
    "keuzes": "lijst",
    "vraag": "vraag",
    "voorkeur": "vraag",
    "eigen_maximum": "vraag",
    "doelen": "vraag",
    "doelgroepen": "vraag",
    "kolom": "kolom",
    "keuze_kolom": "kolom",
    "vaste_rijen": "kolom",
    "perceel_kolom": "kolom",
    "voorkeur_kolom": "kolom",
    "verschillend": "kolom",
    "bij_gelijk": "criterium",
    "criteria": "criterium",
    "eisen": "eis",
}
"""Which codes can be chosen for a key: those of the rows of this kind."""


def kader_sheet(made: Unfolded, tender: Tender, commands: Sequence[tuple[str, str]]) -> bytes:
    """The workbook of a kader as a file in memory.

    Args:
        commands: what to type, each with what it does, for the guide.
    """
    memory = BytesIO()
    with new_workbook(memory, tender, "Kader") as workbook:
        _Book(workbook, made, tender).write(commands)
    return memory.getvalue()


def write_kader_sheet(content: bytes, path: Path) -> None:
    """Write a workbook that was made in memory, whole or not at all. Raises OSError."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


class _Book:
    def __init__(self, workbook: Any, made: Unfolded, tender: Tender) -> None:
        self.workbook, self.made, self.tender = workbook, made, tender
        self.styles = Styles(workbook)
        self.lists: dict[tuple[str, ...], str] = {}
        """The lists that are too long for a cell, each with where it stands."""

    def write(self, commands: Sequence[tuple[str, str]]) -> None:
        """All sheets, the guide first."""
        guide = self._sheet(GUIDE, GREY)
        sheets = {
            title: self._sheet(title, ACCENT if self._used(title) else OFF) for title in layout().titles
        }
        self.codes = self._codes()
        self.list_sheet = self._sheet(LISTS, GREY)
        self._guide(guide, commands)
        for title, sheet in layout().titles.items():
            if isinstance(sheet, Card):
                self._card(sheets[title], sheet, self.made.lines[title])
            else:
                self._table(sheets[title], sheet, self.made.rows[title])
        self._write_lists()
        guide.activate()

    def _sheet(self, title: str, colour: str) -> Any:
        sheet = self.workbook.add_worksheet(title)
        sheet.set_tab_color(colour)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L&8{footer_text(self.tender.info.reference)}&R&8&A · Pagina &P van &N")
        return sheet

    def _used(self, title: str) -> bool:
        return bool(self.made.lines.get(title) or self.made.rows.get(title))

    def _codes(self) -> dict[str, tuple[str, ...]]:
        """The codes of the rows of each kind."""
        found: dict[str, dict[str, None]] = {}
        for rows in self.made.rows.values():
            for row in rows:
                if code := row.cells.get(("code",)):
                    found.setdefault(row.kind, {})[str(code)] = None
        return {kind: tuple(codes) for kind, codes in found.items()}

    # ── the guide ────────────────────────────────────────────────────────────────────────────────────────

    def _guide(self, sheet: Any, commands: Sequence[tuple[str, str]]) -> None:
        sheet.set_column(0, 0, 26, self.styles("plain"))
        sheet.set_column(1, 1, 104, self.styles("plain"))
        sheet.set_portrait()
        sheet.write_string(0, 0, "Kader als werkblad", self.styles("kicker"))
        sheet.merge_range(1, 0, 1, 1, "", self.styles("title"))
        sheet.write_string(1, 0, clean(self.tender.info.title), self.styles("title", text_wrap=True))
        sheet.set_row(1, height_of(count_lines(self.tender.info.title, 130, 16), 16))
        row = 3
        for head, text in (*GUIDE_TEXT, *commands):
            sheet.write_string(row, 0, head, self.styles("label", bold=True))
            sheet.write_string(row, 1, clean(text), self.styles("label"))
            sheet.set_row(row, height_of(count_lines(text, 104)))
            row += 1

    # ── cards ────────────────────────────────────────────────────────────────────────────────────────────

    def _card(self, sheet: Any, card: Card, lines: Sequence[Line]) -> None:
        heads = [head for head in _CARD_WIDTHS if head != OWNER_HEAD or card.owned]
        widths = [_CARD_WIDTHS[head] for head in heads]
        for column, width in enumerate(widths):
            sheet.set_column(
                column, column, width, self.styles("plain"), {"hidden": heads[column] == SHAPE_HEAD}
            )
        self._top(
            sheet,
            card.title,
            card.part.description if not card.owned else RULES,
        )
        self._heads(sheet, heads)
        sheet.freeze_panes(_TOP + 1, 2 if card.owned else 1)
        row, owner = _TOP + 1, ""
        for line in self._with_unused(card, lines):
            content = [
                *([line.owner] if card.owned else []),
                self._key(line, card),
                line.content,
                line.part.description if line.part and line.part.description and line.path else "",
                line.remark,
                ALONE if line.alone else "",
            ]
            begins = card.owned and line.owner != owner
            owner = line.owner
            self._card_row(sheet, row, content, heads, widths, line, begins)
            row += 1
        sheet.repeat_rows(_TOP)

    def _key(self, line: Line, card: Card) -> str:
        if not line.path:
            return WHOLE if line.remark else UNUSED
        return label(line.path, card.part)

    def _with_unused(self, card: Card, lines: Sequence[Line]) -> Iterator[Line]:
        """The lines that there are, and below them what could be filled in as well."""
        if not card.owned:
            yield from lines
            free = list(_free(card.part, (), {line.path for line in lines}))
            yield from [Line(()), *free] if free else []
            return
        for number, line in enumerate(lines):
            yield line
            if number + 1 == len(lines) or lines[number + 1].owner != line.owner:
                own = [one for one in lines if one.owner == line.owner]
                soort = next((one.content for one in own if one.path == (KIND,)), None)
                for spare in _free(card.part.of_kind({KIND: soort}), (), {one.path for one in own}):
                    yield Line(spare.path, owner=line.owner, part=spare.part)

    def _card_row(
        self,
        sheet: Any,
        row: int,
        content: Sequence[Content | None],
        heads: Sequence[str],
        widths: Sequence[float],
        line: Line,
        begins: bool,
    ) -> None:
        part, cell = line.part, line.part.cell if line.part else Cell()
        section = line.content is None and (
            not line.path or (part is not None and bool(part.records or part.entries or part.items))
        )
        unused = line.content is None and not section
        edge = {"top": 2, "top_color": ACCENT} if begins else {}
        for column, value in enumerate(content):
            head = heads[column]
            if head == VALUE_HEAD:
                link = {"align": "left", "font_color": ACCENT, "underline": 1} if _named(value, line) else {}
                style = self._value_style(cell, bg_color=WHITE if not section else BAND, **edge, **link)
            elif head in (KEY_HEAD, OWNER_HEAD):
                style = self._label_style(
                    bold=not unused,
                    font_color=GREY if unused else "#000000",
                    bg_color=BAND if section else TINT,
                    indent=1 + max(0, len(line.path) - 1) if head == KEY_HEAD else 1,
                    **edge,
                )
            else:
                style = self._label_style(
                    font_color=GREY if head == MEANING_HEAD else "#000000",
                    bg_color=BAND if section else WHITE,
                    **edge,
                )
            if head == VALUE_HEAD and isinstance(value, str) and (title := _named(value, line)) is not None:
                sheet.write_url(row, column, f"internal:'{title}'!A1", style, string=value)
            else:
                self._put(sheet, row, column, value, style)
        tallest = max(
            count_lines(str(value), widths[column])
            for column, value in enumerate(content)
            if value is not None and heads[column] != SHAPE_HEAD
        )
        sheet.set_row(row, height_of(tallest))
        if not section and part is not None:
            self._choose(sheet, row, row, heads.index(VALUE_HEAD), line.path, part, heading(line.path[-1:]))

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────

    def _table(self, sheet: Any, table: Table, rows: Sequence[Row]) -> None:
        keys = list(table.columns)
        heads = [
            KIND_HEAD,
            OWNER_HEAD,
            *(heading(key) for key in keys),
            *OTHER_HEADS,
            REMARK_HEAD,
            ORDER_HEAD,
        ]
        contents = [self._content(row, keys) for row in rows]
        widths = [_width(head, [line[column] for line in contents]) for column, head in enumerate(heads)]
        widths[0] += 2 * max((row.depth for row in rows), default=0)
        folded = {
            column
            for column in range(2, len(heads) - 2)
            if rows and not any(line[column] is not None for line in contents)
        }
        for column, width in enumerate(widths):
            options: dict[str, Any] = {"hidden": True} if heads[column] == ORDER_HEAD else {}
            if column in folded:
                options = {"level": 1, "hidden": True}
            elif column - 1 in folded:
                options = {"collapsed": True}
            sheet.set_column(column, column, width, self.styles("plain"), options)
        self._top(sheet, table.title, TABLES.get(table.title, table.first.part.description))
        self._heads(sheet, heads)
        sheet.freeze_panes(_TOP + 1, 3)
        for number, (row, content) in enumerate(zip(rows, contents, strict=True)):
            self._table_row(sheet, _TOP + 1 + number, row, content, table, keys, widths, folded)
        last = _TOP + len(rows) + SPARE
        words = Part(({"enum": [*table.kinds, OTHER, WHOLE]},), "Wat deze rij is.")
        self._choose(sheet, _TOP + 1, last, 0, (KIND_HEAD,), words, KIND_HEAD)
        for column, key in enumerate(keys, 2):
            self._choose(sheet, _TOP + 1, last, column, key, _all_kinds(table, key), heads[column])
        sheet.repeat_rows(_TOP)
        if sum(width for column, width in enumerate(widths) if column not in folded) > _ONE_PAGE:
            sheet.set_print_scale(_LEAST_SCALE)  # over more sheets of paper, each with the first columns
            sheet.repeat_columns(0, 2)

    def _content(self, row: Row, keys: Sequence[TreePath]) -> list[Content | None]:
        other = row.other or (None, None)
        cells = [row.cells.get(key) for key in keys]
        return [row.kind, row.owner or None, *cells, *other, row.remark or None, row.order or None]

    def _table_row(
        self,
        sheet: Any,
        at: int,
        row: Row,
        content: Sequence[Content | None],
        table: Table,
        keys: Sequence[TreePath],
        widths: Sequence[float],
        folded: set[int],
    ) -> None:
        kind = table.kinds.get(row.kind)
        own = kind.of(row.soort).columns if kind else {}
        top = (
            row.depth == 0
            and kind is not None
            and len({other.depth for other in self.made.rows[table.title]}) > 1
        )
        ground = BAND if top else WHITE
        for column, value in enumerate(content):
            key = keys[column - 2] if 2 <= column < len(keys) + 2 else None
            if column == 0:
                style = self._label_style(bold=top, bg_color=BAND if top else TINT, indent=1 + 2 * row.depth)
            elif key is None:
                style = self._label_style(bg_color=ground)
            elif key in own:
                style = self._value_style(own[key].cell, bg_color=ground, bold=top and key == ("code",))
            else:
                style = self._label_style(bg_color=WHITE if kind is None else _NONE)
            self._put(sheet, at, column, value, style)
        seen = [
            count_lines(str(value), widths[column])
            for column, value in enumerate(content[:-1])
            if value is not None and column not in folded
        ]
        sheet.set_row(at, height_of(max(seen, default=1)))

    # ── what all sheets have ─────────────────────────────────────────────────────────────────────────────

    def _top(self, sheet: Any, title: str, about: str) -> None:
        sheet.write_string(0, 0, title, self.styles("title"))
        sheet.set_row(0, 26)
        sheet.write_string(1, 0, about, self.styles("plain", font_color=GREY))
        sheet.set_row(2, 6)

    def _heads(self, sheet: Any, heads: Sequence[str]) -> None:
        for column, head in enumerate(heads):
            sheet.write_string(_TOP, column, head, self.styles("header"))
        sheet.set_row(_TOP, 30)

    def _label_style(self, **extra: Any) -> Any:
        look = {
            "text_wrap": True,
            "align": "left",
            "indent": 1,
            "border": 1,
            "border_color": SOFT_LINE,
            "num_format": "@",
        }
        return self.styles("plain", **{**look, **extra})

    def _value_style(self, cell: Cell, **extra: Any) -> Any:
        look: dict[str, Any] = {"text_wrap": True, "border": 1, "border_color": LINE}
        if cell.holds not in (Holds.NUMBER, Holds.SHARE, Holds.ANYTHING):
            look |= {"num_format": "@", "align": "left", "indent": 1}
        else:
            look |= {"align": "right", "indent": 1}
        return self.styles("plain", **{**look, **extra})

    @staticmethod
    def _put(sheet: Any, row: int, column: int, value: Content | None, style: Any) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, style)
        else:
            sheet.write_number(row, column, float(value) if isinstance(value, Decimal) else value, style)

    def _choose(
        self, sheet: Any, first: int, last: int, column: int, path: TreePath, part: Part, title: str
    ) -> None:
        """What can be chosen in cells, and what they are for."""
        cell = part.cell
        help_text = part.description
        if cell.holds is Holds.WORDS:
            help_text = f"{help_text} Meer dan één? Zet er komma's tussen."
        rules: dict[str, Any] = {
            "validate": "any",
            "input_title": title[:_LONGEST_TITLE],
            "input_message": help_text[:_LONGEST_HELP],
        }
        options = cell.options or self.codes.get(_REFERS.get(str(path[-1]), ""), ())
        if options:
            strict = bool(cell.options) and cell.holds is Holds.WORD
            rules |= {"validate": "list", "source": self._source(options), "show_error": strict}
            rules |= (
                {
                    "error_title": "Dit woord staat niet in de lijst",
                    "error_message": "Kies een woord uit de lijst.",
                }
                if strict
                else {}
            )
        if options or help_text:
            sheet.data_validation(first, column, last, column, rules)

    def _source(self, options: tuple[str, ...]) -> list[str] | str:
        if len(",".join(options)) <= _LONGEST_LIST:
            return list(options)
        if options not in self.lists:
            letter = column_letters(len(self.lists) + 1)
            self.lists[options] = f"='{LISTS}'!${letter}${_TOP + 2}:${letter}${_TOP + 1 + len(options)}"
        return self.lists[options]

    def _write_lists(self) -> None:
        sheet = self.list_sheet
        self._top(sheet, LISTS, "Waaruit u op de andere bladen kiest. Hier hoeft u niets te doen.")
        for column, options in enumerate(self.lists):
            sheet.set_column(column, column, 34, self.styles("plain"))
            sheet.write_string(_TOP, column, f"Lijst {column + 1}", self.styles("header"))
            for number, option in enumerate(options):
                sheet.write_string(_TOP + 1 + number, column, option, self.styles("plain"))


def _free(part: Part, path: TreePath, used: set[TreePath]) -> Iterator[Line]:
    """A line for every key that is not used, also in blocks that are there."""
    for key, deep in part.keys.items():
        at = (*path, key)
        if any(one[: len(at)] == at for one in used):
            if deep.records and any(len(one) > len(at) and one[: len(at)] == at for one in used):
                yield from _free(deep, at, used)
        elif deep.records and path == () and layout().cards.get((key,)) is None:
            yield Line(at, part=deep)
            yield from _free(deep, at, used)
        else:
            yield Line(at, part=deep)


def _named(value: Content | None, line: Line) -> str | None:
    """The sheet that a cell refers to."""
    if line.path:
        for title in layout().titles:
            if value == f"zie blad {title}":
                return title
    return None


def _all_kinds(table: Table, key: TreePath) -> Part:
    """What a column holds in the rows of all kinds together."""
    parts = [kind.columns[key] for kind in table.kinds.values() if key in kind.columns]
    schemas: list[Mapping[str, Any]] = [schema for part in parts for schema in part.schemas]
    return Part(tuple(schemas), parts[0].description)


def _width(head: str, contents: Sequence[Content | None]) -> float:
    """How wide a column has to be for its heading and for what stands in it, on a few lines if need be."""
    longest = max(
        (len(line) for value in contents if value is not None for line in str(value).split("\n")), default=0
    )
    word = max((len(word) for word in head.split()), default=0)
    wanted = longest + 3 if longest <= 26 else 28 if longest <= 60 else _WIDE
    return max(_NARROW, word + 3.5, float(wanted))
