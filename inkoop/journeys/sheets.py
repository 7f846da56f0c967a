"""The reports that one evaluation becomes, each with the data that travels in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from inkoop.domain.dossier import Dossier
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.house_style import HouseStyle
from inkoop.resources import this_program
from inkoop.views.record.document import document
from inkoop.views.record.enclosures import (
    DESCRIPTIONS,
    DOSSIER,
    KADER,
    OUTCOME,
    PAGES,
    SEAL,
    TABLE,
    Edition,
    seal_document,
)
from inkoop.views.record.pages import PAGES_FORMAT, SEAL_MARK, PagesData, Scripts, StyleData, style_data
from inkoop.views.record.versions import closed_version, hidden_answers, public_version
from inkoop.views.report.model import Beyond, ReportView
from inkoop.views.report.view import report_views, sealed, with_replaced
from inkoop.views.words.replaced import ReplacedData
from inkoop.writers.archive_pdf import Enclosure, made_with
from inkoop.writers.looks import own_templates
from inkoop.writers.page_script import page_script
from inkoop.writers.report import PdfNotPossibleError, render_html, render_summary, summary_tightness
from inkoop.writers.tables import csv_bytes

SEAL_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report to write: what it says, and the data that travels in it."""

    name: str
    lot: str
    edition: Edition
    view: ReportView
    enclosures: tuple[Enclosure, ...]
    tight: int | None
    """How often the summary was made shorter to fit; None where there is no summary."""


def sheets_of(
    evaluation: Evaluation,
    kader: bytes,
    edition: Edition,
    style: HouseStyle,
    replaced: Mapping[str, ReplacedData] | None = None,
) -> Iterator[Sheet]:
    """The reports of one version, one a lot.

    Args:
        replaced: by the name of each report the one whose place it takes.
    """
    public = edition == "openbaar"
    shown = public_version(evaluation) if public else closed_version(evaluation)
    hidden = hidden_answers(evaluation) if public else frozenset()
    outcome = document(shown)
    files = {
        KADER: kader,
        DOSSIER: as_json(Dossier.of(shown, hidden).data),
        OUTCOME: as_json(outcome.data),
        TABLE: csv_bytes(outcome),
    }
    lots = [lot.lot for lot in evaluation.lots]
    for lot, (public_name, plain_view) in zip(lots, report_views(shown, evaluation).items(), strict=True):
        name = public_name if public else f"{public_name}-besloten"
        before = (replaced or {}).get(name)
        view = with_replaced(plain_view, before)
        told = pages_document(view, edition, style, before)
        pages = {PAGES: as_json(told)}
        seal = seal_document(files | pages, edition, lot, this_program()["programma"])
        yield Sheet(
            name,
            lot,
            edition,
            sealed(view, edition, seal["zegel"]),
            enclosures(files | pages | {SEAL: as_json(seal)}),
            told["krap"] if public else None,
        )


def pages_document(
    view: ReportView, edition: Edition, style: HouseStyle, replaced: ReplacedData | None = None
) -> PagesData:
    """What travels in a report about its pages, and in its summary."""
    public = edition == "openbaar"
    tight = _tightness(sealed(view, edition, "0" * SEAL_LENGTH), style) if public else 0
    said = scripts(view, edition, style, tight)
    told: PagesData = {
        "formaat": PAGES_FORMAT,
        "gemaakt_met": made_by(),
        "huisstijl": style_as_data(style),
        "krap": tight,
        "overgenomen": asdict(Beyond(view.summary, view.insights)) if public else None,
        "verslag": said["verslag"],
        "samenvatting": said["samenvatting"],
    }
    if replaced is not None:
        told["vervangt"] = replaced
    return told


def _tightness(view: ReportView, style: HouseStyle) -> int:
    try:
        return summary_tightness(view, style)
    except PdfNotPossibleError:
        return 0


def scripts(view: ReportView, edition: Edition, style: HouseStyle, tight: int) -> Scripts:
    """What the pages of a report say, and those of its summary."""
    marked = sealed(view, edition, SEAL_MARK)
    return {
        "verslag": page_script(render_html(marked.paper or marked, style)),
        "samenvatting": page_script(render_summary(marked, style, tight)) if edition == "openbaar" else None,
    }


def style_as_data(style: HouseStyle) -> StyleData:
    """A house style as it travels in a report."""
    return style_data(style, own_templates(style))


def made_by() -> dict[str, str]:
    """The program, and the libraries that make the PDF, each with its version."""
    return {**this_program(), **made_with()}


def enclosures(files: Mapping[str, bytes]) -> tuple[Enclosure, ...]:
    """The files as they travel in a PDF."""
    return tuple(Enclosure(name, *DESCRIPTIONS[name], files[name]) for name in DESCRIPTIONS if name in files)


def as_json(data: object) -> bytes:
    """Data as every JSON file of the program is written."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
