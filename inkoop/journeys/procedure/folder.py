"""At work in a tender's folder: the record as it is, the clock, who does it, and adding a fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.facts import Entry, Fact, FileRef
from inkoop.domain.procedure.state import State
from inkoop.domain.tender import Tender
from inkoop.journeys.outcome import note
from inkoop.readers.procedure.files import RECEIVED, VAULT, changed_files, reference
from inkoop.readers.procedure.record import CONFIRMED, RECORD, Record, RecordError, read_record
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.dutch_format import moment_text
from inkoop.rules.procedure.clock import fixed, in_zone
from inkoop.rules.procedure.fold import ForbiddenError, misfit, step_of, with_fact
from inkoop.rules.procedure.steps import (
    NOTHING_RECKONED,
    ONCE,
    READING,
    Circumstances,
    Need,
    Reckoned,
    Step,
    missing,
)
from inkoop.writers.procedure.record import TORN, append, clear_unfinished, locked, set_aside

KADER = "kader.yaml"
FORM, PRICE_FORM = "formulier.xlsx", "prijsblad.xlsx"
"""The empty forms, among what was made public."""
PUBLICATION, ASSESSMENT = "publicatie", "beoordeling"
GIVEN_OUT, HANDED_IN = "uitgegeven", "ingeleverd"
"""Where the workbooks stay as they went out, and as they came back; people work in a copy."""
MENDED, QUESTIONS = "herstel", "vragen"
PRICE_QUESTIONS = f"{QUESTIONS}/prijs"
"""Where the letters about a price stay as they were written, and what came back; people work in a copy."""
PRICES = "prijzen"
"""Where the workbooks with prices stand once the vault was opened."""
_ROOMS = (
    "",
    PUBLICATION,
    RECEIVED,
    VAULT,
    ASSESSMENT,
    f"{ASSESSMENT}/{GIVEN_OUT}",
    f"{ASSESSMENT}/{HANDED_IN}",
    MENDED,
    QUESTIONS,
    PRICE_QUESTIONS,
    PRICES,
)
"""Where something is made, or may be left half made."""
KEPT = (PUBLICATION, RECEIVED, ASSESSMENT, MENDED, QUESTIONS, "rapport", "brieven", "archief", "kluis")
"""The rooms whose files are not for anything else to overwrite."""
ZONE = ZoneInfo("Europe/Amsterdam")
"""Where a moment without a zone is; also before there is a kader that says so."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is, and whether a person said so."""

    now: datetime
    set_by_hand: bool = False


def clock(given: datetime | None = None) -> Clock:
    """The clock of the computer, or a moment that somebody gave. Refused where no clock ever shows that."""
    if given is None:
        return Clock(fixed(datetime.now(ZONE).replace(microsecond=0)))
    return Clock(in_zone(given, ZONE), set_by_hand=True)


@dataclass
class Work:
    """One person or more at work in a tender's folder, while nobody else is."""

    folder: Path
    record: Record
    clock: Clock
    by: tuple[str, ...]

    @property
    def state(self) -> State:
        """Where the tender stands now."""
        return self.record.state

    @property
    def last(self) -> Entry | None:
        """The last line; None where there is none."""
        return self.record.entries[-1] if self.record.entries else None

    def circumstances(self, reckoned: Reckoned = NOTHING_RECKONED) -> Circumstances:
        """What a step looks at beside the facts."""
        return Circumstances(self.clock.now, self.by, reckoned)

    def require(self, step: Step, reckoned: Reckoned = NOTHING_RECKONED) -> None:
        """Refused where a step may not be taken yet, with what is needed first and which rule asks it.

        The very last step may be given again by the same people: who was cut off before anything stood on the
        screen types the same once more. Then nothing is written, and the same is told.
        """
        if step not in READING:
            self._require_clock()
        need = missing(step, self.state, self.circumstances(reckoned))
        if need is not None and not self._was_last(step):
            raise Refused(not_yet(need), Why.FIRST)

    def _require_clock(self) -> None:
        """Refused where the clock of the computer says that it is earlier than at the last step."""
        last = self.state.last
        if last is None or self.clock.set_by_hand or self.clock.now >= last:
            return
        told = (
            f"de klok van deze computer staat op {moment_text(self.clock.now)}, en de laatste stap (regel "
            f"{self.state.lines}) was op {moment_text(last)}. Dat kan niet allebei. Zet de klok goed. Was "
            "het moment van die stap verkeerd, geef dan dat van nu: --nu MOMENT. Het dossier vermeldt dat."
        )
        raise Refused(told, Why.FIRST)

    def _was_last(self, step: Step) -> bool:
        last = self.last
        return step in ONCE and last is not None and step_of(last.fact) is step and last.by == self.by

    def add(self, fact: Fact) -> None:
        """Write a fact down. It is on the disk when this returns. Refused where it does not fit. OSError.

        What the last line says already, by the same people, is not written a second time.
        """
        if self.last is not None and (self.last.fact, self.last.by) == (fact, self.by):
            self.note_repeated()
            return
        try:
            self.record = append(
                self.folder, self.record, fact, self.by, self.clock.now, clock_set=self.clock.set_by_hand
            )
        except ForbiddenError as error:
            raise Refused(str(error), Why.FIRST) from None

    def note_repeated(self) -> None:
        """Tell that the last line says already what was asked."""
        if self.last is not None:
            when = f"op {moment_text(self.last.moment)} (regel {self.last.number} van het dossier)"
            note(f"dit was al vastgelegd, {when}. Er is niets bij gekomen.")

    def trying(self, fact: Fact) -> Work:
        """As it would be with this fact, of which nothing is written. Refused where it does not fit."""
        if (fault := misfit(self.state, fact)) is not None:
            raise Refused(fault, Why.FIRST)
        record = replace(self.record, state=with_fact(self.state, fact))
        return Work(self.folder, record, self.clock, self.by)

    def reference(self, path: Path) -> FileRef:
        """A file in the folder by its place and content."""
        return reference(path, self.folder)

    def kader(self) -> Path:
        """The rules that hold: what was published last, else the draft."""
        published = self.state.published
        return self.folder / (published.kader.path if published else KADER)

    def tender(self) -> Tender:
        """The same, read. Refused where they cannot be used."""
        path = self.kader()
        found = read_kader(path).value
        if found is None:
            raise Refused(f"{path} is niet te gebruiken. Kijk wat er is: inkoop kader {path}", Why.KADER)
        return found


def not_yet(need: Need) -> str:
    """Why a step may not be taken, in one or two sentences."""
    return f"dat kan nu niet. {need.words} {need.rule}"


def is_tender_folder(folder: Path) -> bool:
    """Whether a folder is that of a tender: it has a record, or rules to publish."""
    return any((folder / name).exists() for name in (RECORD, CONFIRMED, KADER))


@contextmanager
def working(folder: Path, by: Sequence[str] = (), now: datetime | None = None) -> Iterator[Work]:
    """At work in a tender's folder. Before anything else every file that the record names is looked at.

    Refused where the folder is none of a tender, where somebody else works in it, and where the record or a
    file of it was changed; nothing is mended silently. Raises OSError.
    """
    if not is_tender_folder(folder):
        nothing = f"{folder} is geen map van een aanbesteding. Begin er een met: inkoop nieuw MAP"
        raise Refused(nothing, Why.FILES)
    with locked(folder):
        record = trusted(folder)
        clear_unfinished(folder / room for room in _ROOMS)
        if record.torn:
            set_aside(folder, record)
            note(
                "een eerdere opdracht brak af. Wat zij nog niet had bevestigd, telt niet en staat nu in "
                f"{TORN}. Wat wel bevestigd was, is er nog."
            )
            record = replace(record, torn=b"")
        yield Work(folder, record, clock(now), tuple(dict.fromkeys(by)))


def trusted(folder: Path) -> Record:
    """The record, when it and every file that it names are what they were. Refused where they are not."""
    try:
        record = read_record(folder)
    except RecordError as error:
        damaged = f"{error} Er is niets gedaan. Zet het dossier terug van een kopie."
        raise Refused(damaged, Why.FILES) from None
    faults = list(changed_files(record.entries, folder))
    if faults:
        told = " ".join(str(fault) for fault in faults[:5])
        more = f" En nog {len(faults) - 5}." if len(faults) > 5 else ""
        raise Refused(f"{told}{more} Er is niets gedaan. Zet terug wat er stond.", Why.FILES)
    return record
