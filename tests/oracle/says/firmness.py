"""How firm the ranking is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.reckoning.result import RESERVE, WON

from ..firm import Firm
from ..told import Told, close, holds, number, same, says, with_award

Wrong = Iterator[str | None]
Match = re.Match[str]


@says(
    r"<one:name> en <two:name> hebben evenveel punten\. Alleen de regel bij een gelijke stand"
    r" beslist wie van hen een"
    r" contract krijgt\."
)
def _line_by_rule(told: Told, m: Match) -> Wrong:
    one, two = told.place(m["one"]), told.place(m["two"])
    yield holds(m[0], one is not None and two is not None and one.total == two.total)
    yield holds(m[0], one is not None and two is not None and (one.award, two.award) == (WON, RESERVE))


@says(r"Geen enkel ander gewicht van één criterium geeft een andere uitkomst\.")
def _never_turns(told: Told, m: Match) -> Wrong:
    firm = Firm(told)
    yield holds(m[0], all(firm.nearest(code) is None for code in firm.tops))


@says(
    r"De uitkomst wordt (?:al|pas) anders als het gewicht van <k:crit> van <own:number> naar <at:number>"
    r" procent gaat\."
)
def _nearest_turn(told: Told, m: Match) -> Wrong:
    firm, code = Firm(told), m["k"].split(" ")[0]
    found = {one: at for one in firm.tops if (at := firm.nearest(one)) is not None}
    yield close(f"gewicht van {code}", m["own"], told.criteria[code]["gewicht"])
    yield holds(f"{code} kantelt bij {m['at']}", abs(float(number(m["at"]) or 0) - 100 * found[code]) < 0.06)
    nearest = min(abs(at - firm.weights[one]) for one, at in found.items())
    yield holds(f"{code} kantelt het eerst", abs(found[code] - firm.weights[code]) <= nearest + 0.001)


@says(r"Het aantal contracten blijft in elke proef gelijk: <n:number>\.")
def _always(told: Told, m: Match) -> Wrong:
    yield same("contracten in elke proef", m["n"], told.town.spots(told.lot) or len(with_award(told, WON)))


@says(r"<one:name> krijgt een contract, <two:name> niet: het verschil is <n:number>(?: punt(?:en)?)?\.")
def _margin(told: Told, m: Match) -> Wrong:
    last, first = with_award(told, WON)[-1], with_award(told, RESERVE)[0]
    yield holds(m[0], (last.bid.name, first.bid.name) == (m["one"], m["two"]))
    yield close("het verschil op de streep", m["n"], abs(last.total - first.total))
