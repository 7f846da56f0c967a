"""Why a submission is in, out or waiting, and what is proposed for it, in Dutch sentences."""

from __future__ import annotations

from decimal import Decimal

from inkoop.domain.award_rules import BY_DRAW, BY_PRICE, BY_QUALITY
from inkoop.domain.evaluation import Award, Ground, LotResult, Objection, Ranked
from inkoop.domain.questions import TableQuestion
from inkoop.domain.submission import WHOLE_SUBMISSION, Ruling
from inkoop.domain.tender import Requirement, Tender
from inkoop.rules.dutch_format import decimal_text, listing, points_text
from inkoop.rules.scoring.maxima import maxima, total_points
from inkoop.views.words.totals import total_words
from inkoop.views.words.wording import SECRET, criterion_name, number_text, plain, sentence
from inkoop.views.words.worth import in_euro, money_text

TOTAL = "totaal"
"""The subject of an objection to the total."""


def requirement_name(requirement: Requirement) -> str:
    """M1 (Hoogstens tien cliënten per begeleider)."""
    return f"{requirement.code} ({requirement.title})"


def objection_text(objection: Objection, tender: Tender, *, closed: bool = False) -> str:
    """Why a submission is not admitted, or not in the ranking."""
    if objection.ground is Ground.THRESHOLD:
        return _threshold(objection, tender)
    if objection.ground is Ground.NO_OUTCOME:
        return _no_outcome(objection, tender)
    requirement = next((r for r in tender.requirements if r.code == objection.subject), None)
    if objection.ground is Ground.DECISION:
        return f"{_decided(objection, requirement)} {sentence(objection.detail)}".strip()
    if requirement is None:
        return f"Er is niet voldaan aan eis {objection.subject}."
    answered = _answered(objection, requirement, tender, closed)
    return f"Er is niet voldaan aan eis {requirement_name(requirement)}. {answered}"


def _decided(objection: Objection, requirement: Requirement | None) -> str:
    """What people decided against a submission, about what, and who did."""
    made = objection.decision
    by = f" (besloten door {plain(made.by)})" if made and made.by else ""
    if made and made.ruling is Ruling.WITHDRAWN:
        return "De aanbieder trok deze inschrijving in."
    if objection.subject == WHOLE_SUBMISSION:
        return f"De gemeente besloot dat deze inschrijving niet meedoet{by}."
    if requirement is None:
        where = objection.subject
        return f"De gemeente besloot dat deze inschrijving niet meedoet om wat er bij {where} staat{by}."
    return f"De gemeente besloot dat niet is voldaan aan eis {requirement_name(requirement)}{by}."


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
    needed = Decimal(objection.limit)
    if not objection.detail:
        least = money_text(needed) if in_euro(tender) else f"{decimal_text(needed)} punten"
        return f"{where} is minder gehaald dan de {least} die nodig zijn."
    got = Decimal(objection.detail)
    if in_euro(tender):
        return f"{where} is {money_text(got)} gehaald. Nodig is minstens {money_text(needed)}."
    share = _share_needed(objection.subject, tender)
    return (
        f"{where} zijn {points_text(got)} punten gehaald."
        f" Nodig zijn minstens {decimal_text(needed)} punten{share}."
    )


def _share_needed(subject: str, tender: Tender) -> str:
    """Which part of what can be earned the threshold is, where the kader writes it so."""
    if subject == TOTAL:
        needed, maximum = tender.award.threshold if tender.award else None, total_points(tender)
    else:
        parts = {part.code: part for part in tender.every_criterion}
        needed, maximum = parts[subject].threshold if subject in parts else None, maxima(tender)[subject]
    if needed is None or not needed.percent:
        return ""
    return f", en dat is {decimal_text(needed.amount)} % van {decimal_text(maximum)}"


def _no_outcome(objection: Objection, tender: Tender) -> str:
    """Why the formula of the method cannot be worked out."""
    name = total_words(tender.award).name if tender.award else "de uitkomst"
    if objection.detail == BY_PRICE:
        return f"Er is geen prijs waarmee gerekend kan worden. Zonder prijs is {name} niet te berekenen."
    return f"Er zijn geen punten voor kwaliteit. Dan is {name} niet te berekenen."


_AWARDS = {
    Award.AWARDED: "Voorstel: een contract.",
    Award.DRAW: "Voorstel: loten. Er zijn te weinig plaatsen voor allen met deze plaats in de rangorde.",
    Award.RESERVE: "Voorstel: reserve. Deze aanbieder is aan de beurt als een ander afvalt.",
    Award.ELSEWHERE: (
        "Geen contract in dit perceel: deze aanbieder krijgt al een ander perceel."
        " Meer kan volgens de regels niet."
    ),
    Award.CHOICE: (
        "Voorkeur nodig. Deze aanbieder komt in meer percelen in aanmerking dan kan."
        " De aanbieder moet zelf kiezen."
    ),
    Award.NOTHING: (
        "Geen contract: deze aanbieder biedt hier niets aan, of het deel dat de verdeling geeft is nul."
    ),
}


def volume_text(volume: Decimal, tender: Tender) -> str:
    """How much of the capacity: 40 plekken."""
    capacity = tender.award.capacity if tender.award else None
    return f"{number_text(volume)} {capacity.unit if capacity else ''}".strip()


def tie_name(code: str, tender: Tender) -> str:
    """What parted equal totals, in a sentence: a criterion, the price, the quality or the draw."""
    return _TIE_WORDS.get(code) or criterion_name(tender, code)


_TIE_WORDS = {BY_PRICE: "de laagste prijs", BY_QUALITY: "de hoogste kwaliteit", BY_DRAW: "het lot"}


def sharers(ranked: Ranked, lot: LotResult) -> tuple[str, ...]:
    """The names of those with the same rank."""
    names = {place.scorecard.submission.id: place.scorecard.submission.name for place in lot.ranking}
    return tuple(names[other] for other in ranked.shared_with)


def award_text(ranked: Ranked, lot: LotResult) -> str:
    """What is proposed, with whom the rank is shared, and what decided between equal totals."""
    tender = lot.tender
    parts = [_AWARDS[ranked.award]]
    if ranked.award is Award.AWARDED and ranked.volume is not None:
        parts = [_awarded(ranked.volume, tender)]
    if ranked.shared_with:
        parts.append(f"De plaats is gedeeld met {listing(sharers(ranked, lot))}.")
    if ranked.tie_break == BY_DRAW:
        parts.append("Bij een gelijke stand is geloot.")
    elif ranked.tie_break:
        equal = total_words(tender.award).equal if tender.award else "een gelijk totaal"
        parts.append(f"Bij {equal} gaf {tie_name(ranked.tie_break, tender)} de doorslag.")
    return " ".join(parts)


def _awarded(volume: Decimal, tender: Tender) -> str:
    return f"Voorstel: een contract voor {volume_text(volume, tender)}."


def award_words(ranked: Ranked, tender: Tender) -> str:
    """The proposal in a few words: gunnen (40 plekken)."""
    words = ranked.award.value
    if ranked.award is Award.AWARDED and ranked.volume is not None:
        return f"{words}: {volume_text(ranked.volume, tender)}"
    return words


def waiting_text(criteria: tuple[str, ...], tender: Tender) -> str:
    """Which grades are still missing for a submission."""
    names = listing(criterion_name(tender, code) for code in criteria)
    return f"Het cijfer ontbreekt nog voor {names}."
