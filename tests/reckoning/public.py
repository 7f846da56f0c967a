"""What of an outcome the public may read: without the points from which a price that is kept back follows.

The kaders that are drawn at random keep back the prices of who gets no contract, or none; the price has a
criterion of its own, and stands in no group.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .points import COMPARING, price_leaf
from .result import WON, Outcome, Place


def kept_back(outcome: Outcome, place: Place) -> str:
    """The criterion for which this provider's points are not public; empty where all are."""
    leaf, kader = price_leaf(outcome.lot), outcome.lot.kader
    if kader.get("openbaar", {}).get("prijzen") != "winnaars" or leaf is None:
        return ""
    won = {one.bid.file for one in outcome.places if one.award == WON}
    hidden = outcome.names.keys() - won - outcome.replaced
    if not hidden or outcome.lot.maximum[leaf["code"]] == 0:
        return ""
    compared = leaf["regel"]["soort"] in COMPARING
    return str(leaf["code"]) if compared or place.bid.file in hidden else ""


def public(outcomes: Mapping[str, Outcome]) -> dict[str, Outcome]:
    """The outcomes with nothing where a number is not public."""
    return {code: _public(outcome) for code, outcome in outcomes.items()}


def _public(outcome: Outcome) -> Outcome:
    below = {file: _place(outcome, place) for file, place in outcome.below.items()}
    return replace(outcome, places=[_place(outcome, place) for place in outcome.places], below=below)


def _place(outcome: Outcome, place: Place) -> Place:
    code = kept_back(outcome, place)
    scores = {one: None if one == code else points for one, points in place.scores.items()}
    return replace(place, total=None, scores=scores) if code else place  # type: ignore[arg-type]
