"""Who takes part, by docs/kader.md and docs/handleiding-inkoper.md."""

from __future__ import annotations

from collections.abc import Sequence

from .division import offers_nothing
from .plain import Bid, Kader, Panel, question_code, questions
from .points import PRICE_RULES, Lot, asked, price, price_leaf, tariffs
from .result import Outcome


def demand_met(kader: Kader, bid: Bid, demand: Kader) -> bool | None:
    """Met, not met, or neither: then a person decides."""
    code = question_code(demand)
    if code is None or not asked(kader, bid, code):
        return True
    value, test = bid.answers.get(code), demand.get("voldoet")
    if value is None or test is None:
        return None
    cells = [row.get(test["kolom"]) for row in value] if "kolom" in test else [value]
    if any(cell is None for cell in cells):
        return None
    if "bevat" in test:
        chosen = {one for cell in cells for one in (cell if isinstance(cell, list) else [cell])}
        return set(test["bevat"]) <= chosen
    if "is" in test:
        wanted = test["is"] if isinstance(test["is"], list) else [test["is"]]
        return all(cell in wanted for cell in cells)
    least, most = test.get("minimaal"), test.get("maximaal")
    return all((least is None or cell >= least) and (most is None or cell <= most) for cell in cells)


def empty_questions(kader: Kader, bid: Bid) -> set[str]:
    """The questions that had to be answered and are not."""
    return {
        code
        for code, question in questions(kader).items()
        if question.get("verplicht", "ja") == "ja"
        and question.get("min_rijen", 1) != 0
        and asked(kader, bid, code)
        and bid.answers.get(code) is None
    }


def rests_on(lot: Lot) -> set[str | None]:
    """The questions that a requirement or criterion of this lot rests on."""
    found = {question_code(one) for one in (*lot.demands, *lot.leaves)}
    extra = {one["vraag"] for leaf in lot.leaves for one in leaf["regel"].get("bijtelling", [])}
    return found | extra


def open_points(lot: Lot, bid: Bid) -> bool:
    """Whether something in the bid as a whole is for a person to decide, in this lot.

    An empty answer stops a bid where a requirement or criterion rests on it, or in every lot when none does.
    """
    kader = lot.kader
    every = [Lot(kader, raw) for raw in kader.get("percelen", {}).get("lijst", [None])]
    somewhere = {code for one in every for code in rests_on(one)}
    for code in empty_questions(kader, bid):
        if code in rests_on(lot) or code not in somewhere:
            return True
    return any(_price_is_odd(kader, bid, leaf) for leaf in lot.leaves) or offers_nothing(lot, bid)


def _price_is_odd(kader: Kader, bid: Bid, leaf: Kader) -> bool:
    rule = leaf["regel"]
    if rule["soort"] not in PRICE_RULES:
        return False
    lines, own = tariffs(kader, bid, leaf), price(kader, bid, leaf)
    if lines is None or own is None:
        return True
    if any(tariff < least for tariff, _, least in lines):
        return True
    low, high = rule.get("ondergrens", own), rule.get("bovengrens", rule.get("plafond", own))
    return rule.get("buiten") == "voorleggen" and not low <= own <= high


def admit(lot: Lot, bids: Sequence[Bid], panel: Panel, outcome: Outcome) -> list[Bid]:
    """Who takes part; the others come into the outcome with the reason.

    A decision to go on, on the bid as a whole, tells nothing that is not known: not whether a requirement is
    met, not a price, and not on which lots is bid. Those stay open.
    """
    taking_part = []
    for bid in bids:
        met = {one["code"]: demand_met(lot.kader, bid, one) for one in lot.demands}
        hard = {one["code"] for one in lot.demands if one["gevolg"] == "afwijzen"}
        decided = {code: panel.decisions.get((bid.name, code)) for code in [*met, "inschrijving"]}
        out = {code for code in hard if met[code] is False}
        out |= {code for code, decision in decided.items() if decision == "voldoet niet"}
        soft = {code for code, found in met.items() if found is None or (found is False and code not in hard)}
        waits = {code for code in soft if decided[code] is None or code in hard}
        if _no_price(lot, bid) or (lot.code and not bid.lots):
            waits.add("onbekend")
        if open_points(lot, bid) and decided["inschrijving"] is None:
            waits.add("inschrijving")
        if out:
            outcome.rejected[bid.file] = out
        elif waits:
            outcome.undecided.add(bid.file)
        else:
            taking_part.append(bid)
    return taking_part


def _no_price(lot: Lot, bid: Bid) -> bool:
    """Whether the lot has a price and the bid none that can be reckoned with."""
    leaf = price_leaf(lot)
    return leaf is not None and price(lot.kader, bid, leaf) is None
