"""Two files of one kind beside each other: what became otherwise. The kind decides how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from inkoop.catalogue import message
from inkoop.domain.cells import Workbook
from inkoop.domain.changes import FileChanges
from inkoop.domain.findings import Refused, Why
from inkoop.domain.tender import Tender
from inkoop.journeys.outcome import journey
from inkoop.readers.files.isolation import GaveUpError, apart, read_workbooks
from inkoop.readers.forms.cell_changes import SubmissionChanges, cell_changes
from inkoop.readers.report.outcome_file import OutcomeError, OutcomeFile, read_outcome
from inkoop.readers.report.pdf_file import PdfFileError
from inkoop.readers.settings.kader import read_kader
from inkoop.views.replies.kader_changes import KaderChanges, kader_changes
from inkoop.views.replies.outcome_changes import OutcomeChanges, outcome_changes

SECONDS = 60.0
"""Of computing for one file."""


class Kind(StrEnum):
    """What a file is; the values are the Dutch words for it."""

    OUTCOME = "uitkomst"
    KADER = "kader"
    SUBMISSION = "inschrijving"


_KINDS: Mapping[str, Kind] = {
    ".json": Kind.OUTCOME,
    ".pdf": Kind.OUTCOME,
    ".yaml": Kind.KADER,
    ".yml": Kind.KADER,
    ".xlsx": Kind.SUBMISSION,
    ".ods": Kind.SUBMISSION,
    ".xls": Kind.SUBMISSION,
}
_MAY = (
    "vergelijken kan met twee uitkomsten (uitkomst.json, of een rapport als PDF), twee kaders (.yaml) en "
    "twee inschrijvingen (.xlsx, .ods of .xls)."
)


@journey
def compare_files(old: Path, new: Path) -> FileChanges:
    """What became otherwise from one file to the other. Nothing in them is reckoned again.

    Refused for two that are not of one kind, for a file that cannot be read, and for two tenders.
    """
    kinds = _kind(old), _kind(new)
    if kinds[0] is not kinds[1]:
        raise Refused(f"{old} is een {kinds[0]} en {new} een {kinds[1]}: {_MAY}")
    return COMPARING[kinds[0]](old, new)


def _kind(path: Path) -> Kind:
    if path.suffix.lower() not in _KINDS:
        raise Refused(f"{path}: dit soort bestand is niet te vergelijken; {_MAY}")
    return _KINDS[path.suffix.lower()]


def _outcomes(old: Path, new: Path) -> OutcomeChanges:
    before, after = outcome_in(old), outcome_in(new)
    assert before.document.kader is not None
    assert after.document.kader is not None
    one, other = before.document.kader.reference, after.document.kader.reference
    if one != other:
        raise Refused(_TWO_TENDERS.format(one, old, other, new))
    same = not (before.edition and after.edition) or before.edition == after.edition
    return outcome_changes(before.document, after.document, same_edition=same)


def _kaders(old: Path, new: Path) -> KaderChanges:
    before, after = _kader(old), _kader(new)
    if before.info.reference != after.info.reference:
        raise Refused(_TWO_TENDERS.format(before.info.reference, old, after.info.reference, new))
    # In a tender's folder both are called kader.yaml; publishing keeps the old one beside it by this name.
    file = old.name if old.name != new.name else f"kader-{before.edition}.yaml"
    return kader_changes(before, after, file)


def _kader(path: Path) -> Tender:
    read = read_kader(path)
    if read.value is None:
        raise Refused(f"{path} is niet te gebruiken. Kijk wat er is: inkoop kader {path}", Why.KADER)
    return read.value


def _submissions(old: Path, new: Path) -> SubmissionChanges:
    return cell_changes(_workbook(old), _workbook(new))


def _workbook(path: Path) -> Workbook:
    ((_, read),) = read_workbooks([path])
    if read.value is None:
        raise Refused(f"{path}: {' '.join(map(message, read.findings))}", Why.FILES)
    return read.value


_TWO_TENDERS = "dit zijn twee aanbestedingen: {} in {}, en {} in {}."
COMPARING: Mapping[Kind, Callable[[Path, Path], FileChanges]] = {
    Kind.OUTCOME: _outcomes,
    Kind.KADER: _kaders,
    Kind.SUBMISSION: _submissions,
}
"""How each kind of file is compared."""


def outcome_in(path: Path) -> OutcomeFile:
    """The outcome in a file, read in a process that may crash or hang: anybody can have made it.

    Refused where there is none.
    """
    try:
        found = apart(SECONDS, _tried, path.absolute())
    except GaveUpError as stopped:
        found = f"het lezen {'duurde te lang' if stopped.late else 'liep vast'} en is gestopt"
    if isinstance(found, str):
        raise Refused(f"{path}: {found}.", Why.FILES)
    return found


def _tried(path: Path) -> OutcomeFile | str:
    """In that process: the outcome, or why there is none, as no exception travels back."""
    try:
        return read_outcome(path)
    except (OutcomeError, PdfFileError) as error:
        return str(error)


@journey
def write_note(changes: FileChanges, path: Path) -> Path:
    """Write what changed between two kaders, for the answers to providers (nota van inlichtingen).

    Refused for anything else, and where nothing changed. Raises OSError.
    """
    from inkoop.writers.change_note import write_change_note

    if not isinstance(changes, KaderChanges):
        raise Refused("een nota hoort bij twee kaders.")
    if not changes.groepen:
        raise Refused("er is geen regel veranderd, dus er is niets voor een nota.", Why.FIRST)
    write_change_note(changes, path)
    return path
