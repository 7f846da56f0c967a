"""Who can stay and who has to move: present clients against the proposed award.

Informative, never a criterion. Only what providers filled in themselves is counted, so clients of providers
that did not take part are not in it, and the report says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from inkoop.analysis.award.outcome import Prospect, prospects
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.insight import ClientsNow, Insight
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
    rooms = _rooms(evaluation, providers, insight)
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


class Location(NamedTuple):
    """One location of a provider."""

    district: str
    functions: tuple[str, ...]
    """An empty text where they are not asked."""
    places: int
    """0 where that is not asked."""
    room: Decimal
    """For how many people these places are: not everybody comes, and not all are open, every half day."""


def locations_of(submission: Submission, insight: Insight) -> Iterator[Location]:
    """Every location that a provider offers."""
    asked = insight.supply
    if asked is None:
        return
    for row in submission.rows(asked.question):
        places = int(row.number(asked.places) or 0)
        open_half_days = row.number(asked.half_days)
        for district in row.codes(asked.district):
            yield Location(
                district,
                row.codes(asked.function) or ("",),
                places,
                places * people_a_place(insight, open_half_days),
            )


def people_a_place(insight: Insight, open_half_days: Decimal | None = None) -> Decimal:
    """For how many people one place is.

    Args:
        open_half_days: how many half days a week the location is open, where that is asked.
    """
    need = insight.need
    if need is None:
        return Decimal(1)
    if need.half_days is not None:
        return (open_half_days or Decimal(0)) / need.half_days
    return need.per_place or Decimal(1)


def _rooms(evaluation: Evaluation, providers: list[ProviderClients], insight: Insight) -> Mapping[Spot, int]:
    """Room with providers that get a contract; under (district, '*') that of all functions together.

    A location with several functions counts for each of them, and once for its district. What a provider's
    own clients use there now is not free, also where they come for another function: so no function has more
    room than the district.
    """
    rooms: dict[Spot, int] = {}
    submissions = {submission.id: submission for submission in evaluation.submissions}
    for provider in providers:
        if provider.prospect is not Prospect.CONTRACT:
            continue
        own: dict[Spot, Decimal] = {}
        for each in locations_of(submissions[provider.submission], insight):
            for function in dict.fromkeys((*each.functions, "*")):
                own[each.district, function] = own.get((each.district, function), Decimal(0)) + each.room
        used = dict(provider.clients)
        for (district, _), number in provider.clients.items():
            used[district, "*"] = used.get((district, "*"), 0) + number
        free = {spot: max(0, int(room) - used.get(spot, 0)) for spot, room in own.items()}
        for spot, number in free.items():
            rooms[spot] = rooms.get(spot, 0) + min(number, free[spot[0], "*"])
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
