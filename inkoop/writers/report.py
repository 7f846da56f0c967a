"""Writes the report: one HTML file that needs nothing else, and the same as an accessible PDF."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from inkoop.resources import resource_folder
from inkoop.views.report_model import ReportView
from inkoop.writers.archive_pdf import Enclosure, write_archive_pdf
from inkoop.writers.atomic import replacing

if TYPE_CHECKING:
    from weasyprint import HTML

_MONSTROUS, _PIECE = re.compile(r"\S{65,}"), re.compile(r".{1,32}")
"""A fingerprint has 64 characters, and stays whole for who copies it."""
_STYLE_MARK = "/*stijl*/"
_FOLDERS = ("rapport", "proefdraai")
"""Where templates and style sheets are looked for: the reports share tables, charts and look."""
_WEIGHTS = ("400", "600")
_SUBSETS = {
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,"
    "U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "latin-ext": "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,"
    "U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF",
}
"""The character ranges of the font's files, as its makers publish them. Each subset is a family of its
own: under one name WeasyPrint takes the letters of one file with the widths of the other."""
_BEYOND_LATIN = re.compile("[\u0100-\u0130\u0132-\u0151\u0154-\u02ff\u1d00-\u1eff\u20a0-\u20ab\u20ad-\u20c4]")
"""Letters that need the second, larger file."""


class PdfNotPossibleError(Exception):
    """The PDF cannot be made here, because the system lacks Pango; the message says what to install."""

    def __init__(self) -> None:
        super().__init__(
            "Een PDF maken kan hier niet: de bibliotheek Pango ontbreekt."
            " Installeer op Debian of Ubuntu: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0."
            " Het verslag als HTML kan wel."
        )


def render_html(view: ReportView) -> str:
    """The report as one HTML page, with its style sheets and fonts inside."""
    numbers = {line.anchor: line.number for line in view.contents}
    return render_page("rapport.html.j2", ("rapport.css",), rapport=view, nummers=numbers)


def render_page(name: str, sheets: Sequence[str], **values: object) -> str:
    """A template as one HTML page in the look of the reports, with its style sheets and fonts inside."""
    template = _environment().get_template(name)
    body = template.render(**values, stijl=_STYLE_MARK, scherm=_sheet("scherm.css"))
    subsets = _SUBSETS if _BEYOND_LATIN.search(body) else ("latin",)
    return body.replace(_STYLE_MARK, "\n".join([*map(_faces, subsets), *map(_sheet, sheets)]), 1)


def write_html(view: ReportView, path: Path) -> None:
    """Write the report as HTML; an interrupted run leaves the old file or the new one."""
    save_html(render_html(view), path)


def save_html(html: str, path: Path) -> None:
    """Write a page; an interrupted run leaves the old file or the new one."""
    with replacing(path) as temporary:
        temporary.write_text(html, encoding="utf-8", newline="\n")


def write_pdf(view: ReportView, path: Path, enclosures: Sequence[Enclosure] = ()) -> None:
    """Write the report as PDF/A-3a and PDF/UA-1 with its data inside, the same bytes for the same view.

    Raises PdfNotPossibleError where Pango is missing.
    """
    save_pdf(render_html(view), path, enclosures, datetime.fromisoformat(f"{view.dated}T00:00:00+00:00"))


def write_summary(view: ReportView, path: Path) -> None:
    """Write what fits two pages: the outcome at a glance, and the ranking. Raises PdfNotPossibleError."""
    save_pdf(render_page("samenvatting.html.j2", ("rapport.css", "samenvatting.css"), rapport=view), path)


def save_pdf(
    html: str, path: Path, enclosures: Sequence[Enclosure] = (), moment: datetime | None = None
) -> None:
    """Write a page as PDF/A-3a and PDF/UA-1. Raises PdfNotPossibleError where Pango is missing.

    Args:
        moment: what the enclosed files say of when they were made.
    """
    document = _document(html)
    with replacing(path) as temporary:
        write_archive_pdf(document, temporary, enclosures, moment)


def _document(html: str) -> HTML:
    """The page as WeasyPrint knows it. It fetches nothing: all that it needs is in the page."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise PdfNotPossibleError from error
    return HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",), allow_redirects=False))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader([resource_folder("templates") / name for name in _FOLDERS]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_breakable,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _breakable(value: object) -> object:
    """Numbers stay on one line with their sign; monstrous words get invisible places to break.

    Without those a word of 2,000 letters alone takes the PDF 15 seconds.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    text = value.replace(" %", "\u00a0%").replace("€ ", "€\u00a0").replace("› ", "›\u00a0")
    return _MONSTROUS.sub(lambda word: "\u200b".join(_PIECE.findall(word.group())), text)


@cache
def _sheet(name: str) -> Markup:
    """One of our own style sheets."""
    folders = (resource_folder("templates") / folder for folder in _FOLDERS)
    return Markup(next(f for f in folders if (f / name).is_file()).joinpath(name).read_text("utf-8"))


@cache
def _faces(subset: str) -> str:
    """The fonts of a subset, as data inside the style sheet."""
    return "\n".join(_face(subset, weight) for weight in _WEIGHTS)


def _face(subset: str, weight: str) -> str:
    file = resource_folder("templates") / "lettertypen" / f"source-sans-3-{subset}-{weight}-normal.woff2"
    data = base64.b64encode(file.read_bytes()).decode("ascii")
    family = "Source Sans 3" if subset == "latin" else "Source Sans 3 Ext"
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: normal;'
        f' src: url("data:font/woff2;base64,{data}") format("woff2"); unicode-range: {_SUBSETS[subset]} }}'
    )
