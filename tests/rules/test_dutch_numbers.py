"""Numbers and days that people type: exact when certain, asked about when not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkoop.rules.dutch_format import decimal_text, euro
from inkoop.rules.submission.dutch_numbers import ReadDay, ReadNumber, read_date, read_number

CERTAIN = {
    "12": "12",
    "1234": "1234",
    "12,5": "12.5",
    "1.234,56": "1234.56",
    "1.234.567": "1234567",
    "1.234.567,8": "1234567.8",
    "12.5": "12.5",
    "12.50": "12.50",
    "0.1234": "0.1234",
    "€ 80,-": "80",
    "€80,--": "80",
    "€ 1.250,00": "1250.00",
    "80 euro": "80",
    "EUR 80": "80",
    "12,5 %": "12.5",
    "12,5%": "12.5",
    " 7 ": "7",
    "1\u00a0234,5": "1234.5",
    "1 234": "1234",
    "€ 12 000 000,-": "12000000",
    "1\u202f234\u2009567": "1234567",
    "- 3": "-3",
    "-0": "0",
    "-0.0": "0.0",
    "-3": "-3",
    "−3": "-3",
    "+3": "3",
}
APART = [
    "12 13",
    "1 2",
    "12 34",
    "12\n000",
    "12\t13",
    "1234 567",
    "12 000 00",
    "000 123",
    "1.234 567",
    "5 000,5 6",
]
WORDS = [" ", "-", "€", "tien", "8-10", "ca. 8", "5 km"]
SHAPES = ["1,2,3", "1.23.456", "1,234.56", "1e5", "0x10", "²", "١٢", "12,"]


@pytest.mark.parametrize(("text", "value"), CERTAIN.items())
def test_what_is_certain(text: str, value: str) -> None:
    assert read_number(text) == ReadNumber(Decimal(value))


@pytest.mark.parametrize("text", [*WORDS, *SHAPES, *APART])
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) == ReadNumber()


@pytest.mark.parametrize("text", ["1.234", "12.345", "€ 1.234", "123.456"])
def test_what_may_be_two_numbers(text: str) -> None:
    read = read_number(text)
    assert read.value is None
    assert read.ambiguous is not None
    large, small = read.ambiguous
    assert large == small * 1000


def test_an_endless_text_is_refused_quickly() -> None:
    assert read_number("1" * 1_000_000) == ReadNumber()


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_what_we_print_we_read_back(value: Decimal) -> None:
    assert read_number(decimal_text(value, 2)).value == value
    assert read_number(euro(value)).value == value


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    read = read_number(text)
    assert read.value is None or read.ambiguous is None
    read_date(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1-3-2027", date(2027, 3, 1)),
        ("01-03-2027", date(2027, 3, 1)),
        ("2027-03-01", date(2027, 3, 1)),
        ("1 maart 2027", date(2027, 3, 1)),
        ("31/12/2027", date(2027, 12, 31)),
        ("3/3/2027", date(2027, 3, 3)),
        ("1 mrt. 2027", date(2027, 3, 1)),
        ("1 jan 2015", date(2015, 1, 1)),
        ("1-Sept-2027", date(2027, 9, 1)),
        ("12 MEI 2027", date(2027, 5, 12)),
        ("2027/3/1", date(2027, 3, 1)),
        ("1/13/2015", date(2015, 1, 13)),
        ("1-13-2015", date(2015, 1, 13)),
        ("13/13/2015", None),
        ("2-30-2015", None),
        ("2027-13-01", None),
        ("30 feb. 2027", None),
        ("1 janu 2027", None),
        ("31-2-2027", None),
        ("1-3-27", None),
        ("maart 2027", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert read_date(text) == ReadDay(day)


@pytest.mark.parametrize("text", ["3/4/2027", "3.4.2027", "03/04/2027", " 3/4/2027 "])
def test_a_day_that_can_be_two_gives_both(text: str) -> None:
    assert read_date(text) == ReadDay(ambiguous=(date(2027, 4, 3), date(2027, 3, 4)))
