"""Making the guide that goes out with the form, and comparing one that people worked on with the kader."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from inkoop.catalogue import message
from inkoop.domain.findings import Outcome, Refused, Why
from inkoop.domain.house_style import NEUTRAL, HouseStyle
from inkoop.domain.tender import Tender
from inkoop.journeys.outcome import journey
from inkoop.readers.files.archive import NOT_A_WORKBOOK, OTHER_EXCEL_FORMAT
from inkoop.readers.files.docx import read_docx
from inkoop.readers.files.folder import plain_name
from inkoop.readers.files.isolation import SECONDS_A_FILE, GaveUpError, apart
from inkoop.readers.settings.kader import read_kader
from inkoop.views.guide.check import GuideCheck, check_guide
from inkoop.views.guide.model import Guide
from inkoop.views.guide.view import guide_of
from inkoop.writers.guide import write_guide_html, write_guide_pdf
from inkoop.writers.guide_docx import write_guide_docx

KINDS: Mapping[str, Callable[[Guide, Path, HouseStyle], None]] = {
    ".docx": write_guide_docx,
    ".html": write_guide_html,
    ".pdf": write_guide_pdf,
}
"""How a guide is written, by the kind of file."""
_NO_DOCUMENT = frozenset({NOT_A_WORKBOOK, OTHER_EXCEL_FORMAT})


@journey
def make_guide(tender: Tender, paths: Sequence[Path], style: HouseStyle | None = None) -> tuple[Path, ...]:
    """Write the guide to a kader, in every kind of file that is asked for. Raises OSError.

    Refused where a document for Word is there already and is another one: somebody may have worked on it.

    Args:
        paths: where to, each with a name that ends in one of the kinds.
        style: the house style of the municipality.
    """
    guide = guide_of(tender)
    for path in paths:
        try:
            KINDS[path.suffix.lower()](guide, path, style or NEUTRAL)
        except FileExistsError:
            kept = f"{path} bestaat al en kan aangepast zijn; er is niets overschreven."
            raise Refused(kept, Why.FILES) from None
    return tuple(paths)


def check_guide_file(kader: Path, document: Path) -> Outcome[GuideCheck | None]:
    """Whether a guide in Word still says what the kader says."""
    outcome = read_kader(kader)
    if outcome.value is None:
        return Outcome(None, outcome.findings)
    return _compared(outcome.value, document)


@journey
def _compared(tender: Tender, path: Path) -> GuideCheck:
    try:
        read = apart(SECONDS_A_FILE, read_docx, path.absolute(), plain_name(path.name))
    except GaveUpError:
        raise Refused(f"{path}: het lezen van dit bestand liep vast.", Why.FILES) from None
    if read.value is None:
        found = read.findings[0]
        other = "dit is geen Word-bestand (.docx)."
        raise Refused(f"{path}: {other if found.code in _NO_DOCUMENT else message(found)}", Why.FILES)
    checked = check_guide(guide_of(tender), read.value)
    if not checked.known:
        raise Refused(f"{path}: dit is geen leidraad die uit een kader is gemaakt.", Why.FILES)
    return checked
