"""Words for: vast tarief."""

from __future__ import annotations

from inkoop.domain.rules.fixed_tariff import FixedTariffRule
from inkoop.rules.dutch_format import euro
from inkoop.rules.scoring.kinds.fixed_tariff import FixedTariffReason
from inkoop.views.words.blocks import RuleWords, Step
from inkoop.views.words.rules.base import Published, Words
from inkoop.views.words.sums import Told


class FixedTariffWords(Words[FixedTariffRule, FixedTariffReason]):
    """Vast tarief."""

    of = FixedTariffRule
    title = "Vast tarief"
    general = "De gemeente stelt het tarief vast. De prijs geeft geen punten."
    repeats_answer = False

    def rule(self, told: Published[FixedTariffRule]) -> RuleWords:
        """The tariffs."""
        steps = tuple(
            Step(tariff.product, f"{euro(tariff.amount)} {tariff.unit}") for tariff in told.rule.tariffs
        )
        return RuleWords(
            "De gemeente stelt de tarieven vast. Hier zijn geen punten te halen. De tarieven:", steps
        )

    def sentence(self, _: Told[FixedTariffRule, FixedTariffReason]) -> str:
        """That there is nothing to earn."""
        return "De gemeente stelt het tarief vast. Hier zijn geen punten te halen."
