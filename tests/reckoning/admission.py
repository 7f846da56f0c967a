"""Who takes part, by docs/kader.md and docs/handleiding-inkoper.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from .division import offers_nothing
from .plain import NUMBERS, Bid, Kader, Panel, Unread, choices, question_code, questions
from .points import PRICE_RULES, Lot, answer, asked, price, price_leaf, tariffs
from .result import Outcome

HARD, WHOLE, READ_AS = "afwijzen", "inschrijving", "lees als"
"""A requirement that no decision sets aside, what a decision on a whole bid is about, and one that reads."""


def demand_met(kader: Kader, bid: Bid, demand: Kader) -> bool | None:
    """Met, not met, or neither: then a person decides."""
    code = question_code(demand)
    if code is None or not asked(kader, bid, code):
        return True
    value, test = bid.answers.get(code), demand.get("voldoet")
    if value is None or test is None:
        return None
    cells = [row.get(test["kolom"]) for row in value] if "kolom" in test else [value]
    known = [cell for cell in cells if cell is not None and not isinstance(cell, Unread)]
    unknown = None if len(known) < len(cells) else True
    if "bevat" in test:
        wanted = test["bevat"] if isinstance(test["bevat"], list) else [test["bevat"]]
        chosen = {one for cell in known for one in (cell if isinstance(cell, list) else [cell])}
        return set(wanted) <= chosen or (False if unknown else None)
    if "is" in test:
        wanted = test["is"] if isinstance(test["is"], list) else [test["is"]]
        good = [cell in wanted for cell in known]
    else:
        least, most = test.get("minimaal"), test.get("maximaal")
        good = [(least is None or cell >= least) and (most is None or cell <= most) for cell in known]
    return unknown if all(good) else False


def empty_questions(kader: Kader, bid: Bid) -> set[str]:
    """The questions that had to be answered and are not, or not so that it can be read."""
    return {
        code
        for code, question in questions(kader).items()
        if question.get("verplicht", "ja") == "ja"
        and question.get("min_rijen", 1) != 0
        and asked(kader, bid, code)
        and bid.answers.get(code) is None
    } | {code for code in bid.unread if asked(kader, bid, code)}


def rests_on(lot: Lot) -> set[str | None]:
    """The questions that a requirement or criterion of this lot rests on."""
    found = {question_code(one) for one in (*lot.demands, *lot.leaves)}
    extra = {one["vraag"] for leaf in lot.leaves for one in leaf["regel"].get("bijtelling", [])}
    return found | extra


def rest_somewhere(kader: Kader) -> set[str | None]:
    """The questions that a requirement or criterion of any lot rests on."""
    every = [Lot(kader, raw) for raw in kader.get("percelen", {}).get("lijst", [None])]
    return {code for one in every for code in rests_on(one)}


def open_points(lot: Lot, bid: Bid, panel: Panel) -> set[str]:
    """What in a bid is still for a person to decide, in this lot: by question, criterion or the whole.

    An answer that is empty or cannot be read stops a bid where a requirement or criterion rests on it, or in
    every lot when none does. That the bid as a whole may go on settles everything but an answer that could
    earn points and was never read.
    """
    kader = lot.kader
    somewhere = rest_somewhere(kader)
    found = {code for code in empty_questions(kader, bid) if code in rests_on(lot) or code not in somewhere}
    found |= {leaf["code"] for leaf in lot.leaves if _price_is_odd(kader, bid, leaf)}
    if offers_nothing(lot, bid):
        found.add(lot.award["capaciteit"]["vraag"])
    earning = {question_code(leaf) for leaf in lot.leaves if lot.maximum[leaf["code"]]}
    whole = panel.decided(bid, WHOLE, lot.code) is not None
    return {
        code
        for code in found
        if panel.decided(bid, code, lot.code) is None and (not whole or code in bid.unread & earning)
    }


def _price_is_odd(kader: Kader, bid: Bid, leaf: Kader) -> bool:
    rule = leaf["regel"]
    if rule["soort"] not in PRICE_RULES:
        return False
    lines, own = tariffs(kader, bid, leaf), price(kader, bid, leaf)
    if lines is None or (own is None and _unpriced(kader, bid, leaf)):
        return False  # a question without an answer, which is a point of its own
    if own is None:
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
        if out := _put_out(lot, bid, panel):
            outcome.rejected[bid.file] = out
        elif bid.double or _waits(lot, bid, panel):
            outcome.undecided.add(bid.file)
        else:
            taking_part.append(bid)
    return taking_part


def _put_out(lot: Lot, bid: Bid, panel: Panel) -> set[str]:
    """The hard requirements that are not met, and what people decided against."""
    unmet = {
        one["code"]
        for one in lot.demands
        if one["gevolg"] == HARD and demand_met(lot.kader, bid, one) is False
    }
    here = {WHOLE, *rests_on(lot), *(one["code"] for one in (*lot.demands, *lot.leaves))}
    everywhere = set(questions(lot.kader)) - rest_somewhere(lot.kader)
    return unmet | {
        subject
        for subject in panel.subjects(bid) & (here | everywhere)
        if panel.decided(bid, subject, lot.code) == "voldoet niet"
    }


def _waits(lot: Lot, bid: Bid, panel: Panel) -> bool:
    """Whether somebody still has to decide."""
    for demand in lot.demands:
        met, decided = demand_met(lot.kader, bid, demand), panel.decided(bid, demand["code"], lot.code)
        if met is not True and (decided is None or demand["gevolg"] == HARD):
            return True
    leaf = price_leaf(lot)
    if leaf is not None and _unpriced(lot.kader, bid, leaf):
        return True
    unknown = bid.nowhere and not panel.about_lot(bid, WHOLE, lot.code)
    return unknown or bool(open_points(lot, bid, panel))


def _unpriced(kader: Kader, bid: Bid, leaf: Kader) -> bool:
    """Whether an answer is missing that the price is reckoned from."""
    extra = [one["vraag"] for one in leaf["regel"].get("bijtelling", [])]
    return tariffs(kader, bid, leaf) is None or any(answer(kader, bid, code) is None for code in extra)


def counted(bids: Sequence[Bid], panel: Panel) -> tuple[list[Bid], list[Bid]]:
    """Which files may count, with a mark where their tenderer handed in two; and which are replaced."""
    gone = [bid for bid in bids if panel.decided(bid, WHOLE, "") == "vervangen"]
    rest = [bid for bid in bids if bid not in gone]

    def is_double(bid: Bid) -> bool:
        return any(
            other is not bid
            and (other.name == bid.name or other.answers.get("kvk") == bid.answers.get("kvk"))
            for other in rest
        )

    return [replace(bid, double=is_double(bid)) for bid in rest], gone


def as_read(kader: Kader, bid: Bid, panel: Panel) -> Bid:
    """A bid with the answers that people read; what nobody could read counts as no answer."""
    answers, unread = dict(bid.answers), set()
    for code in questions(kader):
        value = bid.answers.get(code)
        if value is not None and not isinstance(value, Unread):
            continue
        decided = panel.decided(bid, code, "") or ""
        answers[code] = None
        if decided.startswith(READ_AS):
            answers[code] = typed(kader, questions(kader)[code], decided.removeprefix(READ_AS).strip())
        elif isinstance(value, Unread):
            unread.add(code)
    return replace(bid, answers=answers, unread=frozenset(unread))


def typed(kader: Kader, question: Kader, text: str) -> Any:
    """What people typed as the answer: a Dutch number, or the name of a choice."""
    if question["soort"] in NUMBERS:
        return Fraction(text.replace(",", "."))
    if question["soort"] == "keuze":
        return next(code for code, name in choices(kader, question).items() if name == text)
    return text
