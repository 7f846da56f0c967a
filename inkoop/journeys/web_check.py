"""Making the page on which a provider checks its submission in its own browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from inkoop.domain.price_vault import Book
from inkoop.domain.tender import Tender
from inkoop.journeys.outcome import journey
from inkoop.readers.files.archive import Limits, load_named
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.form_books import books_of, carried_form
from inkoop.writers.form import write_form
from inkoop.writers.kader_text import standing_text
from inkoop.writers.web_pages.page import write_page
from inkoop.writers.web_pages.parts import found_parts
from inkoop.writers.web_pages.self_check import CARGO, self_check_page


@journey
def make_web_check(
    tender: Tender, kader: Path, page: Path, parts: Path | None = None, house_style: Path | None = None
) -> Path:
    """Write the page, one file with all it needs.

    `parts` holds what `make web` fetched, `house_style` the design tokens of a municipality. Raises
    OSError when a file cannot be read or written; refused where those parts are missing. Returns the page.
    """
    found = found_parts(parts, CARGO.wheels)
    with TemporaryDirectory(prefix="inkoop-") as room:
        empty = {book: _empty(tender, book, Path(room)) for book in books_of(tender)}
        earlier = dict(_earlier(tender, kader, Path(room)))
        made = self_check_page(tender, fingerprint(tender), kader, empty, earlier)
        write_page(made, page, found, house_style)
    return page


def _empty(tender: Tender, book: Book, room: Path, mark: str = "") -> bytes:
    """An empty workbook of the form."""
    form = room / carried_form(book, mark)
    write_form(tender, form, book=book)
    return load_named(form, Limits())


def _earlier(tender: Tender, kader: Path, room: Path) -> Iterator[tuple[str, bytes]]:
    """By name the kader and the empty form of every earlier version that still counts."""
    for accepted in tender.accepts:
        version = tender.earlier.get(accepted.fingerprint)
        if version is not None:
            for book in books_of(version):
                content = _empty(version, book, room, accepted.fingerprint)
                yield carried_form(book, accepted.fingerprint), content
            yield accepted.file, standing_text(load_named(kader.parent / accepted.file, Limits()))
