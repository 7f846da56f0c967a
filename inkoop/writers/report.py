"""Writes the report: one HTML file that needs nothing else, and the same as an accessible PDF."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from markupsafe import Markup

from inkoop.domain.house_style import NEUTRAL, HouseStyle
from inkoop.domain.letters import in_our_letters
from inkoop.resources import resource_folder
from inkoop.views.report.all_lots import AllLots
from inkoop.views.report.model import ReportView
from inkoop.views.words.beside import BESIDE
from inkoop.writers.archive_pdf import Enclosure
from inkoop.writers.atomic import replacing
from inkoop.writers.looks import environment, faces, sheet
from inkoop.writers.pdf import PdfJob, save_job
from inkoop.writers.policy import policy_hash
from inkoop.writers.templates import shown

_MONSTROUS, _PIECE = re.compile(r"\S{65,}"), re.compile(r".{1,32}")
"""A fingerprint has 64 characters, and stays whole for who copies it."""
_STYLE_MARK = "/*stijl*/"
_SCRIPTS = ("scherm.js", "naast.js")
_POLICY = "style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
"""What the page may do besides its one script: show what stands in it, and ask for nothing."""


def compile_templates(style: HouseStyle = NEUTRAL) -> None:
    """Compile the templates, while whoever will fill them in waits for something else."""
    templates = environment(style, _breakable)
    for path in (resource_folder("templates") / "rapport").glob("*.j2"):
        templates.get_template(path.name)


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
_TIGHTEST = 3
"""How often the summary may be made shorter to fit its sheet."""


def render_summaries(view: ReportView, style: HouseStyle = NEUTRAL) -> tuple[str, ...]:
    """The summary in each length that it may have, the longest first.

    Everybody with a contract is always named, however many that are.
    """
    return tuple(render_summary(view, style, tight) for tight in range(_TIGHTEST + 1))


def render_summary(view: ReportView, style: HouseStyle = NEUTRAL, tight: int = 0) -> str:
    """The outcome at a glance and the ranking, as one HTML page.

    Args:
        tight: how often it was made shorter.
    """
    values = {"rapport": view.paper or view, "krap": tight}
    return render_page("samenvatting.html.j2", _SUMMARY_SHEETS, style, **values)


def render_all_lots(view: AllLots, style: HouseStyle = NEUTRAL) -> str:
    """The sheet over all lots, as one HTML page."""
    return render_page("alle-percelen.html.j2", _SUMMARY_SHEETS, style, rapport=view)


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
    save_job(path, report_job(path.name, view, enclosures, style))


def write_summary(
    view: ReportView,
    path: Path,
    enclosures: Sequence[Enclosure] = (),
    style: HouseStyle = NEUTRAL,
) -> None:
    """Write what fits one sheet of two sides, with the same data inside as the report has.

    Raises PdfNotPossibleError.
    """
    save_job(path, summary_job(path.name, view, enclosures, style))


def write_all_lots(
    view: AllLots, path: Path, enclosures: Sequence[Enclosure] = (), style: HouseStyle = NEUTRAL
) -> None:
    """Write the sheet over all lots, with the same data inside. Raises PdfNotPossibleError."""
    save_job(path, all_lots_job(path.name, view, enclosures, style))


def report_job(name: str, view: ReportView, enclosures: Sequence[Enclosure], style: HouseStyle) -> PdfJob:
    """The report as a PDF to make."""
    return PdfJob(name, render_html(view.paper or view, style), enclosures, _moment(view))


def summary_job(name: str, view: ReportView, enclosures: Sequence[Enclosure], style: HouseStyle) -> PdfJob:
    """The summary as a PDF to make."""
    longest, *shorter = render_summaries(view, style)
    return PdfJob(name, longest, enclosures, _moment(view), tuple(shorter))


def all_lots_job(name: str, view: AllLots, enclosures: Sequence[Enclosure], style: HouseStyle) -> PdfJob:
    """The sheet over all lots as a PDF to make."""
    return PdfJob(name, render_all_lots(view, style), enclosures, _moment(view))


def _moment(view: ReportView | AllLots) -> datetime:
    return datetime.fromisoformat(f"{view.dated}T00:00:00+00:00")


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
