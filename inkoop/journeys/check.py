"""The provider's journey: is my submission complete and right?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from inkoop.catalogue import finding
from inkoop.domain.findings import Finding, Outcome
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.journeys.blank_form import submission_reader
from inkoop.journeys.outcome import journey
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.files.folder import Found, display_names, find_submissions, plain_name
from inkoop.readers.files.isolation import read_workbooks
from inkoop.readers.forms.form import stamp_of
from inkoop.readers.settings.kader import read_kader
from inkoop.resources import resource_folder
from inkoop.rules.file_names import distinct, file_name_part
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.submission.duplicates import duplicate_findings, with_findings
from inkoop.rules.submission.naming import told_apart
from inkoop.views.replies.reading_copy import reading_copy
from inkoop.views.replies.self_check import check_document


def check_submissions(
    tender: Tender, places: Sequence[Path], progress: Progress = silent
) -> Outcome[tuple[Submission, ...]]:
    """Every submission in these files and folders, checked; the findings are about the folders."""
    reader = replace(submission_reader(tender), keeps_cells=True)
    checked = []
    with find_submissions(places, own=True) as found:
        names = display_names(found.submissions)
        for done, (path, workbook) in enumerate(read_workbooks(found.submissions)):
            progress(done, len(found.submissions), path.name)
            checked.append(reader.of(path, names[path], workbook, found.beside.get(path)))
    named = told_apart(checked)
    return Outcome(tuple(with_findings(named, duplicate_findings(named))), found.findings)


@journey
def make_reading_copies(
    tender: Tender, submissions: Sequence[Submission], folder: Path, made: datetime
) -> tuple[Path, ...]:
    """Write each submission that was checked as a document to read: HTML, and PDF where that can be made.

    `made` is the time that stands in it: the same submission and time give the same bytes. The folder is
    made if it is not there. Raises OSError when a file cannot be written. Returns what was written.
    """
    # Only here: what makes pages takes long to import.
    from inkoop.writers.reading_copy_files import write_reading_copy_html, write_reading_copy_pdf
    from inkoop.writers.report import PdfNotPossibleError

    mark, written = fingerprint(tender), []
    stems = distinct(file_name_part(Path(each.file).stem, "inschrijving") for each in submissions)
    documents = check_document(tender, mark, submissions)["inschrijvingen"]
    folder.mkdir(parents=True, exist_ok=True)
    for stem, submission, checked in zip(stems, submissions, documents, strict=True):
        copy = reading_copy(tender, mark, submission, checked, made)
        page = folder / f"mijn-inschrijving-{stem}.html"
        write_reading_copy_html(copy, page)
        written.append(page)
        with suppress(PdfNotPossibleError):
            write_reading_copy_pdf(copy, page.with_suffix(".pdf"))
            written.append(page.with_suffix(".pdf"))
    return tuple(written)


def kader_for(places: Sequence[Path]) -> Outcome[Path | None]:
    """The kader that the first readable form names in its stamp: by fingerprint, else the only one with
    that reference.

    Looked for beside the form, in the folder above, in the present folder and among the examples.
    """
    with find_submissions(places, own=True) as paths:
        return _kader_of(paths, [place if place.is_dir() else place.parent for place in places])


def _kader_of(paths: Found, folders: Sequence[Path]) -> Outcome[Path | None]:
    nameless: list[Finding] = []
    for path, read in read_workbooks(paths.submissions):
        reference = stamp_of(read.value) if read.value else None
        if reference is None:
            no_form = finding("FORM-11", CellPlace(plain_name(path.name)))
            nameless += [no_form] if read.value else read.findings
            continue
        fitting = []
        for candidate in _candidates([path.parent, *folders]):
            tender = read_kader(candidate).value
            if tender is not None and tender.info.reference == reference[0]:
                if fingerprint(tender) == reference[1]:
                    return Outcome(candidate)
                fitting.append(candidate)
        if len(fitting) == 1:
            return Outcome(fitting[0])
        return Outcome(None, (finding("FORM-10", CellPlace(plain_name(path.name)), kenmerk=reference[0]),))
    return Outcome(None, (*paths.findings, *nameless))


def _candidates(folders: Sequence[Path]) -> Iterable[Path]:
    seen: set[Path] = set()
    here = Path.cwd()
    near = (place for folder in folders for place in (folder, folder.parent))
    for place in (*near, here, here / "criteria", resource_folder("criteria")):
        for path in sorted(place.glob("*.yaml")):
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield path
