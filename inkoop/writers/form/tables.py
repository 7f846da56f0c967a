"""The sheets with one table each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from inkoop.domain.answers import Text
from inkoop.domain.form_layout import ROW_HEADER, option_code, table_marker
from inkoop.domain.questions import ChoiceColumn, Column, MultiChoiceColumn, TableQuestion
from inkoop.domain.tender import Tender
from inkoop.views.words.asked import OPTIONAL, PRINTED, condition_text, how, precisely, rows_text
from inkoop.views.words.earns import earns_text
from inkoop.views.words.weights import used_for
from inkoop.writers.form.check.rows import STATUS_WIDTH
from inkoop.writers.form.inputs import Inputs, marks_of
from inkoop.writers.form.page import Page, clean, count_lines, height_of
from inkoop.writers.form.plan import SheetPlan
from inkoop.writers.form.registry import Range, Registry, TableArea
from inkoop.writers.form.wording import criterion_notes, criterion_title

NUMBER_WIDTH = 12.0
OPTION_WIDTH = 16.0
MINIMUM_WIDTH = 110.0
"""The last column, with the state of each row, is wider in a narrow table, so that texts above have room."""


@dataclass(frozen=True, slots=True)
class Field:
    """One physical column of a table: a column, or one option of a multiple choice column."""

    key: str
    title: str
    column: Column
    width: float
    option: str = ""


@dataclass
class TableWriter:
    """Writes table sheets and remembers where their cells are."""

    tender: Tender
    inputs: Inputs
    registry: Registry
    answers: Mapping[str, object]

    def fields(self, table: TableQuestion) -> tuple[Field, ...]:
        """The physical columns of a table, left to right."""
        return tuple(field for column in table.columns for field in self._fields_of(column))

    def widths(self, table: TableQuestion) -> tuple[float, ...]:
        """The column widths of a table's sheet."""
        widths = (NUMBER_WIDTH, *(field.width for field in self.fields(table)))
        return (*widths, max(STATUS_WIDTH, MINIMUM_WIDTH - sum(widths)))

    def write(self, page: Page, plan: SheetPlan) -> None:
        """The whole sheet: what is asked, the table, and what each column means."""
        table = plan.table
        assert table is not None
        fields = self.fields(table)
        # What a sheet of paper cuts off, nobody reads.
        last = page.fitting(len(fields) + 1)
        self._heading(page, table, plan, last)
        self._headers(page, table, fields)
        first = page.row
        rows = self._rows(table)
        for number, row in enumerate(rows, 1):
            self._row(page, table, fields, number, row)
        columns = {field.key: index for index, field in enumerate(fields, 1)}
        self.registry.tables[table.code] = TableArea(
            page.name, first - 1, first, page.row - 1, columns, len(fields)
        )
        self.registry.areas[table.code] = [Range(page.name, first, 1, page.row - 1, len(fields))]
        self._explanation(page, table, last)

    def _fields_of(self, column: Column) -> Iterator[Field]:
        if isinstance(column, MultiChoiceColumn):
            for option, name in self.tender.choices_of(column).items():
                yield Field(option_code(column.code, option), name, column, OPTION_WIDTH, option)
            return
        width = max([14.0, *(len(word) * 1.2 + 3 for word in column.text.split())])
        if column.holds is Text:
            width = 34.0
        elif isinstance(column, ChoiceColumn):
            names = self.tender.choices_of(column).values()
            width = min(44.0, max([18.0, *(len(name) * 1.05 + 3 for name in names)]))
        yield Field(column.code, column.text, column, width)

    def _heading(self, page: Page, table: TableQuestion, plan: SheetPlan, last: int) -> None:
        page.put(0, clean(table.text), page.styles("title"))
        page.end_row(30)
        earns = earns_text(self.tender, table.code) if self.tender.form.shows_points else ""
        texts = [condition_text(self.tender, table), table.hint, earns]
        if plan.chain:
            title = clean(criterion_title(self.tender, plan.chain))
            page.span(0, last, title, page.styles("part"))
            lines = count_lines(title, sum(page.widths[: last + 1]))
            page.end_row(20 if lines == 1 else height_of(lines))
            texts.append(criterion_notes(self.tender, plan.chain[-1]))
        elif used_for(self.tender, table.code):
            texts.append(f"Deze tabel telt mee bij: {used_for(self.tender, table.code)}.")
        texts.append(f"{rows_text(table)} Onder de tabel staat uitleg bij de kolommen.")
        page.line(clean("\n".join(text for text in texts if text)), "intro", last)
        page.gap(4)

    def _headers(self, page: Page, table: TableQuestion, fields: Sequence[Field]) -> None:
        page.put(0, table_marker(table.code), page.styles("marker"))
        for index, field in enumerate(fields, 1):
            page.put(index, field.key, page.styles("marker"))
        codes = ((table_marker(table.code), NUMBER_WIDTH), *((field.key, field.width) for field in fields))
        page.end_row(height_of(max(count_lines(code, width) for code, width in codes)))
        if any(field.option for field in fields):
            self._group_row(page, fields)
        header = page.styles("header")
        page.put(0, ROW_HEADER, header)
        lines = 1
        for index, field in enumerate(fields, 1):
            unit = getattr(field.column, "unit", "")
            title = clean(f"{field.title}\n({unit})" if unit else field.title)
            page.put(index, title, header)
            lines = max(lines, count_lines(title, field.width * 0.88))
        page.end_row(height_of(lines) + 6)
        page.sheet.freeze_panes(page.row, 1)
        page.sheet.repeat_rows(page.row - 1)

    def _group_row(self, page: Page, fields: Sequence[Field]) -> None:
        style = page.styles("header_group")
        page.fill(0, len(fields), page.styles("header_top"))
        start = 0
        while start < len(fields):
            column = fields[start].column
            end = start
            while end + 1 < len(fields) and fields[end + 1].column is column:
                end += 1
            if fields[start].option:
                page.span(start + 1, end + 1, clean(f"{column.text} (zet een x)"), style)
            start = end + 1
        page.end_row(20)

    def _rows(self, table: TableQuestion) -> list[Mapping[str, object]]:
        """The prefilled value of every row; fixed rows follow the choices, whatever order is given."""
        given = self.answers.get(table.code) or []
        if not isinstance(given, list | tuple):
            raise ValueError(f"vraag {table.code}: hier hoort een lijst van rijen")  # noqa: TRY004 - callers catch one kind
        known = {column.code for column in table.columns}
        for row in given:
            if not isinstance(row, Mapping) or set(row) - known:
                raise ValueError(f"vraag {table.code}: een rij heeft kolommen die deze tabel niet heeft")
        if table.fixed_rows is None:
            if len(given) > table.max_rows:
                raise ValueError(f"vraag {table.code}: hoogstens {table.max_rows} rijen")
            return [*given, *({} for _ in range(table.max_rows - len(given)))]
        printed = self._printed(table)
        by_option = {tuple(row.get(code) for code in printed): row for row in given}
        options = list(product(*printed.values()))
        if set(by_option) - set(options):
            raise ValueError(f"vraag {table.code}: een rij hoort niet bij de vaste rijen")
        return [{**by_option.get(row, {}), **dict(zip(printed, row, strict=True))} for row in options]

    def _printed(self, table: TableQuestion) -> Mapping[str, tuple[str, ...]]:
        """By column what is filled in already: every row for each lot, where each row belongs to a lot."""
        codes = (table.lot_column, table.fixed_rows)
        return {code: tuple(self.tender.choices_of(table.column(code))) for code in codes if code}

    def _row(
        self,
        page: Page,
        table: TableQuestion,
        fields: Sequence[Field],
        number: int,
        row: Mapping[str, object],
    ) -> None:
        page.put(0, number, page.styles("number"))
        lines = 1
        for index, field in enumerate(fields, 1):
            column, value = field.column, row.get(field.column.code)
            if column.code in table.printed:
                page.put(index, self.inputs.content(column, value), page.styles("printed"))
            elif field.option:
                chosen = marks_of(value, self.tender.choices_of(column), f"{table.code}, {column.code}")
                self.inputs.mark(page, index, field.option in chosen, column.text, "center")
            else:
                self.inputs.cell(page, index, column, value, f"{table.code} rij {number}")
            lines = max(
                lines, _row_lines(self.inputs.content(column, value) if not field.option else "", field)
            )
        page.end_row(height_of(lines) + 4)

    def _explanation(self, page: Page, table: TableQuestion, last: int) -> None:
        page.gap(14)
        page.span(0, last, "Uitleg bij de kolommen", page.styles("heading"))
        page.end_row(22)
        for column in table.columns:
            parts = [column.hint, precisely(column), how(column).replace("\n", " ")]
            if column.code in table.printed:
                parts = [PRINTED]
            elif not column.required:
                parts.append(OPTIONAL)
            self._meaning(page, clean(column.text), clean(" ".join(part for part in parts if part)), last)

    def _meaning(self, page: Page, name: str, meaning: str, last: int) -> None:
        page.span(0, last, "", page.styles("text"))
        page.put_rich(0, f"{name}:", meaning, "text", between=" ")
        page.end_row(height_of(count_lines(f"{name}: {meaning}", sum(page.widths[: last + 1]))))


def _row_lines(content: object, field: Field) -> int:
    text = content if isinstance(content, str) else ""
    room = 2 if getattr(field.column, "max_words", 0) > 8 else 1
    return max(room, count_lines(text, field.width))
