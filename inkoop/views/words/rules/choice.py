"""Words for: een keuze uit een lijst."""

from __future__ import annotations

from inkoop.domain.rules.choice import ChoiceRule
from inkoop.rules.scoring.kinds.base import Better
from inkoop.rules.scoring.kinds.choice import ChoiceReason
from inkoop.views.words.blocks import RuleWords, Step
from inkoop.views.words.rules.base import Published, Words
from inkoop.views.words.sums import Told, named, tail
from inkoop.views.words.wording import names, percent, sentence


class ChoiceWords(Words[ChoiceRule, ChoiceReason]):
    """Een keuze uit een lijst."""

    of = ChoiceRule
    title = "Een keuze uit een lijst"
    general = "Elke keuze geeft een vast deel van de punten."

    def rule(self, told: Published[ChoiceRule]) -> RuleWords:
        """What each choice gives."""
        choices = told.tender.choices_of(told.part)
        shares = told.rule.percentages
        steps = tuple(Step(name, percent(shares[code]), shares[code]) for code, name in choices.items())
        return RuleWords("Elke keuze geeft een vast deel van de punten:", steps)

    def sentence(self, told: Told[ChoiceRule, ChoiceReason]) -> str:
        """The choice and what it gives."""
        chosen = sentence(named(told)[told.reason.choice])
        return f"Gekozen is: {chosen} {tail(told.reason.percentage, told)}"

    def better(self, better: Better, told: Told[ChoiceRule, ChoiceReason]) -> str:
        """Every choice that gives as much as the better one."""
        shares = told.rule.percentages
        equal = [code for code, share in shares.items() if share == shares[better.codes[0]]]
        return f"De keuze: {names(tuple(named(told)[code] for code in equal))}."
