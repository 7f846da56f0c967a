"""What a council asks about a contract: when it begins, how long it runs, what it may cost, who decides."""

from __future__ import annotations

from pydantic import Field

from inkoop.domain.fields import KaderModel, Positive, Text


class DecisionStep(KaderModel):
    """Who decides what, and when."""

    who: Text = Field(alias="wie", description="Wie besluit of iets vraagt.")
    what: Text = Field(alias="wat", description="Wat diegene besluit of kan vragen.")
    when: str = Field(default="", alias="wanneer", description="Wanneer dat is.")


class Contract(KaderModel):
    """What the first page of the report tells about the contract. It changes no score."""

    starts: str = Field(default="", alias="ingang", description="Wanneer het contract begint.")
    term: str = Field(default="", alias="looptijd", description="Hoe lang het duurt, met verlengingen.")
    budget: Positive | None = Field(
        default=None, alias="budget", description="Hoeveel euro per jaar er is voor alles samen."
    )
    decisions: tuple[DecisionStep, ...] = Field(
        default=(), alias="besluiten", strict=False, description="Wie wanneer wat besluit."
    )
