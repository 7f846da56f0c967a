"""Pages become PDFs: laid out, for the archive, with their data inside.

Of the report this knows nothing, so that a process that makes PDFs is ready soon.
"""

from __future__ import annotations

import atexit
import gc
import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inkoop.domain.findings import Refused, Why
from inkoop.writers.archive_pdf import Enclosure, archive_pdf, laid_out
from inkoop.writers.atomic import replacing
from inkoop.writers.browser import browser_pdf, page_count
from inkoop.writers.pango import looking_for_libraries

if TYPE_CHECKING:
    from weasyprint import CSS, HTML, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_TWO_SIDES = 2
"""One sheet of paper."""


class PdfNotPossibleError(Refused):
    """The PDF cannot be made here, because the system lacks Pango; the message says what to install."""

    def __init__(self) -> None:
        super().__init__(
            "Een PDF maken kan hier niet: de bibliotheek Pango ontbreekt."
            " Installeer op Debian of Ubuntu: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0."
            " Het verslag als HTML kan wel.",
            Why.FILES,
        )


class PdfJob(NamedTuple):
    """Everything that a PDF is made from; another process can make it too."""

    name: str
    html: str
    enclosures: Sequence[Enclosure] = ()
    moment: datetime | None = None
    """What the enclosed files say of when they were made."""
    shorter: Sequence[str] = ()
    """The same page made shorter and shorter, for what has to fit one sheet of two sides."""

    @property
    def source(self) -> str:
        """One SHA-256 over all that the PDF is made from: with the same program and libraries it is the same.

        Both are named in what a report encloses of its pages.
        """
        total = hashlib.sha256()
        texts = [self.html, *self.shorter, str(self.moment)]
        about = [(each.name, each.description, each.media_type) for each in self.enclosures]
        for part in (*map(str.encode, [*texts, repr(about)]), *(each.data for each in self.enclosures)):
            total.update(hashlib.sha256(part).digest())
        return total.hexdigest()


def save_pdf(
    html: str, path: Path, enclosures: Sequence[Enclosure] = (), moment: datetime | None = None
) -> None:
    """Write a page as PDF/A-3a and PDF/UA-1. Raises PdfNotPossibleError where Pango is missing.

    Args:
        moment: what the enclosed files say of when they were made.
    """
    save_job(path, PdfJob(path.name, html, enclosures, moment))


def made_pdf(job: PdfJob) -> bytes:
    """A page as PDF/A-3a and PDF/UA-1; where Pango is missing as a browser prints it.

    Raises PdfNotPossibleError where there is no browser either.
    """
    try:
        document = _fitting(job)
    except PdfNotPossibleError:
        printed = browser_pdf(_fitting_in_browser(job), job.enclosures, job.moment)
        if printed is None:
            raise
        return printed
    return archive_pdf(document, job.enclosures, job.moment)


def _fitting(job: PdfJob) -> Document:
    """The longest of its pages that fits its sheet, laid out."""
    *others, last = (job.html, *job.shorter)
    for html in others:
        document = _laid_out(html)
        if len(document.pages) <= _TWO_SIDES:
            return document
    return _laid_out(last)


def _fitting_in_browser(job: PdfJob) -> str:
    *others, last = (job.html, *job.shorter)
    return next((html for html in others if (page_count(html) or 0) <= _TWO_SIDES), last)


def save_job(path: Path, job: PdfJob) -> None:
    """Make a PDF and write it; an interrupted run leaves the old file or the new one.

    Raises PdfNotPossibleError.
    """
    data = made_pdf(job)
    with replacing(path) as temporary:
        temporary.write_bytes(data)


def get_ready() -> None:
    """Load WeasyPrint, which takes half a second. Raises PdfNotPossibleError where it cannot work."""
    try:
        with looking_for_libraries():
            import weasyprint  # noqa: F401
    except OSError as error:
        raise PdfNotPossibleError from error


def _laid_out(html: str) -> Document:
    """A page laid out. What its style sheets and fonts come to is kept for the next that has the same."""
    document = _document(_STYLE.sub("", html))
    return laid_out(document, *_look("\n".join(_STYLE.findall(html))))


def _document(html: str) -> HTML:
    """The page as WeasyPrint knows it."""
    get_ready()
    from weasyprint import HTML

    return HTML(string=html, url_fetcher=_fetcher())


@lru_cache(maxsize=4)
def _look(styles: str) -> tuple[CSS, FontConfiguration]:
    """Style sheets and the fonts inside them, as WeasyPrint knows them."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    atexit.register(_look.cache_clear)  # it clears up after itself, which at the very end no longer works
    return CSS(string=styles, url_fetcher=_fetcher(), font_config=fonts), fonts


def _fetcher() -> URLFetcher:
    """Nothing is fetched: all that a page needs is in it."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=("data",), allow_redirects=False)


def pdf_or_none(job: PdfJob) -> bytes | None:
    """The bytes of a PDF; None where none can be made here."""
    try:
        return made_pdf(job)
    except PdfNotPossibleError:
        return None
    finally:
        # A page that was laid out is one circle of garbage: a hundred megabytes. Where nobody looks for those
        # meanwhile, which takes an eighth of the time, it is done once.
        if not gc.isenabled():
            gc.collect()
