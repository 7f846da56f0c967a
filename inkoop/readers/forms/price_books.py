"""Which workbook with prices belongs to which submission."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from inkoop.catalogue import NO_PRICE_BOOK, finding
from inkoop.domain.cells import Workbook
from inkoop.domain.findings import Outcome
from inkoop.domain.places import CellPlace
from inkoop.domain.price_vault import Book
from inkoop.readers.files.folder import Found, plain_name
from inkoop.readers.forms.form import book_stamped
from inkoop.readers.forms.submission import SubmissionReader

Read = Outcome[Workbook | None]
Pair = tuple[Path, Read, Read | None]
"""A submission, and its workbook with the prices; None where there is none to read, or it is still shut."""


def with_prices(
    reader: SubmissionReader, found: Found, workbooks: Iterable[tuple[Path, Read]]
) -> Iterator[Pair]:
    """Every submission with its prices: those that a record names, else those of the same tenderer.

    A workbook with prices that belongs to nobody comes by itself, so that it is told and not passed over.
    """
    if reader.prices is None:
        yield from ((path, read, None) for path, read in workbooks)
        return
    read = dict(workbooks)
    if found.numbers:
        for path in found.submissions:
            prices = found.prices.get(path)
            known = read[prices] if prices else _never_came(path)
            yield path, read[path], known if path in found.prices else None
        return
    books = {path: each for path, each in read.items() if _is_price_book(each)}
    owners = {path: _who(reader.prices, path, each) for path, each in books.items()}
    taken: set[Path] = set()
    for path, each in read.items():
        if path in books:
            continue
        who = _who(reader, path, each)
        own = [book for book, owner in owners.items() if _same(who, owner) and book not in taken]
        taken.update(own[:1])
        yield path, each, books[own[0]] if own else _never_came(path)
    yield from ((path, each, _never_came(path)) for path, each in books.items() if path not in taken)


def _never_came(path: Path) -> Read:
    return Outcome(None, (finding(NO_PRICE_BOOK, CellPlace(plain_name(path.name))),))


def _is_price_book(read: Read) -> bool:
    return read.value is not None and book_stamped(read.value) is Book.PRICE


def _who(reader: SubmissionReader, path: Path, read: Read) -> tuple[str, str]:
    """The number in the trade register and the name that stand in a workbook."""
    one = reader.of(path, plain_name(path.name), read)
    return one.registration, one.tenderer.casefold()


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] if one[0] and other[0] else one[1] == other[1]
