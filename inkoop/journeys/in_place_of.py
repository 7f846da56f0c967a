"""What a new report is in the place of: the report that the folder holds, and what became otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from inkoop.domain.dossier import Dossier
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Refused
from inkoop.domain.house_style import HouseStyle
from inkoop.domain.outcome import Document
from inkoop.journeys.compare import outcome_in
from inkoop.journeys.sheets import as_json, style_as_data
from inkoop.readers.report.about import parse_about
from inkoop.views.record.document import document
from inkoop.views.record.enclosures import OUTCOME
from inkoop.views.record.versions import closed_version, public_version
from inkoop.views.replies.replaced import replaced_in_lots
from inkoop.views.report.view import report_name
from inkoop.views.words.replaced import ReplacedData
from inkoop.views.words.standing import lot_title
from inkoop.writers.whole_set import Contents

CLOSED, SHEET = "-besloten", "samenvatting.pdf"


@dataclass(frozen=True, slots=True)
class InPlaceOf:
    """What there was, as far as a new report says so on its pages."""

    replaced: Mapping[str, ReplacedData] = field(default_factory=dict)
    """By the name of each report."""
    all_lots: Mapping[str, ReplacedData] = field(default_factory=dict)
    """The same for the sheet over all lots, by the name of each; empty where there was none."""
    again: bool = False
    """The same report was there: it takes the place of nothing, and says what that one said."""
    other: str = ""
    """The reference of another tender, whose report was there."""


def basis_of(evaluation: Evaluation, kader: bytes, style: HouseStyle, made_by: Mapping[str, str]) -> str:
    """One SHA-256 over all that the pages and files of a report follow from.

    Args:
        made_by: the program, and what the PDFs are made with, each with its version.
    """
    given = {
        "kader": hashlib.sha256(kader).hexdigest(),
        "dossier": Dossier.of(closed_version(evaluation), frozenset()).data,
        "uitkomst": document(public_version(evaluation)).data,
        "huisstijl": style_as_data(style),
        "gemaakt_met": dict(made_by),
    }
    return hashlib.sha256(as_json(given)).hexdigest()


def in_place_of(earlier: Contents | None, folder: Path, evaluation: Evaluation, basis: str) -> InPlaceOf:
    """What the new report takes the place of."""
    if earlier is None or earlier.since is None:
        return InPlaceOf()
    told = parse_about(earlier.about)
    if earlier.basis == basis:
        by_lot = {lot.lot: told["vervangt"].get(report_name(evaluation, lot.lot)) for lot in evaluation.lots}
        known = {lot: data for lot, data in by_lot.items() if data}
        return InPlaceOf(told["vervangt"], _all_lots(evaluation, earlier, known), again=True)
    before = _outcome(folder, earlier)
    reference = before.kader.reference if before and before.kader else told["kenmerk"]
    if reference and reference != evaluation.tender.info.reference:
        return InPlaceOf(other=reference)
    changed = replaced_in_lots(before, document(public_version(evaluation)), earlier.since.date())
    reports = {file.rpartition(".")[0] for file in earlier.files}
    replaced: dict[str, ReplacedData] = {}
    for lot, data in changed.items():
        public = report_name(evaluation, lot)
        for name in (public, f"{public}{CLOSED}"):
            if name in reports:
                replaced[name] = {**data, "zegel": told["zegels"].get(name, "")}
    return InPlaceOf(replaced, _all_lots(evaluation, earlier, changed))


def _all_lots(
    evaluation: Evaluation, earlier: Contents, changed: Mapping[str, ReplacedData]
) -> dict[str, ReplacedData]:
    if evaluation.tender.lots is None or SHEET not in earlier.files:
        return {}
    return {lot_title(lot): changed[lot.lot] for lot in evaluation.lots if lot.lot in changed}


def _outcome(folder: Path, earlier: Contents) -> Document | None:
    """The public outcome of the earlier report: its own file, or what travels in one of its PDFs."""
    reports = (name for name in earlier.files if name.endswith(".pdf") and name.startswith("rapport"))
    for name in (OUTCOME, *(each for each in reports if CLOSED not in each)):
        if name in earlier.files:
            try:
                return outcome_in(folder / name).document
            except Refused:
                continue
    return None
