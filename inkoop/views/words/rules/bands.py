"""Words for: stappen."""

from __future__ import annotations

from inkoop.domain.rules.bands import BandsRule
from inkoop.rules.scoring.kinds.bands import BandsReason
from inkoop.rules.scoring.kinds.base import Better
from inkoop.views.words.blocks import RuleWords, Step
from inkoop.views.words.rules.base import Published, Words
from inkoop.views.words.rules.measured import measured, which_counts
from inkoop.views.words.sums import Told, tail
from inkoop.views.words.wording import percent
from inkoop.views.words.worth import in_unit


class BandsWords(Words[BandsRule, BandsReason]):
    """Stappen."""

    of = BandsRule
    title = "Stappen"
    general = "Een getal valt in een stap. Vooraf staat vast waar elke stap begint en hoeveel die geeft."

    def rule(self, told: Published[BandsRule]) -> RuleWords:
        """Where every step starts, and what it gives."""
        steps = tuple(
            Step(f"vanaf {in_unit(band.start, told.part)}", percent(band.percentage), band.percentage)
            for band in told.rule.bands
        )
        return RuleWords(f"{which_counts(told.rule)}De punten gaan met stappen:", steps)

    def sentence(self, told: Told[BandsRule, BandsReason]) -> str:
        """The number, its step, and what that gives."""
        start = f"{in_unit(told.reason.start, told.part)}"
        band = f"Dat is minder dan {start}." if told.reason.below else f"Dat valt in de stap vanaf {start}."
        return f"{measured(told.reason.value, told)} {band} {tail(told.reason.percentage, told)}"

    def better(self, better: Better, told: Told[BandsRule, BandsReason]) -> str:
        """A better step."""
        return f"De stap vanaf {in_unit(better.number, told.part)}."
