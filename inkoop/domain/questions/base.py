"""What questions and table columns of several kinds share."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Discriminator, Field, Tag

from inkoop.domain.answers import Number as NumberValue
from inkoop.domain.answers import Value
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


class ShowWhen(KaderModel):
    """A question is only asked when another answer has one of these values."""

    question: Code = Field(alias="vraag", description="De code van de andere vraag.")
    values: OneOrMoreCodes = Field(
        alias="is", description="Het antwoord, of een lijst van antwoorden, waarbij deze vraag geldt."
    )


class Asked(KaderModel):
    """What questions and table columns share. Each kind says in `holds` which form its answers have."""

    holds: ClassVar[type[Value]]

    code: Code = Field(alias="code", description="Korte code, uniek in het kader.")
    text: Text = Field(alias="tekst", description="De vraag, zoals de aanbieder hem leest.")
    hint: str = Field(default="", alias="hulp", description="Uitleg onder de vraag.")
    required: YesNo = Field(default=True, alias="verplicht", description="Moet dit ingevuld worden?")

    def specimen(self) -> Value:
        """An answer that fits, for made-up bids; needed of a kind that has no choices and is no number."""
        raise NotImplementedError


class BaseQuestion(Asked):
    """What every question has, and a column has not."""

    show_when: ShowWhen | None = Field(
        default=None, alias="alleen_als", description="Stel deze vraag alleen bij een ander antwoord."
    )
    per_lot: YesNo = Field(
        default=False, alias="per_perceel", description="Stel deze vraag voor elk gekozen perceel apart."
    )
    confidential: YesNo = Field(
        default=False, alias="vertrouwelijk", description="Blijft buiten openbare stukken."
    )


class Choosing(KaderModel):
    """What can be answered by a choice from a list."""

    choices: Choices = Field(
        alias="keuzes", description="De naam van een codelijst, of de keuzes zelf als code: naam."
    )


class Numeric(KaderModel):
    """A number within published bounds."""

    holds: ClassVar[type[Value]] = NumberValue
    unit: Text = Field(alias="eenheid", description="Waarin het getal wordt uitgedrukt.")
    definition: Text = Field(alias="definitie", description="Wat er precies geteld of gemeten wordt.")
    minimum: Number = Field(alias="minimum", description="Het kleinste getal dat mag.")
    maximum: Number = Field(alias="maximum", description="Het grootste getal dat mag.")


class Decimals(Numeric):
    """A number with so many digits behind the comma."""

    decimals: int = Field(
        default=2, ge=0, le=6, alias="decimalen", description="Hoeveel cijfers achter de komma mogen."
    )


class Wordy(KaderModel):
    """Text with a limit of words, and maybe of characters."""

    max_words: int = Field(
        alias="max_woorden", ge=1, le=5000, description="Hoeveel woorden het antwoord hoogstens telt."
    )
    max_characters: int | None = Field(
        default=None,
        alias="max_tekens",
        ge=1,
        le=32_767,
        description="Hoeveel tekens het antwoord hoogstens telt.",
    )
