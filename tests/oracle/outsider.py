"""Somebody who knows the published kader, reads everything that is public, and works out a hidden price.

He writes down every number that any public output tells about a provider, and then turns the published
formulas round: which prices fit with all of that, and with the order? Where a rule compares, he tries every
lowest price (and highest) that there may be. What is left is the tightest interval in which a price can
lie.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.reckoning.plain import holders, read_yaml

from .pages import BREAK, Table, parts

Interval = tuple[float, float]
_GRID = 240
_HAIR = 1e-7


@dataclass
class Known:
    """What was read about one provider."""

    points: dict[str, Interval] = field(default_factory=dict)
    total: Interval | None = None
    rank: int = 0
    price: float | None = None


class Outsider:
    """One reader of one tender without lots."""

    def __init__(self, kader: Path, out: Path) -> None:
        self.kader = read_yaml(kader)
        self.award = self.kader["gunning"]
        rounding = self.award["afronding"]
        self.hair = 0.5 * 10.0 ** -int(rounding["criterium"])
        self.total_hair = 0.5 * 10.0 ** -int(rounding["totaal"])
        self.leaf = next(one for one in holders(self.kader["criteria"]) if one["code"] == "K3")
        self.rule = self.leaf["regel"]
        whole = self.award.get("punten", 0)
        self.most = {
            one["code"]: float(one.get("waarde", whole * one.get("gewicht", 0) / 100))
            for one in self.kader["criteria"]
        }
        self.known: dict[str, Known] = {}
        self._read(out)

    # --- Reading -------------------------------------------------------------------------------------------

    def _read(self, out: Path) -> None:
        inside = [path for path in out.parent.glob("in-*") if "besloten" not in path.name]
        for folder in (out, *inside):
            self._outcome(json.loads((folder / "uitkomst.json").read_text("utf-8")))
            self._table((folder / "rangorde.csv").read_text("utf-8-sig"))
        for folder in inside:
            self._dossier(json.loads((folder / "inschrijvingen.json").read_text("utf-8")))
        self._open_data(json.loads((out / "open-data.ocds.json").read_text("utf-8")))
        for name in ("rapport.html", "rapport.pdf", "samenvatting.pdf"):  # of a PDF the page it is made of
            self._page((out / name).read_text("utf-8"))

    def _who(self, name: str) -> Known:
        return self.known.setdefault(name, Known())

    def _note(self, name: str, code: str, text: Any) -> None:
        """A number about a provider: points for a criterion, the total, or a price."""
        value = _number(text)
        if value is None:
            return
        who = self._who(name)
        if code == "prijs":
            who.price = value
        elif code == "totaal":
            who.total = value - self.total_hair, value + self.total_hair
        else:
            who.points[code] = value - self.hair, value + self.hair

    def _outcome(self, told: Any) -> None:
        for lot in told["percelen"]:
            for place in (*lot["rangorde"], *lot["niet_toegelaten"]):
                name = place["inschrijver"]
                self._who(name).rank = place.get("rang", 0)
                self._note(name, "totaal", place.get("totaal"))
                self._note(name, "prijs", place.get("prijs"))
                for score in (*place.get("scores", ()), *place.get("groepen", ())):
                    self._note(name, score["criterium"], score.get("punten"))
                    for answer in score.get("antwoorden", ()):
                        if answer["vraag"] == "tarief":
                            self._note(name, "prijs", answer.get("waarde"))

    def _table(self, text: str) -> None:
        for row in csv.DictReader(io.StringIO(text), delimiter=";"):
            self._note(row["inschrijver"], "totaal", row["totaal"])
            if row["criterium"]:
                self._note(row["inschrijver"], row["criterium"], row["punten"])

    def _dossier(self, told: Any) -> None:
        for one in told["inschrijvingen"]:
            for answer in one["antwoorden"]:
                if answer["vraag"] == "tarief":
                    self._note(one["inschrijver"], "prijs", answer.get("waarde", answer.get("tekst")))

    def _open_data(self, told: Any) -> None:
        for bid in told["releases"][0]["bids"]["details"]:
            name = bid["tenderers"][0]["name"]
            for response in bid.get("requirementResponses", ()):
                self._note(name, response["requirement"]["id"].rpartition("-")[2], response["value"])

    def _page(self, html: str) -> None:
        names = {name: name for name in self.known}
        for part in parts(html):
            if not isinstance(part, Table) or "Aanbieder" not in part.heads:
                continue
            for row in part.rows:
                cells = dict(zip(part.heads, row, strict=False))
                name = names.get(cells["Aanbieder"].split(BREAK)[0])
                for head, cell in cells.items() if name else ():
                    code = head.split()[0]
                    meant = code if code in self.most else {"Totaal": "totaal", "Punten": "totaal"}.get(code)
                    meant = "prijs" if head == "Prijs" else meant
                    if meant and name:
                        self._note(name, meant, cell.split(BREAK)[0])

    # --- Working it out ------------------------------------------------------------------------------------

    def hidden(self) -> dict[str, Interval]:
        """The tightest interval of every price that is not told."""
        found: dict[str, Interval] = {}
        for lowest, highest in self._others():
            fitting = self._fitting(lowest, highest)
            for name, (low, high) in (fitting or {}).items():
                before = found.get(name, (math.inf, -math.inf))
                found[name] = min(before[0], low), max(before[1], high)
        return {name: ends for name, ends in found.items() if self.known[name].price is None}

    def _others(self) -> Iterator[tuple[float, float]]:
        """Every lowest and highest price that there may be."""
        least, most = self._bounds()
        if self.rule["soort"] in ("vaste_bandbreedte", "lineair", "banden") or (
            self.rule["soort"] == "prijs" and self.award["methode"] != "utiliteitsindex"
        ):
            yield least, most
            return
        told = [one.price for one in self.known.values() if one.price is not None]
        top, bottom = min([most, *told]), max([least, *told])
        lows = [least * (top / least) ** (step / _GRID) for step in range(_GRID + 1)]
        if self.rule["soort"] != "lineair_laagste_hoogste":
            yield from ((low, most) for low in sorted({*lows, *self._exact_lowest(least, top)}))
            return
        highs = [bottom * (most / bottom) ** (step / 40) for step in range(41)]
        yield from ((low, high) for low in lows[::6] for high in highs if low < high)

    def _exact_lowest(self, least: float, top: float) -> Iterator[float]:
        """The lowest price that follows from a price that is told with its points."""
        for one in self.known.values():
            if one.price is not None and "K3" in one.points:
                for wanted in (*one.points["K3"], sum(one.points["K3"]) / 2):
                    low, high = least, top
                    for _ in range(60):  # a higher lowest price gives more points
                        middle = (low + high) / 2
                        less = self._points(one.price, middle, math.inf) < wanted
                        low, high = (middle, high) if less else (low, middle)
                    yield low

    def _bounds(self) -> Interval:
        asked, rule = self.leaf["vraag"], self.rule
        least, most = float(asked["minimum"]), float(asked["maximum"])
        if rule["soort"] == "vaste_bandbreedte" and rule["buiten"] == "voorleggen":
            return float(rule["ondergrens"]), float(rule["bovengrens"])
        return max(least, 0.01), most

    def _points(self, price: float, lowest: float, highest: float) -> float:
        """The published rule."""
        rule, most = self.rule, self.most["K3"]
        kind = rule["soort"]
        if kind == "prijs":
            return 0.0
        if kind in ("vaste_bandbreedte", "lineair"):
            low = float(rule.get("ondergrens", rule.get("vol_bij", 0)))
            high = float(rule.get("bovengrens", rule.get("nul_bij", 0)))
            return most * (high - min(max(price, low), high)) / (high - low)
        if kind == "banden":
            return most * float([b["procent"] for b in rule["banden"] if b["vanaf"] <= price][-1]) / 100
        if kind == "laagste_prijs_gedeeld_door_prijs":
            return float(most * (lowest / price) ** int(rule.get("macht", 1)))
        if kind == "lineair_laagste_hoogste":
            return most * (highest - price) / (highest - lowest)
        if kind == "plafond_met_beste_bod":
            top = float(rule["plafond"])
            return 0.0 if price > top else most * (top - price) / (top - lowest) if lowest < top else most
        if kind == "percentage_boven_laagste":
            part = 1 - (price - lowest) / lowest * 100 / float(rule["nul_bij"])
        else:
            part = 1 - math.log(price / lowest) / math.log(float(rule["factor"]))
        return most * (part if rule.get("onder_nul") == "negatief" else max(part, 0.0))

    def _outcome_of(self, quality: float, price: float, lowest: float, highest: float) -> float:
        """What the order rests on, so that more is better."""
        method = self.award["methode"]
        if method == "laagste_prijs":
            return -price
        if method == "gunnen_op_waarde":
            return quality - price
        if method == "prijs_per_kwaliteitspunt":
            return -price / quality
        if method == "utiliteitsindex":
            best = max(self._quality(one)[1] for one in self.known.values())
            weight = float(self.award["prijsgewicht"])
            return (1 - (best - quality) / 100 * (100 - weight) / weight) * lowest / price
        return quality + self._points(price, lowest, highest)

    def _quality(self, one: Known) -> Interval:
        """The points without the price."""
        ends = [one.points.get(code, (0.0, most)) for code, most in self.most.items() if code != "K3"]
        return sum(low + self.hair for low, _ in ends), sum(high - self.hair for _, high in ends)

    def _fitting(self, lowest: float, highest: float) -> dict[str, Interval] | None:
        """By provider the prices that fit with everything; None where there are none for somebody."""
        least, most = self._bounds()
        relative = self.rule["soort"] not in ("vaste_bandbreedte", "lineair", "banden", "prijs")
        relative |= self.award["methode"] == "utiliteitsindex"
        box = (max(least, lowest), min(most, highest)) if relative else (least, most)
        prices = {
            name: (one.price, one.price) if one.price is not None else box for name, one in self.known.items()
        }
        if any(low < box[0] - _HAIR or high > box[1] + _HAIR for low, high in prices.values()):
            return None
        value: dict[str, Callable[[float], float]] = {}
        totals: dict[str, Interval] = {}
        for name, one in self.known.items():
            quality = sum(self._quality(one)) / 2
            value[name] = lambda price, own=quality: self._outcome_of(own, price, lowest, highest)
            low, high = value[name](prices[name][1]), value[name](prices[name][0])
            if one.total is not None:
                sign = -1 if self.award["methode"] in _LOWEST_FIRST else 1
                told = sorted(sign * end for end in one.total)
                low, high = max(low, told[0]), min(high, told[1])
            if "K3" in one.points and self.most["K3"] > 0:
                low, high = max(low, quality + one.points["K3"][0]), min(high, quality + one.points["K3"][1])
            totals[name] = low, high
        if not self._in_order(totals):
            return None
        found = {name: self._turned(value[name], prices[name], totals[name]) for name in self.known}
        attained = not relative or any(low <= lowest * (1 + 1e-3) for low, _ in found.values())
        return found if attained else None

    def _in_order(self, totals: dict[str, Interval]) -> bool:
        """Narrow every total to what the order leaves; whether something is left for everybody."""
        ranked = sorted((one.rank, name) for name, one in self.known.items() if one.rank)
        edge = math.inf
        for _, name in ranked:
            totals[name] = totals[name][0], min(totals[name][1], edge + self.total_hair)
            edge = totals[name][1]
        edge = -math.inf
        for _, name in reversed(ranked):
            totals[name] = max(totals[name][0], edge - self.total_hair), totals[name][1]
            edge = totals[name][0]
        return all(low <= high + _HAIR for low, high in totals.values())

    def _turned(self, value: Callable[[float], float], box: Interval, total: Interval) -> Interval:
        """The prices that give such a total: the higher the price, the less."""

        def last(wanted: Callable[[float], bool]) -> float:
            low, high = box
            for _ in range(50):
                middle = (low + high) / 2
                low, high = (middle, high) if wanted(middle) else (low, middle)
            return low

        return last(lambda price: value(price) > total[1] + _HAIR), last(
            lambda price: value(price) >= total[0] - _HAIR
        )


_LOWEST_FIRST = ("laagste_prijs", "prijs_per_kwaliteitspunt", "gunnen_op_waarde")


def _number(text: Any) -> float | None:
    if isinstance(text, (int, float)):
        return float(text)
    plain = str(text or "").replace("€", "").replace("−", "-").strip().split(" ")[0]
    if re.fullmatch(r"-?[\d.]*,\d+", plain):
        plain = plain.replace(".", "").replace(",", ".")
    return float(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


def public_texts(out: Path) -> Mapping[str, str]:
    """Every public file by its name, beside the report and inside it."""
    files = [path for path in out.iterdir() if "besloten" not in path.name and path.is_file()]
    for folder in out.parent.glob("in-*"):
        if "besloten" not in folder.name:
            files += [path for path in folder.iterdir() if path.name != "kader.yaml"]
    return {f"{path.parent.name}/{path.name}": path.read_text("utf-8-sig") for path in files}
