"""Why a score is what it is, in Dutch sentences that a reader can recompute by hand.

What a provider answered to a confidential question is left out unless `closed` is true: the closed
version is for the buyer, or for the provider itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inkoop.domain.evaluation import NoAnswer, NotAsked, NotCompared, NotOpened, Reason, Score, Withheld
from inkoop.domain.exact import is_told
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.scoring.kinds.base import Better
from inkoop.views.words.admission import award_text, objection_text, waiting_text
from inkoop.views.words.price_words import is_secret
from inkoop.views.words.rules import words_of
from inkoop.views.words.sums import Told
from inkoop.views.words.wording import SECRET
from inkoop.views.words.worth import earned, most_text

__all__ = ["award_text", "better_text", "objection_text", "reason_text", "waiting_text"]

UNTOLD_POINTS = "De punten staan hier niet: daaruit volgt een antwoord dat niet openbaar is."
_UNSCORED: Mapping[type[Reason], str] = {
    NoAnswer: "Er is geen antwoord waar punten voor zijn.",
    NotAsked: "Deze vraag gold niet voor deze inschrijving.",
    NotCompared: "Deze aanbieder haalde een drempel niet. Daarom is dit niet vergeleken met de anderen.",
    NotOpened: "Deze aanbieder haalde een drempel niet. Daarom is de prijs niet geopend.",
    Withheld: SECRET,
}
"""The reasons of no rule in particular."""


def reason_text(score: Score, criterion: Criterion, tender: Tender, *, closed: bool = False) -> str:
    """Why this score: what was answered, the published rule, and the sum that gives the points."""
    if not is_told(score.points):
        return UNTOLD_POINTS
    begin, words = _UNSCORED.get(type(score.reason)), words_of(criterion)
    told = _told(score, criterion, tender, closed=closed)
    if begin is None and told.secret and words.repeats_answer:
        begin = SECRET
    return words.sentence(told) if begin is None else f"{begin} De score is {_earned(score, tender)}."


def better_text(better: Better, score: Score, criterion: Criterion, tender: Tender) -> str:
    """The better answer that would have earned more, for the provider itself or for the buyer."""
    return words_of(criterion).better(better, _told(score, criterion, tender, closed=True))


def _told(score: Score, criterion: Criterion, tender: Tender, *, closed: bool) -> Told[Any, Any]:
    secret = not closed and is_secret(criterion, tender)
    return Told(score, score.reason, criterion.rule, tender.part_of(criterion), tender, secret)


def _earned(score: Score, tender: Tender) -> str:
    """7,25 van 10 punten, or € 1.500 van € 2.500."""
    return f"{earned(score.points, tender)} van {most_text(score.maximum, tender)}"
