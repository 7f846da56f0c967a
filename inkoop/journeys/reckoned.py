"""The evaluation again, from nothing but the data that travels in a report."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inkoop.domain.dossier import parse_dossier
from inkoop.domain.evaluation import Evaluation, Ground, LotResult, Objection
from inkoop.domain.exact import UNTOLD, is_told
from inkoop.domain.findings import Severity
from inkoop.domain.records import DossierError
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.rules.price import MayGoNegative
from inkoop.domain.rules.price_itself import PriceItselfRule
from inkoop.domain.submission import Assessment, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.readers.report.report_pdf import ReportPdf
from inkoop.readers.settings.kader import kader_in
from inkoop.readers.settings.yaml_source import yaml_in
from inkoop.rules.award.alike import alike
from inkoop.rules.award.draw_checks import evaluate_with_draws
from inkoop.rules.award.evaluation import WHOLE_TOTAL
from inkoop.rules.award.settled import noticed, settled
from inkoop.rules.dutch_format import listing
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.scoring.maxima import maxima, total_threshold
from inkoop.rules.scoring.scorecards import Groundwork, Taken, TakenPlace
from inkoop.rules.submission.lot_rules import tender_of_lot
from inkoop.rules.submission.naming import named_as_counting, told_apart
from inkoop.rules.submission.supplied import with_supplied
from inkoop.views.record.earlier import FIRST_SEAL, POINTS_TOLD
from inkoop.views.record.enclosures import DOSSIER, KADER, OUTCOME, SealData
from inkoop.views.record.versions import EVERYBODY, Hidden, closed_version, hidden_scores, public_version
from inkoop.views.words.admission import objection_text
from inkoop.views.words.totals import by_price


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What came of the data."""

    evaluation: Evaluation
    """As the version that the report is."""
    hidden: Hidden
    """The answers that stay out of this version."""
    taken: int
    """How many scores rest on such an answer: their points were taken over."""
    untold: int
    """How many of these have no points in this version either."""
    order_taken: bool
    """Whether an order was taken over, as not every total in it is told."""
    order_held: bool
    """Whether that order was held against the points that are told."""
    faults: tuple[str, ...]
    """Where the order that was taken over cannot be right, whatever the points are."""


def reckoned(report: ReportPdf, sealed: SealData) -> Reckoned:
    """The evaluation again, from the enclosed kader and dossier.

    Raises DossierError where the data cannot be used, and ArithmeticError, LookupError, RecursionError,
    TypeError or ValueError where somebody made them so.
    """
    data = parse_dossier(report.files[DOSSIER])
    read = kader_in(yaml_in(report.files[KADER], KADER))
    if read.value is None:
        codes = listing(dict.fromkeys(each.code for each in read.findings if each.severity is Severity.ERROR))
        raise DossierError(
            f"het kader in de PDF mag volgens deze versie niet meer ({codes}); reken het rapport na met de "
            "versie waarmee het gemaakt is"
        )
    tender = read.value
    mark = fingerprint(tender)
    if mark != data.fingerprint:
        raise DossierError("het kader in de PDF heeft een andere vingerafdruk dan de inschrijvingen")
    submissions = tuple(told_apart(submission.read(tender) for submission in data.submissions))
    assessment, draws = data.assessment.read(submissions, tender), tuple(draw.read() for draw in data.draws)
    hidden = data.withheld(submissions)
    _can_be_reckoned(tender, hidden)
    by_file = {submission.file: submission.id for submission in submissions}
    taken = _taken(report, tender, hidden, by_file, by_lot=sealed["formaat"] != FIRST_SEAL)
    _on_the_scale(tender, assessment)
    decided = with_supplied(tender, submissions, assessment)
    supplied = tuple(named_as_counting(decided, assessment))
    drawn = evaluate_with_draws(tender, mark, assessment, supplied, draws, taken=taken)
    every = noticed(supplied, drawn.lots, {})
    done = settled(every, drawn.lots)
    again = Evaluation(
        tender,
        mark,
        supplied,
        assessment,
        drawn.lots,
        tuple(found.read() for found in data.findings),
        drawn.draws,
        every,
        done,
        alike(supplied, every, done, drawn.lots),
        data.record.read() if data.record else None,
    )
    shown = _version(again, sealed)
    untold = sum(not is_told(points) for points in taken.points.values())
    places = [place for lot in drawn.lots for place in lot.ranking]
    return Reckoned(
        shown,
        hidden,
        len(taken.points) - untold,
        untold,
        not all(is_told(place.scorecard.total) for place in places),
        all(map(_ordered_by_points, shown.lots)),
        tuple(_impossible(shown)),
    )


def _version(again: Evaluation, sealed: SealData) -> Evaluation:
    """What was reckoned, as the version of the evaluation that the report is."""
    if sealed["versie"] == "besloten":
        return closed_version(again)
    # Reports with the first seal left prices out by submission: there only what is not at hand stays out.
    if sealed["formaat"] == FIRST_SEAL:
        return again
    return public_version(again, points_told=sealed["formaat"] in POINTS_TOLD)


def _can_be_reckoned(tender: Tender, hidden: Hidden) -> None:
    """Raises DossierError where the outcome itself rests on an answer that stays out."""
    codes = {code for _, code in hidden}
    for requirement in tender.requirements:
        question = tender.question_of(requirement)
        if question is not None and question.code in codes:
            raise DossierError(
                f"eis {requirement.code} rust op een vertrouwelijk antwoord; reken het besloten rapport na"
            )
    for leaf, _ in tender.leaves:
        question = tender.question_of(leaf)
        if isinstance(leaf.rule, PriceItselfRule) and question is not None and question.code in codes:
            raise DossierError("de uitkomst rust op een vertrouwelijke prijs; reken het besloten rapport na")


def _on_the_scale(tender: Tender, assessment: Assessment) -> None:
    """Raises DossierError for a grade that its scale does not have: no panel could have given it."""
    for leaf in tender.assessed:
        rule = leaf.rule
        if not isinstance(rule, AssessedRule):
            continue
        for made in (each for each in assessment.grades.values() if each.criterion == leaf.code):
            for grade in (*made.every, *(given.grade for given in made.given)):
                if tender.scales[rule.scale].step(grade) is None:
                    raise DossierError(f"het cijfer {grade:f} bij {leaf.code} staat niet op de schaal")
            if made.others and not tender.counts_mean:
                raise DossierError(f"bij {leaf.code} telt één cijfer, en er staan er meer")
            own = tuple(sorted(given.grade for given in made.given))
            if tender.counts_mean and own and own != made.every:
                raise DossierError(f"bij {leaf.code} telt iets anders dan de beoordelaars gaven")


def _taken(
    report: ReportPdf, tender: Tender, hidden: Hidden, by_file: Mapping[str, SubmissionId], *, by_lot: bool
) -> Taken:
    """What was published of scores whose answer stays out: their points, or the places that rest on them."""
    points: dict[tuple[str, SubmissionId, str], Decimal] = {}
    places: dict[tuple[str, SubmissionId], TakenPlace] = {}
    missed: set[tuple[str, SubmissionId, str]] = set()
    for lot in json.loads(report.files[OUTCOME])["percelen"]:
        code = lot["perceel"]
        bids = (*lot["rangorde"], *lot["niet_toegelaten"], *lot["voor_te_leggen"])
        bidding = frozenset(by_file[bid["bestand"]] for bid in bids) if by_lot else None
        silent = hidden_scores(tender, hidden, bidding)
        for place in lot["rangorde"]:
            volume = Decimal(place["omvang"]) if "omvang" in place else None
            told = TakenPlace(int(place["rang"]), str(place["beslist_door"]), volume)
            places[code, by_file[place["bestand"]]] = told
        for out in lot["niet_toegelaten"]:
            subjects = _untold_thresholds(out["redenen"], _in_lot(tender, code))
            missed |= {(code, by_file[out["bestand"]], subject) for subject in subjects}
        for holder in (*lot["rangorde"], *lot["niet_toegelaten"]):
            for score in holder.get("scores", []):
                who = by_file[holder["bestand"]]
                if {(who, score["criterium"]), (EVERYBODY, score["criterium"])} & silent:
                    given = score.get("punten")
                    points[code, who, score["criterium"]] = UNTOLD if given is None else Decimal(given)
    return Taken(points, places, frozenset(missed))


def _in_lot(tender: Tender, code: str) -> Tender:
    """The rules of one lot."""
    items = tender.lots.items if tender.lots else ()
    return next((tender_of_lot(tender, lot) for lot in items if lot.code == code), tender)


def _untold_thresholds(reasons: Sequence[str], tender: Tender) -> Iterator[str]:
    """The subjects of the thresholds of which it is told that they were missed, and not by how much."""
    limits = Groundwork(tender).thresholds
    total = total_threshold(tender)
    for subject, limit in (*limits.items(), *(((WHOLE_TOTAL, total),) if total is not None else ())):
        if objection_text(Objection(Ground.THRESHOLD, subject, "", f"{limit:f}"), tender) in reasons:
            yield subject


def _impossible(evaluation: Evaluation) -> Iterator[str]:
    """Where somebody stands above another that has more points, however many are not told."""
    for lot in evaluation.lots:
        limits, negative = maxima(lot.tender), _may_be_negative(lot.tender)
        if not _ordered_by_points(lot):
            continue
        least: tuple[Decimal, str] | None = None
        for place in reversed(lot.ranking):
            card = place.scorecard
            known = [each for each in lot.tender.criteria if is_told(card.points(each.code))]
            low = sum((card.points(each.code) for each in known), Decimal(0))
            most = low + sum(limits[each.code] for each in lot.tender.criteria if each not in known)
            if least is not None and most < least[0] - _ROUNDED:
                yield (
                    f"{card.submission.name} staat boven {least[1]}, maar heeft minder punten, ook met alle"
                    " punten die niet openbaar zijn."
                )
            if (len(known) == len(lot.tender.criteria) or not negative) and (least is None or low > least[0]):
                least = low, card.submission.name


def _ordered_by_points(lot: LotResult) -> bool:
    """Whether who has more points stands higher; not where the order reckons with the price itself."""
    return lot.tender.award is not None and not by_price(lot.tender.award)


_ROUNDED = Decimal(1)
"""Rounding a total and every criterion moves it by less than this."""


def _may_be_negative(tender: Tender) -> bool:
    """Whether points that are not told may be less than nothing."""
    return any(
        isinstance(leaf.rule, MayGoNegative) and leaf.rule.below_zero == "negatief"
        for leaf, _ in tender.leaves
    )
