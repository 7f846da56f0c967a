"""The page on which a provider checks its submission: the form, the rules and the reader of forms."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from inkoop.catalogue import finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.readers.files.archive import Limits, load_named
from inkoop.resources import resource_folder
from inkoop.rules.dutch_format import moment_text
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


def form_name(tender: Tender) -> str:
    """The file name of the blank form."""
    kept = "".join(c if c.isalnum() else "-" for c in tender.info.reference.lower())
    return f"formulier-{kept.strip('-')[:60] or 'inschrijving'}.xlsx"


def self_check_page(
    tender: Tender, fingerprint: str, kader: Path, empty: bytes, earlier: Mapping[str, bytes]
) -> WebPage:
    """The page for one tender. Raises OSError when a file cannot be read.

    Args:
        empty: the empty form.
        earlier: by name the kader and the empty form of every earlier version that still counts.
    """
    rules = standing_text(load_named(kader, Limits()))
    failures = {"laat": "BESTAND-10", "stuk": "BESTAND-11"}
    return WebPage(
        NAME,
        CARGO,
        files={
            f"kader/{kader.name}": rules,
            "kader/formulier.xlsx": empty,
            **{f"kader/{name}": content for name, content in earlier.items()},
        },
        begin="from inkoop.journeys.browser_check import BrowserCheck\n"
        f"controle = BrowserCheck({f'/kader/{kader.name}'!r}, '/kader/formulier.xlsx')",
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
            "formulier": {"naam": form_name(tender), "kb": max(1, round(len(empty) / 1000))},
            "formulier_adres": data_url(empty, _XLSX),
            "kader": {"naam": kader.name, "adres": data_url(rules, "text/yaml")},
            "leesstijl": plain_style(_reading_style()),
        },
    )


def _reading_style() -> str:
    sheet = resource_folder("templates") / "inschrijving" / "inschrijving.css"
    return load_named(sheet, Limits()).decode()


def _failure(tender: Tender, fingerprint: str, code: str) -> WebCheck:
    """The outcome for a file that hangs or crashes its reader; the page fills in the name of the file."""
    found = finding(code, CellPlace(""), seconden=SECONDS_A_FILE)
    return web_check(tender, fingerprint, Submission(SubmissionId(""), "", 0, "", "", findings=(found,)))
