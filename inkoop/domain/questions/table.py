"""A table with free rows, or with one printed row for each code of a choice column."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from inkoop.domain.answers import Rows, Value
from inkoop.domain.fields import BEFORE_LOT, Code, OneOrMoreCodes
from inkoop.domain.questions.base import BaseQuestion
from inkoop.domain.questions.choice import ChoiceColumn
from inkoop.domain.questions.decimals import DecimalColumn
from inkoop.domain.questions.email import EmailColumn
from inkoop.domain.questions.kvk import KvkColumn
from inkoop.domain.questions.money import MoneyColumn
from inkoop.domain.questions.multi_choice import MultiChoiceColumn
from inkoop.domain.questions.phone import PhoneColumn
from inkoop.domain.questions.postcode import PostcodeColumn
from inkoop.domain.questions.text import TextColumn
from inkoop.domain.questions.website import WebsiteColumn
from inkoop.domain.questions.whole import WholeColumn
from inkoop.domain.questions.yes_no import YesNoColumn
from inkoop.domain.table_rules import RowBounds, Sum

Column = Annotated[
    YesNoColumn
    | ChoiceColumn
    | MultiChoiceColumn
    | WholeColumn
    | DecimalColumn
    | MoneyColumn
    | TextColumn
    | KvkColumn
    | EmailColumn
    | PhoneColumn
    | PostcodeColumn
    | WebsiteColumn,
    Field(discriminator="kind"),
]


class TableQuestion(BaseQuestion):
    """A table with free rows, or with one printed row for each code of a choice column."""

    kind: Literal["tabel"] = Field(alias="soort")
    holds: ClassVar[type[Value]] = Rows
    columns: tuple[Column, ...] = Field(
        alias="kolommen", min_length=1, strict=False, description="De kolommen van de tabel."
    )
    fixed_rows: Code | None = Field(
        default=None,
        alias="vaste_rijen",
        description="De code van een keuzekolom: elke keuze krijgt één voorgedrukte rij.",
    )
    lot_column: Code | None = Field(
        default=None,
        alias="perceel_kolom",
        description="De code van een keuzekolom met de percelen: elke rij hoort bij dat perceel.",
    )
    max_rows: int = Field(
        default=20, ge=1, le=500, alias="max_rijen", description="Hoeveel rijen het formulier heeft."
    )
    min_rows: int = Field(
        default=1, ge=0, alias="min_rijen", description="Hoeveel rijen minstens ingevuld zijn."
    )
    sums: tuple[Sum, ...] = Field(
        default=(),
        alias="optelling",
        strict=False,
        description="Kolommen die samen precies het antwoord op een andere vraag zijn.",
    )
    row_bounds: tuple[RowBounds, ...] = Field(
        default=(),
        alias="grenzen",
        strict=False,
        description="Eigen grenzen voor het getal in rijen met een bepaalde keuze.",
    )
    distinct: OneOrMoreCodes = Field(
        default=(),
        alias="verschillend",
        description="De kolommen waarin geen twee rijen samen gelijk zijn.",
    )

    @property
    def lot(self) -> str:
        """The lot whose rows alone this table holds; empty for a table as it is filled in."""
        return self.code.partition(BEFORE_LOT)[2] if self.lot_column else ""

    @property
    def is_divided(self) -> bool:
        """Whether this is filled in for all lots together: its rows are the answers to its parts."""
        return self.lot_column is not None and not self.lot

    @property
    def printed(self) -> frozenset[str]:
        """The columns that the form has filled in already."""
        return frozenset(code for code in (self.fixed_rows, self.lot_column) if code and self.fixed_rows)

    def column(self, code: str) -> Column:
        """The column with this code; KeyError when there is none."""
        for column in self.columns:
            if column.code == code:
                return column
        raise KeyError(code)
