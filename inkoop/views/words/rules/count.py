"""Words for: tellen."""

from __future__ import annotations

from decimal import Decimal

from inkoop.domain.questions import TableQuestion
from inkoop.domain.rules.count import CountRule
from inkoop.rules.scoring.kinds.base import Better
from inkoop.rules.scoring.kinds.count import CountReason
from inkoop.views.words.blocks import RuleWords
from inkoop.views.words.rules.base import Published, Words
from inkoop.views.words.sums import HUNDRED, Told, quotient, tail
from inkoop.views.words.wording import number_text


class CountWords(Words[CountRule, CountReason]):
    """Tellen."""

    of = CountRule
    title = "Tellen"
    general = "Het aantal telt, tot een vooraf bekend aantal dat 100 % geeft."

    def rule(self, told: Published[CountRule]) -> RuleWords:
        """What is counted, and how many give everything."""
        what = "ingevulde rijen" if isinstance(told.part, TableQuestion) else "gekozen antwoorden"
        return RuleWords(f"Het aantal {what} telt. Bij {told.rule.full_at} of meer is het 100 %.")

    def sentence(self, told: Told[CountRule, CountReason]) -> str:
        """How many there are, and what that gives."""
        count, full = told.reason.count, told.reason.full
        begin = f"Het aantal is {number_text(count)}. Bij {number_text(full)} is het 100 %."
        if count >= full:
            return f"{begin} {tail(HUNDRED, told)}"
        return f"{begin} {quotient(count, full, f'{number_text(count)} : {number_text(full)}', told)}"

    def better(self, better: Better, told: Told[CountRule, CountReason]) -> str:
        """One more."""
        many = len(better.codes)
        return f"Het aantal {number_text(Decimal(many))}; vol is het bij {told.rule.full_at}."
