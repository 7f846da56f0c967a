"""The reports that one evaluation becomes, each with the data that travels in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace

from inkoop.domain.dossier import Dossier
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.house_style import HouseStyle
from inkoop.resources import this_program
from inkoop.views.record.document import document
from inkoop.views.record.enclosures import (
    DESCRIPTIONS,
    DOSSIER,
    EVERY_LOT,
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
from inkoop.views.report.all_lots import AllLots, LotsBeyond, all_lots
from inkoop.views.report.model import Beyond, ReportView
from inkoop.views.report.view import each_report, sealed, with_replaced
from inkoop.views.words.replaced import ReplacedData
from inkoop.writers.archive_pdf import Enclosure
from inkoop.writers.looks import own_templates
from inkoop.writers.page_script import page_script
from inkoop.writers.report import render_all_lots, render_html, render_summaries
from inkoop.writers.tables import csv_bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report to write: what it says, and the data that travels in it."""

    name: str
    lot: str
    edition: Edition
    view: ReportView
    enclosures: tuple[Enclosure, ...]


@dataclass(frozen=True, slots=True)
class LotsSheet:
    """The sheet over all lots to write, and the data that travels in it."""

    view: AllLots
    enclosures: tuple[Enclosure, ...]


class Version:
    """One version of an evaluation, as the documents that are made of it; all hold the same data."""

    def __init__(
        self,
        evaluation: Evaluation,
        kader: bytes,
        edition: Edition,
        style: HouseStyle,
        made_by: Mapping[str, str],
        replaced: Mapping[str, ReplacedData],
    ) -> None:
        """Of everything that was evaluated.

        Args:
            kader: the text of the kader, as it travels inside the report.
            made_by: the program, and what the PDFs are made with, each with its version.
            replaced: by the name of each report the one whose place it takes.
        """
        self._whole, self._edition, self._style = evaluation, edition, style
        self._made_by, self._replaced = made_by, replaced
        self.is_public = edition == "openbaar"
        self.lots, self.has_lots = len(evaluation.lots), evaluation.tender.lots is not None
        self._shown = public_version(evaluation) if self.is_public else closed_version(evaluation)
        hidden = hidden_answers(evaluation) if self.is_public else frozenset()
        self._outcome = document(self._shown)
        self._files = {
            KADER: kader,
            DOSSIER: as_json(Dossier.of(self._shown, hidden).data),
            OUTCOME: as_json(self._outcome.data),
            TABLE: csv_bytes(self._outcome),
        }

    def sheets(self) -> Iterator[Sheet]:
        """The reports, one a lot."""
        lots = [lot.lot for lot in self._whole.lots]
        for lot, (public, plain) in zip(lots, each_report(self._shown, self._whole), strict=True):
            name = public if self.is_public else f"{public}-besloten"
            before = self._replaced.get(name)
            view = with_replaced(plain, before)
            pages = self._pages(
                scripts(view, self._edition, self._style), Beyond(view.summary, view.insights)
            )
            if before is not None:
                pages["vervangt"] = before
            seal, inside = self._sealed(lot, pages)
            yield Sheet(name, lot, self._edition, sealed(view, self._edition, seal), inside)

    def all_lots(self, replaced: Mapping[str, ReplacedData]) -> LotsSheet | None:
        """The sheet over all lots, or None for a tender without lots.

        Args:
            replaced: by the name of each lot, what it takes the place of.
        """
        view = all_lots(self._shown, self._whole, replaced)
        if view is None:
            return None
        pages = self._pages(scripts(view, self._edition, self._style), view.beyond)
        if replaced:
            pages["vervangt_per_perceel"] = dict(replaced)
        seal, inside = self._sealed(EVERY_LOT, pages)
        return LotsSheet(replace(view, seal=seal), inside)

    def _pages(self, words: Scripts, beyond: Beyond | LotsBeyond) -> PagesData:
        """What travels about the pages of one document."""
        return {
            "formaat": PAGES_FORMAT,
            "gemaakt_met": dict(self._made_by),
            "huisstijl": style_as_data(self._style),
            "overgenomen": asdict(beyond) if self.is_public else None,
            "verslag": words["verslag"],
            "samenvattingen": words["samenvattingen"],
        }

    def _sealed(self, lot: str, pages: PagesData) -> tuple[str, tuple[Enclosure, ...]]:
        """The seal over the data and over the words of one document, and all that travels in it."""
        files = self._files | {PAGES: as_json(pages)}
        seal = seal_document(files, self._edition, lot, this_program()["programma"])
        return seal["zegel"], enclosures(files | {SEAL: as_json(seal)})


def scripts(view: ReportView | AllLots, edition: Edition, style: HouseStyle) -> Scripts:
    """What the pages of a report say, and those of its summary; or those of the sheet over all lots."""
    if isinstance(view, AllLots):
        page = render_all_lots(replace(view, seal=SEAL_MARK), style)
        return {"verslag": None, "samenvattingen": [page_script(page)]}
    marked = sealed(view, edition, SEAL_MARK)
    summaries = render_summaries(marked, style) if edition == "openbaar" else ()
    return {
        "verslag": page_script(render_html(marked.paper or marked, style)),
        "samenvattingen": [page_script(each) for each in summaries],
    }


def style_as_data(style: HouseStyle) -> StyleData:
    """A house style as it travels in a report."""
    return style_data(style, own_templates(style))


def enclosures(files: Mapping[str, bytes]) -> tuple[Enclosure, ...]:
    """The files as they travel in a PDF."""
    return tuple(Enclosure(name, *DESCRIPTIONS[name], files[name]) for name in DESCRIPTIONS if name in files)


def as_json(data: object) -> bytes:
    """Data as every JSON file of the program is written."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
