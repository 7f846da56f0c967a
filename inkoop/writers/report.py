"""Writes the report: one HTML file that needs nothing else, and the same as an accessible PDF."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from inkoop.domain.findings import Refused, Why
from inkoop.domain.house_style import NEUTRAL, HouseStyle
from inkoop.domain.letters import in_our_letters
from inkoop.views.report.all_lots import AllLots
from inkoop.views.report.model import ReportView
from inkoop.views.words.beside import BESIDE
from inkoop.writers.archive_pdf import Enclosure, archive_pdf
from inkoop.writers.atomic import replacing
from inkoop.writers.browser import browser_pdf, page_count
from inkoop.writers.looks import environment, faces, sheet
from inkoop.writers.policy import policy_hash
from inkoop.writers.templates import shown

if TYPE_CHECKING:
    from weasyprint import HTML

_MONSTROUS, _PIECE = re.compile(r"\S{65,}"), re.compile(r".{1,32}")
"""A fingerprint has 64 characters, and stays whole for who copies it."""
_STYLE_MARK = "/*stijl*/"
_SCRIPTS = ("scherm.js", "naast.js")
_POLICY = "style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
"""What the page may do besides its one script: show what stands in it, and ask for nothing."""


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


def render_html(view: ReportView, style: HouseStyle = NEUTRAL) -> str:
    """The report as one HTML page, with its style sheets and fonts inside."""
    numbers = {line.anchor: line.number for line in view.contents}
    return render_page("rapport.html.j2", ("rapport.css",), style, rapport=view, nummers=numbers)


def render_page(name: str, sheets: Sequence[str], style: HouseStyle = NEUTRAL, **values: object) -> str:
    """A template as one HTML page in the look of the reports, with its style sheets and fonts inside."""
    template = environment(style, _breakable).get_template(name)
    script = "\n".join(sheet(each, style) for each in _SCRIPTS)
    body = template.render(
        **values,
        stijl=_STYLE_MARK,
        scherm=Markup(sheet("scherm.css", style)),
        script=Markup(script),
        beleid=f"default-src 'none'; script-src {policy_hash(script)}; {_POLICY}",
        naast=BESIDE,
    )
    fonts = faces(style, body)
    return body.replace(_STYLE_MARK, "\n".join([fonts, *(sheet(each, style) for each in sheets)]), 1)


_SUMMARY_SHEETS = ("rapport.css", "samenvatting.css")
_TWO_SIDES, _TIGHTEST = 2, 3
"""One sheet of paper; and how often the summary may be made shorter to fit it."""


def render_summary(view: ReportView, style: HouseStyle = NEUTRAL, tight: int = 0) -> str:
    """The outcome at a glance and the ranking, as one HTML page.

    Args:
        tight: how often it was made shorter.
    """
    values = {"rapport": view.paper or view, "krap": tight}
    return render_page("samenvatting.html.j2", _SUMMARY_SHEETS, style, **values)


def write_html(view: ReportView, path: Path, style: HouseStyle = NEUTRAL) -> None:
    """Write the report as HTML; an interrupted run leaves the old file or the new one."""
    save_html(render_html(view, style), path)


def save_html(html: str, path: Path) -> None:
    """Write a page; an interrupted run leaves the old file or the new one."""
    with replacing(path) as temporary:
        temporary.write_text(html, encoding="utf-8", newline="\n")


def write_pdf(
    view: ReportView, path: Path, enclosures: Sequence[Enclosure] = (), style: HouseStyle = NEUTRAL
) -> None:
    """Write the report as PDF/A-3a and PDF/UA-1 with its data inside, the same bytes for the same view.

    Raises PdfNotPossibleError where Pango is missing.
    """
    _save(path, report_job(path.name, view, enclosures, style))


def write_summary(
    view: ReportView,
    path: Path,
    enclosures: Sequence[Enclosure] = (),
    style: HouseStyle = NEUTRAL,
    tight: int | None = None,
) -> None:
    """Write what fits one sheet of two sides, with the same data inside as the report has.

    Raises PdfNotPossibleError.

    Args:
        tight: as `summary_tightness` gave it; without it that is asked here.
    """
    if tight is None:
        tight = summary_tightness(view, style)
    _save(path, summary_job(path.name, view, enclosures, style, tight))


def report_job(name: str, view: ReportView, enclosures: Sequence[Enclosure], style: HouseStyle) -> PdfJob:
    """The report as a PDF to make."""
    return PdfJob(name, render_html(view.paper or view, style), enclosures, _moment(view))


def summary_job(
    name: str, view: ReportView, enclosures: Sequence[Enclosure], style: HouseStyle, tight: int
) -> PdfJob:
    """The summary as a PDF to make."""
    return PdfJob(name, render_summary(view, style, tight), enclosures, _moment(view))


def all_lots_job(name: str, view: AllLots, style: HouseStyle) -> PdfJob:
    """The sheet over all lots as a PDF to make."""
    return PdfJob(name, render_page("alle-percelen.html.j2", _SUMMARY_SHEETS, style, rapport=view))


def summary_tightness(view: ReportView, style: HouseStyle = NEUTRAL) -> int:
    """How often the summary has to be made shorter to fit one sheet of two sides.

    Everybody with a contract is always named, however many that are. Raises PdfNotPossibleError.
    """
    for tight in range(_TIGHTEST):
        if _page_count(render_summary(view, style, tight)) <= _TWO_SIDES:
            return tight
    return _TIGHTEST


def _page_count(html: str) -> int:
    try:
        return len(_document(html).render().pages)
    except PdfNotPossibleError:
        count = page_count(html)
        if count is None:
            raise
        return count


def _moment(view: ReportView) -> datetime:
    return datetime.fromisoformat(f"{view.dated}T00:00:00+00:00")


def save_pdf(
    html: str, path: Path, enclosures: Sequence[Enclosure] = (), moment: datetime | None = None
) -> None:
    """Write a page as PDF/A-3a and PDF/UA-1. Raises PdfNotPossibleError where Pango is missing.

    Args:
        moment: what the enclosed files say of when they were made.
    """
    _save(path, PdfJob(path.name, html, enclosures, moment))


def made_pdf(job: PdfJob) -> bytes:
    """A page as PDF/A-3a and PDF/UA-1; where Pango is missing as a browser prints it.

    Raises PdfNotPossibleError where there is no browser either.
    """
    try:
        document = _document(job.html)
    except PdfNotPossibleError:
        printed = browser_pdf(job.html, job.enclosures, job.moment)
        if printed is None:
            raise
        return printed
    return archive_pdf(document, job.enclosures, job.moment)


def _save(path: Path, job: PdfJob) -> None:
    data = made_pdf(job)
    with replacing(path) as temporary:
        temporary.write_bytes(data)


def _document(html: str) -> HTML:
    """The page as WeasyPrint knows it. It fetches nothing: all that it needs is in the page."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise PdfNotPossibleError from error
    return HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",), allow_redirects=False))


def _breakable(value: object) -> object:
    """Numbers stay on one line with their sign; monstrous words get invisible places to break.

    Without those a word of 2,000 letters alone takes the PDF 15 seconds.
    """
    value = shown(value)
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    # PDF/A forbids a letter that no font has. What another font of this machine has, another machine lacks.
    text = (
        in_our_letters(value, "?").replace(" %", "\u00a0%").replace("€ ", "€\u00a0").replace("› ", "›\u00a0")
    )
    return _MONSTROUS.sub(lambda word: "\u200b".join(_PIECE.findall(word.group())), text)
