"""What became otherwise between two outcomes of one tender, by what it means: contracts first.

Two outcomes share nothing but names, so a submission is the one with the same name in the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inkoop.domain.changes import FileChanges
from inkoop.domain.evaluation import Award
from inkoop.domain.outcome import Document, LotTold, RankedTold, ScoreTold
from inkoop.domain.told import DecisionTold, FindingTold
from inkoop.rules.dutch_format import listing

FORM = "inkoop/vergelijking/1"
ABSENT = "niet ingeschreven"
NO_RANK = "geen plaats"


@dataclass(frozen=True, slots=True)
class Moved:
    """What was and what is, of one tenderer; `over` is the criterion, or empty."""

    inschrijver: str
    oud: str
    nieuw: str
    over: str = ""
    reden: str = ""
    """Why a score is what it is now."""


@dataclass(frozen=True, slots=True)
class LotChanges:
    """What changed in one lot, from what matters most to what explains it."""

    perceel: str
    titel: str
    contracten: tuple[Moved, ...]
    """Whose contract came or went, or became larger or smaller."""
    uitkomsten: tuple[Moved, ...]
    """Any other outcome that changed, such as from reserve to outside the ranking."""
    plaatsen: tuple[Moved, ...]
    totalen: tuple[Moved, ...]
    scores: tuple[Moved, ...]

    @property
    def any(self) -> bool:
        """Whether something changed."""
        return bool(self.contracten or self.uitkomsten or self.plaatsen or self.totalen or self.scores)


@dataclass(frozen=True, slots=True)
class ComeAndGone:
    """What is there now and was not, and the other way about."""

    erbij: tuple[str, ...]
    weg: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeChanges(FileChanges):
    """Everything that differs between two outcomes."""

    formaat: str
    kenmerk: str
    gelijk: bool
    opmerkingen: tuple[str, ...]
    """What could not be compared, and why."""
    percelen: tuple[LotChanges, ...]
    inschrijvingen: ComeAndGone
    besluiten: ComeAndGone
    lotingen: ComeAndGone
    bevindingen: ComeAndGone


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where somebody stands in a lot."""

    outcome: str
    awarded: bool = False
    rank: str = ""
    total: str = ""
    scores: Mapping[str, ScoreTold] | None = None


def outcome_changes(old: Document, new: Document, *, same_edition: bool = True) -> OutcomeChanges:
    """The changes from one outcome to another of the same tender.

    Args:
        same_edition: whether both show the same; of a public and a closed one the findings and the
            decisions are not compared, as the public one leaves things out.
    """
    remarks = list(_remarks(old, new, same_edition=same_edition))
    changed = (each for each in _lots(old, new, remarks) if each.any)
    lots = tuple(sorted(changed, key=lambda each: not each.contracten))
    nothing = ComeAndGone((), ())
    files = _come_and_gone(_files(old), _files(new))
    decided = _come_and_gone(_decisions(old), _decisions(new)) if same_edition else nothing
    found = _come_and_gone(_findings(old), _findings(new)) if same_edition else nothing
    drawn = _come_and_gone(_draws(old), _draws(new))
    parts = (files, decided, drawn, found)
    same = not lots and not any(part.erbij or part.weg for part in parts)
    assert new.kader is not None
    return OutcomeChanges(FORM, new.kader.reference, same, tuple(remarks), lots, *parts)


def _remarks(old: Document, new: Document, *, same_edition: bool) -> Iterator[str]:
    assert old.kader is not None
    assert new.kader is not None
    if old.kader.fingerprint != new.kader.fingerprint:
        yield (
            "Het kader is veranderd. Totalen en scores zijn alleen vergeleken waar de criteria en hun "
            "maximum gelijk bleven."
        )
    if not same_edition:
        yield (
            "Het ene rapport is openbaar en het andere besloten. Besluiten en bevindingen zijn daarom niet "
            "vergeleken."
        )


def _lots(old: Document, new: Document, remarks: list[str]) -> Iterator[LotChanges]:
    before = {lot.lot: lot for lot in old.lots or ()}
    after = {lot.lot: lot for lot in new.lots or ()}
    if gone := [code for code in before if code not in after]:
        remarks.append(f"Niet meer in de uitkomst: perceel {listing(gone)}.")
    if come := [code for code in after if code not in before]:
        remarks.append(f"Nieuw in de uitkomst: perceel {listing(come)}.")
    for code, lot in after.items():
        if code in before:
            yield _in_lot(before[code], lot)


def _in_lot(old: LotTold, new: LotTold) -> LotChanges:
    before, after = dict(_standings(old)), dict(_standings(new))
    fixed, now_fixed = ({(c.criterion, c.maximum) for c in lot.criteria or ()} for lot in (old, new))
    whole = fixed == now_fixed and old.total == new.total
    contracts: list[Moved] = []
    others: list[Moved] = []
    places: list[Moved] = []
    totals: list[Moved] = []
    scores: list[Moved] = []
    for name in dict.fromkeys((*after, *before)):
        was, now = before.get(name, _Standing(ABSENT)), after.get(name, _Standing(ABSENT))
        if was.outcome != now.outcome:
            kind = contracts if was.awarded or now.awarded else others
            kind.append(Moved(name, was.outcome, now.outcome))
        if was.rank != now.rank:
            places.append(Moved(name, was.rank or NO_RANK, now.rank or NO_RANK))
        if whole and was.total and now.total and was.total != now.total:
            totals.append(Moved(name, was.total, now.total))
        scores += _scores(name, was, now)
    return LotChanges(
        new.lot, new.title, tuple(contracts), tuple(others), tuple(places), tuple(totals), tuple(scores)
    )


def _scores(name: str, was: _Standing, now: _Standing) -> Iterator[Moved]:
    for code, score in (now.scores or {}).items():
        before = (was.scores or {}).get(code)
        if before is None or before.points is None or score.points is None:
            continue
        if before.maximum == score.maximum and before.points != score.points:
            yield Moved(name, before.points, score.points, code, score.reason)


def _standings(lot: LotTold) -> Iterator[tuple[str, _Standing]]:
    """Everybody in a lot, by name."""
    waiting = "toegelaten" if lot.ranking or not lot.waiting else "wacht op cijfers"
    ranked = {bid.tenderer for bid in lot.ranking}
    yield from ((name, _Standing(waiting)) for name in lot.admitted if name not in ranked)
    for place in lot.ranking:
        scores = {score.criterion: score for score in place.scores}
        shared = "=" if place.shared_with else ""
        yield (
            place.tenderer,
            _Standing(
                _award(place, lot),
                place.outcome is Award.AWARDED,
                f"{place.rank}{shared}",
                place.total or "",
                scores,
            ),
        )
    for out in lot.not_admitted:
        scores = {score.criterion: score for score in out.scores or ()}
        yield out.tenderer, _Standing(out.outcome.value, total=out.total or "", scores=scores)
    for undecided in lot.undecided:
        yield undecided.tenderer, _Standing(undecided.outcome.value)
    for replaced in lot.replaced:
        yield replaced.tenderer, _Standing(replaced.outcome.value)


def _award(place: RankedTold, lot: LotTold) -> str:
    """The proposal, with how much where a capacity is divided."""
    if place.volume is None or lot.capacity is None or place.outcome is not Award.AWARDED:
        return place.outcome.value
    return f"{place.outcome.value}: {place.volume.replace('.', ',')} {lot.capacity.unit}"


def _files(document: Document) -> dict[str, str]:
    """Every workbook that was read, by its content."""
    return {
        f"{each.tenderer} {each.sha256}": f"{each.tenderer} ({each.file})"
        for each in document.submissions or ()
    }


def _draws(document: Document) -> dict[str, str]:
    """Every draw with its order."""
    texts = (
        f"{made.file}, perceel {made.lot}: {listing(made.order)}"
        + (f" (zaad {made.seed})" if made.seed else "")
        for made in document.draws or ()
    )
    return {text: text for text in texts}


def _findings(document: Document) -> dict[str, str]:
    return {_place(found): f"{found.code} {_place(found)}" for found in document.findings}


def _place(found: FindingTold) -> str:
    place = found.place
    line = f"regel {place.line}" if place.line else ""
    where = " › ".join(part for part in (place.file, place.sheet, place.cell, line) if part)
    return f"{where}: {found.message}"


def _decisions(document: Document) -> dict[str, str]:
    """Every decision: about a finding, and that a submission is replaced."""
    made = [(found.place.file, found.decision) for found in document.findings if found.decision]
    for lot in document.lots or ():
        made += [(each.file, each.decision) for each in lot.replaced]
    return {text: text for file, decision in made for text in (_decided(file, decision),)}


def _decided(file: str, made: DecisionTold) -> str:
    where = f" in perceel {made.lot}" if made.lot else ""
    by = f", door {made.by}" if made.by else ""
    return f"{file}: {made.subject}{where}: {made.words}{by}. {made.motivation}"


def _come_and_gone(old: Mapping[str, str], new: Mapping[str, str]) -> ComeAndGone:
    return ComeAndGone(
        tuple(text for key, text in new.items() if key not in old),
        tuple(text for key, text in old.items() if key not in new),
    )
