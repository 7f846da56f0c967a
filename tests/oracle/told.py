"""What a sentence holds: patterns with numbers, names and criteria in them, and what each has to be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tests.reckoning.plain import Bid, Kader, holders
from tests.reckoning.public import kept_back
from tests.reckoning.result import CHOOSE, DRAW, Outcome, Place
from tests.reckoning.shown import is_shown

from .town import Town

SMALL = ["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"]
NUMBER = r"[−-]?(?:€ )?[−-]?\d+(?:\.\d{3})*(?:,\d+)?"
NUMBERS = re.compile(rf"{NUMBER}|\b(?:{'|'.join(SMALL)}|eén)\b", re.IGNORECASE)
"""Every number in a text, in digits or a word."""
COUNT = rf"(?:{NUMBER}|{'|'.join(SMALL)}|eén|een|niemand|geen enkele|geen)"


WAITS = "een loting|een keuze van de aanbieder|een besluit|cijfers"


@dataclass
class Told:
    """One lot of a tender, as a page tells about it."""

    town: Town
    lot: str
    owner: str = ""
    """The provider that the page is telling about."""
    section: str = ""
    """The criterion that the page is telling about."""
    block: str = ""
    """The paragraph that is read."""
    public: bool = False
    """Whether anybody may read the page."""

    def kept_back(self, place: Place, code: str) -> bool:
        """Whether points for a criterion (or the total) are not public: a price that is kept back follows."""
        hidden = kept_back(self.outcome, place) if self.public else ""
        return bool(hidden) and code in (hidden, "totaal")

    def points(self, what: str, shown: str, place: Place, code: str) -> str | None:
        """A number of points, or the dash that stands for one."""
        if self.kept_back(place, code):
            return holds(f"{what}: {shown}, en dat is niet openbaar", shown == "–")
        return close(what, shown, place.total if code == "totaal" else place.scores[code])

    @property
    def outcome(self) -> Outcome:
        """What the lot comes to."""
        return self.town.outcomes[self.lot]

    @property
    def ranked(self) -> list[Place]:
        """Who is in the ranking, in order."""
        return self.outcome.places

    @cached_property
    def below(self) -> list[Place]:
        """Who missed a threshold, by letter: the order of the names."""
        return list(self.outcome.below.values())

    @property
    def kept_out(self) -> int:
        """Who is out, with those below a threshold."""
        return len(self.outcome.rejected)

    @cached_property
    def here(self) -> list[Bid]:
        """Who bids on this lot."""
        return [bid for bid in self.town.counting if bid.file in self.outcome.names]

    def bid(self, name: str) -> Bid:
        """A tenderer by name."""
        nobody = Bid(name, "", {})
        every = ((bid, (bid.name, called(bid))) for bid in self.town.counting)
        return next((bid for bid, names in every if name in names), nobody)

    def place(self, name: str) -> Place | None:
        """Somebody with points."""
        every = (*self.ranked, *self.below)
        return next((one for one in every if name in (one.bid.name, called(one.bid))), None)

    @cached_property
    def criteria(self) -> dict[str, Kader]:
        """Every criterion of the lot by its code."""
        return {one["code"]: one for one in holders(self.outcome.lot.tops)}

    def mean(self, code: str) -> Fraction:
        """The mean of the points of those in the ranking."""
        return sum((one.scores[code] for one in self.ranked), Fraction(0)) / len(self.ranked)

    def label(self, place: Place) -> str:
        """The rank as it is printed."""
        if place in self.below:
            return "ABCDEFGHIJ"[self.below.index(place)]
        shared = sum(one.rank == place.rank for one in self.ranked) > 1
        return f"{place.rank}{'=' if shared else ''}"


def called(bid: Bid) -> str:
    """How a tenderer is called where another has the same name."""
    return f"{bid.name} ({bid.file})"


Check = Callable[[Told, re.Match[str]], Iterable[str | None]]
SAYS: list[tuple[str, Check]] = []


def says(*templates: str) -> Callable[[Check], Check]:
    """A sentence with what it has to be; in a template `<n:count>` is a number that the check asks for."""

    def known(check: Check) -> Check:
        SAYS.extend((template, check) for template in templates)
        return check

    return known


def compiled(told: Told) -> list[tuple[re.Pattern[str], Check]]:
    """The sentences for one tender, the longest first."""
    every = sorted(told.town.names(), key=len, reverse=True)
    name = "|".join(map(re.escape, every)) or "(?!)"
    codes = sorted(told.criteria, key=len, reverse=True)
    crit = "|".join(rf"{re.escape(c)} \({re.escape(told.criteria[c]['titel'])}\)" for c in codes)
    kinds = {
        "count": COUNT,
        "number": NUMBER,
        "name": f"(?:{name})",
        "code": "(?:" + ("|".join(map(re.escape, codes)) or "(?!)") + ")",
        "names": rf"(?:{name})(?:(?:, | en )(?:{name}))*",
        "crit": f"(?:{crit or '(?!)'})",
        "crits": rf"(?:{crit or '(?!)'})(?:(?:, | en )(?:{crit or '(?!)'}))*",
        "waits": f"(?:{WAITS})(?:(?:, | of )(?:{WAITS}))*",
        "any": ".+?",
    }

    def pattern(template: str) -> re.Pattern[str]:
        made = re.sub(r"<(\w+):(\w+)>", lambda m: f"(?P<{m[1]}>{kinds[m[2]]})", template)
        return re.compile(made, re.IGNORECASE)

    ordered = sorted(SAYS, key=lambda pair: -len(pair[0]))
    return [(pattern(template), check) for template, check in ordered]


def number(text: str | None) -> Fraction | None:
    """A number in digits or words; nothing for a word that is none."""
    if text is None:
        return None
    low = text.strip().casefold().replace("€ ", "").replace("−", "-")
    if low in ("niemand", "geen", "geen enkele"):
        return Fraction(0)
    if low in ("een", "eén"):
        return Fraction(1)
    if low in SMALL:
        return Fraction(SMALL.index(low))
    try:
        return Fraction(low.replace(".", "").replace(",", "."))
    except ValueError:
        return None


def same(what: str, shown: str | None, right: object) -> str | None:
    """What is wrong with a count; nothing when it is right."""
    wanted = None if right is None else Fraction(str(right))
    if number(shown) == wanted:
        return None
    return f"{what}: er staat {shown!r}, het hoort {right}"


def close(what: str, shown: str, right: Fraction) -> str | None:
    """The same for a number with digits behind the comma, as far as it is shown."""
    plain = shown.replace("€ ", "").replace("−", "-")
    return None if is_shown(plain, right) else f"{what}: er staat {shown!r}, het hoort {float(right)}"


def holds(what: str, right: bool) -> str | None:
    """What is wrong with a sentence that is true or not."""
    return None if right else f"dit klopt niet: {what}"


def listed(text: str, every: Iterable[str]) -> list[str]:
    """The names in a list, in order; a name may hold “en”."""
    found, at = [], 0
    names = sorted(every, key=len, reverse=True)
    while at < len(text):
        name = next((one for one in names if text.startswith(one, at)), None)
        found += [name] if name else []
        at += len(name) if name else 1
    return found


def flat(found: Iterable[str | None]) -> Iterator[str]:
    """Only what is wrong."""
    yield from (one for one in found if one)


def names_in(told: Told, text: str) -> list[str]:
    """The names in a list."""
    return listed(text, told.town.names())


def codes_in(text: str) -> list[str]:
    """The codes in a list of criteria."""
    return re.findall(r"(?:^|, | en )(\S+) \(", text)


def with_award(told: Told, award: str) -> list[Place]:
    """Who has this award in the lot."""
    return told.town.awarded(told.lot, award)


def end_of(told: Told, names: str) -> frozenset[str] | None:
    """Who wins, as the files; nothing where the draw cannot end like that."""
    won = frozenset(told.bid(name).file for name in names_in(told, names))
    return won if won in told.town.ends() else None


def waits_for(told: Told, shown: str | None) -> str | None:
    """What is wrong with what has to come first: a draw, a choice, a decision or grades, in any lot."""
    outcomes = told.town.outcomes.values()
    held = {place.award for outcome in outcomes for place in outcome.places}
    every = {
        "een loting": DRAW in held,
        "een keuze van de aanbieder": CHOOSE in held,
        "een besluit": any(outcome.undecided for outcome in outcomes),
        "cijfers": any(outcome.waiting for outcome in outcomes),
    }
    right = {what for what, present in every.items() if present}
    if shown is None or set(re.findall(WAITS, shown)) == right:
        return None
    return f"er wordt gewacht op {right}, er staat {shown}"
