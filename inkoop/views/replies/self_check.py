"""What a provider is told about its own submission: faults, what is in order, what people will grade.

Never a grade, never points that depend on others, never a rank. With lots, what counts is told for each lot
that was chosen, by the rules that hold there. The same document on the command line and in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NotRequired

from typing_extensions import TypedDict

from inkoop.domain.award_rules import AwardRules, Lot
from inkoop.domain.evaluation import WHOLE_LOT
from inkoop.domain.findings import Finding, Severity
from inkoop.domain.records import PlaceRecord
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.submission import Assessment, Submission
from inkoop.domain.tender import Criterion, Tender
from inkoop.domain.told import told_data
from inkoop.rules.scoring.scorecards import Scorer
from inkoop.rules.submission.answers import AnswerReader
from inkoop.rules.submission.enclosures import HandedIn, handed_in
from inkoop.rules.submission.grouped import EMPTY_FORM
from inkoop.rules.submission.lot_rules import tender_of_lot
from inkoop.rules.submission.offers import chosen_lots
from inkoop.rules.submission.sections import sections
from inkoop.views.record.findings import finding_documents
from inkoop.views.words.reasons import reason_text
from inkoop.views.words.worth import published

FORMAT = "inkoop/controle/1"
FROM_FORM = "formulier"


class SectionDoc(TypedDict):
    """A section of the form: how many of its questions apply, are answered, and have a fault."""

    onderdeel: str
    gevraagd: int
    beantwoord: int
    fouten: int


class AssessedDoc(TypedDict):
    """An answer that people will grade."""

    criterium: str
    titel: str
    vraag: str
    ingevuld: bool
    vindplaats: NotRequired[dict[str, Any]]


class PointsDoc(TypedDict):
    """Points that follow from the provider's own answer alone."""

    criterium: str
    titel: str
    punten: str
    maximum: str
    reden: str


class CountingDoc(TypedDict):
    """What counts of one submission, in one lot or in the whole: what people grade, and sure points."""

    door_mensen: list[AssessedDoc]
    punten: NotRequired[list[PointsDoc]]
    """Only where the kader lets a provider see them."""


class EnclosureDoc(TypedDict):
    """A document that comes with the form; `bestanden` are those whose names fit, absent for a loose form."""

    titel: str
    bestandsnaam: str
    verplicht: bool
    bestanden: NotRequired[list[str]]


class LotDoc(CountingDoc):
    """What counts in one lot that was chosen; `vragen` are those whose answers earn points there."""

    perceel: str
    titel: str
    criteria: list[str]
    vragen: list[str]


class KaderDoc(TypedDict):
    """The kader that was checked by; `bron` is `formulier` when it came out of the form itself."""

    kenmerk: str
    titel: str
    vingerafdruk: str
    bron: NotRequired[str]


class CheckedDoc(TypedDict):
    """One submission that was checked. `klaar` means: nothing that a computer can see is wrong.

    With lots, `percelen` tells what counts in each lot that was chosen; without, that stands beside it.
    """

    bestand: str
    inschrijver: str
    klaar: bool
    bevindingen: list[dict[str, Any]]
    onderdelen: list[SectionDoc]
    kader: NotRequired[KaderDoc]
    """Where not all submissions go by one kader."""
    percelen: NotRequired[list[LotDoc]]
    door_mensen: NotRequired[list[AssessedDoc]]
    punten: NotRequired[list[PointsDoc]]
    bijlagen: NotRequired[list[EnclosureDoc]]
    werkblad: NotRequired[str]
    """Where a form consists of two workbooks: which of them this is, kwaliteit or prijs."""


class CheckDocument(TypedDict):
    """The outcome of `inkoop controleer`; `bevindingen` are about the kader or the files as a whole."""

    formaat: str
    kader: NotRequired[KaderDoc]
    inschrijvingen: list[CheckedDoc]
    bevindingen: list[dict[str, Any]]


def check_document(
    tender: Tender, fingerprint: str, submissions: Iterable[Submission], findings: Iterable[Finding] = ()
) -> CheckDocument:
    """The check of one or more submissions to a tender."""
    info = tender.info
    return {
        "formaat": FORMAT,
        "kader": {"kenmerk": info.reference, "titel": info.title, "vingerafdruk": fingerprint},
        "inschrijvingen": [_checked(tender, submission) for submission in submissions],
        "bevindingen": finding_documents(findings, to_provider=True),
    }


def with_source(document: CheckDocument) -> CheckDocument:
    """The check, with the remark that its kader came out of the form itself."""
    return {**document, "kader": {**document["kader"], "bron": FROM_FORM}}


def one_check(documents: Sequence[CheckDocument], findings: Iterable[Finding]) -> CheckDocument:
    """The checks by each kader as one document: of several kaders each submission says which is its own."""
    told = finding_documents(findings, to_provider=True)
    if len(documents) == 1:
        return {**documents[0], "bevindingen": told}
    every: list[CheckedDoc] = [
        {**checked, "kader": document["kader"]}
        for document in documents
        for checked in document["inschrijvingen"]
    ]
    return {"formaat": FORMAT, "inschrijvingen": every, "bevindingen": told}


def failed_check(findings: Iterable[Finding]) -> CheckDocument:
    """A check that could not start."""
    return {
        "formaat": FORMAT,
        "inschrijvingen": [],
        "bevindingen": finding_documents(findings, to_provider=True),
    }


def in_form_order(tender: Tender, findings: Iterable[Finding]) -> list[Finding]:
    """First what is about the file, then question after question."""
    order = {code: number for number, code in enumerate(tender.questions)}
    return sorted(findings, key=lambda found: order.get(found.question.partition(",")[0], -1))


def _told(tender: Tender, submission: Submission) -> list[dict[str, Any]]:
    return finding_documents(in_form_order(tender, submission.findings), to_provider=True)


def is_ready(submission: Submission) -> bool:
    """Whether nothing that a computer can see is wrong."""
    return not any(found.severity is Severity.ERROR for found in submission.findings)


def _checked(tender: Tender, submission: Submission) -> CheckedDoc:
    read = bool(submission.answers)
    found: CheckedDoc = {
        "bestand": submission.file,
        "inschrijver": submission.tenderer,
        "klaar": is_ready(submission),
        "bevindingen": _told(tender, submission),
        "onderdelen": _sections(tender, submission) if read else [],
    }
    if submission.book:
        found["werkblad"] = submission.book.value
    if tender.enclosures and read:
        found["bijlagen"] = [_enclosure(each) for each in handed_in(tender, submission.enclosed)]
    if tender.lots is not None:
        chosen = chosen_lots(submission, tender.lots) if read else ()
        found["percelen"] = [_lot(tender_of_lot(tender, lot), lot, submission) for lot in chosen]
        return found
    return {**found, **_counting(tender, submission)} if read else {**found, "door_mensen": []}


def _enclosure(each: HandedIn) -> EnclosureDoc:
    asked = each.document
    told: EnclosureDoc = {
        "titel": asked.title,
        "bestandsnaam": asked.file_name,
        "verplicht": asked.required,
    }
    if each.files is not None:
        told["bestanden"] = list(each.files)
    return told


def _lot(tender: Tender, lot: Lot, submission: Submission) -> LotDoc:
    leaves = [leaf for leaf, _ in tender.leaves]
    asked = [code for leaf in leaves for code in _rests_on(leaf, tender)]
    return {
        "perceel": lot.code,
        "titel": lot.title,
        "criteria": [leaf.code for leaf in leaves],
        "vragen": list(dict.fromkeys(asked)),
        **_counting(tender, submission, lot.code),
    }


def _rests_on(leaf: Criterion, tender: Tender) -> Iterator[str]:
    """The questions whose answers make the points: its own, and those that are added to a price."""
    question = tender.question_of(leaf)
    if question is not None:
        yield question.code
    yield from (addition.question for addition in getattr(leaf.rule, "adjustments", ()))


def _counting(tender: Tender, submission: Submission, lot: str = WHOLE_LOT) -> CountingDoc:
    found: CountingDoc = {"door_mensen": list(_assessed(tender, submission))}
    if tender.self_check.points and tender.award is not None:
        found["punten"] = list(_objective_points(tender, tender.award, submission, lot))
    return found


def _sections(tender: Tender, submission: Submission) -> list[SectionDoc]:
    asked = AnswerReader(tender).applicable(submission.answers)
    wrong = {
        found.question.partition(",")[0]
        for found in submission.findings
        if found.severity is Severity.ERROR and found.question
    }
    if any(found.code == EMPTY_FORM for found in submission.findings):  # told once, for all of them
        wrong |= {code for code, question in tender.questions.items() if question.required and asked[code]}
    result: list[SectionDoc] = []
    divided = {code for code, question in tender.questions.items() if getattr(question, "is_divided", False)}
    for section in sections(tender):
        codes = [code for code in section.questions if asked[code] and code not in divided]
        given = [code for code in codes if (answer := submission.answer(code)) and answer.raw]
        faults = sum(1 for code in section.questions if code in wrong)
        result.append(
            {
                "onderdeel": section.title,
                "gevraagd": len(codes),
                "beantwoord": len(given),
                "fouten": faults,
            }
        )
    return result


def _assessed(tender: Tender, submission: Submission) -> Iterable[AssessedDoc]:
    for leaf in tender.assessed:
        question = tender.question_of(leaf)
        assert question is not None
        answer = submission.answer(question.code)
        found: AssessedDoc = {
            "criterium": leaf.code,
            "titel": leaf.title,
            "vraag": question.code,
            "ingevuld": bool(answer and answer.raw),
        }
        if answer is not None:
            found["vindplaats"] = told_data(PlaceRecord.of(answer.place))
        yield found


def _objective_points(
    tender: Tender, award: AwardRules, submission: Submission, lot: str
) -> Iterable[PointsDoc]:
    """Points under absolute rules only: nobody else's offer and nobody's judgement can change them."""
    (card,) = Scorer(tender, Assessment(), award, lot).scorecards([submission])
    leaves = {leaf.code: leaf for leaf, _ in tender.leaves}
    for score in card.scores:
        leaf = leaves[score.criterion]
        rule = leaf.rule
        if rule and rule.earns and not rule.relative and not isinstance(rule, AssessedRule):
            yield {
                "criterium": leaf.code,
                "titel": leaf.title,
                "punten": published(score.points, tender),
                "maximum": published(score.maximum, tender),
                "reden": reason_text(score, leaf, tender),
            }
