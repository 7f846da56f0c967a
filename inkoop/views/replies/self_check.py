"""What a provider is told about its own submission: faults, what is in order, what people will grade.

Never a grade, never points that depend on others, never a rank. The same document is made on the
command line and in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NotRequired

from typing_extensions import TypedDict

from inkoop.domain.findings import Finding, Severity
from inkoop.domain.scoring_rules import POINTLESS_RULES, RELATIVE_RULES, AssessedRule
from inkoop.domain.submission import Assessment, Submission
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import listing
from inkoop.rules.scoring.scorecards import Scorer
from inkoop.rules.submission.answers import AnswerReader
from inkoop.rules.submission.sections import sections
from inkoop.views.record.document import finding_documents, place_document, published
from inkoop.views.record.document_model import FindingDoc, PlaceDoc
from inkoop.views.words.reasons import reason_text

FORMAT = "inkoop/controle/1"


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
    vindplaats: NotRequired[PlaceDoc]


class PointsDoc(TypedDict):
    """Points that follow from the provider's own answer alone."""

    criterium: str
    titel: str
    punten: str
    maximum: str
    reden: str


class CheckedDoc(TypedDict):
    """One submission that was checked. `klaar` means: nothing that a computer can see is wrong."""

    bestand: str
    inschrijver: str
    klaar: bool
    bevindingen: list[FindingDoc]
    onderdelen: list[SectionDoc]
    door_mensen: list[AssessedDoc]
    punten: NotRequired[list[PointsDoc]]


class CheckDocument(TypedDict):
    """The outcome of `inkoop controleer`; `bevindingen` are about the kader or the files as a whole."""

    formaat: str
    kader: NotRequired[dict[str, str]]
    inschrijvingen: list[CheckedDoc]
    bevindingen: list[FindingDoc]


def check_document(
    tender: Tender, fingerprint: str, submissions: Iterable[Submission], findings: Iterable[Finding] = ()
) -> CheckDocument:
    """The check of one or more submissions to a tender."""
    info = tender.info
    return {
        "formaat": FORMAT,
        "kader": {"kenmerk": info.reference, "titel": info.title, "vingerafdruk": fingerprint},
        "inschrijvingen": [_checked(tender, submission) for submission in submissions],
        "bevindingen": finding_documents(findings),
    }


def failed_check(findings: Iterable[Finding]) -> CheckDocument:
    """A check that could not start."""
    return {"formaat": FORMAT, "inschrijvingen": [], "bevindingen": finding_documents(findings)}


def in_form_order(tender: Tender, findings: Iterable[Finding]) -> list[Finding]:
    """First what is about the file, then question after question."""
    order = {code: number for number, code in enumerate(tender.questions)}
    return sorted(findings, key=lambda found: order.get(found.question.partition(",")[0], -1))


def is_ready(submission: Submission) -> bool:
    """Whether nothing that a computer can see is wrong."""
    return not any(found.severity is Severity.ERROR for found in submission.findings)


def _checked(tender: Tender, submission: Submission) -> CheckedDoc:
    found: CheckedDoc = {
        "bestand": submission.file,
        "inschrijver": submission.tenderer,
        "klaar": is_ready(submission),
        "bevindingen": finding_documents(in_form_order(tender, submission.findings)),
        "onderdelen": _sections(tender, submission) if submission.answers else [],
        "door_mensen": list(_assessed(tender, submission)) if submission.answers else [],
    }
    if tender.self_check.points and submission.answers and tender.award is not None:
        found["punten"] = list(_objective_points(tender, submission))
    return found


def _sections(tender: Tender, submission: Submission) -> list[SectionDoc]:
    asked = AnswerReader(tender).applicable(submission.answers)
    wrong = {
        found.question.partition(",")[0]
        for found in submission.findings
        if found.severity is Severity.ERROR and found.question
    }
    result: list[SectionDoc] = []
    for section in sections(tender):
        codes = [code for code in section.questions if asked[code]]
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
            found["vindplaats"] = place_document(answer.place)
        yield found


def _objective_points(tender: Tender, submission: Submission) -> Iterable[PointsDoc]:
    """Points under absolute rules only: nobody else's offer and nobody's judgement can change them."""
    assert tender.award is not None
    withheld = (AssessedRule, *POINTLESS_RULES, *RELATIVE_RULES)
    (card,) = Scorer(tender, Assessment(), tender.award).scorecards([submission])
    leaves = {leaf.code: leaf for leaf, _ in tender.leaves}
    for score in card.scores:
        leaf = leaves[score.criterion]
        if not isinstance(leaf.rule, withheld):
            yield {
                "criterium": leaf.code,
                "titel": leaf.title,
                "punten": published(score.points, tender),
                "maximum": published(score.maximum, tender),
                "reden": reason_text(score, leaf, tender),
            }


def verdict(checked: CheckedDoc) -> str:
    """The one line that matters most."""
    faults = sum(1 for found in checked["bevindingen"] if found["ernst"] == Severity.ERROR.value)
    notes = len(checked["bevindingen"]) - faults
    if faults and not checked["onderdelen"]:
        return "Uw antwoorden zijn niet gecontroleerd. Herstel eerst wat hieronder staat."
    if faults:
        return f"Nog {faults} punt{'en' if faults != 1 else ''} te herstellen."
    if notes:
        return f"U bent klaar om in te dienen. Kijk nog naar {notes} opmerking{'en' if notes != 1 else ''}."
    return "U bent klaar om in te dienen. Er is niets gevonden."


def section_lines(checked: CheckedDoc) -> list[str]:
    """Per section what is in order, so that people dare to trust it."""
    lines = []
    for section in checked["onderdelen"]:
        sign = "✗" if section["fouten"] else "✓"
        noun = "vraag" if section["gevraagd"] == 1 else "vragen"
        filled = f"{section['beantwoord']} van {section['gevraagd']} {noun} ingevuld"
        text = f"{sign} {section['onderdeel']}: {filled}"
        wrong = section["fouten"]
        lines.append(text + (f", {wrong} met een fout" if wrong else "") + ".")
    return lines


def assessed_line(checked: CheckedDoc) -> str:
    """Which answers people will grade, in one sentence."""
    codes = [assessed["criterium"] for assessed in checked["door_mensen"]]
    if not codes:
        return ""
    limits = "Over de kwaliteit daarvan zegt deze controle niets."
    return f"Beoordelaars lezen uw antwoorden bij {listing(codes)}. {limits}"


def points_lines(checked: CheckedDoc) -> list[str]:
    """The objective points, with a heading; empty when the kader does not show them."""
    points = checked.get("punten", [])
    if not points:
        return []
    head = "Punten die alleen van uw eigen antwoorden afhangen:"
    return [
        head,
        *(
            f"{p['criterium']} {p['titel']}: {_comma(p['punten'])} van {_comma(p['maximum'])}. {p['reden']}"
            for p in points
        ),
    ]


def _comma(number: str) -> str:
    return number.replace(".", ",")
