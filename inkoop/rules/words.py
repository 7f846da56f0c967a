"""Words as people count them: the one rule, which the formulas of the form follow."""

from __future__ import annotations

import re

JOINERS = "-\u2010\u2011'’().:"
"""These keep one word: een-op-een, foto's, medewerker(s), d.w.z., 10:30."""
_ACCENTS = "\u0300-\u036f"
_JOINING = re.compile(f"[{re.escape(JOINERS)}{_ACCENTS}]|(?<=[^\\W_]),(?=\\d)")
_WORD = re.compile(r"[^\W_]+")
_CELL_LIMIT = 32_767
_LONG_WORD, _SHORT_TEXT = 10, 100


def word_count(text: str) -> int:
    """The words of a text: runs of letters and digits, whatever stands between them.

    A slash, a long dash, a comma or a character that nobody sees joins no words, or a limit would be none.
    A comma in a number does.
    """
    return sum(1 for _ in _WORD.finditer(_JOINING.sub("", text)))


def usual_characters(max_words: int) -> int:
    """How many characters so many words hardly ever take.

    A word in such texts takes seven or eight with its space, so ten leaves room; a short answer may be one
    long name.
    """
    return min(_CELL_LIMIT, max(_SHORT_TEXT, _LONG_WORD * max_words))
