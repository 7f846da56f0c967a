"""What is complete after the opening, what needs a person, and who has the same fault: by number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inkoop.catalogue import message, remedy
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Finding, Severity
from inkoop.domain.places import CellPlace, Place
from inkoop.domain.procedure.state import Bid
from inkoop.domain.submission import Submission
from inkoop.domain.visible import one_line
from inkoop.rules.award.alike import Fault, fault_of
from inkoop.rules.award.mendable import for_a_person, open_findings
from inkoop.rules.dutch_format import listing, moment_text, number_of
from inkoop.views.procedure.bids import why_apart
from inkoop.views.words.decisions import settled_text

FORM = "inkoop/compleet/1"


@dataclass(frozen=True, slots=True)
class Row:
    """A submission, with why it stands where it stands."""

    nummer: int
    inschrijver: str
    waarom: str = ""


@dataclass(frozen=True, slots=True)
class At:
    """A fault at one submission."""

    nummer: int
    inschrijver: str
    plek: str
    melding: str
    besluit: str = ""
    """What people decided about it; empty while it is open."""


@dataclass(frozen=True, slots=True)
class Point:
    """The same fault, at everybody who has it."""

    code: str
    vraag: str
    """The code of the question or requirement; empty for what is about the whole."""
    doe: str
    """What the buyer can do."""
    bij: tuple[At, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Who has it, each once."""
        return tuple(dict.fromkeys(each.nummer for each in self.bij))


@dataclass(frozen=True, slots=True)
class Completeness:
    """The list of completeness."""

    formaat: str
    kenmerk: str
    titel: str
    compleet: tuple[Row, ...]
    voor_een_mens: tuple[Point, ...]
    """What a person has to decide, the same fault together, with who had it and was decided about."""
    voldoet_niet: tuple[Row, ...]
    """Who takes part in no lot."""
    apart: tuple[Row, ...]
    """Late, or no form: with what a person decided."""
    vervangen: tuple[Row, ...]
    gevraagd: tuple[Row, ...]
    """Who was asked to mend something and did not answer yet."""
    hersteld: tuple[Row, ...]
    """What was mended, when and why."""
    daarna: tuple[str, ...]
    """What follows."""
    stand: str


def completeness(bids: Sequence[Bid], evaluation: Evaluation, stand: str) -> Completeness:
    """The list: every submission that came in stands in exactly one place of it."""
    counting = {one.receipt: one for one in evaluation.submissions}
    points = tuple(_points(evaluation))
    waiting = {number for point in points for at in point.bij if not at.besluit for number in (at.nummer,)}
    out = {number: why for number, one in counting.items() if (why := _out(evaluation, one))}
    complete = [n for n in counting if n not in waiting and n not in out]
    apart = [bid for bid in bids if bid.replaced_by is None and bid.number not in counting]
    info = evaluation.tender.info
    return Completeness(
        FORM,
        info.reference,
        info.title,
        tuple(Row(n, counting[n].name, _remarks(evaluation, counting[n])) for n in complete),
        points,
        tuple(Row(n, counting[n].name, why) for n, why in out.items() if n not in waiting),
        tuple(Row(bid.number, bid.received.tenderer, why_apart(bid)) for bid in apart),
        tuple(_replaced(bids)),
        tuple(_asked(bids)),
        tuple(_mended(bids)),
        tuple(_next(points, bids)),
        stand,
    )


def _replaced(bids: Iterable[Bid]) -> Iterator[Row]:
    for bid in bids:
        if bid.replaced_by is not None:
            yield Row(bid.number, bid.received.tenderer, f"vervangen door nummer {bid.replaced_by}")


def _asked(bids: Iterable[Bid]) -> Iterator[Row]:
    for bid in bids:
        if bid.until is not None:
            yield Row(bid.number, bid.received.tenderer, f"antwoord tot {moment_text(bid.until)}")


def _mended(bids: Iterable[Bid]) -> Iterator[Row]:
    for bid in bids:
        for each in bid.mended:
            cells = listing(
                f"{cell.sheet} › {cell.cell}: was {cell.before or 'leeg'}, is nu {cell.now or 'leeg'}"
                for cell in each.cells
            )
            why = f"{moment_text(each.arrived)}. {cells}. {each.reason}"
            yield Row(bid.number, bid.received.tenderer, why)


def _points(evaluation: Evaluation) -> Iterator[Point]:
    """Every fault that is open at somebody, with all who have it, in the order of their numbers."""
    ordered = sorted(evaluation.submissions, key=lambda one: one.receipt)
    is_open = {fault_of(f) for one in ordered for f in open_findings(evaluation, one)}
    having: dict[Fault, list[tuple[Submission, Finding]]] = {}
    for one in ordered:
        for found in evaluation.about(one):
            if fault_of(found) in is_open:
                having.setdefault(fault_of(found), []).append((one, found))
    for (code, question, requirement), those in having.items():
        bij = tuple(_at(evaluation, one, found) for one, found in those)
        yield Point(code, requirement or question, remedy(those[0][1]), bij)


def _at(evaluation: Evaluation, one: Submission, found: Finding) -> At:
    done = next((s for s in evaluation.settled if (s.submission, s.finding) == (one.id, found)), None)
    return At(
        one.receipt,
        one.name,
        _where(found.place),
        message(found),
        one_line(settled_text(done)) if done else "",
    )


def _where(place: Place) -> str:
    """Sheet and cell, or that it is about the whole file."""
    parts = (place.sheet, place.cell) if isinstance(place, CellPlace) else ()
    return " › ".join(one_line(part) for part in parts if part) or "het hele bestand"


def _out(evaluation: Evaluation, one: Submission) -> str:
    """Why somebody takes part in no lot; empty for who takes part in one, or may."""
    against = [
        objection
        for lot in evaluation.lots
        for each in lot.not_admitted
        if each.submission.id == one.id
        for objection in each.objections
    ]
    going = any(each.id == one.id for lot in evaluation.lots for each in lot.admitted)
    waits = any(each.submission.id == one.id for lot in evaluation.lots for each in lot.undecided)
    if going or waits or not against:
        return ""
    return f"niet voldaan: {listing(dict.fromkeys(each.subject for each in against))}"


def _remarks(evaluation: Evaluation, one: Submission) -> str:
    number = sum(
        each.severity is Severity.WARNING and not each.code.startswith("CIJFER-")
        for each in evaluation.about(one)
    )
    return number_of(number, "opmerking", "opmerkingen") if number else ""


def same_faults(evaluation: Evaluation, number: int, subject: str) -> tuple[At, ...]:
    """At which others the faults are that a decision about one submission was about, and what was decided."""
    own = next((one for one in evaluation.submissions if one.receipt == number), None)
    if own is None:
        return ()
    code = subject.partition(",")[0].strip().casefold()
    faults = {
        fault_of(found)
        for found in evaluation.about(own)
        if for_a_person(found) and code in _subjects(evaluation, found)
    }
    others = sorted((one for one in evaluation.submissions if one.id != own.id), key=lambda one: one.receipt)
    return tuple(
        _at(evaluation, one, found)
        for one in others
        for found in evaluation.about(one)
        if fault_of(found) in faults
    )


def _subjects(evaluation: Evaluation, found: Finding) -> set[str]:
    """What a decision about this may name: the question, the requirement, what rests on it, or the whole."""
    question, requirement = found.question.partition(",")[0], dict(found.context).get("eis", "")
    resting = [code for code, rests in evaluation.tender.rests_on.items() if question and rests == question]
    return {word.casefold() for word in (question, requirement, *resting, "inschrijving") if word}


def at_line(at: At) -> str:
    """One who has a fault, on a line."""
    decided = at.besluit or "nog open"
    return f"{at.nummer}  {at.inschrijver}, {at.plek}: {decided}"


def _next(points: Sequence[Point], bids: Sequence[Bid]) -> Iterator[str]:
    for bid in bids:
        if bid.waits:
            yield f"inkoop meedoen {bid.number} --ja of --nee"
    if any(not at.besluit for point in points for at in point.bij):
        yield "inkoop besluit NUMMER ONDERWERP BESLUIT --motivering TEKST --door NAAM"
        yield "inkoop vraag NUMMER… --door NAAM"
    elif not any(bid.waits for bid in bids):
        yield "inkoop beoordelaars --naam A --naam B"
