"""Nothing that decides is missing from the guide: whoever changes a key of the kader, changes its text.

The keys are those of the model itself. What may stay out is named here, each with why; and of each change
that the guide does not show, made-up bids show that it changes no outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

import pytest

from inkoop.analysis.rehearsal.draws import Drawer
from inkoop.analysis.rehearsal.stage import stages
from inkoop.domain.tender import Tender
from inkoop.rules.fingerprint import fingerprint
from inkoop.views.guide.model import pieces
from inkoop.views.guide.view import guide_of
from tests.views.guide.kaders import other_kinds, written
from tests.views.guide.mutants import Key, Raw, Spot, every_key, holds_keys, read, spots, variants

pytestmark = pytest.mark.langzaam

LEFT_OUT: Mapping[str, str] = {
    "Acknowledged.*": "what the buyer knows of a rehearsal; nothing of a tender rests on it",
    "ClientsNow.*": "what the report tells of residents, beside every score",
    "Supply.*": "what the report tells of places, beside every score",
    "Size.*": "how the report counts small providers, beside every score",
    "Insight.*": "the same; what the municipality expects to need is told",
    "Tender.erkend": "see Acknowledged",
    "Tender.duiding": "see Insight",
    "FormWishes.*": "what the form repeats of the guide",
    "Tender.formulier": "see FormWishes",
    "Publication.ocds_voorvoegsel": "under which number the open data are published",
    "Notice.*": "what a buyer fills in elsewhere; it may be written down after the guide is out",
    "CompanySizes.*": "see Notice",
    "Retention.*": "see Notice",
    "WooIndex.*": "see Notice",
    "Tender.publicatie": "see Notice",
    "TextQuestion.persoonsgegevens": "whether the program warns of an address in an answer",
    "*Column.code": "the name by which the form finds a column; people read its text",
}
"""Keys that may stay out of the guide, with the reason."""
SAME: Mapping[str, str] = {
    "Criterion.bron": "another order of the same principles",
    "Requirement.bron": "another order of the same principles",
    "Criterion.gewicht": "no weight where nothing can be earned is a weight of 0",
    "CoverageRule.vol_bij": "as many as the list has is what holds without it",
    "Draw.zaad_vorm": "a text is what a seed is without it",
    "TableQuestion.max_rijen": "a table with printed rows has those",
    "TableQuestion.min_rijen": "a table with printed rows has those",
    "Tender.eisen": "another order of requirements of other kinds, which stand apart",
    "TableQuestion.verschillend": "another order of the same columns",
    "Publication.prijzen": "without an award nobody has a price that counts",
    "Tender.openbaar": "without an award nobody has a price that counts",
    "ChoiceColumn.hulp": "a hint that says what the guide says of every printed column",
    "*.per_eenheid": "nothing is added for an answer that nobody gives",
}
"""Keys of which some changes say the same in other words."""
NOT_ALONE = frozenset(
    (
        "AssessedRule.soort",
        "ChoiceRule.soort",
        "FixedTariffRule.soort",
        "PriceItselfRule.soort",
        "YesNoRule.soort",
        "Lot.code",
        "Tender.kader",
        "Tender.versie",
        "Change.versie",
        "AcceptedVersion.versie",
    )
)
"""Keys of which no other value fits, as long as all else stays as it is; each is in the text all the same."""


def covered(key: Key, patterns: Mapping[str, str]) -> bool:
    """Whether a key is in a list, by its full name, by its part, or by the end of both."""
    names = {str(key), f"{key.part}.*", f"*.{key.name}"}
    return bool(names & set(patterns)) or (key.part.endswith("Column") and f"*Column.{key.name}" in patterns)


def said(tender: Tender) -> list[tuple[str, ...]]:
    """All that a guide says but the fingerprint, which changes with every key."""
    return [piece.lines for piece in pieces(guide_of(tender)) if piece.name != "vingerafdruk"]


def outcome(tender: Tender) -> list[Any]:
    """What some made-up bids come to: their points, their order and what they get."""
    found: list[Any] = []
    for stage in stages(tender) if tender.award else ():
        result = stage.evaluate(Drawer(stage).tender(1, 0))
        found += [
            (place.scorecard.submission.name, place.rank, place.scorecard.total, place.award, place.volume)
            for place in result.ranking
        ]
        found += [(each.submission.name, len(each.objections)) for each in result.not_admitted]
    return found


ALWAYS = frozenset({"AwardRules", "Rounding", "Capacity", "Draw", "Lots", "Lot"})
"""What decides together with all else is tried in every kader; other keys in some that have them."""
SOME = 4


@cache
def kaders_of() -> Mapping[Key, list[str]]:
    """By key the kaders in which it is tried."""
    found: dict[Key, list[str]] = {}
    for name, raw in written().items():
        for key in {spot.key for spot in spots(raw)}:
            found.setdefault(key, []).append(name)
    return {key: names if key.part in ALWAYS else names[-SOME:] for key, names in found.items()}


def ends(name: str) -> Iterator[Spot]:
    """Every key of a kader, at its first and its last place: between those the same words are made again."""
    found: dict[Key, list[Spot]] = {}
    for spot in spots(written()[name]):
        found.setdefault(spot.key, []).append(spot)
    for places in found.values():
        yield from {each.path: each for each in (places[0], places[-1])}.values()


def some(name: str) -> Iterator[Spot]:
    """The same for the keys that are tried in this kader."""
    return (spot for spot in ends(name) if name in kaders_of()[spot.key])


def variants_of(raw: Raw, spot: Spot) -> Iterator[Raw]:
    """The kader with something else in the place of a key."""
    yield from variants(raw, spot)
    if spot.key.name == "soort":
        yield from other_kinds(raw, spot.path[:-1], spot.value)


@pytest.mark.parametrize("name", sorted(written()))
def test_every_change_of_the_kader_is_seen_in_the_guide(name: str) -> None:
    """Each key in turn, in each way that leaves a kader that the program takes."""
    raw = written()[name]
    tender = read(raw)
    assert tender is not None, f"{name} is no kader that the program takes"
    before, results, mark = said(tender), outcome(tender), fingerprint(tender)
    silent, decisive, changes = set(), set(), 0
    for spot in some(name):
        for other in variants_of(raw, spot):
            changed = read(other)
            if changed is None or fingerprint(changed) == mark:
                continue
            changes += 1
            if said(changed) != before:
                continue
            if not (covered(spot.key, LEFT_OUT) or covered(spot.key, SAME)):
                silent.add((str(spot.key), spot.path))
            if outcome(changed) != results:
                decisive.add((str(spot.key), spot.path))
    assert changes > 10, "this tries next to nothing"
    assert not silent, f"de leidraad zegt niet: {sorted(silent, key=str)}"
    assert not decisive, f"de leidraad zwijgt over wat de uitkomst verandert: {sorted(decisive, key=str)}"


def test_every_key_of_the_model_is_tried() -> None:
    """A key that is added to the model comes into a kader here, or this test names it.

    Where no other value fits, that is tried at the ends of each kader: those are many, and more say no more.
    """
    every = {name: list(spots(raw)) for name, raw in written().items()}
    every = dict(sorted(every.items(), key=lambda named: len(named[1])))  # the small ones are soon read
    holding = {spot.key for found in every.values() for spot in found if holds_keys(spot)}
    left = every_key() - holding
    left -= _tried(left, {name: list(ends(name)) for name in every})
    left -= _tried({key for key in left if str(key) not in NOT_ALONE}, every)
    assert {str(key) for key in left if not covered(key, LEFT_OUT)} == NOT_ALONE


def _tried(keys: AbstractSet[Key], places: Mapping[str, Sequence[Spot]]) -> set[Key]:
    """Those of these keys for which the program takes something else at one of these places."""
    found: set[Key] = set()
    for name, spots_of_one in places.items():
        for spot in spots_of_one:
            if spot.key in keys - found and not holds_keys(spot):
                others = variants_of(written()[name], spot)
                found |= {spot.key} if any(read(other) is not None for other in others) else set()
    return found


def test_no_reason_to_leave_a_key_out_is_left_over() -> None:
    """Each name in both lists is that of a key of the model."""
    for pattern in (*LEFT_OUT, *SAME):
        assert any(covered(key, {pattern: ""}) for key in every_key()), pattern
