"""An answer as people read it."""

from __future__ import annotations

from inkoop.domain.submission import Answer
from inkoop.rules.dutch_format import shown_value


def readable(answer: Answer) -> str:
    """An answer for people to read: a table row by row, anything else as it was typed.

    What people read in the place of an answer is what stands here: that is what counts.
    """
    if answer.read_by is not None:
        return answer.read_by.given
    lines = (
        "; ".join(f"{code}: {shown_value(value)}" for code, value in row.values.items())
        for row in answer.rows
    )
    return "\n".join(lines) or answer.raw
