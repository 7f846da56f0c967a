"""What every kind of scoring rule knows about itself, and what it works with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from inkoop.domain.answers import Value
from inkoop.domain.evaluation import Reason
from inkoop.domain.rules.base import Rule
from inkoop.domain.submission import Grade
from inkoop.domain.tender import Scale
from inkoop.rules.raw import RawPath

ONE, HUNDRED = Decimal(1), Decimal(100)
R = TypeVar("R", bound=Rule)


class Share(NamedTuple):
    """A percentage as an exact quotient, so that points are divided only once, at the end."""

    numerator: Decimal
    denominator: Decimal
    reason: Reason

    def points(self, maximum: Decimal) -> Decimal:
        """The same share of a maximum."""
        return maximum * self.numerator / self.denominator + 0  # never -0


class Context(NamedTuple):
    """What a rule may need of an offer besides the answer."""

    grade: Grade | None = None
    price: Decimal | None = None
    """The price of this offer in euro, for a rule on a price."""
    lowest: Decimal | None = None
    """The lowest number above zero of all offers that are compared, for a relative rule."""
    highest: Decimal | None = None
    """The highest number of all offers that are compared."""


class Counts(Enum):
    """What about an answer earns the points."""

    NOTHING = "niets"
    ANSWER = "het antwoord zelf"
    NUMBER = "een getal"
    AMOUNT = "hoeveel er zijn"
    CODES = "welke codes er zijn"


@dataclass(frozen=True, slots=True)
class Better:
    """What would have earned more: another value, grade or price."""

    value: Value | None = None
    grade: Decimal | None = None
    price: Decimal | None = None

    @property
    def number(self) -> Decimal:
        """The better number."""
        assert self.value is not None, "a better number is a value"
        assert self.value.number is not None, "asked only of a rule on a number"
        return self.value.number

    @property
    def codes(self) -> tuple[str, ...]:
        """The better choice or choices."""
        return self.value.codes if self.value else ()


class Goal(NamedTuple):
    """Where a number earns something of its own: from here, up to there, or without an end."""

    percentage: Decimal
    low: Decimal
    high: Decimal | None


class Fault(NamedTuple):
    """What is wrong with a rule in a kader: a finding, where in the rule, and the words of its sentence."""

    code: str
    path: RawPath = ()
    words: Mapping[str, Any] = {}
    at_key: bool = False


class Unknown(NamedTuple):
    """A reference from a rule to something that is not there."""

    path: RawPath
    what: str
    word: object
    known: Sequence[str]


class RawAsked(NamedTuple):
    """What a rule in a kader works on, as far as the raw data show it."""

    code: str
    """Of the question."""
    choices: Mapping[str, Any] | None
    """Of the question, or of the column that the rule looks at."""
    table: bool = False
    rows: Mapping[str, Any] | None = None
    """The printed rows of a table, where they can be read."""
    fixed: bool = False
    """Whether the rows of the table are printed."""


class Kind(Generic[R]):
    """A rule made ready for one criterion: what does not depend on an answer is worked out once.

    One subclass a kind, in a module with the same name as the one of its keys in `inkoop.domain.rules`. All
    that a check, a form, a rehearsal or a report wants to know about a kind of rule is asked here.
    """

    of: ClassVar[type[Rule]]
    """The rule with its keys."""
    fits: ClassVar[tuple[str, ...]] = ()
    """The kinds of question that it can work on; none for a rule without a question."""
    columns: ClassVar[tuple[str, ...]] = ()
    """The kinds of column that it can look at in a table; none when it looks at the table as a whole."""
    counts: ClassVar[Counts] = Counts.ANSWER
    needs_answer: ClassVar[bool] = True
    """Whether there is nothing to score without an answer."""
    standing: ClassVar[Reason | None] = None
    """For a rule that earns no points: the reason, whatever the answer."""

    def __init__(self, rule: R, choices: Mapping[str, str], scale: Scale | None = None) -> None:
        self.rule = rule
        self.choices = choices
        self.scale = scale

    def share(self, value: Value, context: Context) -> Share | None:
        """What an answer earns; None when points cannot be given for it."""
        raise NotImplementedError

    def better(self, value: Value, context: Context) -> Better | None:
        """The nearest better answer, with the other offers as they are; None when there is none."""
        raise NotImplementedError

    def compared(self, value: Value) -> Decimal | None:
        """The number that a relative rule compares with that of other offers."""
        raise NotImplementedError

    @property
    def ladder(self) -> Sequence[Value]:
        """For a rule on a few fixed answers: all of them, from the worst to the best."""
        return ()

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        """Between which numbers the points change, or between which prices; None where nothing says so."""
        return None

    @property
    def rises(self) -> bool:
        """Whether more is better; else less is."""
        return True

    @property
    def goals(self) -> Sequence[Goal]:
        """Where a number earns something of its own."""
        return ()

    @property
    def steps(self) -> Sequence[Goal]:
        """The goals that are the steps of a stair, from low to high."""
        return ()

    @property
    def full_at(self) -> int | None:
        """The published number that gives everything, for a rule that counts."""
        return None

    @property
    def goal(self) -> int | None:
        """How many give everything, for a rule that counts, also where the kader does not say so."""
        return self.full_at

    def tells(self, asked: object) -> bool:  # noqa: ARG002
        """Whether its points tell the answer to who knows the rule: where that is hidden, the points are too.

        Args:
            asked: the question or the column that holds the answer.
        """
        return self.standing is None

    @property
    def summed(self) -> bool:
        """Whether it adds up what stands in the rows of a table."""
        return False

    @classmethod
    def turns(cls, raw: Mapping[str, Any]) -> bool:  # noqa: ARG003
        """Whether another offer can turn round the order of two, by the keys in the kader."""
        return cls.of.relative

    @classmethod
    def faults(cls, raw: Mapping[str, Any], scales: Mapping[str, Any]) -> Iterator[Fault | Unknown]:  # noqa: ARG003
        """What is wrong with the keys of a rule in a kader, whatever it works on."""
        yield from ()

    @classmethod
    def misfits(cls, raw: Mapping[str, Any], asked: RawAsked) -> Iterator[Fault | Unknown]:  # noqa: ARG003
        """How the keys of a rule go against the question, or against the column that it looks at."""
        yield from ()


def percentage(value: Decimal, reason: Reason) -> Share:
    """A share of so many percent."""
    return Share(value, HUNDRED, reason)
