"""What each answer earns, as docs/kader.md says it: shares, maxima, rounding, prices."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from math import floor
from typing import Any

from .plain import Bid, Kader, Panel, choices, holders, question_code, questions

ZERO, HUNDRED = Fraction(0), Fraction(100)
METHODS_WITH_PRICE = {"gunnen_op_waarde", "prijs_per_kwaliteitspunt", "utiliteitsindex", "laagste_prijs"}


def rounded(value: Fraction, digits: Any, how: str) -> Fraction:
    """To so many digits; `geen` leaves it as it is. Below zero as above, mirrored."""
    if digits == "geen":
        return value
    scaled = abs(value) * 10 ** int(digits)
    whole, rest = floor(scaled), scaled - floor(scaled)
    up = {"half_omhoog": rest >= Fraction(1, 2), "omlaag": False}.get(
        how, rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1)
    )
    return Fraction(whole + up, 10 ** int(digits)) * (-1 if value < 0 else 1)


def asked(kader: Kader, bid: Bid, code: str) -> bool:
    """Whether a question holds for this bid."""
    question = questions(kader)[code]
    if "perceel" in question and question["perceel"] not in bid.lots:
        return False
    condition = question.get("alleen_als")
    if condition is None:
        return True
    wanted = condition["is"] if isinstance(condition["is"], list) else [condition["is"]]
    given = bid.answers.get(condition["vraag"])
    given = given if isinstance(given, list) else [given]
    return asked(kader, bid, condition["vraag"]) and any(str(one) in map(str, wanted) for one in given)


def answer(kader: Kader, bid: Bid, code: str | None) -> Any:
    """The answer, or None where it is empty or was not asked."""
    return bid.answers.get(code) if code is not None and asked(kader, bid, code) else None


class Lot:
    """The rules that hold in one lot, or in the whole tender."""

    def __init__(self, kader: Kader, lot: Kader | None) -> None:
        self.kader, self.raw = kader, lot or {}
        self.code = self.raw.get("code", "")
        self.award = kader["gunning"]
        here = [top for top in kader["criteria"] if top.get("perceel", self.code) == self.code]
        kept = self.raw.get("criteria") or [top["code"] for top in here]
        self.tops = [top for top in here if top["code"] in kept]
        self.weights = self.raw.get("gewichten", {})
        wanted = self.raw.get("eisen")
        asked_here = [one for one in kader.get("eisen", []) if one.get("perceel", self.code) == self.code]
        self.demands = [one for one in asked_here if wanted is None or one["code"] in wanted]
        self.leaves = [one for one in holders(self.tops) if "criteria" not in one]
        self.with_price = self.award["methode"] in METHODS_WITH_PRICE
        self.maximum: dict[str, Fraction] = {}
        for top in self.tops:
            self._measure(top, Fraction(self.award.get("punten", 0)), self.weights.get(top["code"]))

    def _measure(self, criterion: Kader, above: Fraction, weight: Fraction | None) -> Fraction:
        inner = criterion.get("criteria", [])
        if self.award["methode"] == "gunnen_op_waarde":
            most = sum((self._measure(one, above, None) for one in inner), ZERO) if inner else None
            self.maximum[criterion["code"]] = criterion.get("waarde", ZERO) if most is None else most
        else:
            own = criterion.get("gewicht", ZERO) if weight is None else weight
            self.maximum[criterion["code"]] = above * own / 100
            for one in inner:
                self._measure(one, self.maximum[criterion["code"]], None)
        return self.maximum[criterion["code"]]

    def thresholds(self) -> dict[str, Fraction]:
        """The least points of a criterion, or of the `totaal`; a part is of what can be earned here."""
        found = {one["code"]: one["drempel"] for one in holders(self.tops) if "drempel" in one}
        found |= {code: least for code, least in self.raw.get("drempels", {}).items() if code in self.maximum}
        if self.rule("drempel") is not None:
            found["totaal"] = self.rule("drempel")
        most = self.maximum | {"totaal": sum((self.maximum[top["code"]] for top in self.tops), ZERO)}
        return {code: _least(given, most[code]) for code, given in found.items()}

    def rule(self, key: str) -> Any:
        """A rule of the award that a lot may set for itself."""
        return self.raw.get(key, self.award.get(key))


def _least(given: Any, most: Fraction) -> Fraction:
    if isinstance(given, str):
        return most * Fraction(given.rstrip("% ").replace(",", ".")) / 100
    return Fraction(given)


def the_number(kader: Kader, bid: Bid, holder: Kader) -> Fraction | None:
    """The number that a rule measures: the answer, or one column of a table taken together."""
    value, rule = answer(kader, bid, question_code(holder)), holder["regel"]
    if value is None or "kolom" not in rule:
        return value if value is None else Fraction(value)
    column = [row[rule["kolom"]] for row in value if row.get(rule["kolom"]) is not None]
    if not column:
        return None
    if rule["bewerking"] == "som":
        return sum(column, ZERO)
    return Fraction(min(column) if rule["bewerking"] == "laagste" else max(column))


def codes_in(kader: Kader, bid: Bid, holder: Kader) -> list[set[str]] | None:
    """The chosen codes: one set, or one a row."""
    value, column = answer(kader, bid, question_code(holder)), holder["regel"].get("kolom")
    if value is None:
        return None
    if column is None:
        return [set(value)]
    cells = [row.get(column) for row in value]
    return [set(cell if isinstance(cell, list) else [cell]) for cell in cells if cell is not None]


PRICE_RULES = {
    "vaste_bandbreedte",
    "laagste_prijs_gedeeld_door_prijs",
    "percentage_boven_laagste",
    "lineair_laagste_hoogste",
    "plafond_met_beste_bod",
    "logaritmisch",
    "prijs",
}


COMPARING = PRICE_RULES - {"vaste_bandbreedte", "prijs"} | {"kwaliteit_relatief"}
"""The rules that hang on the others: who misses a threshold is not compared where only the rest counts."""


def tariffs(kader: Kader, bid: Bid, holder: Kader) -> list[tuple[Fraction, Fraction, Fraction]] | None:
    """Each tariff with its quantity and its floor; None where a price is missing."""
    value, rule = answer(kader, bid, question_code(holder)), holder["regel"]
    if value is None:
        return None
    general = rule.get("minimumtarief", ZERO)
    if "kolom" not in rule:
        return [(Fraction(value), Fraction(1), general)]
    key = questions(kader)[str(question_code(holder))]["vaste_rijen"]
    rows = {row[key]: row.get(rule["kolom"]) for row in value}
    if any(rows.get(one) is None for one in rule["hoeveelheden"]):
        return None
    own = rule.get("minimumtarieven", {})
    return [(rows[one], many, own.get(one, general)) for one, many in rule["hoeveelheden"].items()]


def price(kader: Kader, bid: Bid, holder: Kader) -> Fraction | None:
    """The price that is reckoned with: never under the floor, and with what is added for other answers."""
    lines = tariffs(kader, bid, holder)
    if lines is None or sum((tariff * many for tariff, many, _ in lines), ZERO) <= 0:
        return None
    total = sum((max(tariff, least) * many for tariff, many, least in lines), ZERO)
    for extra in holder["regel"].get("bijtelling", []):
        number = answer(kader, bid, extra["vraag"])
        if number is None:
            return None
        total += number * extra["per_eenheid"]
    return total if total > 0 else None


def price_leaf(lot: Lot) -> Kader | None:
    """The criterion that the price stands at."""
    return next((leaf for leaf in lot.leaves if leaf["regel"]["soort"] in PRICE_RULES), None)


def share(lot: Lot, holder: Kader, bid: Bid, panel: Panel, rivals: Sequence[Bid]) -> Fraction | None:
    """The percentage that a bid earns; None where there is nothing to reckon with, or nobody."""
    kind = holder["regel"]["soort"]
    if kind in COMPARING and bid not in rivals:
        return None
    if kind in PRICE_RULES:
        own = price(lot.kader, bid, holder)
        every = [price(lot.kader, rival, holder) for rival in rivals]
        return (
            None
            if own is None
            else _of_price(holder["regel"], own, [one for one in every if one is not None])
        )
    return _of_quality(lot, holder, bid, panel, rivals)


def _within(value: Fraction) -> Fraction:
    return min(max(value, ZERO), HUNDRED)


def _of_price(rule: Kader, own: Fraction, every: list[Fraction]) -> Fraction:
    lowest, highest = min(every, default=own), max(every, default=own)
    if rule["soort"] == "vaste_bandbreedte":
        width = rule["bovengrens"] - rule["ondergrens"]
        return _within(100 * (rule["bovengrens"] - own) / width)
    if rule["soort"] == "laagste_prijs_gedeeld_door_prijs":
        return Fraction(100 * (lowest / own) ** int(rule.get("macht", 1)))
    if rule["soort"] == "percentage_boven_laagste":
        found = 100 * (1 - 100 * (own - lowest) / lowest / Fraction(rule.get("nul_bij", HUNDRED)))
        return found if rule.get("onder_nul") == "negatief" else max(found, ZERO)
    if rule["soort"] == "lineair_laagste_hoogste":
        return HUNDRED if lowest == highest else 100 * (highest - own) / (highest - lowest)
    if rule["soort"] == "logaritmisch":
        return _logarithmic(rule, own / lowest)
    if own > rule["plafond"]:
        return ZERO
    return HUNDRED if own == lowest else 100 * (rule["plafond"] - own) / (rule["plafond"] - lowest)


def _logarithmic(rule: Kader, times: Fraction) -> Fraction:
    """1 − ln(times the lowest) : ln(factor), to 40 digits so that a half stays a half."""
    with localcontext(prec=80):
        first, most = (Decimal(one.numerator) / one.denominator for one in (times, Fraction(rule["factor"])))
        found = Fraction(round(100 * (1 - first.ln() / most.ln()), 40))
    return found if rule.get("onder_nul") == "negatief" else max(found, ZERO)


def _of_quality(lot: Lot, holder: Kader, bid: Bid, panel: Panel, rivals: Sequence[Bid]) -> Fraction | None:
    kader, rule = lot.kader, holder["regel"]
    value = answer(kader, bid, question_code(holder))
    if rule["soort"] == "beoordeeld" and asked(kader, bid, str(question_code(holder))):
        steps = kader["schalen"][rule["schaal"]]["stappen"]
        shares = {step["cijfer"]: Fraction(step["procent"]) for step in steps}
        given = [shares[grade] for grade in panel.graded(bid, holder["code"])]
        return sum(given, ZERO) / len(given) if given else None
    if value is None:
        return None
    if rule["soort"] == "ja_nee":
        return Fraction(rule.get(value, HUNDRED if value == "ja" else ZERO))
    if rule["soort"] == "keuze":
        return Fraction(rule["procenten"][value])
    if rule["soort"] == "aantal":
        return min(HUNDRED, 100 * Fraction(len(value)) / Fraction(rule["vol_bij"]))
    if rule["soort"] == "dekking":
        return _coverage(lot, holder, bid)
    return _of_number(lot, holder, bid, rivals)


def _of_number(lot: Lot, holder: Kader, bid: Bid, rivals: Sequence[Bid]) -> Fraction | None:
    number, rule = the_number(lot.kader, bid, holder), holder["regel"]
    if number is None:
        return None
    if rule["soort"] == "lineair":
        return _within(100 * (number - rule["nul_bij"]) / (rule["vol_bij"] - rule["nul_bij"]))
    if rule["soort"] == "banden":
        reached = [band["procent"] for band in rule["banden"] if band["vanaf"] <= number]
        return Fraction(reached[-1]) if reached else ZERO
    best = max((the_number(lot.kader, rival, holder) or ZERO for rival in rivals), default=number)
    return 100 * number / best if number > 0 and best > 0 else ZERO


def _coverage(lot: Lot, holder: Kader, bid: Bid) -> Fraction | None:
    rows, rule = codes_in(lot.kader, bid, holder), holder["regel"]
    if rows is None:
        return None
    question = questions(lot.kader)[str(question_code(holder))]
    source = next((c for c in question.get("kolommen", []) if c["code"] == rule.get("kolom")), question)
    together: set[str] = set().union(*rows)
    found = 100 * Fraction(len(together)) / Fraction(rule.get("vol_bij", len(choices(lot.kader, source))))
    for bonus in rule.get("bonus", []):
        places = rows if bonus.get("op_een_rij") == "ja" else [together]
        if any(set(bonus["codes"]) <= place for place in places):
            found += bonus["procent"]
    return min(HUNDRED, found)


Scores = dict[str, Fraction]


def scores(lot: Lot, bid: Bid, panel: Panel, rivals: Sequence[Bid]) -> Scores:
    """The points of every criterion without criteria below it."""
    rounding, found = lot.award["afronding"], {}
    how = rounding.get("wijze", "half_omhoog")
    for leaf in lot.leaves:
        if leaf["regel"]["soort"] in ("prijs", "vast_tarief"):
            continue
        part = share(lot, leaf, bid, panel, rivals) or ZERO
        of = rounding.get("aandeel_van", HUNDRED)
        part = rounded(part * of / 100, rounding.get("aandeel", "geen"), how) * 100 / of
        found[leaf["code"]] = rounded(lot.maximum[leaf["code"]] * part / 100, rounding["criterium"], how)
    return found


def with_groups(lot: Lot, leaves: Scores, others: Sequence[Scores]) -> Scores:
    """The points of the groups beside those of the leaves, from below to above.

    Args:
        others: the leaves of everybody who is compared with, for a group of which the best gets everything.
    """
    found = dict(leaves)
    for top in lot.tops:
        _group(lot, top, found, [dict(one) for one in others])
    return found


def _group(lot: Lot, criterion: Kader, found: Scores, others: Sequence[Scores]) -> None:
    """The points of one criterion and all below it, of a bid and of everybody that it is compared with."""
    rounding = lot.award["afronding"]
    for one in criterion.get("criteria", []):
        _group(lot, one, found, others)
    if "criteria" not in criterion:
        return
    code, below = criterion["code"], [one["code"] for one in criterion["criteria"]]
    every = [sum((one.get(inner, ZERO) for inner in below), ZERO) for one in (found, *others)]
    best = max(every[1:], default=ZERO)
    for scored, total in zip((found, *others), every, strict=True):
        if criterion.get("herschalen") == "beste" and best > 0:
            total = lot.maximum[code] * total / best
        scored[code] = rounded(total, rounding.get("groep", "geen"), rounding.get("wijze", "half_omhoog"))


def quality(lot: Lot, found: Scores) -> Fraction:
    """The sum of all points, as the kader has it rounded."""
    total = sum((found.get(top["code"], ZERO) for top in lot.tops), ZERO)
    rounding = lot.award["afronding"]
    digits = rounding.get("kwaliteit", "geen") if lot.with_price else "geen"
    return rounded(total, digits, rounding.get("wijze", "half_omhoog"))
