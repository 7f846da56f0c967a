"""What the form reads in an answer cell: one formula a kind of question, as the program reads it.

The formula gives the value, an empty text for an empty cell, or one of the signs of `check_formulas`.
"""

from __future__ import annotations

from collections.abc import Callable

from inkoop.domain.questions import Column, Question
from inkoop.rules.submission.dutch_numbers import MAX_LENGTH
from inkoop.writers.form.check.formulas import (
    AMBIGUOUS,
    EMPTY,
    ERROR,
    UNREADABLE,
    any_of,
    choose,
    digits,
    has,
    literal,
    lower,
    shown_as,
    tidy,
    times,
    without,
    words,
)

Asked = Question | Column
NUMERIC = frozenset({"geheel_getal", "decimaal", "bedrag", "percentage"})
PERCENT_DIGITS = 10
"""Times a hundred leaves a hair beside the number; this takes it off."""
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def bare_formula(kind: str, ref: str) -> str:
    """The text of a cell without what may stand around a number or date; empty where no help is needed."""
    if kind in NUMERIC:
        spaces = (" ", "CHAR(10)", "\u00a0", "\u202f", "\u2009")
        bare = without(ref, (*spaces, "€", "%", ",-"))
        return f"IF(ISTEXT({ref}),{bare},{EMPTY})"
    if kind == "datum":
        bare = lower(ref)
        for month, name in enumerate(_MONTHS, 1):
            bare = without(bare, (f" {name} ",), f"-{month}-")
        return f"IF(ISTEXT({ref}),{bare},{EMPTY})"
    return ""


def value_formula(
    asked: Asked, ref: str, bare: str = "", choices: str = "", codes: tuple[str, ...] = ()
) -> str:
    """What is read in a cell; `bare` is the cell with `bare_formula`, `choices` the name of a list."""
    if asked.kind == "keuze":
        inner = _choice(ref, choices, codes)
    elif asked.kind in NUMERIC:
        inner = _number(asked.kind, ref, bare)
    else:
        inner = _day(ref, bare) if asked.kind == "datum" else _READ[asked.kind](ref)
    return choose((f"ISERROR({ref})", ERROR), (f"LEN({tidy(ref)})=0", EMPTY), otherwise=inner)


def _yes_no(ref: str) -> str:
    word = lower(ref)
    text = choose(
        (any_of([f'{word}="ja"', f'{word}="j"']), '"ja"'),
        (any_of([f'{word}="nee"', f'{word}="n"', f'{word}="neen"']), '"nee"'),
        otherwise=UNREADABLE,
    )
    return choose(
        (f"ISLOGICAL({ref})", f'IF({ref},"ja","nee")'), (f"ISTEXT({ref})", text), otherwise=UNREADABLE
    )


def _choice(ref: str, choices: str, codes: tuple[str, ...]) -> str:
    """The name of the choice, also when its code was typed."""
    word = lower(ref)
    same = f"(LOWER(TRIM({choices}))={word})"
    if codes:
        constant = ";".join(literal(code.lower()) for code in codes)
        same = f"(({same}+({{{constant}}}={word}))>0)"
    position = f"SUMPRODUCT(MAX({same}*(ROW({choices})-MIN(ROW({choices}))+1)))"
    return f"IF({position}=0,{UNREADABLE},INDEX({choices},{position}))"


def _text(ref: str) -> str:
    return words(ref)


def _number(kind: str, ref: str, bare: str) -> str:
    """A number as its cell shows it: 60% is 60 where a percentage is asked, and nothing elsewhere."""
    percent, day = shown_as(ref, "P"), shown_as(ref, "D")
    whole = f"ROUND({ref}*100,{PERCENT_DIGITS})" if kind == "percentage" else UNREADABLE
    return choose(
        (f"ISLOGICAL({ref})", UNREADABLE),
        (f"ISTEXT({ref})", _text_number(kind, ref, bare)),
        (day, UNREADABLE),
        (percent, whole),
        otherwise=ref,
    )


def _text_number(kind: str, ref: str, bare: str) -> str:
    """A number that was typed as text: exactly when certain, as `rules.submission.dutch_numbers` reads it."""
    inside = f"MID(TRIM({ref}),2,MAX(0,LEN(TRIM({ref}))-2))"
    odd = [
        *(has(inside, sign) for sign in ("€", "%", ",-")),
        has(ref, "€" if kind == "percentage" else "%"),
        f'LEFT(TRIM({ref}),1)="%"',
        f"LEN({ref})>{MAX_LENGTH}",
        f"{digits(bare)}=0",
        f"{digits(bare)}>15",
    ]
    separators = f"LEN({bare})-{digits(bare)}"
    return choose(
        (any_of(odd), UNREADABLE),
        (f"{separators}=0", f"VALUE({bare})"),
        (f"AND({separators}=1,{has(bare, ',')})", _decimals(bare, ",")),
        (f"AND({separators}=1,{has(bare, '.')})", _decimals(bare, ".")),
        otherwise=f"IFERROR({_thousands(bare, separators)},{UNREADABLE})",
    )


def _decimals(bare: str, sign: str) -> str:
    """Digits, one separator, digits; a point before three digits may also mean thousands."""
    at = f'FIND("{sign}",{bare})'
    behind = f"(LEN({bare})-{at})"
    value = f'VALUE(SUBSTITUTE({bare},"{sign}",""))/10^{behind}'
    pairs = [(f"OR({at}=1,{behind}=0)", UNREADABLE)]
    if sign == ".":
        pairs.append((f"AND({behind}=3,{at}<=4)", AMBIGUOUS))
    return choose(*pairs, otherwise=value)


def _thousands(bare: str, separators: str) -> str:
    """1.234,56 or 1.234.567: groups of three behind points, at most one comma."""
    whole = f'(FIND(",",{bare}&",")-1)'
    points, commas = times(bare, "."), times(bare, ",")
    first = f"({whole}-4*{points})"
    tests = [
        f"{separators}={points}+{commas}",
        f"{commas}<=1",
        f"{points}>=1",
        f"{points}<=3",
        f"{points}+{commas}>=2",
        f"{first}>=1",
        f"{first}<=3",
        f'RIGHT({bare},1)<>","',
        f'MID({bare},{first}+1,1)="."',
        f'OR({points}<2,MID({bare},{first}+5,1)=".")',
        f'OR({points}<3,MID({bare},{first}+9,1)=".")',
    ]
    value = f"VALUE({without(bare, ('.', ','))})/10^MAX(0,LEN({bare})-{whole}-1)"
    return f"IF(AND({','.join(tests)}),{value},{UNREADABLE})"


def _day(ref: str, bare: str) -> str:
    stored = f"IF(OR({ref}<1,{ref}>=2958466),{UNREADABLE},INT({ref}))"
    return choose(
        (f"ISLOGICAL({ref})", UNREADABLE),
        (f"ISNUMBER({ref})", stored),
        (f"ISTEXT({ref})", f"IFERROR({_text_day(bare)},{UNREADABLE})"),
        otherwise=UNREADABLE,
    )


def _text_day(bare: str) -> str:
    """1-3-2027, 1 maart 2027, 2027-03-01, 31/12/2027; 3/4/2027 is not certain."""
    formula = f"IFERROR({_iso_day(bare)},{UNREADABLE})"
    for sign in (".", "/", "-"):
        formula = f"IFERROR({_dutch_day(bare, sign)},{formula})"
    return formula


def _dutch_day(bare: str, sign: str) -> str:
    first = f'FIND("{sign}",{bare})'
    second = f'FIND("{sign}",{bare},{first}+1)'
    day_text, month_text = f"LEFT({bare},{first}-1)", f"MID({bare},{first}+1,{second}-{first}-1)"
    tests = [
        f"{times(bare, sign)}=2",
        f"{digits(bare)}=LEN({bare})-2",
        f"{first}<=3",
        f"{second}-{first}<=3",
        f"LEN({bare})-{second}=4",
    ]
    if sign != "-":
        tests.append(f"OR(VALUE({day_text})>12,{day_text}={month_text})")
    return _real_day(tests, f"VALUE(RIGHT({bare},4))", f"VALUE({month_text})", f"VALUE({day_text})")


def _iso_day(bare: str) -> str:
    tests = [f"LEN({bare})=10", f"{digits(bare)}=8", f'MID({bare},5,1)="-"', f'MID({bare},8,1)="-"']
    return _real_day(tests, f"VALUE(LEFT({bare},4))", f"VALUE(MID({bare},6,2))", f"VALUE(RIGHT({bare},2))")


def _real_day(tests: list[str], year: str, month: str, day: str) -> str:
    """The day when it exists; otherwise an error, so that the next notation is tried."""
    whole = f"DATE({year},{month},{day})"
    tests = [*tests, f"{year}>=1900", f"{month}<=12", f"{day}<=31", f"DAY({whole})={day}"]
    return f'IF(AND({",".join(tests)}),{whole},VALUE("?"))'


_READ: dict[str, Callable[[str], str]] = {"ja_nee": _yes_no, "tekst": _text}
