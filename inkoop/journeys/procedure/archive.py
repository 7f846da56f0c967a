"""What may go to the archive and to the website: copies of the public files, with metadata beside each.

Only what the record says was made public, and of the report what is called public, goes in. The folder is
made anew each time; what somebody else put in it is never thrown away.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from inkoop.domain.findings import Refused, Why
from inkoop.domain.notice import Notice
from inkoop.domain.procedure.facts import Published
from inkoop.domain.tender import TenderInfo
from inkoop.journeys.outcome import journey, note
from inkoop.journeys.procedure.announce import told_elsewhere
from inkoop.journeys.procedure.folder import PUBLICATION, Work, working
from inkoop.journeys.procedure.letters import REPORT
from inkoop.journeys.procedure.outcome import evaluated
from inkoop.journeys.progress import Progress, silent
from inkoop.journeys.sheets import as_json
from inkoop.readers.files.archive import FileRefusedError, Limits, digest, load
from inkoop.readers.report.pdfa import pdfa_of
from inkoop.rules.procedure.steps import Step
from inkoop.views.open_data.mdto import Archive
from inkoop.views.open_data.papers import Paper, Phase, PublicFile, papers
from inkoop.views.open_data.woo import sitemap
from inkoop.views.record.document import document
from inkoop.views.record.enclosures import OUTCOME, TABLE
from inkoop.views.record.versions import public_version
from inkoop.views.replies.report_set import CONTENTS
from inkoop.writers.metadata_xml import mdto_xml, sitemap_xml
from inkoop.writers.ocds import SUFFIX
from inkoop.writers.procedure.record import UNFINISHED, sync_file, sync_folder
from inkoop.writers.whole_set import Contents, read_contents

ARCHIVE, LIST = "archief", "bestanden.sha256"
SITEMAP, DOSSIER = "sitemap-diwoo.xml", "dossier.mdto.xml"
_OF_PAPER, _OF_FILE = ".mdto.xml", ".bestand.mdto.xml"
_CLOSED = "-besloten"
_REPORTS = ("rapport", "samenvatting")
_NEEDED = {
    "organisatie": "organisatie: ADRES IN TOOI",
    "bewaren": "bewaren: {jaren: AANTAL, bron: SELECTIELIJST, categorie: CATEGORIE}",
    "woo": "woo: {adres: WEBADRES, regels: CATEGORIE, verslag: CATEGORIE}",
}
"""By key of `publicatie` the line to write in the kader; what stands in capitals is for the buyer."""


@dataclass(frozen=True, slots=True)
class Archived:
    """What was made."""

    folder: Path
    files: tuple[str, ...]
    """The public files, each by its place in the folder."""
    mdto: bool
    woo: bool
    lacking: tuple[str, ...]
    """The lines to write below `publicatie` for what could not be made."""


@journey
def write_archive(folder: Path, progress: Progress = silent) -> Archived:
    """Make the folder for archive and website in a tender's folder, in place of an earlier one. OSError.

    Refused before publication, where the kader tells nothing to make metadata of, and where the folder holds
    something that was not made here.
    """
    with working(folder) as work:
        work.require(Step.ARCHIVE)
        told = told_elsewhere(work)
        lacking = _lacking(told)
        if not (told.organisation and (told.retention or told.woo)):
            raise Refused(
                "het kader zegt niet wat het archief en de Woo-index vragen. Zet in kader.yaml, onder "
                "publicatie:\n" + "\n".join(f"  {line}" for line in lacking),
                Why.FIRST,
            )
        target = folder / ARCHIVE
        _must_be_ours(target)
        sources = {file.path: (file, path) for file, path in _public(work, progress)}
        of = papers(tuple(file for file, _ in sources.values()), work.tender().info)
        making = folder / f"{UNFINISHED}{ARCHIVE}"
        shutil.rmtree(making, ignore_errors=True)
        try:
            for file, path in sources.values():
                (making / file.path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, making / file.path)
            _metadata(making, of, work.tender().info, told)
            _seal(making)
            _take_place(making, target)
        finally:
            shutil.rmtree(making, ignore_errors=True)
        made = bool(told.retention), bool(told.woo)
        return Archived(target, tuple(sorted(sources)), *made, lacking)


def _lacking(told: Notice) -> tuple[str, ...]:
    present = {"organisatie": told.organisation, "bewaren": told.retention, "woo": told.woo}
    return tuple(line for key, line in _NEEDED.items() if not present[key])


def _public(work: Work, progress: Progress) -> Iterator[tuple[PublicFile, Path]]:
    """Every public file with where it stands now."""
    for entry in work.record.entries:
        if isinstance(entry.fact, Published):
            for each in entry.fact.files:
                path = work.folder / each.path
                place = f"{PUBLICATION}-{entry.fact.version}/{path.name}"
                yield _told(path, place, entry.moment, "regels"), path
    contents = _report(work, progress)
    for name in contents.files if contents else ():
        if _is_public(name):
            assert contents is not None
            path = work.folder / REPORT / name
            made = contents.since or work.clock.now
            yield _told(path, f"{REPORT}/{name}", made.replace(microsecond=0), "verslag"), path


def _told(path: Path, place: str, made: datetime, phase: Phase) -> PublicFile:
    size, mark = digest(path)
    return PublicFile(place, mark, size, made, phase, pdfa_of(path))


def _is_public(name: str) -> bool:
    """Whether a file of a report is for everybody: by what it is called, and never where that is not sure."""
    stem, extension = Path(name).stem, Path(name).suffix
    if name in (OUTCOME, TABLE) or name.endswith(SUFFIX):
        return True
    return stem.startswith(_REPORTS) and _CLOSED not in stem and extension in (".pdf", ".html")


def _report(work: Work, progress: Progress) -> Contents | None:
    """The list of the report, once it tells the decision that went out; None before that."""
    place = work.folder / REPORT
    contents = read_contents(place / CONTENTS)
    if contents is None:
        return None
    if work.state.decided is None:
        note("het rapport gaat pas mee als de brieven met de beslissing verzonden zijn.")
        return None
    shown = sha256(as_json(document(public_version(evaluated(work, progress))).data)).hexdigest()
    changed = [name for name, mark in contents.files.items() if not _same(place / name, mark)]
    if changed or not _same(place / OUTCOME, shown):
        what = f"{REPORT}/{changed[0]} is veranderd" if changed else "het rapport toont een andere uitkomst"
        raise Refused(f"{what}. Maak het rapport opnieuw: inkoop rapport", Why.FIRST)
    return contents


def _same(path: Path, mark: str) -> bool:
    return path.is_file() and digest(path)[1] == mark


def _metadata(making: Path, of: tuple[Paper, ...], info: TenderInfo, told: Notice) -> None:
    """What archive and Woo index read, beside the files."""
    assert told.organisation is not None
    if told.retention:
        archive = Archive(info, told.organisation, told.retention)
        (making / DOSSIER).write_bytes(mdto_xml(archive.dossier(of)))
        for paper in of:
            (making / f"{paper.key}{_OF_PAPER}").write_bytes(mdto_xml(archive.paper(paper)))
            for file in paper.files:
                (making / f"{file.path}{_OF_FILE}").write_bytes(mdto_xml(archive.file(file, paper)))
    if told.woo:
        entries = sitemap(of, info, told.organisation, told.woo)
        (making / SITEMAP).write_bytes(sitemap_xml(entries))


def _seal(making: Path) -> None:
    """The list of every file with its SHA-256, as `sha256sum -c` reads it."""
    made = sorted(path for path in making.rglob("*") if path.is_file())
    lines = [f"{digest(path)[1]}  {path.relative_to(making).as_posix()}\n" for path in made]
    (making / LIST).write_text("".join(lines), "utf-8", newline="\n")
    for path in (*made, making / LIST):
        sync_file(path)


def _must_be_ours(target: Path) -> None:
    """Refused where something in the folder was not made here, or was changed since."""
    if not target.exists():
        return
    try:
        lines = load(target / LIST, Limits()).decode().splitlines()
    except (FileRefusedError, UnicodeDecodeError):
        lines = []
    listed: Mapping[str, str] = {place: mark for mark, _, place in (line.partition("  ") for line in lines)}
    for path in sorted(target.rglob("*")):
        place = path.relative_to(target).as_posix()
        if path.is_file() and place != LIST and not _same(path, listed.get(place, "")):
            raise Refused(
                f"{path} is niet door dit programma gemaakt, of is veranderd. De map {ARCHIVE} wordt steeds "
                "opnieuw gemaakt: zet het ergens anders, en geef de opdracht nog eens.",
                Why.FILES,
            )


def _take_place(making: Path, target: Path) -> None:
    """The new folder in place of the old one; what a run that is ended leaves is cleared by the next."""
    old = target.with_name(f"{UNFINISHED}{target.name}-oud")
    if target.exists():
        target.replace(old)
    making.replace(target)
    sync_folder(target.parent)
    shutil.rmtree(old, ignore_errors=True)
