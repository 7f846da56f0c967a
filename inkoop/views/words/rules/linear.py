"""Words for: gelijk oplopend."""

from __future__ import annotations

from decimal import Decimal

from inkoop.domain.rules.linear import LinearRule
from inkoop.rules.scoring.kinds.base import Better
from inkoop.rules.scoring.kinds.linear import LinearReason
from inkoop.views.words.blocks import RuleWords
from inkoop.views.words.rules.base import Published, Words
from inkoop.views.words.rules.measured import better_number, measured, which_counts
from inkoop.views.words.sums import HUNDRED, Told, quotient, tail
from inkoop.views.words.wording import number_text
from inkoop.views.words.worth import in_unit


class LinearWords(Words[LinearRule, LinearReason]):
    """Gelijk oplopend."""

    of = LinearRule
    title = "Gelijk oplopend"
    general = (
        "Een getal telt mee op een rechte lijn. Vooraf staat vast bij welk getal het 0 % is en bij welk"
        " getal 100 %."
    )

    def rule(self, told: Published[LinearRule]) -> RuleWords:
        """Where the line begins and ends."""
        zero, full = in_unit(told.rule.zero_at, told.part), in_unit(told.rule.full_at, told.part)
        line = f"Bij {zero} is het 0 %, bij {full} is het 100 %. Daartussen loopt het gelijk op."
        return RuleWords(f"{which_counts(told.rule)}{line}")

    def sentence(self, told: Told[LinearRule, LinearReason]) -> str:
        """The number, the line, and how far along it that is."""
        value, zero, full = told.reason.value, told.reason.zero, told.reason.full
        low, high = sorted((zero, full))
        rule = f"Bij {number_text(zero)} is het 0 %, bij {number_text(full)} is het 100 %."
        begin = f"{measured(value, told)} {rule}"
        if not low < value < high:
            reached = value >= full if full > zero else value <= full
            return f"{begin} {tail(HUNDRED if reached else Decimal(0), told)}"
        return f"{begin} {quotient(value - zero, full - zero, _work(told.reason), told)}"

    def better(self, better: Better, told: Told[LinearRule, LinearReason]) -> str:
        """A better number."""
        return better_number(better, told.rule.full_at, told)


def _work(reason: LinearReason) -> str:
    value, zero, full = number_text(reason.value), number_text(reason.zero), number_text(reason.full)
    if reason.zero == 0:
        return f"{value} : {full}"
    if reason.full > reason.zero:
        return f"({value} − {zero}) : ({full} − {zero})"
    return f"({zero} − {value}) : ({zero} − {full})"
