"""Publishing the rules of a tender, and publishing them again after a change."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from inkoop.analysis.rehearsal.report import TENDERS
from inkoop.catalogue import message
from inkoop.domain.findings import Refused, Why, has_errors
from inkoop.domain.procedure.facts import Published
from inkoop.domain.tender import Tender
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import KADER, PUBLICATION, Work, working
from inkoop.journeys.rehearse import rehearse
from inkoop.readers.files.archive import Limits, load_named
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.procedure.clock import in_zone
from inkoop.rules.procedure.steps import Step
from inkoop.views.replies.kader_changes import kader_changes
from inkoop.writers.change_note import write_change_note
from inkoop.writers.form import write_form
from inkoop.writers.kader_text import standing_text
from inkoop.writers.procedure.record import UNFINISHED, lasting, sync_file, sync_folder

FORM = "formulier.xlsx"
NOTE = "wijzigingen.docx"


@dataclass(frozen=True, slots=True)
class Publication:
    """What was made public."""

    version: int
    files: tuple[Path, ...]
    stand: str
    """The hash of the record's last line since."""


@journey
def publish(
    folder: Path,
    by: tuple[str, ...] = (),
    reason: str = "",
    now: datetime | None = None,
    count: int = TENDERS,
) -> Publication:
    """Freeze the rules in `publicatie/N`, with the form, and after a change with what changed.

    Refused where the kader has an error, or a warning of the rehearsal that is neither mended nor
    acknowledged. Raises OSError.

    Args:
        reason: why the rules change; empty for the first time.
        count: how many tenders the rehearsal makes up.
    """
    with working(folder, by, now) as work:
        if (told := _told_before(work, reason)) is not None:
            return told
        work.require(Step.AMEND if reason else Step.PUBLISH)
        draft = folder / KADER
        tender = _usable(draft, count)
        closes = in_zone(tender.info.closes, ZoneInfo(tender.info.timezone))
        version = len(work.state.versions) + 1
        _numbered(tender, version)
        target = _made(work, tender, draft, version)
        files = tuple(sorted(path for path in target.iterdir() if path.is_file()))
        work.add(
            Published(
                version=version,
                fingerprint=fingerprint(tender),
                closes=closes,
                kader=work.reference(target / KADER),
                files=tuple(map(work.reference, files)),
                reason=reason,
                acknowledged=tuple(each.code for each in tender.acknowledged),
            )
        )
        return Publication(version, files, work.state.stand)


def _told_before(work: Work, reason: str) -> Publication | None:
    """What the last line says, where it is this very publication: who was cut off types the same again."""
    last = work.last
    if last is None or not isinstance(last.fact, Published):
        return None
    if (last.fact.reason, last.by) != (reason, work.by):
        return None
    files = tuple(work.folder / file.path for file in last.fact.files)
    return Publication(last.fact.version, files, work.state.stand)


def _usable(draft: Path, count: int) -> Tender:
    """The rules, without an error, and with every warning of the rehearsal answered."""
    read = read_kader(draft)
    rehearsed = rehearse(draft, count=count)
    # Only the first of the two looks at the earlier versions that the kader accepts.
    if read.value is None or rehearsed.value is None or has_errors(read.findings):
        raise Refused(f"{draft} is niet te gebruiken. Kijk wat er is: inkoop kader {draft}", Why.KADER)
    warnings = rehearsed.value.open_warnings
    if warnings:
        told = " ".join(f"{found.code}: {message(found)}" for found in warnings[:5])
        more = f" En nog {len(warnings) - 5}." if len(warnings) > 5 else ""
        first = f"het proefdraaien laat iets zien. {told}{more} Verander het kader, of zet het bij erkend."
        raise Refused(first, Why.FIRST)
    return read.value


def _numbered(tender: Tender, version: int) -> None:
    if tender.edition != version:
        wanted = (
            f"in {KADER} staat versie {tender.edition}, en dit wordt versie {version}. Zet er versie: "
            f"{version} in, en bij wijzigingen wat er veranderde."
        )
        raise Refused(wanted, Why.FIRST)


def _made(work: Work, tender: Tender, draft: Path, version: int) -> Path:
    """Everything that becomes public, in a folder that takes its name when it is whole.

    What an earlier run left that was cut off is made anew: nobody was told that it was public.
    """
    place = work.folder / PUBLICATION
    making, target = place / f"{UNFINISHED}{version}", place / str(version)
    for rest in (making, target):
        shutil.rmtree(rest, ignore_errors=True)
    making.mkdir(parents=True)
    (making / KADER).write_bytes(standing_text(load_named(draft, Limits())))
    for accepted in tender.accepts:
        if accepted.fingerprint in tender.earlier:
            shutil.copyfile(draft.with_name(accepted.file), making / accepted.file)
    write_form(tender, making / FORM)
    before = work.state.published
    if before is not None:
        old = read_kader(work.folder / before.kader.path).value
        assert old is not None
        write_change_note(kader_changes(old, tender, KADER), making / NOTE)
    for path in making.iterdir():
        sync_file(path)
    making.replace(target)
    sync_folder(place)
    # As it was made public, beside the draft: by this name a next version accepts its forms.
    with lasting(work.folder / f"kader-{version}.yaml") as kept:
        shutil.copyfile(target / KADER, kept)
    return target
