"""Words for: ja of nee."""

from __future__ import annotations

from inkoop.domain.rules.yes_no import YesNoRule
from inkoop.rules.scoring.kinds.base import Better
from inkoop.rules.scoring.kinds.yes_no import YesNoReason
from inkoop.views.words.blocks import RuleWords
from inkoop.views.words.rules.base import Published, Words
from inkoop.views.words.sums import Told, tail
from inkoop.views.words.wording import percent


class YesNoWords(Words[YesNoRule, YesNoReason]):
    """Ja of nee."""

    of = YesNoRule
    title = "Ja of nee"
    general = "Ja geeft een vast deel van de punten, en nee ook."

    def rule(self, told: Published[YesNoRule]) -> RuleWords:
        """What both answers give."""
        return RuleWords(f"Ja geeft {percent(told.rule.yes)} van de punten, nee {percent(told.rule.no)}.")

    def sentence(self, told: Told[YesNoRule, YesNoReason]) -> str:
        """The answer and what it gives."""
        answer = "ja" if told.reason.answer else "nee"
        return f"Het antwoord is {answer}. {tail(told.reason.percentage, told)}"

    def better(self, better: Better, _: Told[YesNoRule, YesNoReason]) -> str:
        """The other answer."""
        return f"Het antwoord {better.codes[0]}."
