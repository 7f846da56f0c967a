"""What only shows beside all other decisions: rows that leave nothing, and rows that go before another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inkoop.catalogue import finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import WHOLE_SUBMISSION, Decision, DecisionKey, Ruling, Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.readers.forms.assessment_rows import Collected
from inkoop.rules.dutch_format import listing
from inkoop.rules.submission.decision_fit import needs_answer, same_tenderer
from inkoop.rules.submission.lot_rules import lots_of_subject


def check_decisions(found: Collected, submissions: Sequence[Submission], tender: Tender) -> None:
    """Take out what cannot be used after all, and tell what a reader of the rows could overlook."""
    by_id = {submission.id: submission for submission in submissions}
    for made in list(found.decisions.values()):
        _check_replaced(made, by_id, found)
        _check_answer(made, by_id[made.submission], tender, found)
    for made in list(found.decisions.values()):
        _check_requirement(made, by_id[made.submission], tender, found)
    for made in found.decisions.values():
        _tell_order(made, by_id[made.submission], found)
    _tell_unsigned(found)


def _check_replaced(made: Decision, by_id: Mapping[SubmissionId, Submission], found: Collected) -> None:
    """One submission of a tenderer has to count: not every one can be replaced."""
    family = _family(made.submission, by_id)
    rows = [found.decisions.get(DecisionKey(who, WHOLE_SUBMISSION)) for who in _by_file(family, by_id)]
    replaced = [row for row in rows if row and row.ruling is Ruling.REPLACED]
    if made.ruling is not Ruling.REPLACED or len(replaced) < len(family):
        return
    for row in replaced:
        one = by_id[row.submission]
        files = listing(by_id[who].file for who in _by_file(family, by_id))
        found.cannot_use(finding("BESLUIT-08", row.place, naam=one.tenderer, bestanden=files), (one,))
        del found.decisions[row.key]


def _by_file(family: set[SubmissionId], by_id: Mapping[SubmissionId, Submission]) -> list[SubmissionId]:
    return sorted(family, key=lambda who: by_id[who].file)


def _family(who: SubmissionId, by_id: Mapping[SubmissionId, Submission]) -> set[SubmissionId]:
    """All submissions that seem to be of one tenderer, also where only a third one links them."""
    family: set[SubmissionId] = set()
    left = {who}
    while left:
        family |= left
        left = {other for one in left for other in same_tenderer(by_id[one])} - family
    return family


def _check_answer(made: Decision, about: Submission, tender: Tender, found: Collected) -> None:
    """Nobody can call good what is not there, unless another row says how it reads."""
    question = tender.rests_on.get(made.subject, made.subject)
    reads = (
        other
        for other in found.decisions.values()
        if other.submission == made.submission
        and other.subject == question
        and other.ruling is Ruling.READ_AS
        and other.lot in ("", made.lot)
    )
    read = any(None in (other.cell, made.cell) or other.cell == made.cell for other in reads)
    if made.ruling is not Ruling.MET or read:
        return
    column = made.cell.column if made.cell else ""
    if why := needs_answer(tender, about, made.subject, column):
        words = {"besluit": made.words, "onderwerp": made.subject, "reden": why}
        lots = (made.lot,) if made.lot else lots_of_subject(tender, made.subject)
        where = {"percelen": " ".join(lots)} if lots else {}
        found.cannot_use(finding("BESLUIT-06", made.place, **words, **where), (about,))
        del found.decisions[made.key]


def _check_requirement(made: Decision, about: Submission, tender: Tender, found: Collected) -> None:
    """A requirement cannot be met by an answer that people decided against: then neither row counts."""
    question = tender.rests_on.get(made.subject, "")
    against = found.decisions.get(made.key._replace(subject=question))
    if made.ruling is not Ruling.MET or against is None or against.ruling is not Ruling.NOT_MET:
        return
    places = "; ".join(f"{row.place}: {row.words} ({row.motivation})" for row in (made, against))
    lots = {"percelen": made.lot} if made.lot else {}
    names = f"{made.subject} en {question}"
    words = {"naam": about.name, "criterium": names, "plaatsen": places, "vraag": question, **lots}
    found.cannot_use(finding("CIJFER-06", against.place, **words), (about,))
    del found.decisions[made.key], found.decisions[against.key]


def _tell_order(made: Decision, about: Submission, found: Collected) -> None:
    """A row about one lot goes before one about all lots: say so where they differ."""
    general = found.decisions.get(made.key._replace(lot=""))
    if made.lot and general and general.words != made.words:
        words = {
            "naam": about.name,
            "onderwerp": made.subject,
            "perceel": made.lot,
            "besluit": made.words,
            "anders": general.words,
            "plaats": str(general.place),
        }
        found.findings.append(finding("BESLUIT-09", made.place, **words))


def _tell_unsigned(found: Collected) -> None:
    """Who decided stands in every output, so say once for each workbook where it is not known."""
    unsigned: dict[str, list[str]] = {}
    for made in found.decisions.values():
        if not made.by:
            unsigned.setdefault(made.place.file, []).append(made.place.cell)
    for file, cells in unsigned.items():
        found.findings.append(finding("BESLUIT-10", CellPlace(file), cellen=listing(cells)))
