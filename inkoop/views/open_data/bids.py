"""Bids and proposed awards, for open data.

A bid is one submission in one lot, because its standing and its rank belong to that lot. A rank, points
and an award are told only when the ranking of the lot cannot change any more: no grade is missing and
nobody waits for a decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from inkoop.domain.award_rules import PRICE_METHODS
from inkoop.domain.evaluation import Award, Evaluation, Ground, LotResult, Ranked, Scorecard
from inkoop.domain.exact import is_told
from inkoop.domain.outcome import Stand
from inkoop.domain.questions import MoneyQuestion, TableQuestion
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.rules.submission.naming import by_name
from inkoop.rules.submission.prices import basket
from inkoop.views.open_data.criteria import TOTAL, is_price, requirement_id
from inkoop.views.open_data.parties import Register
from inkoop.views.words.standing import standing
from inkoop.views.words.wording import plain
from inkoop.views.words.worth import published

_DISQUALIFYING = (Ground.REQUIREMENT, Ground.DECISION)
_WHOLE_EURO = ("euro", "eur", "€")
"""Units of a price that is the whole price; an amount per hour is not the value of a bid."""


@dataclass(frozen=True, slots=True)
class Bids:
    """What bidding came to: the parts of a release that are about people who bid."""

    parties: list[dict[str, Any]]
    tenderers: list[dict[str, Any]]
    details: list[dict[str, Any]]
    awards: list[dict[str, Any]]
    told: frozenset[tuple[str, str]]
    """Lot and subject of everything for which points are told."""


def bids_and_awards(evaluation: Evaluation, *, all_prices: bool) -> Bids:
    """Every bid, and every award that is proposed."""
    register = Register(evaluation.bidders)
    made = [_Lot(lot, evaluation, register, all_prices) for lot in evaluation.lots]
    bidding: dict[str, Submission] = {}
    for submission in (s for lot in made for s in lot.submissions):
        bidding.setdefault(register.reference(submission)["id"], submission)
    awards = [award for lot in made for award in lot.awards()]
    winners = {supplier["id"] for award in awards for supplier in award["suppliers"]}
    ordered = sorted(bidding.items(), key=lambda item: (item[1].tenderer.casefold(), item[0]))
    return Bids(
        parties=[register.party(s, wins=own in winners) for own, s in ordered],
        tenderers=[register.reference(s) for _, s in ordered],
        details=[bid for lot in made for bid in lot.bids()],
        awards=awards,
        told=frozenset(subject for lot in made for subject in lot.told()),
    )


def bid_id(lot: str, submission: Submission) -> str:
    """The identifier of a bid: the same as long as the file is the same."""
    mark = sha256(f"{submission.file}\n{submission.sha256}".encode()).hexdigest()[:12]
    return f"bod-{lot}-{mark}"


class _Lot:
    """One lot, as its bids and awards are told."""

    def __init__(
        self, result: LotResult, evaluation: Evaluation, register: Register, all_prices: bool
    ) -> None:
        self._result, self._register, self._all_prices = result, register, all_prices
        self._tender = result.tender
        final = self._tender.award is not None and standing(result, evaluation) == Stand.PROPOSAL
        self._ranked = {r.scorecard.submission.id: r for r in result.ranking} if final else {}
        self._compares = final

    @property
    def submissions(self) -> list[Submission]:
        """Everybody who bids on this lot, in the order of the names."""
        result = self._result
        known: dict[SubmissionId, Submission] = {}
        for submission in (
            *result.admitted,
            *(found.submission for found in result.not_admitted),
            *(found.submission for found in result.undecided),
            *(place.scorecard.submission for place in result.ranking),
        ):
            known.setdefault(submission.id, submission)
        return sorted(known.values(), key=by_name)

    def bids(self) -> Iterator[dict[str, Any]]:
        for submission in self.submissions:
            ranked = self._ranked.get(submission.id)
            made: dict[str, Any] = {
                "id": bid_id(self._result.lot, submission),
                "status": self._status(submission),
                "tenderers": [self._register.reference(submission)],
                "relatedLots": [self._result.lot],
            }
            if value := self._value(submission, ranked):
                made["value"] = value
            if self._compares:
                made["hasRank"] = ranked is not None
            if ranked is not None:
                made["rank"] = ranked.rank
                if responses := list(self._responses(made["id"], ranked.scorecard)):
                    made["requirementResponses"] = responses
            yield made

    def _status(self, submission: Submission) -> str:
        """The `bidStatus` codelist. Who only misses a threshold met the requirements: valid."""
        waiting = {who for who, _ in self._result.waiting}
        if any(found.submission.id == submission.id for found in self._result.undecided):
            return "pending"
        for found in self._result.not_admitted:
            if found.submission.id == submission.id and any(
                o.ground in _DISQUALIFYING for o in found.objections
            ):
                return "disqualified"
        return "pending" if submission.id in waiting else "valid"

    def _responses(self, bid: str, card: Scorecard) -> Iterator[dict[str, Any]]:
        lot = self._result.lot
        for score in card.scores:
            if self._tells(score.criterion) and is_told(score.points):
                yield _response(bid, lot, score.criterion, Decimal(published(score.points, self._tender)))
        if self._tells(TOTAL) and is_told(card.total):
            yield _response(bid, lot, TOTAL, card.total)

    def told(self) -> Iterator[tuple[str, str]]:
        """What points are told for, in this lot."""
        cards = [place.scorecard for place in self._ranked.values()]
        known = {score.criterion for card in cards for score in card.scores if is_told(score.points)}
        known |= {TOTAL for card in cards if is_told(card.total)}
        yield from ((self._result.lot, code) for code in known if self._tells(code))

    def _tells(self, subject: str) -> bool:
        """Whether points may be told: with price points and one price every price can be reckoned."""
        if self._all_prices and not self._secret_price():
            return True
        if subject == TOTAL:
            return not _has_price(self._tender)
        return not any(leaf.code == subject and is_price(leaf) for leaf, _ in self._tender.leaves)

    def _secret_price(self) -> bool:
        asked = [self._tender.question_of(leaf) for leaf, _ in self._tender.leaves if is_price(leaf)]
        return any(question is not None and question.confidential for question in asked)

    def _value(self, submission: Submission, ranked: Ranked | None) -> dict[str, Any] | None:
        """What was bid, where it is one amount for the whole and may be public."""
        wins = ranked is not None and ranked.award is Award.AWARDED
        if self._tender.award is None or self._secret_price() or not (wins or self._all_prices):
            return None
        amount = whole_price(submission, self._tender)
        return None if amount is None else {"amount": amount, "currency": "EUR"}

    def awards(self) -> Iterator[dict[str, Any]]:
        """A proposal is `pending`: proposed, not yet in force. What still must be drawn is no proposal."""
        for place in self._ranked.values():
            if place.award is not Award.AWARDED:
                continue
            submission = place.scorecard.submission
            supplier, lot = self._register.reference(submission), self._result.lot
            made: dict[str, Any] = {
                "id": f"gunning-{lot}-{bid_id(lot, submission).rpartition('-')[2]}",
                "title": "Voorstel tot gunning",
                "status": "pending",
                "suppliers": [supplier],
                "relatedLots": [lot],
                "relatedBids": [bid_id(lot, submission)],
            }
            award = self._tender.award
            whole = award is not None and award.places == 1 and award.capacity is None
            # One of many winners gets a part of the work; the value of its bid is not that of its award.
            if whole and (value := self._value(submission, place)):
                made["value"] = value
            if place.volume is not None and award is not None and award.capacity is not None:
                unit = plain(award.capacity.unit)
                made["description"] = f"Voorgestelde hoeveelheid: {place.volume:f} {unit}."
            yield made


def _response(bid: str, lot: str, subject: str, points: Decimal) -> dict[str, Any]:
    return {
        "id": f"{bid}-{subject}",
        "value": points,
        "requirement": {"id": requirement_id(lot, subject)},
    }


def _has_price(tender: Tender) -> bool:
    by_price = tender.award is not None and tender.award.method in PRICE_METHODS
    return by_price or any(is_price(leaf) for leaf, _ in tender.leaves)


def whole_price(submission: Submission, tender: Tender) -> Decimal | None:
    """The price of a bid in euro as it was offered, when there is one price and it is for the whole.

    An amount per unit says nothing about the whole, and is left out; tariffs times the quantities that the
    kader publishes are a whole.
    """
    leaves = [leaf for leaf, _ in tender.leaves if is_price(leaf)]
    if len(leaves) != 1 or not isinstance(leaves[0].rule, PriceTerms):
        return None
    question = tender.question_of(leaves[0])
    whole = isinstance(question, TableQuestion) or (
        isinstance(question, MoneyQuestion) and question.unit.strip().casefold() in _WHOLE_EURO
    )
    answer = submission.answer(question.code) if question is not None and whole else None
    return basket(leaves[0].rule, answer.value) if answer is not None else None
