"""What is said about every kind of scoring rule."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, NamedTuple

from inkoop.domain.questions import Question
from inkoop.domain.rules.base import Rule
from inkoop.domain.tender import Tender
from inkoop.rules.scoring.kinds.base import Better
from inkoop.views.words.blocks import RuleWords
from inkoop.views.words.sums import Q, R, Told


class Published(NamedTuple, Generic[R]):
    """A rule as the kader publishes it, before anybody has answered."""

    rule: R
    part: Any
    """The question, or the column of its table that the rule looks at."""
    question: Question | None
    tender: Tender


class Words(Generic[R, Q]):
    """The words of one kind of rule; one subclass a kind, in a module with the same name as its keys."""

    of: ClassVar[type[Rule]]
    """The rule with its keys."""
    title: ClassVar[str]
    """Its name as a heading."""
    general: ClassVar[str]
    """How it works, whatever its numbers are."""
    noun: ClassVar[str] = ""
    """Its name in a sentence, for a rule that compares offers."""
    proof: ClassVar[str] = ""
    """Why another offer cannot turn two round, for a rule that compares offers and still cannot do that."""
    repeats_answer: ClassVar[bool] = True
    """Whether the sentence about a score repeats what was answered."""

    def in_general(self, _: Tender) -> str:
        """How it works in this tender, whatever its numbers are."""
        return self.general

    def rule(self, told: Published[R]) -> RuleWords:
        """The rule with its published numbers."""
        raise NotImplementedError

    def sentence(self, told: Told[R, Q]) -> str:
        """Why a score is what it is: what was answered, the published rule, and the sum."""
        raise NotImplementedError

    def better(self, better: Better, told: Told[R, Q]) -> str:
        """What would have earned more."""
        raise NotImplementedError
