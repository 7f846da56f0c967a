"""Lists of providers under a heading: who is proposed, who is outside the ranking, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from inkoop.domain.evaluation import Award
from inkoop.views.admission import objection_text, waiting_text
from inkoop.views.report_model import Mention, MentionList
from inkoop.views.report_parties import Field, Party
from inkoop.views.report_texts import capital, count


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
    """Who gets a contract, who has to draw lots, who is on reserve."""
    if field.tender.award is None:
        return (mention_list("Toegelaten", field.admitted, most[Award.AWARDED]),) if field.admitted else ()
    titles = {Award.AWARDED: "Contract", Award.DRAW: "Loting nodig", Award.RESERVE: "Reserve"}
    return tuple(
        mention_list(title, parties, most[award], lambda party: f"{party.total} punten")
        for award, title in titles.items()
        if (parties := field.with_award(award))
    )


def outside_lists(field: Field, most: int) -> tuple[MentionList, ...]:
    """Everyone outside the ranking, with the reason in a sentence."""
    lists = (
        ("Onder een drempel", field.below, lambda party: grounds(party, field)),
        ("Niet toegelaten", field.rejected, lambda party: grounds(party, field)),
        ("Wacht op een besluit", field.undecided, undecided_words),
    )
    found = [mention_list(title, parties, most, words) for title, parties, words in lists if parties]
    waiting = [party for party in field.admitted if party.submission.tenderer in field.waiting]
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
    missing = field.waiting.get(party.submission.tenderer, ())
    if len(missing) > 2:
        return f"Er ontbreken {count(len(missing), 'cijfer', 'cijfers')}."
    return waiting_text(missing, field.tender)
