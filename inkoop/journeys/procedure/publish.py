"""Publishing the rules of a tender, and again after a change: all that goes out, or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from inkoop.analysis.rehearsal.report import TENDERS
from inkoop.domain.findings import Outcome, Refused, Why, has_errors
from inkoop.domain.price_vault import Book
from inkoop.domain.procedure.facts import Published
from inkoop.domain.procedure.vault import Custodian, custodians
from inkoop.domain.tender import Tender
from inkoop.journeys.guide import check_guide_file, make_guide
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import FORM, KADER, PRICE_FORM, PUBLICATION, Work, working
from inkoop.journeys.rehearse import rehearse
from inkoop.journeys.web_check import make_web_check
from inkoop.readers.files.archive import Limits, load_named
from inkoop.readers.procedure.keys import public_key
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.form_books import books_of
from inkoop.rules.procedure.clock import in_zone
from inkoop.rules.procedure.steps import Step
from inkoop.views.procedure.publication import proof_of_publication
from inkoop.views.rehearsal.notices import open_warnings_text, still_open
from inkoop.views.replies.kader_changes import kader_changes
from inkoop.writers.change_note import write_change_note
from inkoop.writers.form import write_form
from inkoop.writers.kader_text import standing_text
from inkoop.writers.procedure.record import UNFINISHED, lasting, sync_file, sync_folder
from inkoop.writers.web_pages.parts import MissingPartsError, found_parts
from inkoop.writers.web_pages.self_check import CARGO

T = TypeVar("T")

NOTE = "wijzigingen.docx"
GUIDE, PAGE = "leidraad.docx", "webcontrole.html"
"""The guide that people may have worked on in the folder, and the page with the check."""
PROOFS = "bewijzen"


_ASK_KEYS = (
    f"in {KADER} staat prijskluis. Zeg wie de sleutels heeft: inkoop publiceer --sleutel A.pub "
    "--sleutel B.pub. Elk maakt die zelf: inkoop sleutel NAAM"
)
_ASK_WHY = (
    f"de prijs telt mee, en in {KADER} staat geen prijskluis. Zet er `prijskluis: {{openen: alle}}` in, dan "
    "blijven prijzen dicht tot de kwaliteit vaststaat. Of zeg waarom niet: inkoop publiceer --zonder-kluis "
    "REDEN. Elk rapport noemt die reden."
)


@dataclass(frozen=True, slots=True)
class VaultKeys:
    """Who together open the prices: the files with their public keys. Or why prices do not come sealed."""

    public: tuple[Path, ...] = ()
    spare: tuple[Path, ...] = ()
    why_none: str = ""


NO_KEYS = VaultKeys()


@dataclass(frozen=True, slots=True)
class Publication:
    """What was made public."""

    version: int
    files: tuple[Path, ...]
    stand: str
    """The hash of the record's last line since."""
    proof: Path
    """What goes out with them, and bears the stand."""
    left_out: tuple[str, ...] = ()
    """What could not be made here, each with why."""


@journey
def publish(
    folder: Path,
    by: tuple[str, ...] = (),
    reason: str = "",
    now: datetime | None = None,
    count: int = TENDERS,
    *,
    form_alone: bool = False,
    keys: VaultKeys = NO_KEYS,
) -> Publication:
    """Freeze the rules in `publicatie/N`: form, guide, page with the check, and after a change what changed.

    Refused where the kader has an error, or a warning of the rehearsal that is neither mended nor
    acknowledged, and where a guide that people worked on says something else. Raises OSError.

    Args:
        reason: why the rules change; empty for the first time.
        count: how many tenders the rehearsal makes up.
        form_alone: without the guide and the page with the check.
        keys: who together open the prices, or why nobody has to; of a change those of the first time hold.
    """
    with working(folder, by, now) as work:
        if (told := _told_before(work, reason)) is not None:
            return told
        work.require(Step.AMEND if reason else Step.PUBLISH)
        draft = folder / KADER
        tender = _usable(draft, count)
        closes = in_zone(tender.info.closes, ZoneInfo(tender.info.timezone))
        version = len(work.state.versions) + 1
        _numbered(work, tender, version)
        vault, why_none = _vault(work, tender, keys)
        target, left_out = _made(work, tender, draft, version, form_alone)
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
                custodians=vault,
                no_vault=why_none,
            )
        )
        return Publication(version, files, work.state.stand, _proof(work), left_out)


def _vault(work: Work, tender: Tender, given: VaultKeys) -> tuple[tuple[Custodian, ...], str]:
    """Who together open the prices, or why these do not come sealed. Refused where neither is said."""
    before = work.state.published
    if before is not None:
        if bool(tender.vault) != bool(before.custodians):
            filled_in = "er kunnen al formulieren zijn ingevuld"
            raise Refused(f"prijskluis in {KADER} verandert niet na de publicatie: {filled_in}.", Why.FIRST)
        if given.public:
            raise Refused("de sleutels van de kluis veranderen niet na de publicatie.", Why.ASKED)
        return before.custodians, given.why_none or before.no_vault
    if tender.vault is not None:
        if given.why_none:
            raise Refused(
                f"in {KADER} staat prijskluis. Haal dat weg, of laat --zonder-kluis weg.", Why.ASKED
            )
        if not given.public:
            raise Refused(_ASK_KEYS, Why.FIRST)
        return custodians(
            [public_key(path) for path in given.public], [public_key(p) for p in given.spare]
        ), ""
    if given.public or (given.why_none and not tender.priced):
        told = "er telt geen prijs mee" if not tender.priced else f"in {KADER} staat geen prijskluis"
        raise Refused(f"{told}. Dan is er geen kluis.", Why.ASKED)
    if tender.priced and not given.why_none:
        raise Refused(_ASK_WHY, Why.FIRST)
    return (), given.why_none


def _told_before(work: Work, reason: str) -> Publication | None:
    """What the last line says, where it is this very publication: who was cut off types the same again."""
    last = work.last
    if last is None or not isinstance(last.fact, Published):
        return None
    if (last.fact.reason, last.by) != (reason, work.by):
        return None
    work.note_repeated()
    files = tuple(work.folder / file.path for file in last.fact.files)
    return Publication(last.fact.version, files, work.state.stand, _proof(work))


def _proof(work: Work) -> Path:
    """The proof of what the last line says was made public: the same line gives the same bytes."""
    last = work.last
    assert last is not None
    assert isinstance(last.fact, Published)
    path = work.folder / PROOFS / f"publicatie-{last.fact.version}.txt"
    path.parent.mkdir(exist_ok=True)
    lines = proof_of_publication(last, last.fact, work.state.stand, work.tender(), work.state)
    with lasting(path) as making:
        making.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
    return path


def _usable(draft: Path, count: int) -> Tender:
    """The rules, without an error, and with every warning of the rehearsal answered."""
    read = read_kader(draft)
    rehearsed = rehearse(draft, count=count)
    # Only the first of the two looks at the earlier versions that the kader accepts.
    if read.value is None or rehearsed.value is None or has_errors(read.findings):
        raise Refused(f"{draft} is niet te gebruiken. Kijk wat er is: inkoop kader {draft}", Why.KADER)
    warnings = still_open(rehearsed.value.noted)
    if warnings:
        raise Refused(open_warnings_text(warnings, KADER), Why.FIRST)
    return read.value


def _numbered(work: Work, tender: Tender, version: int) -> None:
    """Refused where the kader does not say which version it is, with the lines to copy."""
    if tender.edition == version:
        return
    before = work.state.published
    lines = [f"versie: {version}"]
    if before is not None:
        today = work.clock.now.date().isoformat()
        lines += ["wijzigingen:", f"  - {{versie: {version}, datum: {today}, wat: WAT ER VERANDERDE}}"]
        lines += _accepting(work, before)
    wanted = (
        f"in {KADER} staat versie {tender.edition}, en dit wordt versie {version}. Er is niets vastgelegd. "
        f"Zet in {KADER}, naast wat er al stond:\n" + "\n".join(lines)
    )
    raise Refused(wanted, Why.FIRST)


def _accepting(work: Work, before: Published) -> list[str]:
    """The lines by which forms of the version before still count."""
    old = read_kader(work.folder / before.kader.path).value
    assert old is not None
    return [
        "aanvaardt:",
        f"  - versie: {before.version}",
        f"    datum: {old.info.published.date().isoformat()}",
        f"    bestand: kader-{before.version}.yaml",
        f"    vingerafdruk: {before.fingerprint}",
    ]


def _made(
    work: Work, tender: Tender, draft: Path, version: int, form_alone: bool
) -> tuple[Path, tuple[str, ...]]:
    """Everything that becomes public, in a folder that takes its name when it is whole; and what is missing.

    What an earlier run left that was cut off is made anew: nobody was told that it was public.
    """
    place = work.folder / PUBLICATION
    making, target = place / f"{UNFINISHED}{version}", place / str(version)
    shutil.rmtree(target, ignore_errors=True)
    making.mkdir(parents=True)
    try:
        _write_rules(work, tender, draft, making)
        left_out = () if form_alone else tuple(_papers(work.folder, tender, making))
        for path in making.iterdir():
            sync_file(path)
        making.replace(target)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    sync_folder(place)
    # As it was made public, beside the draft: by this name a next version accepts its forms.
    with lasting(work.folder / f"kader-{version}.yaml") as kept:
        shutil.copyfile(target / KADER, kept)
    return target, left_out


def _write_rules(work: Work, tender: Tender, draft: Path, making: Path) -> None:
    """The kader with those that it accepts, the form, and after a change what changed."""
    (making / KADER).write_bytes(standing_text(load_named(draft, Limits())))
    for accepted in tender.accepts:
        if accepted.fingerprint in tender.earlier:
            shutil.copyfile(draft.with_name(accepted.file), making / accepted.file)
    for book in books_of(tender):
        write_form(tender, making / (PRICE_FORM if book is Book.PRICE else FORM), book=book)
    before = work.state.published
    if before is not None:
        old = read_kader(work.folder / before.kader.path).value
        assert old is not None
        write_change_note(kader_changes(old, tender, KADER), making / NOTE)


def _papers(folder: Path, tender: Tender, making: Path) -> Iterator[str]:
    """The guide and the page with the check; yields what cannot be made here, and why."""
    if (folder / GUIDE).exists():
        _own_guide(folder, making)
        yield f"de leidraad als PDF en HTML: {GUIDE} in deze map is van u. Maak er zelf een PDF van."
    else:
        pdf, others = making / "leidraad.pdf", [making / GUIDE, making / "leidraad.html"]
        _fine(make_guide(tender, others))
        made = make_guide(tender, [pdf])
        if made.refusal is not None:
            yield f"de leidraad als PDF: {made.refusal.text}"
    try:
        found_parts(None, CARGO.wheels)
    except MissingPartsError as missing:
        yield f"de webcontrole: {missing.refusal.text}"
    else:
        _fine(make_web_check(tender, making / KADER, making / PAGE))


def _own_guide(folder: Path, making: Path) -> None:
    """Take along the guide that people worked on. Refused where it does not say what the kader says."""
    checked = _fine(check_guide_file(making / KADER, folder / GUIDE))
    if not checked.agrees:
        look = f"inkoop leidraad {KADER} --controleer {GUIDE}"
        raise Refused(
            f"{GUIDE} zegt niet wat {KADER} zegt. Er is niets vastgelegd. Kijk waar: {look}", Why.FIRST
        )
    shutil.copyfile(folder / GUIDE, making / GUIDE)


def _fine(outcome: Outcome[T | None]) -> T:
    """What came of a journey inside this one. Refused where that was."""
    if outcome.refusal is not None:
        raise Refused(outcome.refusal.text, outcome.refusal.why)
    assert outcome.value is not None
    return outcome.value
