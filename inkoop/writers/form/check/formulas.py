"""Small pieces of spreadsheet formula: only functions that Excel, LibreOffice and Google Sheets share.

Every function takes references or formulas as text and gives a formula as text, without the equals sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from inkoop.rules.submission.kinds.multi_choice import LIKE_MARKS, MARKS
from inkoop.rules.submission.kinds.yes_no import NO
from inkoop.rules.words import JOINERS
from inkoop.writers.form.page import clean

LONGEST = 8192
"""The longest formula that a workbook may hold."""
LONGEST_LITERAL = 255

EMPTY = '""'
UNREADABLE = '"?"'
ERROR = '"#"'
AMBIGUOUS = '"??"'
"""What stands in a cell `gelezen als` when nothing, nothing usable, an error value, or something that
can be read in two ways was typed."""

GOOD, WRONG, NOTE, NONE = "✓", "✗", "!", "–"
"""The signs that every status begins with: in order, a fault, a remark, nothing to check."""

_CALL = re.compile(r"([A-Z])\(")
"""Looks like a function; the workbook library would take it for one, also inside a text."""
DIGITS = "{0,1,2,3,4,5,6,7,8,9}"
_SPACES = ("\u00a0", "\u202f", "\u2009")
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\ufe0f"
"""What comes along unseen when people paste."""
_RARELY = (
    "\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" + "".join(map(chr, range(0xFE00, 0xFE0F))),
    "".join(map(chr, range(0xE0020, 0xE0080))),
)
"""What hardly comes along: signs for the direction and for the shape of others, and hidden letters."""
_PUNCTUATION = '/–—_,;|&+*=@#%€•…·"“”!?[]<>✓→'


def literal(text: str) -> str:
    """A text as a formula writes it, cut where a formula cannot hold it."""
    text = _CALL.sub(r"\1 (", clean(text).replace("\n", " "))
    cut = text if len(text) <= LONGEST_LITERAL // 2 else text[: LONGEST_LITERAL // 2 - 1].rstrip() + "…"
    return '"' + cut.replace('"', '""') + '"'


def shown(literal: str) -> str:
    """The text that a literal shows."""
    return literal[1:-1].replace('""', '"')


def wrong(text: str) -> str:
    """A fault as a formula."""
    return literal(f"{WRONG} {text}")


def note(text: str) -> str:
    """A remark as a formula."""
    return literal(f"{NOTE} {text}")


def number(value: Decimal) -> str:
    """A number as a formula writes it."""
    return f"{value.normalize():f}" if value else "0"


def without(inner: str, unwanted: Iterable[str], instead: str = "") -> str:
    """The text of a formula with some texts replaced."""
    for text in unwanted:
        old = text if text.startswith("CHAR(") else '"' + text.replace('"', '""') + '"'
        inner = f'SUBSTITUTE({inner},{old},"{instead}")'
    return inner


def tidy(ref: str) -> str:
    """What a person sees of a cell: one line, one space between words, none around it."""
    return f"TRIM({without(without(ref, ('CHAR(10)', 'CHAR(9)', *_SPACES), ' '), _UNSEEN)})"


def lower(ref: str) -> str:
    """A cell in lower case, one space between words."""
    return f"LOWER({tidy(ref)})"


def words(ref: str, none: str) -> str:
    """How many words a text has, by the rule of `rules.words`; `none` for a text without any.

    Formulas know no letters, so what parts words is named. What is rare is counted instead of replaced: a
    formula may nest 64 functions.
    """
    apart = without(ref, ("CHAR(10)", "CHAR(9)", *_SPACES, *_UNSEEN, *_PUNCTUATION), " ")
    bare = f"TRIM({without(apart, JOINERS)})"
    numbers = f'SUMPRODUCT(LEN({ref})-LEN(SUBSTITUTE({ref},","&{DIGITS},{DIGITS})))'
    spaces = f'LEN({bare})-LEN(SUBSTITUTE({bare}," ",""))'
    rare = "+".join(_occurring(ref, signs) for signs in _RARELY)
    return f"IF(LEN({bare})=0,{none},{spaces}+1-{numbers}+{rare})"


def _occurring(ref: str, signs: str) -> str:
    """How often these signs stand in a text; outside the first plane one may count for two."""
    listed = ";".join(f'"{sign}"' for sign in signs)
    return f'SUMPRODUCT(LEN({ref})-LEN(SUBSTITUTE({ref},{{{listed}}},"")))/LEN("{signs[0]}")'


def digits(ref: str) -> str:
    """How many digits a text has."""
    return f'SUMPRODUCT(LEN({ref})-LEN(SUBSTITUTE({ref},{DIGITS},"")))'


def times(ref: str, sign: str) -> str:
    """How often a sign stands in a text."""
    return f'(LEN({ref})-LEN(SUBSTITUTE({ref},"{sign}","")))'


def has(ref: str, sign: str) -> str:
    """Whether a sign stands in a text."""
    return f'ISNUMBER(FIND("{sign}",{ref}))'


def shown_as(ref: str, sign: str) -> str:
    """Whether a cell shows its number as a percentage (P) or as a day or time (D).

    Google Sheets cannot tell: there the number is taken as it is.
    """
    return f'LEFT(IFERROR(CELL("format",{ref}),""),1)="{sign}"'


def marked(area: str, across: bool) -> str:
    """How many cells of an area are marked; `across` when the area is one row."""
    return f"({_counted(area, sorted(MARKS | LIKE_MARKS), across)}+{_logical(area, 'TRUE')})"


def odd_marks(area: str, across: bool) -> str:
    """How many cells of an area are marked with something else than is asked."""
    return _counted(area, sorted(LIKE_MARKS), across)


def unmarked(area: str, across: bool) -> str:
    """How many cells of an area clearly say that an option is not chosen."""
    return f"({_counted(area, ['', '-', *sorted(NO)], across)}+{_logical(area, 'FALSE')})"


def is_marked(ref: str) -> str:
    """Whether one cell is marked; a cell with an error value is not."""
    return f"IFERROR({marked(ref, across=False)}>0,FALSE)"


def _counted(area: str, values: Sequence[str], across: bool) -> str:
    constant = (";" if across else ",").join(f'"{value}"' for value in values)
    # Shorter than `lower`: what is offered is told in one formula, which holds this for every option.
    bare = without(area, ("CHAR(10)", "CHAR(9)", *_SPACES, _UNSEEN[0]), " ")
    return f"SUMPRODUCT(--(LOWER(TRIM({bare}))={{{constant}}}))"


def _logical(area: str, value: str) -> str:
    return f"SUMPRODUCT(ISLOGICAL({area})*({area}={value}))"


def choose(*pairs: tuple[str, str], otherwise: str) -> str:
    """The first value whose test is true."""
    formula = otherwise
    for test, value in reversed(pairs):
        formula = f"IF({test},{value},{formula})"
    return formula


def any_of(tests: Sequence[str]) -> str:
    """Whether one of the tests is true."""
    return tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"


def all_of(tests: Sequence[str]) -> str:
    """Whether all tests are true."""
    return tests[0] if len(tests) == 1 else f"AND({','.join(tests)})"


def starting(area: str, sign: str) -> str:
    """How many cells of an area begin with a sign."""
    return f'SUMPRODUCT(--(LEFT({area},1)="{sign}"))'


def joined(parts: Sequence[str], sign: str = ",") -> str:
    """Texts that each end in a sign and a space, as one list without the last sign."""
    together = "&".join(parts) if parts else EMPTY
    return f'SUBSTITUTE(SUBSTITUTE(TRIM({together})&"||","{sign}||",""),"||","")'


def shown_joined(parts: Iterable[str], sign: str = ",") -> str:
    """What `joined` gives for these literals."""
    together = re.sub(" +", " ", "".join(map(shown, parts))).strip(" ")
    return f"{together}||".replace(f"{sign}||", "").replace("||", "")


def counted(number: str, one: str, more: str) -> str:
    """A number with the word for it."""
    return f'{number}&IF({number}=1," {one}"," {more}")'


def cell_area(first: str, last: str) -> str:
    """The area from one absolute reference to another on the same sheet."""
    return f"{first}:{last.rpartition('!')[2]}"
