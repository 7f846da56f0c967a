"""Asking about prices: a draft letter to every provider whose price calls for an explanation."""

from __future__ import annotations

from collections.abc import Sequence

from inkoop.domain.evaluation import Evaluation
from inkoop.rules.submission.naming import Names, NotFound
from inkoop.views.replies.question_letter import QuestionLetter, question_letters
from inkoop.writers.question_letter import write_question_letters

__all__ = ["UnknownTendererError", "letters_for", "write_question_letters"]


class UnknownTendererError(Exception):
    """Nobody with that name handed in a submission; the message says so, in Dutch."""


def letters_for(evaluation: Evaluation, names: Sequence[str] = ()) -> tuple[QuestionLetter, ...]:
    """The letters to write, for these providers or for all. Raises UnknownTendererError."""
    known = Names(evaluation.submissions)
    wanted = set()
    for name in names:
        found = known.find(name)
        if isinstance(found, NotFound):
            raise UnknownTendererError(str(found))
        wanted.add(found.id)
    letters = question_letters(evaluation)
    return tuple(letter for letter in letters if not names or letter.submission in wanted)
