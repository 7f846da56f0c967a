"""Words for: vergelijken met de beste."""

from __future__ import annotations

from decimal import Decimal

from inkoop.domain.rules.relative_quality import RelativeQualityRule
from inkoop.rules.scoring.kinds.base import Better
from inkoop.rules.scoring.kinds.relative_quality import RelativeQualityReason
from inkoop.views.words.blocks import RuleWords
from inkoop.views.words.rules.base import Published, Words
from inkoop.views.words.rules.measured import better_number, measured, which_counts
from inkoop.views.words.sums import Told, quotient, tail
from inkoop.views.words.wording import number_text
from inkoop.views.words.worth import in_unit


class RelativeQualityWords(Words[RelativeQualityRule, RelativeQualityReason]):
    """Vergelijken met de beste."""

    of = RelativeQualityRule
    title = "Vergelijken met de beste"
    general = "Het hoogste getal krijgt 100 %. De anderen krijgen een deel naar verhouding."
    noun = "kwaliteit vergeleken met de beste"

    def rule(self, told: Published[RelativeQualityRule]) -> RuleWords:
        """Which number counts, and how it is compared."""
        return RuleWords(
            f"{which_counts(told.rule)}Het hoogste getal van alle aanbieders krijgt 100 %."
            " Voor de anderen is het: eigen getal gedeeld door het hoogste getal."
        )

    def sentence(self, told: Told[RelativeQualityRule, RelativeQualityReason]) -> str:
        """The number, the highest of all, and the quotient."""
        value, highest = told.reason.value, told.reason.highest
        best = f"Het hoogste van alle aanbieders is {in_unit(highest, told.part)}."
        begin = f"{measured(value, told)} {best}"
        if highest <= 0 or value <= 0:
            return f"{begin} {tail(Decimal(0), told)}"
        return f"{begin} {quotient(value, highest, f'{number_text(value)} : {number_text(highest)}', told)}"

    def better(self, better: Better, told: Told[RelativeQualityRule, RelativeQualityReason]) -> str:
        """The highest number."""
        return better_number(better, None, told)
