"""Who can stay and who has to move: present clients against the proposed award.

Informative, never a criterion. Only what providers filled in themselves is counted, so clients of providers
that did not take part are not in it, and the report says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from inkoop.analysis.award.outcome import Prospect, prospects
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.insight import ClientsNow, Supply
from inkoop.domain.questions import TableQuestion
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.domain.tender import Tender

Spot = tuple[str, str]
"""District and function; the function is an empty text where it is not asked."""


@dataclass(frozen=True, slots=True)
class ProviderClients:
    """The present clients of one provider, and what the proposal means for them."""

    submission: SubmissionId
    tenderer: str
    prospect: Prospect
    clients: Mapping[Spot, int]

    @property
    def total(self) -> int:
        """All present clients of this provider."""
        return sum(self.clients.values())


@dataclass(frozen=True, slots=True)
class SpotFate:
    """What happens at one spot: who stays, who waits, who moves, and the room nearby."""

    spot: Spot
    stay: int
    open: int
    move: int
    room: int
    """Free places for the same function in the same district, with providers that get a contract."""
    room_in_district: int
    """Free places in the same district, whatever the function."""


@dataclass(frozen=True, slots=True)
class Consequences:
    """The fate of all present clients that are known."""

    providers: tuple[ProviderClients, ...]
    """Those with the most clients first."""
    spots: tuple[SpotFate, ...]
    """In the order of the kader's lists."""
    rooms_known: bool
    """Whether the kader asks how many places there are."""

    def total(self, prospect: Prospect) -> int:
        """All clients of providers with this prospect."""
        return sum(p.total for p in self.providers if p.prospect is prospect)

    @property
    def nowhere(self) -> int:
        """Clients who have to move and for whom there is no free place in their own district."""
        by_district: dict[str, list[SpotFate]] = {}
        for fate in self.spots:
            by_district.setdefault(fate.spot[0], []).append(fate)
        return sum(
            max(0, sum(fate.move for fate in fates) - fates[0].room_in_district)
            for fates in by_district.values()
        )


def consequences(evaluation: Evaluation) -> Consequences | None:
    """The fate of present clients, or None when the kader does not ask where they are."""
    insight = evaluation.tender.insight
    if insight is None or insight.clients is None:
        return None
    fate = prospects(evaluation)
    providers = [
        ProviderClients(s.id, s.name, fate[s.id], clients_of(s, insight.clients)) for s in evaluation.bidders
    ]
    each = insight.need.per_place if insight.need and insight.need.per_place else Decimal(1)
    rooms = _rooms(evaluation, providers, insight.supply, each)
    providers.sort(key=lambda p: (-p.total, p.tenderer.casefold()))
    return Consequences(
        tuple(providers),
        tuple(_fates(evaluation, providers, rooms)),
        bool(insight.supply and insight.supply.places),
    )


def clients_of(submission: Submission, asked: ClientsNow) -> dict[Spot, int]:
    """The present clients of a submission by spot."""
    found: dict[Spot, int] = {}
    for row in submission.rows(asked.question):
        number = row.number(asked.number)
        if number is not None and row.codes(asked.district):
            spot = row.text(asked.district), row.text(asked.function)
            found[spot] = found.get(spot, 0) + int(number)
    return found


def places_of(submission: Submission, asked: Supply) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Every location: its district, its functions, and its number of places (0 where that is not asked)."""
    for row in submission.rows(asked.question):
        for district in row.codes(asked.district):
            yield district, row.codes(asked.function) or ("",), int(row.number(asked.places) or 0)


def _rooms(
    evaluation: Evaluation, providers: list[ProviderClients], supply: Supply | None, each: Decimal
) -> Mapping[Spot, int]:
    """Room with providers that get a contract; under (district, '*') that of all functions together.

    A location with several functions counts for each of them, and once for its district. What a provider's
    own clients use there now is not free.

    Args:
        each: for how many people one place is, when they do not come every half day.
    """
    rooms: dict[Spot, int] = {}
    if supply is None:
        return rooms
    submissions = {submission.id: submission for submission in evaluation.submissions}
    for provider in providers:
        if provider.prospect is not Prospect.CONTRACT:
            continue
        own: dict[Spot, int] = {}
        for district, functions, places in places_of(submissions[provider.submission], supply):
            for function in dict.fromkeys((*functions, "*")):
                own[district, function] = own.get((district, function), 0) + places
        used = dict(provider.clients)
        for (district, _), number in provider.clients.items():
            used[district, "*"] = used.get((district, "*"), 0) + number
        for spot, places in own.items():
            rooms[spot] = rooms.get(spot, 0) + max(0, int(places * each) - used.get(spot, 0))
    return rooms


def _fates(
    evaluation: Evaluation, providers: list[ProviderClients], rooms: Mapping[Spot, int]
) -> Iterator[SpotFate]:
    counts: dict[Spot, dict[Prospect, int]] = {}
    for provider in providers:
        for spot, number in provider.clients.items():
            here = counts.setdefault(spot, dict.fromkeys(Prospect, 0))
            here[provider.prospect] += number
    for spot in sorted(counts, key=_order(evaluation)):
        here = counts[spot]
        yield SpotFate(
            spot,
            here[Prospect.CONTRACT],
            here[Prospect.OPEN],
            here[Prospect.NONE],
            rooms.get(spot, 0),
            rooms.get((spot[0], "*"), 0),
        )


def _order(evaluation: Evaluation) -> Callable[[Spot], tuple[int, int]]:
    """The place of a spot in the kader's own lists."""
    insight = evaluation.tender.insight
    assert insight is not None
    assert insight.clients is not None
    districts = list(column_choices(evaluation.tender, insight.clients.question, insight.clients.district))
    function = insight.clients.function
    functions = (
        list(column_choices(evaluation.tender, insight.clients.question, function)) if function else []
    )

    def place(spot: Spot) -> tuple[int, int]:
        return districts.index(spot[0]), functions.index(spot[1]) if spot[1] in functions else -1

    return place


def column_choices(tender: Tender, question: str, column: str) -> Mapping[str, str]:
    """Code to name of the choices of a table column."""
    table = tender.questions[question]
    assert isinstance(table, TableQuestion)
    return tender.choices_of(table.column(column))
