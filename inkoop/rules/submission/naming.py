"""Who is who: what a person types (a name, a file, an identifier) becomes one submission, or a question.

Two submissions may bear one name. Then nothing here chooses: the answer is which files there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from inkoop.domain.submission import Assessment, Ruling, Submission, SubmissionId
from inkoop.domain.visible import visible
from inkoop.rules.dutch_format import either, listing
from inkoop.rules.invisible import seen
from inkoop.rules.suggestion import suggestion


def folded(name: str) -> str:
    """A name as it is compared: whatever its case and its spaces, and as people see it."""
    return " ".join(visible(seen(name)).split()).casefold()


def by_name(submission: Submission) -> tuple[str, str]:
    """The order in which submissions are listed where nothing else decides."""
    return submission.tenderer.casefold(), submission.file


def of_several(submissions: Iterable[Submission]) -> bool:
    """Whether these files bear the names of more than one tenderer."""
    return len({folded(submission.tenderer) for submission in submissions}) > 1


def told_apart(submissions: Iterable[Submission]) -> list[Submission]:
    """The same submissions, each with an identifier of its own and a name that is printed for no other.

    Copies with the same content are numbered in the order of their file names.
    """
    found = list(submissions)
    copies: Counter[SubmissionId] = Counter()
    ids: dict[int, SubmissionId] = {}
    for place, submission in sorted(enumerate(found), key=lambda item: item[1].file):
        copies[submission.id] += 1
        number = copies[submission.id]
        ids[place] = submission.id if number == 1 else SubmissionId(f"{submission.id}-{number}")
    names = Counter(folded(submission.tenderer) for submission in found)
    return [
        replace(submission, id=ids[place], label=_label(submission, ids[place], names, found))
        for place, submission in enumerate(found)
    ]


def named_as_counting(submissions: Sequence[Submission], assessment: Assessment) -> list[Submission]:
    """The same submissions; where a tenderer's other file is replaced, its plain name is enough again."""
    made = assessment.decisions.values()
    gone = {each.submission for each in made if each.ruling is Ruling.REPLACED}
    names = Counter(folded(one.tenderer) for one in submissions if one.id not in gone)
    return [
        one if one.id in gone else replace(one, label=_label(one, one.id, names, submissions))
        for one in submissions
    ]


def _label(
    submission: Submission, own: SubmissionId, names: Counter[str], everyone: Sequence[Submission]
) -> str:
    if names[folded(submission.tenderer)] == 1:
        return ""
    label = f"{submission.tenderer} ({submission.file})"
    alike = [s for s in everyone if s.file == submission.file]
    taken = len(alike) > 1 or folded(label) in names
    return f"{submission.tenderer} ({submission.file}, {own})" if taken else label


_MOST_NEAR = 4
"""With more names than this that hold a word, nobody is helped by all of them."""


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nobody, or more than one, is meant by what was typed."""

    typed: str
    files: tuple[str, ...] = ()
    """The files that bear it, when there are more than one."""
    near: str = "."
    """The end of a sentence about a word that nobody bears: "; bedoelt u X?"."""

    def __str__(self) -> str:
        if self.files:
            return f"{self.typed}: welke? Die naam staat in {listing(self.files)}. Noem het bestand."
        return f"{self.typed} heeft niet ingeschreven{self.near}"


@dataclass(frozen=True)
class Names:
    """All submissions by everything that a person may call them."""

    submissions: tuple[Submission, ...]

    @cached_property
    def _called(self) -> dict[str, dict[SubmissionId, Submission]]:
        called: dict[str, dict[SubmissionId, Submission]] = {}
        for one in self.submissions:
            for word in (one.id, one.name, one.tenderer, one.file):
                called.setdefault(folded(word), {})[one.id] = one
        return called

    def received(self, number: str) -> Submission | NotFound:
        """The one with this number of receipt."""
        found = [one for one in self.submissions if one.receipt and str(one.receipt) == number]
        return found[0] if found else NotFound(f"nummer {number}")

    def calls(self, submission: Submission, typed: str) -> bool:
        """Whether this may be a name of that submission, whoever else bears it."""
        return submission.id in self._called.get(folded(typed), {})

    def bearing(self, typed: str) -> tuple[Submission, ...]:
        """Everybody who may be meant by what was typed."""
        return tuple(self._called.get(folded(typed), {}).values())

    def find(self, typed: str) -> Submission | NotFound:
        """The one submission that is meant."""
        found = self.bearing(typed)
        printed = tuple(one for one in found if folded(one.name) == folded(typed))
        for only in (found, printed):  # who replaced a file of its own is printed by the plain name
            if len(only) == 1:
                return only[0]
        if found:
            return NotFound(typed, tuple(sorted(one.file for one in found)))
        return NotFound(typed, near=self._near(typed))

    def _near(self, typed: str) -> str:
        """The end of a sentence about a word that nobody bears: whose name holds it, or is nearly so."""
        having = [one.name for one in self.submissions if folded(typed) and folded(typed) in folded(one.name)]
        if 0 < len(having) <= _MOST_NEAR:
            return f"; bedoelt u {either(sorted(having))}?"
        return suggestion(typed, (one.name for one in self.submissions))
