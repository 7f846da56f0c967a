"""Points for yes, points for no, as published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inkoop.domain.answers import Value, YesNo
from inkoop.domain.evaluation import Reason
from inkoop.domain.rules.yes_no import YesNoRule
from inkoop.domain.tender import Scale
from inkoop.rules.scoring.kinds.base import Better, Context, Kind, Share, percentage

_YES, _NO = YesNo(True), YesNo(False)


@dataclass(frozen=True, slots=True)
class YesNoReason(Reason):
    """What was answered, and what that gives."""

    answer: bool
    percentage: Decimal


class YesNoKind(Kind[YesNoRule]):
    """Points for yes or no."""

    of = YesNoRule
    fits = ("ja_nee",)

    def __init__(self, rule: YesNoRule, choices: Mapping[str, str], scale: Scale | None = None) -> None:
        super().__init__(rule, choices, scale)
        self._yes = percentage(rule.yes, YesNoReason(True, rule.yes))
        self._no = percentage(rule.no, YesNoReason(False, rule.no))

    def share(self, value: Value, _: Context) -> Share:
        """The published percentage."""
        return self._yes if "ja" in value.codes else self._no

    def better(self, value: Value, _: Context) -> Better:
        """The other answer."""
        return Better(value=YesNo("ja" not in value.codes))

    @property
    def ladder(self) -> Sequence[YesNo]:
        """The poorer answer, then the better; nothing when both give the same."""
        if self.rule.yes == self.rule.no:
            return ()
        return (_NO, _YES) if self.rule.yes > self.rule.no else (_YES, _NO)
