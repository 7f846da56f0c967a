"""Asking about prices: a draft letter to every provider whose price calls for an explanation."""

from __future__ import annotations

from collections.abc import Sequence

from inkoop.domain.evaluation import Evaluation
from inkoop.rules.suggestion import suggestion
from inkoop.views.replies.question_letter import QuestionLetter, question_letters
from inkoop.writers.question_letter import write_question_letters

__all__ = ["UnknownTendererError", "letters_for", "write_question_letters"]


class UnknownTendererError(Exception):
    """Nobody with that name handed in a submission; the message says so, in Dutch."""


def letters_for(evaluation: Evaluation, names: Sequence[str] = ()) -> tuple[QuestionLetter, ...]:
    """The letters to write, for these providers or for all. Raises UnknownTendererError."""
    known = {submission.tenderer.casefold(): submission.tenderer for submission in evaluation.submissions}
    wanted = [" ".join(name.split()).casefold() for name in names]
    for name, plain in zip(names, wanted, strict=True):
        if plain not in known:
            near = suggestion(name, known.values())
            raise UnknownTendererError(f"{name} heeft niet ingeschreven{near}")
    files = {s.file for s in evaluation.submissions if not wanted or s.tenderer.casefold() in wanted}
    return tuple(letter for letter in question_letters(evaluation) if letter.submission in files)
