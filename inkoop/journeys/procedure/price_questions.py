"""Asking providers to explain a price that calls for it, and keeping what they say. No price changes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.facts import AskedPrice, FileRef, PriceAsked, PriceExplained
from inkoop.domain.procedure.state import Bid
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import PRICE_QUESTIONS, QUESTIONS, Work, working
from inkoop.journeys.procedure.outcome import evaluated, numbered
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.files.archive import digest
from inkoop.readers.files.folder import plain_name
from inkoop.rules.dutch_format import listing, moment_text, weekday_moment_text
from inkoop.rules.file_names import file_name_part, writable
from inkoop.rules.procedure.clock import in_zone
from inkoop.rules.procedure.steps import Step
from inkoop.views.replies.question_letter import QuestionLetter, Subject, question_letters
from inkoop.writers.procedure.record import lasting
from inkoop.writers.question_letter import render_question_letter


@dataclass(frozen=True, slots=True)
class PriceAsking:
    """What was asked about prices."""

    asked: tuple[PriceAsked, ...]
    """What was asked now."""
    names: Mapping[int, str]
    """By number who that is."""
    letters: tuple[Path, ...]
    """Every letter to finish that was written now."""
    stand: str


@dataclass(frozen=True, slots=True)
class PriceExplaining:
    """An explanation that was kept."""

    fact: PriceExplained
    name: str
    term: str
    """The end of the term in words, where it came in after that; else empty."""
    criteria: tuple[str, ...]
    """What was asked about, for who decides."""
    stand: str


@journey
def ask_prices(
    folder: Path,
    numbers: Sequence[int],
    until: datetime,
    by: Sequence[str],
    now: datetime | None = None,
    progress: Progress = silent,
) -> PriceAsking:
    """Ask these tenderers, or everybody, to explain a price that calls for it, and write the letters.

    The same price is asked about once. Refused where somebody else has a price that calls for the same
    question and would not be asked. Raises OSError. Letters to finish that are not there are written by the
    next call.
    """
    with working(folder, by, now) as work:
        work.require(Step.ASK_PRICE)
        tender = work.tender()
        zone = ZoneInfo(tender.info.timezone)
        _known(work, numbers)
        found = _questions(work, evaluated(work, progress))
        new = {number: rest for number, letter in found.items() if (rest := _not_asked(work, number, letter))}
        wanted = {number: letter for number, letter in new.items() if not numbers or number in numbers}
        _calls_for_it(work, numbers, found)
        _same_for_all(new, wanted)
        end = in_zone(until, zone)
        if wanted and end <= work.clock.now:
            raise Refused(f"{moment_text(end)} is al geweest. Geef een later moment: --tot DATUM.")
        made = tuple(_asked(work, letter, end) for letter in wanted.values())
        if not made and _asked_before(work):
            work.note_repeated()
        letters = tuple(_letters(work))
        names = {number: bid.received.tenderer for number, bid in work.state.bids.items()}
        return PriceAsking(made, names, letters, work.state.stand)


def _asked_before(work: Work) -> bool:
    """Whether the last line is such a question by the same people: who was cut off types the same again."""
    last = work.last
    return last is not None and isinstance(last.fact, PriceAsked) and last.by == work.by


def _known(work: Work, numbers: Sequence[int]) -> None:
    for number in numbers:
        bid = work.state.bids.get(number)
        if bid is None or not bid.counts:
            raise Refused(f"nummer {number} is er niet, of doet niet mee.")


def _questions(work: Work, evaluation: Evaluation) -> Mapping[int, QuestionLetter]:
    """By number what calls for an explanation."""
    bids = numbered(work, evaluation)
    found = {bids[each.submission].number: each for each in question_letters(evaluation)}
    return {number: replace(letter, number=number) for number, letter in sorted(found.items())}


def _not_asked(work: Work, number: int, letter: QuestionLetter) -> QuestionLetter | None:
    """The letter with what nobody asked yet; None where that is nothing."""
    before = {each for asked in work.state.bids[number].price_asked for each in asked.prices}
    rest = tuple(each for each in letter.subjects if _price(each) not in before)
    return replace(letter, subjects=rest) if rest else None


def _price(subject: Subject) -> AskedPrice:
    return AskedPrice(
        code=subject.code, criterion=subject.criterion, question=subject.question, words=subject.text
    )


def _calls_for_it(work: Work, numbers: Sequence[int], found: Mapping[int, QuestionLetter]) -> None:
    """Refused for a number whose price calls for no explanation, and never did."""
    for number in numbers:
        if number not in found and not work.state.bids[number].price_asked:
            known = listing(f"nummer {each}" for each in found) or "geen"
            raise Refused(f"bij nummer {number} is geen prijs die uitleg vraagt. Wel bij: {known}.")


def _same_for_all(new: Mapping[int, QuestionLetter], wanted: Mapping[int, QuestionLetter]) -> None:
    """Refused where somebody with a price that calls for the same question would not get it."""
    asked = {(each.code, each.criterion) for letter in wanted.values() for each in letter.subjects}
    same = [
        number
        for number, letter in new.items()
        if asked & {(each.code, each.criterion) for each in letter.subjects}
    ]
    left = [number for number in same if number not in wanted]
    if left:
        everybody = " ".join(str(number) for number in sorted({*same, *wanted}))
        told = f"de prijs van {listing(f'nummer {number}' for number in left)} vraagt dezelfde uitleg."
        again = f"Vraag het iedereen: inkoop vraagbrief {everybody}"
        rule = "Wie gelijk is, krijgt dezelfde vraag (gelijke behandeling, art. 1.8 Aw)."
        raise Refused(f"{told} {again}. {rule}", Why.FIRST)


def _asked(work: Work, letter: QuestionLetter, until: datetime) -> PriceAsked:
    """Keep the letter as it is, and then write down that it was asked."""
    count = len(work.state.bids[letter.number].price_asked) + 1
    room = work.folder / PRICE_QUESTIONS
    room.mkdir(parents=True, exist_ok=True)
    path = room / f"{letter.number:04d}-brief-{count}.html"
    whole = replace(letter, until=weekday_moment_text(until), stand=work.state.stand)
    with lasting(path) as making:
        making.write_bytes(render_question_letter(whole).encode())
    fact = PriceAsked(
        number=letter.number,
        until=until,
        prices=tuple(map(_price, letter.subjects)),
        letter=work.reference(path),
    )
    work.add(fact)
    return fact


def _letters(work: Work) -> Iterator[Path]:
    """Write every letter to finish that is not there, to who did not explain yet; what is there stays."""
    for bid in work.state.explaining:
        first = len(bid.price_asked) - len(bid.price_unheard) + 1
        for count, fact in enumerate(bid.price_unheard, first):
            name = file_name_part(bid.received.tenderer, "inschrijving")
            path = work.folder / QUESTIONS / f"{bid.number:04d}-{name}-prijs-{count}.html"
            if not path.exists():
                with lasting(path) as making:
                    shutil.copyfile(work.folder / fact.letter.path, making)
                yield path


@journey
def explain_price(
    folder: Path,
    number: int,
    paths: Sequence[Path],
    by: Sequence[str],
    now: datetime | None = None,
    *,
    moment: datetime | None = None,
) -> PriceExplaining:
    """Keep what a tenderer explains about its price, as it is: nothing in it is opened. Raises OSError.

    Also what comes after the term is kept, with its moment: a person decides what that means. Refused where
    nothing was asked.

    Args:
        moment: when it came in; without it that is now.
    """
    with working(folder, by, now) as work:
        marks = tuple(map(_whole, paths))
        if not marks:
            raise Refused("noem het bestand met de uitleg.")
        if (before := _explained_before(work, number, marks)) is not None:
            return _told(work, before)
        work.require(Step.EXPLAIN_PRICE)
        bid = work.state.bids.get(number)
        if bid is None or not bid.counts or not bid.price_asked:
            raise Refused(f"nummer {number} is niets gevraagd over zijn prijs, of doet niet mee.", Why.FIRST)
        arrived = in_zone(moment, ZoneInfo(work.tender().info.timezone)) if moment else work.clock.now
        fact = PriceExplained(number=number, arrived=arrived, files=_kept(work, bid, paths))
        work.add(fact)
        return _told(work, fact)


def _whole(path: Path) -> str:
    """The SHA-256 of a file. Refused where it has none: it is no file, cannot be read, or has no end."""
    sha256 = digest(path)[1]
    if not sha256:
        raise Refused(f"{plain_name(str(path))} is niet te lezen, of groter dan 1 GB.", Why.FILES)
    return sha256


def _explained_before(work: Work, number: int, marks: tuple[str, ...]) -> PriceExplained | None:
    """What the last line says, where it is these very files: who was cut off types the same again."""
    last = work.last
    if last is None or not isinstance(last.fact, PriceExplained) or last.by != work.by:
        return None
    if (last.fact.number, tuple(each.sha256 for each in last.fact.files)) != (number, marks):
        return None
    work.note_repeated()
    return last.fact


def _kept(work: Work, bid: Bid, paths: Sequence[Path]) -> tuple[FileRef, ...]:
    """A copy of each that nobody changes any more."""
    first = sum(len(each.files) for each in bid.price_explained) + 1
    room = work.folder / PRICE_QUESTIONS
    room.mkdir(parents=True, exist_ok=True)
    kept = []
    for count, path in enumerate(paths, first):
        own = writable(path.name)
        copied = room / f"{bid.number:04d}-uitleg-{count}-{own}"
        with lasting(copied) as making:
            shutil.copyfile(path, making)
        called = "" if own == path.name else plain_name(path.name)[-1_000:]
        kept.append(work.reference(copied).model_copy(update={"called": called}))
    return tuple(kept)


def _told(work: Work, fact: PriceExplained) -> PriceExplaining:
    bid = work.state.bids[fact.number]
    until = max(each.until for each in bid.price_asked)
    zone = ZoneInfo(work.tender().info.timezone)
    term = moment_text(until.astimezone(zone)) if fact.arrived > until else ""
    criteria = dict.fromkeys(each.criterion for asked in bid.price_asked for each in asked.prices)
    return PriceExplaining(fact, bid.received.tenderer, term, tuple(criteria), work.state.stand)
