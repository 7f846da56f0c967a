"""The questions of a kader: what a provider is asked, one class a kind."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from inkoop.domain.fields import (
    Code,
    KaderModel,
    Number,
    OneOrMoreCodes,
    Text,
    YesNo,
    text_or_mapping,
)

Choices = Annotated[
    Annotated[str, Tag("naam")] | Annotated[dict[Code, Text], Tag("waarden")],
    Discriminator(text_or_mapping("naam", "waarden")),
]
"""The name of a code list, or the choices themselves as code to name."""


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise PydanticCustomError("dag", "hier hoort een datum, zoals 2027-03-01") from None


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]


class ShowWhen(KaderModel):
    """A question is only asked when another answer has one of these values."""

    question: Code = Field(alias="vraag", description="De code van de andere vraag.")
    values: OneOrMoreCodes = Field(
        alias="is", description="Het antwoord, of een lijst van antwoorden, waarbij deze vraag geldt."
    )


class _Asked(KaderModel):
    """What questions and table columns share."""

    code: Code = Field(alias="code", description="Korte code, uniek in het kader.")
    text: Text = Field(alias="tekst", description="De vraag, zoals de aanbieder hem leest.")
    hint: str = Field(default="", alias="hulp", description="Uitleg onder de vraag.")
    required: YesNo = Field(default=True, alias="verplicht", description="Moet dit ingevuld worden?")


class _Question(_Asked):
    show_when: ShowWhen | None = Field(
        default=None, alias="alleen_als", description="Stel deze vraag alleen bij een ander antwoord."
    )
    confidential: YesNo = Field(
        default=False, alias="vertrouwelijk", description="Blijft buiten openbare stukken."
    )


class _Choosing(KaderModel):
    choices: Choices = Field(
        alias="keuzes", description="De naam van een codelijst, of de keuzes zelf als code: naam."
    )


class _Numeric(KaderModel):
    unit: Text = Field(alias="eenheid", description="Waarin het getal wordt uitgedrukt.")
    definition: Text = Field(alias="definitie", description="Wat er precies geteld of gemeten wordt.")
    minimum: Number = Field(alias="minimum", description="Het kleinste getal dat mag.")
    maximum: Number = Field(alias="maximum", description="Het grootste getal dat mag.")


class _Decimals(_Numeric):
    decimals: int = Field(
        default=2, ge=0, le=6, alias="decimalen", description="Hoeveel cijfers achter de komma mogen."
    )


class _Wordy(KaderModel):
    max_words: int = Field(
        alias="max_woorden", ge=1, le=5000, description="Hoeveel woorden het antwoord hoogstens telt."
    )


class YesNoColumn(_Asked):
    """A yes/no column of a table."""

    kind: Literal["ja_nee"] = Field(alias="soort")


class ChoiceColumn(_Asked, _Choosing):
    """A column with one choice."""

    kind: Literal["keuze"] = Field(alias="soort")


class MultiChoiceColumn(_Asked, _Choosing):
    """A column with several choices: in the form one narrow column for each choice."""

    kind: Literal["meerkeuze"] = Field(alias="soort")


class WholeColumn(_Asked, _Numeric):
    """A column with whole numbers."""

    kind: Literal["geheel_getal"] = Field(alias="soort")


class DecimalColumn(_Asked, _Decimals):
    """A column with decimal numbers."""

    kind: Literal["decimaal"] = Field(alias="soort")


class MoneyColumn(_Asked, _Decimals):
    """A column with amounts in euro."""

    kind: Literal["bedrag"] = Field(alias="soort")


class TextColumn(_Asked, _Wordy):
    """A column with short text."""

    kind: Literal["tekst"] = Field(alias="soort")


Column = Annotated[
    YesNoColumn | ChoiceColumn | MultiChoiceColumn | WholeColumn | DecimalColumn | MoneyColumn | TextColumn,
    Field(discriminator="kind"),
]


class YesNoQuestion(_Question):
    """Yes or no."""

    kind: Literal["ja_nee"] = Field(alias="soort")


class ChoiceQuestion(_Question, _Choosing):
    """One choice from a list."""

    kind: Literal["keuze"] = Field(alias="soort")


class MultiChoiceQuestion(_Question, _Choosing):
    """Several choices from a list."""

    kind: Literal["meerkeuze"] = Field(alias="soort")


class WholeQuestion(_Question, _Numeric):
    """A whole number."""

    kind: Literal["geheel_getal"] = Field(alias="soort")


class DecimalQuestion(_Question, _Decimals):
    """A number with decimals."""

    kind: Literal["decimaal"] = Field(alias="soort")


class MoneyQuestion(_Question, _Decimals):
    """An amount in euro."""

    kind: Literal["bedrag"] = Field(alias="soort")


class PercentageQuestion(_Question, _Decimals):
    """A percentage: 12.5 means 12.5 %."""

    kind: Literal["percentage"] = Field(alias="soort")


class DateQuestion(_Question):
    """A calendar day."""

    kind: Literal["datum"] = Field(alias="soort")
    earliest: Day | None = Field(default=None, alias="vanaf", description="De vroegste dag die mag.")
    latest: Day | None = Field(default=None, alias="tot_en_met", description="De laatste dag die mag.")


class TextQuestion(_Question, _Wordy):
    """Text with a word limit."""

    kind: Literal["tekst"] = Field(alias="soort")
    personal_data: YesNo = Field(
        default=False,
        alias="persoonsgegevens",
        description="Vraagt deze vraag zelf om persoonsgegevens? Dan komt daar geen waarschuwing over.",
    )


class TableQuestion(_Question):
    """A table with free rows, or with one printed row for each code of a choice column."""

    kind: Literal["tabel"] = Field(alias="soort")
    columns: tuple[Column, ...] = Field(
        alias="kolommen", min_length=1, strict=False, description="De kolommen van de tabel."
    )
    fixed_rows: Code | None = Field(
        default=None,
        alias="vaste_rijen",
        description="De code van een keuzekolom: elke keuze krijgt één voorgedrukte rij.",
    )
    max_rows: int = Field(
        default=20, ge=1, le=500, alias="max_rijen", description="Hoeveel rijen het formulier heeft."
    )
    min_rows: int = Field(
        default=1, ge=0, alias="min_rijen", description="Hoeveel rijen minstens ingevuld zijn."
    )

    def column(self, code: str) -> Column:
        """The column with this code; KeyError when there is none."""
        for column in self.columns:
            if column.code == code:
                return column
        raise KeyError(code)


Question = Annotated[
    YesNoQuestion
    | ChoiceQuestion
    | MultiChoiceQuestion
    | WholeQuestion
    | DecimalQuestion
    | MoneyQuestion
    | PercentageQuestion
    | DateQuestion
    | TextQuestion
    | TableQuestion,
    Field(discriminator="kind"),
]

QuestionOrCode = Annotated[
    Annotated[Code, Tag("code")] | Annotated[Question, Tag("vraag")],
    Discriminator(text_or_mapping("code", "vraag")),
]
"""A question written out, or the code of one that stands elsewhere in the kader."""

NumericQuestion = WholeQuestion | DecimalQuestion | MoneyQuestion | PercentageQuestion
NumericColumn = WholeColumn | DecimalColumn | MoneyColumn
