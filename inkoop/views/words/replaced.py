"""Which report a new one takes the place of, and what became otherwise, in a sentence each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from typing_extensions import TypedDict

from inkoop.rules.dutch_format import day_text, listing
from inkoop.views.words.wording import names, plain, shortened

_GROUPS = 4
_NAMED, _LENGTH = 5, 60

Part = Literal["hoeveel iemand krijgt", "uitkomsten", "plaatsen", "totalen", "scores"]
"""What may be otherwise where the same people get a contract; also the words for it."""


class ReplacedData(TypedDict):
    """The report that was replaced, as it travels in the one that took its place."""

    zegel: str
    """The seal of the same report in that set; empty where it is not known."""
    sinds: str
    """The day on which it took its place, by the clock of the disk: 2027-05-03."""
    vergeleken: bool
    """Whether the two outcomes could be held side by side."""
    soort: Literal["contract", "toelating"]
    """What somebody gets: a contract, or in an open house admission."""
    erbij: list[str]
    """Who gets it now, and did not."""
    weg: list[str]
    """Who got it, and does not any more."""
    anders: list[Part]


def replaced_text(data: ReplacedData) -> str:
    """Which report was replaced, and what became otherwise in the outcome."""
    since = day_text(date.fromisoformat(data["sinds"]))
    seal = f" (zegel {short_seal(data['zegel'])})" if data["zegel"] else ""
    return f"het verslag dat er sinds {since} stond{seal}. {change_text(data)}"


def change_text(data: ReplacedData) -> str:
    """What became otherwise in the outcome, in one sentence."""
    if not data["vergeleken"]:
        return "Wat er in de uitkomst anders is, is niet na te gaan."
    gets, got = _GETS[data["soort"]]
    if data["erbij"] and data["weg"]:
        return f"{gets} nu wel: {_some(data['erbij'])}; nu niet meer: {_some(data['weg'])}."
    if data["erbij"]:
        return f"{gets} nu wel: {_some(data['erbij'])}."
    if data["weg"]:
        return f"{gets} nu niet meer: {_some(data['weg'])}."
    if not data["anders"]:
        return "De uitkomst is dezelfde."
    verb = "Wel anders" if len(data["anders"]) == 1 else "Wel anders zijn"
    return f"{got}, is hetzelfde gebleven. {verb}: {listing(data['anders'])}."


def replaced_sheet_text(lots: Mapping[str, ReplacedData]) -> str:
    """The same for the sheet over all lots: in which of them, by their names, the contracts are otherwise."""
    since = day_text(date.fromisoformat(next(iter(lots.values()))["sinds"]))
    begin = f"de bladzijde die er sinds {since} stond."
    if not all(data["vergeleken"] for data in lots.values()):
        return f"{begin} Wat er in de uitkomst anders is, is niet na te gaan."
    _, got = _GETS[next(iter(lots.values()))["soort"]]
    changed = [name for name, data in lots.items() if data["erbij"] or data["weg"]]
    if changed:
        return f"{begin} {got}, is veranderd in {names(tuple(changed))}."
    if any(data["anders"] for data in lots.values()):
        return f"{begin} {got}, is in elk perceel hetzelfde gebleven. De rest van de uitkomst niet."
    return f"{begin} De uitkomst is dezelfde."


_GETS = {
    "contract": ("Een contract krijgt", "Wie een contract krijgt"),
    "toelating": ("Toegelaten is", "Wie is toegelaten"),
}


def short_seal(seal: str) -> str:
    """The beginning of a seal, in groups of four: enough to tell two apart by eye."""
    return " ".join(seal[start : start + 4] for start in range(0, 4 * _GROUPS, 4)) + " …"


def _some(people: Sequence[str]) -> str:
    shown = tuple(shortened(plain(name), _LENGTH) for name in people[:_NAMED])
    more = len(people) - len(shown)
    return f"{names(shown)}, en nog {more}" if more else names(shown)
