"""The officer's journey before publication: how will these rules behave?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from inkoop.analysis.rehearsal.concerns import Concern
from inkoop.analysis.rehearsal.report import SEED, TENDERS, Rehearsal
from inkoop.analysis.rehearsal.report import rehearse as rehearse_tender
from inkoop.catalogue import finding
from inkoop.domain.findings import Finding, Outcome
from inkoop.journeys.outcome import journey
from inkoop.readers.settings.kader import kader_in
from inkoop.readers.settings.yaml_source import YamlTree, read_yaml
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.kader.per_lot import WrittenOut, written_out
from inkoop.views.rehearsal.model import RehearsalView
from inkoop.views.rehearsal.notices import Noted, still_open
from inkoop.views.rehearsal.view import rehearsal_view


@dataclass(frozen=True)
class Rehearsed:
    """A rehearsal with its findings, each at its line of the kader."""

    rehearsal: Rehearsal
    noted: tuple[Noted, ...]
    fingerprint: str

    @property
    def open_warnings(self) -> tuple[Finding, ...]:
        """The warnings that the kader does not acknowledge."""
        return tuple(item.found for item in still_open(self.noted))

    def view(self) -> RehearsalView:
        """What the report says."""
        return rehearsal_view(self.rehearsal, self.noted, self.fingerprint)


def rehearse(kader: Path, seed: int = SEED, count: int = TENDERS) -> Outcome[Rehearsed | None]:
    """Rehearse a kader with made-up bids. The value is None when the kader cannot be used.

    The same kader, seed and number of tenders give the same, on every machine.
    """
    tree = read_yaml(kader)
    read = kader_in(tree)
    if read.value is None:
        return Outcome(None, read.findings)
    rehearsal = rehearse_tender(read.value, seed, count)
    made = written_out(tree.data)
    noted = tuple(_noted(item, tree, made) for item in rehearsal.concerns)
    return Outcome(Rehearsed(rehearsal, noted, fingerprint(read.value)), read.findings)


def _noted(item: Concern, tree: YamlTree, made: WrittenOut) -> Noted:
    place = tree.place(made.source(item.path))
    return Noted(finding(item.code, place, **dict(item.words)), item.subject, item.reason)


@journey
def make_rehearsal_report(rehearsed: Rehearsed, pdf: Path) -> tuple[Path, ...]:
    """Write the report as PDF, and beside it the same as HTML.

    Raises OSError when a file cannot be written; refused where Pango is missing, but the HTML is there by
    then.
    """
    # Only here, as most rehearsals are read on the screen: what makes pages takes long to import.
    from inkoop.writers.pdf import PdfNotPossibleError
    from inkoop.writers.rehearsal import write_rehearsal_html, write_rehearsal_pdf

    view, page = rehearsed.view(), pdf.with_suffix(".html")
    try:
        write_rehearsal_pdf(view, pdf)
    except PdfNotPossibleError:
        write_rehearsal_html(view, page)
        raise
    write_rehearsal_html(view, page)
    return pdf, page
