"""Why a submission is in, out or waiting, and what is proposed for it, in Dutch sentences."""

from __future__ import annotations

from decimal import Decimal

from inkoop.domain.award_rules import BY_DRAW
from inkoop.domain.evaluation import Award, Ground, Objection, Ranked
from inkoop.domain.questions import TableQuestion
from inkoop.domain.submission import WHOLE_SUBMISSION
from inkoop.domain.tender import Requirement, Tender
from inkoop.rules.dutch_format import decimal_text, listing, points_text
from inkoop.views.wording import SECRET, criterion_name, sentence

TOTAL = "totaal"
"""The subject of an objection to the total."""


def requirement_name(requirement: Requirement) -> str:
    """M1 (Hoogstens tien cliënten per begeleider)."""
    return f"{requirement.code} ({requirement.title})"


def objection_text(objection: Objection, tender: Tender, *, closed: bool = False) -> str:
    """Why a submission is not admitted, or not in the ranking."""
    if objection.ground is Ground.THRESHOLD:
        return _threshold(objection, tender)
    requirement = next((r for r in tender.requirements if r.code == objection.subject), None)
    if objection.ground is Ground.DECISION:
        if requirement is None or objection.subject == WHOLE_SUBMISSION:
            decided = "De gemeente besloot dat deze inschrijving niet meedoet."
        else:
            decided = f"De gemeente besloot dat niet is voldaan aan eis {requirement_name(requirement)}."
        return f"{decided} {sentence(objection.detail)}".strip()
    if requirement is None:
        return f"Er is niet voldaan aan eis {objection.subject}."
    answered = _answered(objection, requirement, tender, closed)
    return f"Er is niet voldaan aan eis {requirement_name(requirement)}. {answered}"


def _answered(objection: Objection, requirement: Requirement, tender: Tender, closed: bool) -> str:
    question = tender.question_of(requirement)
    if question is not None and question.confidential and not closed:
        return SECRET
    if isinstance(question, TableQuestion):
        where = f" Niet goed is: {objection.detail}." if objection.detail else ""
        return f"Niet elke rij van de tabel voldoet.{where}"
    return f"Het antwoord was: {sentence(objection.detail)}" if objection.detail else "Er is geen antwoord."


def _threshold(objection: Objection, tender: Tender) -> str:
    whole = objection.subject == TOTAL
    where = "In totaal" if whole else f"Voor {criterion_name(tender, objection.subject)}"
    got, needed = points_text(Decimal(objection.detail)), decimal_text(Decimal(objection.limit))
    return f"{where} zijn {got} punten gehaald. Nodig zijn minstens {needed} punten."


AWARD_WORDS = {award: award.value for award in Award}
"""One word for a table."""

_AWARDS = {
    Award.AWARDED: "Voorstel: een contract.",
    Award.DRAW: "Voorstel: loten. Er zijn te weinig plaatsen voor allen met deze plaats in de rangorde.",
    Award.RESERVE: "Voorstel: reserve. Deze aanbieder is aan de beurt als een ander afvalt.",
    Award.ELSEWHERE: "Voorstel: hier geen contract. Deze aanbieder krijgt al wat hij hoogstens mag, elders.",
    Award.CHOICE: "Voorstel: eerst vragen welk perceel deze aanbieder het liefst wil.",
}


def award_text(ranked: Ranked, tender: Tender) -> str:
    """What is proposed, with whom the rank is shared, and what decided between equal totals."""
    parts = [_AWARDS[ranked.award]]
    if ranked.shared_with:
        parts.append(f"De plaats is gedeeld met {listing(ranked.shared_with)}.")
    if ranked.tie_break == BY_DRAW:
        parts.append("Bij een gelijke stand is geloot.")
    elif ranked.tie_break:
        name = criterion_name(tender, ranked.tie_break)
        parts.append(f"Bij een gelijk totaal gaf {name} de doorslag.")
    return " ".join(parts)


def waiting_text(criteria: tuple[str, ...], tender: Tender) -> str:
    """Which grades are still missing for a submission."""
    names = listing(criterion_name(tender, code) for code in criteria)
    return f"Het cijfer ontbreekt nog voor {names}."
