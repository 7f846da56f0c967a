"""A kader written out: what is asked once for every lot becomes one for each, by docs/kader.md."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from .plain import Kader, holders

OF_LOT = "@"
"""What stands between a code and the lot that it belongs to."""


def of_lot(code: str, lot: str) -> str:
    """The code of one lot's own copy."""
    return f"{code}{OF_LOT}{lot}"


def written_out(kader: Kader) -> Kader:
    """The same kader without `per_perceel`; a question of one lot alone tells so under `perceel`."""
    lots = kader.get("percelen", {}).get("lijst", [])
    marked = [one for one in _parts(kader) if one.get("per_perceel") == "ja"]
    if not marked:
        return kader
    asked = {one["code"] for one in kader["algemeen"] if one.get("per_perceel") == "ja"}
    named = {one["code"] for top in marked if top["code"] not in asked for one in holders([top])}
    made = dict(kader)
    for place in ("algemeen", "eisen", "criteria"):
        made[place] = [
            copy
            for one in kader.get(place, [])
            for copy in (
                [_copy(one, lot, asked) for lot in lots if _holds(one, place, lot)]
                if one in marked
                else [one]
            )
        ]
    made["percelen"] = dict(kader["percelen"])
    made["percelen"]["lijst"] = [_own_names(lot, named, kader) for lot in kader["percelen"]["lijst"]]
    return made


def _parts(kader: Kader) -> list[Kader]:
    return [*kader["algemeen"], *kader.get("eisen", []), *kader.get("criteria", [])]


def _holds(part: Kader, place: str, lot: Kader) -> bool:
    """Whether a requirement or criterion holds in a lot; a general question is asked in each."""
    return place == "algemeen" or place not in lot or part["code"] in lot[place]


def _copies(part: Kader, place: str, lots: list[Kader], asked: set[str]) -> list[Kader]:
    return [_copy(part, lot, asked) for lot in lots if _holds(part, place, lot)]


def _copy(part: Kader, raw: Kader, asked: set[str]) -> Kader:
    """A question, requirement or criterion as it holds in one lot, with that lot behind its title."""
    made, lot = deepcopy(part), raw["code"]
    made["perceel"] = lot
    for one in holders([made]):
        if "titel" in one:
            one["titel"] = f"{one['titel']} ({raw['titel']})"
        one["code"] = of_lot(one["code"], lot)
        question = one.get("vraag")
        if isinstance(question, dict):
            question |= {"code": of_lot(question["code"], lot), "perceel": lot}
        elif question in asked:
            one["vraag"] = of_lot(question, lot)
        for extra in one.get("regel", {}).get("bijtelling", []):
            if extra["vraag"] in asked:
                extra["vraag"] = of_lot(extra["vraag"], lot)
    return made


def _own_names(lot: Kader, named: set[str], kader: Kader) -> Kader:
    """The rules of a lot with the codes of its own copies; a tie is parted by those too."""

    def own(code: str) -> str:
        return of_lot(code, lot["code"]) if code in named else code

    made: dict[str, Any] = dict(lot)
    for key in ("criteria", "eisen"):
        if key in lot:
            made[key] = [own(code) for code in lot[key]]
    for key in ("gewichten", "drempels"):
        if key in lot:
            made[key] = {own(code): value for code, value in lot[key].items()}
    parted = lot.get("bij_gelijk", kader.get("gunning", {}).get("bij_gelijk"))
    if parted is not None:
        made["bij_gelijk"] = [own(code) for code in ([parted] if isinstance(parted, str) else parted)]
    return made
