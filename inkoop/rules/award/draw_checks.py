"""Whether the record of a draw holds: for this kader, this tie, these names and this seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from inkoop.catalogue import finding
from inkoop.domain.award_rules import Draw
from inkoop.domain.draws import DrawRecord, ReadDraw
from inkoop.domain.evaluation import WHOLE_LOT, LotResult
from inkoop.domain.findings import Finding
from inkoop.domain.submission import Assessment, Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.rules.award.allocation import allocate, chosen
from inkoop.rules.award.draws import DRAWN_BY_PEOPLE, draw_hash, groups_to_draw
from inkoop.rules.award.lots import evaluate_lots
from inkoop.rules.award.withdrawn import reckons_anew, told_as_withdrawn, withdrawals, without
from inkoop.rules.dutch_format import listing, moment_text
from inkoop.rules.scoring.scorecards import Taken
from inkoop.rules.seeds import published_seed, seed_form
from inkoop.rules.suggestion import suggestion


@dataclass(frozen=True, slots=True)
class DrawnLots:
    """The outcome of all lots with the draws that hold, those draws, and what is wrong with the others."""

    lots: tuple[LotResult, ...]
    draws: tuple[ReadDraw, ...]
    findings: tuple[Finding, ...]


def lot_codes(tender: Tender) -> tuple[str, ...]:
    """The codes of the lots; of a tender without lots the one word for the whole."""
    return tuple(lot.code for lot in tender.lots.items) if tender.lots else (WHOLE_LOT,)


def evaluate_with_draws(
    tender: Tender,
    fingerprint: str,
    assessment: Assessment,
    submissions: Sequence[Submission],
    records: Sequence[ReadDraw],
    withdrawn: Set[tuple[str, SubmissionId]] = frozenset(),
    taken: Taken | None = None,
) -> DrawnLots:
    """The outcome of all lots, in which a tie was drawn where a record holds for exactly that tie.

    A draw in one lot can decide who is tied in another, so records are taken round by round. Who withdrew
    is out of the ranking: where the kader keeps scores (`handhaven`), ties with and without them count.
    """
    findings = [found for record in records for found in record_findings(record, tender, fingerprint)]
    findings += _doubles(records)
    faulty = {found.place.file for found in findings}
    waiting = [record for record in records if record.file not in faulty]
    used: list[ReadDraw] = []
    by_name = {submission.name: submission.id for submission in submissions}
    gone = withdrawals(assessment, lot_codes(tender))
    while True:
        first = evaluate_lots(tender, assessment, submissions, draws_by_lot(used, by_name), withdrawn, taken)
        left = {(lot.lot, who) for lot in first for who, _ in lot.waiting}
        if reckons_anew(tender) or not left.isdisjoint(gone):
            out = withdrawn | gone.keys()
            lots = evaluate_lots(tender, assessment, submissions, draws_by_lot(used, by_name), out, taken)
        elif gone:
            still = tuple(without(lot, gone.keys()) for lot in first)
            lots = allocate(tender, still, chosen(assessment))
        else:
            lots = first
        rounds = lots if reckons_anew(tender) else (*first, *lots)
        tied = {
            (lot.lot, frozenset(s.name for s in group)) for lot in rounds for group in groups_to_draw(lot)
        }
        fitting = [record for record in waiting if _tie(record) in tied]
        if not fitting:
            break
        used += fitting
        waiting = [record for record in waiting if record not in fitting]
    findings += [_not_tied(record, lots) for record in waiting]
    findings += [finding("LOTING-13", r.place("wijze")) for r in used if departs(r.record, tender)]
    told = tuple(told_as_withdrawn(lot, gone, first) for lot in lots) if gone else lots
    return DrawnLots(told, tuple(used), tuple(findings))


def departs(record: DrawRecord, tender: Tender) -> bool:
    """Whether people drew though the kader says that a seed decides: it counts, and it has to be told."""
    rules = tender.award.draw if tender.award else None
    seeded = rules is not None and bool(rules.seed or rules.seed_source)
    return seeded and record.method == DRAWN_BY_PEOPLE


def draws_by_lot(
    records: Sequence[ReadDraw], by_name: Mapping[str, SubmissionId]
) -> Mapping[str, list[tuple[SubmissionId, ...]]]:
    """By lot the order of every draw. A record names people; here a name becomes the submission it means."""
    found: dict[str, list[tuple[SubmissionId, ...]]] = {}
    for read in records:
        order = tuple(by_name[name] for name in read.record.order)
        found.setdefault(read.record.lot, []).append(order)
    return found


def record_findings(read: ReadDraw, tender: Tender, fingerprint: str) -> Iterator[Finding]:
    """What is wrong with a record by itself, whatever the ranking is."""
    record = read.record
    if record.fingerprint != fingerprint:
        yield finding("LOTING-03", read.place("kader"), gevonden=record.fingerprint[:12])
        return
    known = lot_codes(tender)
    if record.lot not in known:
        near = suggestion(record.lot, known)
        words = {"perceel": record.lot, "bekend": listing(known), "bedoelt": near}
        yield finding("LOTING-04", read.place("perceel"), **words)
    names = sorted(record.names)
    if sorted(record.order) != names or len(set(names)) < len(names):
        yield finding("LOTING-06", read.place("uitkomst"))
    if record.moment and record.moment < tender.info.closes:
        yield finding("LOTING-11", read.place("moment"), sluiting=moment_text(tender.info.closes))
    yield from _people(read) if record.method == DRAWN_BY_PEOPLE else _seeded(read, tender)


def _people(read: ReadDraw) -> Iterator[Finding]:
    record = read.record
    yield from _absent(
        read,
        {
            "door": record.by.strip(),
            "plaats": record.where.strip(),
            "moment": record.moment,
            "aanwezig": record.present,
            "genodigd": record.invited,
        },
    )
    if record.invited and sorted(record.invited) != sorted(record.names):
        yield finding("LOTING-07", read.place("genodigd"))


def _absent(read: ReadDraw, needed: Mapping[str, object]) -> Iterator[Finding]:
    for key, value in needed.items():
        if not value:
            yield finding("LOTING-02", read.place(key), sleutel=key, probleem="ontbreekt of is leeg")


def _right_seed(record: DrawRecord, rules: Draw | None) -> bool:
    """Whether this is the published seed, written in the one form; an older record has it as it was typed."""
    if rules is None or not record.seed:
        return False
    if record.version == 1:
        return record.seed == rules.seed if rules.seed else bool(rules.seed_source)
    return published_seed(rules, record.seed) == record.seed


def _seeded(read: ReadDraw, tender: Tender) -> Iterator[Finding]:
    record = read.record
    rules = tender.award.draw if tender.award else None
    if record.version == 1 and rules is not None and rules.seed_form:
        yield finding("LOTING-14", read.place("loting"), vorm=seed_form(rules))
        return
    if not _right_seed(record, rules):
        yield finding("LOTING-08", read.place("zaad"))
        return
    if record.version > 1:
        yield from _absent(read, {"door": record.by.strip(), "moment": record.moment})
    if sorted(check.tenderer for check in record.checks) != sorted(record.names):
        yield finding("LOTING-09", read.place("controle"), naam="niet elke inschrijver precies één keer")
        return
    hashes = {name: draw_hash(record.seed, record.hashed_lot, name) for name in record.names}
    for number, check in enumerate(record.checks):
        if check.sha256 != hashes[check.tenderer]:
            yield finding("LOTING-09", read.place(f"controle.{number}"), naam=check.tenderer)
    if sorted(record.order) == sorted(hashes) and list(record.order) != sorted(
        hashes, key=hashes.__getitem__
    ):
        yield finding("LOTING-10", read.place("uitkomst"))


def _tie(read: ReadDraw) -> tuple[str, frozenset[str]]:
    return read.record.lot, frozenset(read.record.order)


def _doubles(records: Sequence[ReadDraw]) -> Iterator[Finding]:
    """Of two records about one tie none is chosen."""
    for read in records:
        other = next((r.file for r in records if r is not read and _tie(r) == _tie(read)), None)
        if other is not None:
            yield finding("LOTING-12", read.place("perceel"), ander=other, perceel=read.record.lot)


def _not_tied(read: ReadDraw, lots: Sequence[LotResult]) -> Finding:
    """Why a draw that holds by itself is not used: others are tied, nobody is, or it is too early to say."""
    record = read.record
    here = [lot for lot in lots if lot.lot == record.lot]
    words = {"perceel": record.lot, "geloot": listing(record.order)}
    tied = [listing(s.name for s in group) for lot in here for group in groups_to_draw(lot)]
    if tied:
        return finding("LOTING-05", read.place("inschrijvers"), **words, gelijk="; ".join(tied))
    names = {s.id: s.name for lot in here for s in lot.admitted}
    awaited = [each.submission.name for lot in here for each in lot.undecided]
    awaited += [names[who] for lot in here for who, _ in lot.waiting]
    if awaited:
        awaited = list(dict.fromkeys(awaited))
        return finding("LOTING-16", read.place("inschrijvers"), **words, wie=listing(awaited))
    return finding("LOTING-15", read.place("inschrijvers"), **words)
