"""What every scoring rule shares."""

from __future__ import annotations

from typing import ClassVar, Literal, get_args

from pydantic import Field

from inkoop.domain.fields import Code, KaderModel


class Rule(KaderModel):
    """How an answer becomes points: a percentage of the maximum points of its criterion.

    What a kind of rule does with an answer stands in `inkoop.rules.scoring.kinds`, in the module of the same
    name; what is said about it in `inkoop.views.words.rules`.
    """

    relative: ClassVar[bool] = False
    """Whether it needs the other offers."""
    earns: ClassVar[bool] = True
    """Whether it earns points; else its weight is 0."""

    @property
    def looked_at(self) -> str | None:
        """The code of the column that it looks at; None for the whole answer."""
        return vars(self).get("column")

    @classmethod
    def name(cls) -> str:
        """The word by which a kader names this kind."""
        return str(get_args(cls.model_fields["kind"].annotation)[0])


class Measured(Rule):
    """A rule on one number: the answer itself, or a number taken from a table column."""

    column: Code | None = Field(
        default=None, alias="kolom", description="Bij een tabel: uit welke kolom het getal komt."
    )
    operation: Literal["som", "laagste", "hoogste"] | None = Field(
        default=None,
        alias="bewerking",
        description="Bij een tabel: som, laagste of hoogste van de kolom.",
    )
