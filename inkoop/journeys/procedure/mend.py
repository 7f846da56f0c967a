"""Asking providers to mend what is wrong, and taking a mended workbook in: these cells and no other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from inkoop.catalogue import message, remedy
from inkoop.domain.findings import Finding, Outcome, Refused, Why
from inkoop.domain.procedure.facts import Asked, AskedPoint, CellRef, Mended, MendedCell
from inkoop.domain.procedure.stages import OpenedState
from inkoop.domain.procedure.state import Bid
from inkoop.domain.submission import Submission
from inkoop.domain.visible import one_line
from inkoop.journeys.blank_form import book_reader
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import MENDED, QUESTIONS, Work, working
from inkoop.journeys.procedure.outcome import evaluated, published_forms
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.files.archive import digest
from inkoop.readers.files.folder import plain_name
from inkoop.readers.files.isolation import read_workbooks
from inkoop.readers.forms.cell_changes import CellChange, SubmissionChanges, cell_changes
from inkoop.readers.procedure.delivered import kept_submissions
from inkoop.rules.award.mendable import Mendable, mendable, open_findings
from inkoop.rules.dutch_format import listing, moment_text
from inkoop.rules.file_names import file_name_part, writable
from inkoop.rules.form_books import books_of
from inkoop.rules.procedure.clock import in_zone
from inkoop.rules.procedure.steps import Step
from inkoop.views.procedure.asking import mend_letter
from inkoop.writers.procedure.mend_letter import write_mend_letter
from inkoop.writers.procedure.record import lasting

_MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Asking:
    """What was asked, and what was not."""

    asked: tuple[Asked, ...]
    names: Mapping[int, str]
    """By number who that is."""
    letters: tuple[Path, ...]
    """Every letter that was written now."""
    left: tuple[str, ...]
    """Faults that were not asked about, since points or a price rest on them, in words."""
    stand: str


@dataclass(frozen=True, slots=True)
class Mending:
    """A mended workbook that was taken in."""

    fact: Mended
    name: str
    still: tuple[str, ...]
    """What is open about this submission now, in words."""
    stand: str


@journey
def ask(
    folder: Path,
    numbers: Sequence[int],
    until: datetime,
    by: Sequence[str],
    now: datetime | None = None,
    *,
    over: Sequence[str] = (),
    obvious: str = "",
    progress: Progress = silent,
) -> Asking:
    """Ask these tenderers, or everybody, to mend the faults that may be mended, and write the letters.

    Refused where somebody else has the same fault and would not be asked. Raises OSError. Letters that are
    not there are written by the next call: what was asked is in the record.

    Args:
        over: only these questions.
        obvious: why the faults in these questions are obvious material errors; without it nothing is asked
            about an answer on which points or a price may rest.
    """
    with working(folder, by, now) as work:
        work.require(Step.ASK)
        if obvious and not over:
            raise Refused("zeg bij welke vraag de kennelijke fout staat: --over VRAAG.")
        tender = work.tender()
        until = in_zone(until, ZoneInfo(tender.info.timezone))
        if until <= work.clock.now:
            raise Refused(f"{moment_text(until)} is al geweest. Geef een later moment: --tot DATUM.")
        faults = _about(mendable(evaluated(work, progress)), over)
        _known(work, numbers)
        wanted = [each for each in faults if not numbers or each.submission.receipt in numbers]
        chosen = [each for each in wanted if obvious or not each.earns]
        _same_for_all(work, faults, chosen, numbers)
        made = tuple(_asked(work, chosen, until, obvious))
        for fact in made:
            work.add(fact)
        letters = tuple(_letters(work))
        left = tuple(_left(each) for each in wanted if each not in chosen)
        if not made and not letters and not _asked_before(work):
            told = " ".join(("er is niets te vragen dat nog niet gevraagd is.", *left))
            raise Refused(told, Why.FIRST)
        names = {number: bid.received.tenderer for number, bid in work.state.bids.items()}
        return Asking(made, names, letters, left, work.state.stand)


def _asked_before(work: Work) -> bool:
    """Whether the last line is a question by the same people: who was cut off types the same again."""
    last = work.last
    if last is None or not isinstance(last.fact, Asked) or last.by != work.by:
        return False
    work.note_repeated()
    return True


def _about(faults: Sequence[Mendable], over: Sequence[str]) -> list[Mendable]:
    """The faults in these questions, or all. Refused for a question without a fault that may be mended."""
    wanted = {code.casefold() for code in over}
    found = [each for each in faults if not wanted or _code(each).casefold() in wanted]
    unknown = wanted - {_code(each).casefold() for each in found}
    if unknown:
        known = listing(sorted({_code(each) for each in faults} - {""})) or "geen"
        raise Refused(f"bij {sorted(unknown)[0]} is niets te herstellen. Wel bij: {known}.")
    return found


def _code(each: Mendable) -> str:
    return each.finding.question.partition(",")[0]


def _known(work: Work, numbers: Sequence[int]) -> None:
    for number in numbers:
        bid = work.state.bids.get(number)
        if bid is None or not bid.counts:
            raise Refused(f"nummer {number} is er niet, of doet niet mee.")


def _same_for_all(
    work: Work, faults: Sequence[Mendable], chosen: Sequence[Mendable], numbers: Sequence[int]
) -> None:
    """Refused where somebody with the same fault would not get the same question."""
    asked = {each.fault for each in chosen}
    for each in faults:
        number = each.submission.receipt
        if numbers and number not in numbers and each.fault in asked and not _was_asked(work, each):
            everybody = sorted({*numbers, *(f.submission.receipt for f in faults if f.fault in asked)})
            told = f"nummer {number} heeft dezelfde fout: {message(each.finding)}"
            again = f"Vraag het iedereen: inkoop vraag {' '.join(map(str, everybody))}"
            rule = "Wie gelijk is, krijgt dezelfde vraag (gelijke behandeling, art. 1.8 Aw)."
            raise Refused(f"{told} {again}. {rule}", Why.FIRST)


def _was_asked(work: Work, each: Mendable) -> bool:
    points = [point for asked in work.state.bids[each.submission.receipt].asked for point in asked.points]
    cells = set(each.cells)
    return any(
        point.code == each.finding.code and cells <= {(cell.sheet, cell.cell) for cell in point.cells}
        for point in points
    )


def _asked(work: Work, chosen: Sequence[Mendable], until: datetime, obvious: str) -> Iterator[Asked]:
    by_number: dict[int, list[AskedPoint]] = {}
    for each in chosen:
        if not _was_asked(work, each):
            points = by_number.setdefault(each.submission.receipt, [])
            points.append(_point(each, obvious if each.earns else ""))
    for number, points in sorted(by_number.items()):
        yield Asked(number=number, until=until, points=tuple(points))


def _point(each: Mendable, obvious: str) -> AskedPoint:
    words = f"{message(each.finding)} {remedy(each.finding, to_provider=True)}"
    cells = tuple(CellRef(sheet=sheet, cell=cell) for sheet, cell in each.cells)
    return AskedPoint(
        code=each.finding.code, question=each.finding.question, words=words, cells=cells, obvious=obvious
    )


def _left(each: Mendable) -> str:
    who = f"nummer {each.submission.receipt}, {each.submission.name}"
    return (
        f"Niet gevraagd aan {who}: {message(each.finding)} Op dit antwoord kunnen punten of een prijs "
        f"rusten. Is het een kennelijke fout, vraag het dan met --over {_code(each)} --kennelijke-fout REDEN."
    )


def _letters(work: Work) -> Iterator[Path]:
    """Write every letter that is not there: people finish those, so what is there stays."""
    tender, record = work.tender(), work.record
    room = work.folder / QUESTIONS
    for entry, stand in zip(record.entries, record.stands, strict=True):
        fact = entry.fact
        if not isinstance(fact, Asked) or fact not in work.state.bids[fact.number].asked:
            continue
        name = work.state.bids[fact.number].received.tenderer
        path = room / f"{fact.number:04d}-{file_name_part(name, 'inschrijving')}-{entry.number}.docx"
        if not path.exists():
            room.mkdir(parents=True, exist_ok=True)
            local = fact.model_copy(update={"until": fact.until.astimezone(ZoneInfo(tender.info.timezone))})
            with lasting(path) as making:
                write_mend_letter(mend_letter(local, name, tender.info, stand), making)
            yield path


@journey
def mend(
    folder: Path,
    number: int,
    path: Path,
    reason: str,
    by: Sequence[str],
    now: datetime | None = None,
    *,
    moment: datetime | None = None,
    too_late: bool = False,
    progress: Progress = silent,
) -> Mending:
    """Take in a workbook in which only those cells differ that were asked about. Raises OSError.

    Refused, and nothing is taken, where any other cell or anything beside the cells differs, and where the
    answer came too late, unless a person says that it counts.

    Args:
        moment: when it came in; without it that is now.
        too_late: take it although the term had passed; the reason says why.
    """
    with working(folder, by, now) as work:
        if (before := _last_mended(work, number, path, reason)) is not None:
            return _told(work, before, progress)
        work.require(Step.MEND)
        bid = work.state.bids.get(number)
        if bid is None or not bid.counts or bid.until is None:
            raise Refused(f"nummer {number} is niets gevraagd, of doet niet mee.", Why.FIRST)
        zone = ZoneInfo(work.tender().info.timezone)
        arrived = in_zone(moment, zone) if moment else work.clock.now
        if arrived > bid.until and not too_late:
            term = moment_text(bid.until.astimezone(zone))
            told = f"het antwoord van nummer {number} kwam te laat: de termijn liep tot {term}."
            raise Refused(
                f"{told} Telt het toch, geef dan --ook-te-laat; de reden komt in het verslag.", Why.FIRST
            )
        cells = _mended_cells(work, bid, path)
        kept = _kept(work, bid, path)
        fact = Mended(number=number, form=work.reference(kept), arrived=arrived, cells=cells, reason=reason)
        work.add(fact)
        return _told(work, fact, progress)


def _last_mended(work: Work, number: int, path: Path, reason: str) -> Mended | None:
    """What the last line says, where it is this very file: who was cut off types the same again."""
    last = work.last
    if last is None or not isinstance(last.fact, Mended) or last.by != work.by:
        return None
    same = (last.fact.number, last.fact.reason, last.fact.form.sha256) == (number, reason, digest(path)[1])
    if not same:
        return None
    work.note_repeated()
    return last.fact


def _told(work: Work, fact: Mended, progress: Progress) -> Mending:
    """What was mended, and what is open about that submission now."""
    evaluation = evaluated(work, progress)
    one = next(each for each in evaluation.submissions if each.receipt == fact.number)
    still = tuple(dict.fromkeys(message(each) for each in open_findings(evaluation, one)))
    return Mending(fact, one.name, still, work.state.stand)


def _mended_cells(work: Work, bid: Bid, path: Path) -> tuple[MendedCell, ...]:
    """What was mended. Refused where anything differs that was not asked, with every place."""
    with kept_submissions(OpenedState(work.state), work.folder) as found:
        own = next(each for each, number in found.numbers.items() if number == bid.number)
        if own.suffix.lower() != path.suffix.lower():
            raise Refused(f"{plain_name(path.name)} is een ander soort bestand dan {own.name}.", Why.FILES)
        (_, before), (_, after) = read_workbooks([own, path])
        if after.value is None:
            told = " ".join(map(message, after.findings))
            raise Refused(f"{plain_name(path.name)}: {told}", Why.FILES)
        if before.value is None:
            raise Refused(f"het formulier van nummer {bid.number} is zelf niet te lezen.", Why.FILES)
        # A price is no part of this: it lies in the vault.
        reader = book_reader(work.tender(), books_of(work.tender())[0], published_forms(work))
        old, new = (replace(each, file=own.name) for each in (before.value, after.value))
        was, now = (reader.of(own, own.name, Outcome(each)) for each in (old, new))
    changes = cell_changes(old, new)
    allowed = {(cell.sheet, cell.cell) for asked in bid.asked for each in asked.points for cell in each.cells}
    mended, other = _parted(changes, allowed, _answer_cells(was) | _answer_cells(now))
    seen = {each.vraag.removeprefix("vraag ") for each in changes.cellen}
    refused = [*other, *_beside(changes), *_otherwise(bid, was, now, seen if other else set())]
    if refused:
        told = "; ".join(words.rstrip(".") for words in refused[:_MOST_TOLD])
        more = f"; en nog {len(refused) - _MOST_TOLD}" if len(refused) > _MOST_TOLD else ""
        asked = listing(f"{sheet} › {cell}" for sheet, cell in sorted(allowed)[:_MOST_TOLD])
        raise Refused(
            f"hiernaar is niet gevraagd: {told}{more}. Er is niets overgenomen. Gevraagd was: {asked}.",
            Why.FIRST,
        )
    if not mended:
        raise Refused("er is geen cel hersteld waarnaar gevraagd was. Er is niets overgenomen.", Why.FIRST)
    return tuple(
        MendedCell(sheet=each.blad, cell=each.cel, question=each.vraag, before=each.oud, now=each.nieuw)
        for each in mended
    )


def _parted(
    changes: SubmissionChanges, allowed: set[tuple[str, str]], answers: set[tuple[str, str]]
) -> tuple[list[CellChange], list[str]]:
    """The cells that were asked about, and each other one in words.

    What a formula of the form gives follows from the cells above; an answer that is a formula does not.
    """
    mended, other = [], []
    for each in changes.cellen:
        place = (each.blad, each.cel)
        if place in allowed and each.stond == each.cel:
            mended.append(each)
        elif not each.rekent or place in answers:
            about = f" ({each.vraag})" if each.vraag else ""
            was, now = each.oud or "leeg", each.nieuw or "leeg"
            remark = f", {each.opmerking}" if each.opmerking else ""
            other.append(one_line(f"{each.blad} › {each.cel}{about}: was {was}, is nu {now}{remark}."))
    return mended, other


def _beside(changes: SubmissionChanges) -> Iterator[str]:
    yield from (one_line(f"Nieuw blad: {name}.") for name in changes.bladen_erbij)
    yield from (one_line(f"Blad is weg: {name}.") for name in changes.bladen_weg)
    yield from (one_line(f"{each}.") for each in changes.ernaast)


def _answer_cells(one: Submission) -> set[tuple[str, str]]:
    """Every cell in which an answer stands."""
    found = set()
    for answer in one.answers.values():
        places = (answer.place, *answer.options.values())
        found |= {(place.sheet, place.cell) for place in places}
        if answer.value is not None:
            rows = (cell for row in answer.value.rows for cell in row.cells.values())
            found |= {(cell.sheet, cell.cell) for cell in rows}
    return found


def _otherwise(bid: Bid, was: Submission, now: Submission, seen: set[str]) -> Iterator[str]:
    """What reads otherwise although nobody asked: an answer, or what does not belong to the form.

    Args:
        seen: the questions of which a cell that differs is told already.
    """
    asked = {
        point.question.partition(",")[0] for each in bid.asked for point in each.points if point.question
    }
    for code in was.answers.keys() | now.answers.keys():
        before, after = was.answers.get(code), now.answers.get(code)
        same = before is not None and after is not None and _said(before) == _said(after)
        free = code in seen or any(code == each or code.startswith(f"{each}@") for each in asked)
        if not same and not free:
            yield f"Het antwoord op vraag {code} is anders."
    known = {_where(each) for each in was.findings}
    for each in now.findings:
        if each.code.startswith("FORM-") and _where(each) not in known:
            yield message(each)


def _said(answer: object) -> tuple[object, object]:
    return getattr(answer, "raw", None), getattr(answer, "value", None)


def _where(found: Finding) -> tuple[str, object]:
    return found.code, found.place


def _kept(work: Work, bid: Bid, path: Path) -> Path:
    room = work.folder / MENDED
    room.mkdir(exist_ok=True)
    name = f"{bid.number:04d}-{len(bid.mended) + 1}-{writable(path.name)}"
    with lasting(room / name) as making:
        shutil.copyfile(path, making)
    return room / name
