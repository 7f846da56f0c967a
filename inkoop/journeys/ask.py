"""Asking about prices: a draft letter to every provider whose price calls for an explanation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Refused, Why
from inkoop.journeys.outcome import journey
from inkoop.rules.submission.naming import Names, NotFound
from inkoop.views.replies.question_letter import QuestionLetter, question_letters
from inkoop.writers.question_letter import write_question_letters


@journey
def letters_for(evaluation: Evaluation, names: Sequence[str] = ()) -> tuple[QuestionLetter, ...]:
    """The letters to write, for these providers or for all. Refused for a name that nobody has."""
    known = Names(evaluation.submissions)
    wanted = set()
    for name in names:
        found = known.find(name)
        if isinstance(found, NotFound):
            raise Refused(str(found))
        wanted.add(found.id)
    letters = question_letters(evaluation)
    return tuple(letter for letter in letters if not names or letter.submission in wanted)


@journey
def write_letters(letters: Sequence[QuestionLetter], folder: Path) -> tuple[Path, ...]:
    """Write all letters into a folder, or none. Refused where one is there already. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return write_question_letters(letters, folder)
    except FileExistsError as there:
        kept = f"{there} bestaat al en kan aangepast zijn; er is niets geschreven of overschreven."
        raise Refused(kept, Why.FILES) from None
