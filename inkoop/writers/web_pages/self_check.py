"""The page on which a provider checks its submission: the form, the rules and the reader of forms."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from inkoop.catalogue import finding
from inkoop.domain.places import CellPlace
from inkoop.domain.price_vault import Book
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.readers.files.archive import Limits, load_named
from inkoop.resources import resource_folder
from inkoop.rules.dutch_format import moment_text
from inkoop.rules.form_books import carried_form
from inkoop.views.replies.web_check import WebCheck, web_check
from inkoop.writers.kader_text import standing_text
from inkoop.writers.web_pages.engine import Cargo
from inkoop.writers.web_pages.page import WebPage
from inkoop.writers.web_pages.payload import data_url, plain_style

NAME = "webcontrole"
CARGO = Cargo(
    packages=("domain", "catalogue", "rules", "readers", "views"),
    modules=(
        "__init__.py",
        "journeys/__init__.py",
        "journeys/browser_check.py",
        "writers/__init__.py",
        "writers/markup.py",
        "writers/reading_copy.py",
    ),
    wheels=(
        "annotated_types",
        "pydantic",
        "pydantic_core",
        "ruamel_yaml",
        "typing_extensions",
        "typing_inspection",
        "tzdata",
    ),
)
SECONDS_A_FILE = 60
EMPTY_FORM = "FORM-24"
"""What the check says about the empty form: by this the page knows that it works."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def form_name(tender: Tender, book: Book = Book.WHOLE) -> str:
    """The file name of a blank workbook of the form."""
    kept = "".join(c if c.isalnum() else "-" for c in tender.info.reference.lower())
    name = "prijsblad" if book is Book.PRICE else "formulier"
    return f"{name}-{kept.strip('-')[:60] or 'inschrijving'}.xlsx"


def self_check_page(
    tender: Tender, fingerprint: str, kader: Path, blank: Mapping[Book, bytes], earlier: Mapping[str, bytes]
) -> WebPage:
    """The page for one tender. Raises OSError when a file cannot be read.

    Args:
        blank: each empty workbook of the form, that with the questions about quality first.
        earlier: by name the kader and the empty form of every earlier version that still counts.
    """
    forms = {carried_form(book): content for book, content in blank.items()}
    book, empty = next(iter(blank.items()))
    rules = standing_text(load_named(kader, Limits()))
    failures = {"laat": "BESTAND-10", "stuk": "BESTAND-11"}
    return WebPage(
        NAME,
        CARGO,
        files={
            f"kader/{kader.name}": rules,
            **{f"kader/{name}": content for name, content in {**forms, **earlier}.items()},
        },
        begin="from inkoop.journeys.browser_check import BrowserCheck\n"
        f"controle = BrowserCheck({f'/kader/{kader.name}'!r}, '/kader')",
        step="De regels van deze aanbesteding worden gelezen",
        trial="/kader/formulier.xlsx",
        most_bytes=Limits().file_bytes,
        seconds=SECONDS_A_FILE,
        failures={kind: _failure(tender, fingerprint, code) for kind, code in failures.items()},
        data={"leeg": EMPTY_FORM},
        context={
            "info": tender.info,
            "sluiting": moment_text(tender.info.closes),
            "vingerafdruk": fingerprint,
            "formulier": _offered(tender, book, empty),
            "prijsblad": _offered(tender, Book.PRICE, blank[Book.PRICE]) if Book.PRICE in blank else None,
            "kader": {"naam": kader.name, "adres": data_url(rules, "text/yaml")},
            "leesstijl": plain_style(_reading_style()),
        },
    )


def _offered(tender: Tender, book: Book, content: bytes) -> Mapping[str, object]:
    """An empty workbook as the page offers it."""
    kilobytes = max(1, round(len(content) / 1000))
    return {"naam": form_name(tender, book), "kb": kilobytes, "adres": data_url(content, _XLSX)}


def _reading_style() -> str:
    sheet = resource_folder("templates") / "inschrijving" / "inschrijving.css"
    return load_named(sheet, Limits()).decode()


def _failure(tender: Tender, fingerprint: str, code: str) -> WebCheck:
    """The outcome for a file that hangs or crashes its reader; the page fills in the name of the file."""
    found = finding(code, CellPlace(""), seconden=SECONDS_A_FILE)
    return web_check(tender, fingerprint, Submission(SubmissionId(""), "", 0, "", "", findings=(found,)))
