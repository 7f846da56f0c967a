"""Lists of providers under a heading: who is proposed, who is outside the ranking, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from inkoop.domain.evaluation import Award, Ground
from inkoop.views.report.model import MentionList
from inkoop.views.report.parties import Field, Party
from inkoop.views.words.admission import objection_text, volume_text, waiting_text
from inkoop.views.words.blocks import Mention
from inkoop.views.words.counting import capital, count

UNDER, NO_OUTCOME = "Onder een drempel", "Geen uitkomst te berekenen"


def mention_list(
    title: str,
    parties: Sequence[Party],
    most: int,
    words: Callable[[Party], str] = lambda _party: "",
) -> MentionList:
    """At most so many providers, with the number of the others."""
    mentions = tuple(Mention(party.name, party.anchor, words(party), party.label) for party in parties[:most])
    return MentionList(title, mentions, max(0, len(parties) - most))


def proposal_lists(field: Field, most: Mapping[Award, int]) -> tuple[MentionList, ...]:
    """Who is in the ranking and gets no contract by this proposal."""
    titles = {
        Award.ELSEWHERE: "Krijgt al een ander perceel",
        Award.RESERVE: "Reserve",
        Award.NOTHING: "Geen deel",
    }
    return tuple(
        mention_list(title, parties, most[award], lambda party: _beside(party, field))
        for award, title in titles.items()
        if (parties := field.with_award(award))
    )


def _beside(party: Party, field: Field) -> str:
    """What stands beside a name: how much is proposed, else what the order rests on."""
    volume = party.ranked.volume if party.ranked else None
    return party.said if volume is None else volume_text(volume, field.tender)


def without_outcome(party: Party) -> bool:
    """Whether the method could not be worked out for this provider, instead of a threshold missed."""
    objections = party.rejected.objections if party.rejected else ()
    return any(objection.ground is Ground.NO_OUTCOME for objection in objections)


def outside_lists(field: Field, most: int) -> tuple[MentionList, ...]:
    """Everyone outside the ranking, with the reason in a sentence."""
    lists = (
        (UNDER, [p for p in field.below if not without_outcome(p)], lambda party: grounds(party, field)),
        (NO_OUTCOME, [p for p in field.below if without_outcome(p)], lambda party: grounds(party, field)),
        ("Niet toegelaten", field.rejected, lambda party: grounds(party, field)),
        ("Wacht op een besluit", field.undecided, undecided_words),
    )
    found = [mention_list(title, parties, most, words) for title, parties, words in lists if parties]
    waiting = [party for party in field.admitted if party.submission.id in field.waiting]
    if waiting:
        found.append(
            mention_list("Wacht op cijfers", waiting, most, lambda party: missing_grades(party, field))
        )
    return tuple(found)


def grounds(party: Party, field: Field) -> str:
    """Every ground against a submission."""
    objections = party.rejected.objections if party.rejected else ()
    return " ".join(objection_text(objection, field.tender) for objection in objections)


def undecided_words(party: Party) -> str:
    """How many things a person has to decide."""
    number = len(party.undecided.findings) if party.undecided else 0
    return f"{capital(count(number, 'punt', 'punten'))} om over te besluiten."


def missing_grades(party: Party, field: Field) -> str:
    """Which grades are missing, in full when there are few."""
    missing = field.waiting.get(party.submission.id, ())
    if len(missing) > 2:
        return f"Er ontbreken {count(len(missing), 'cijfer', 'cijfers')}."
    return waiting_text(missing, field.tender)
