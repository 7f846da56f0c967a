"""What the rows of a table must agree with: another answer, bounds of their own, and each other."""

from __future__ import annotations

from pydantic import Field

from inkoop.domain.fields import Code, KaderModel, Number, OneOrMoreCodes


class Sum(KaderModel):
    """The numbers in a column are together exactly what was answered elsewhere."""

    column: Code = Field(alias="kolom", description="De kolom met getallen die opgeteld wordt.")
    question: Code = Field(alias="vraag", description="De vraag waarvan het antwoord de som is.")


class RowBounds(KaderModel):
    """Bounds for the number in a column, in the rows with certain choices."""

    column: Code = Field(alias="kolom", description="De kolom met het getal.")
    choice_column: Code = Field(
        alias="keuze_kolom", description="De keuzekolom waaraan te zien is voor welke rijen dit geldt."
    )
    choices: OneOrMoreCodes = Field(alias="is", description="De keuze, of een lijst van keuzes.")
    minimum: Number | None = Field(
        default=None, alias="minimum", description="Het kleinste getal dat in die rijen mag."
    )
    maximum: Number | None = Field(
        default=None, alias="maximum", description="Het grootste getal dat in die rijen mag."
    )

    def hold(self, value: Number) -> bool:
        """Whether a number is within them."""
        low = self.minimum is None or value >= self.minimum
        return low and (self.maximum is None or value <= self.maximum)
