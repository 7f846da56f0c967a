"""Who takes part, who stands where and who gets what, by docs/kader.md and docs/handleiding-inkoper.md.

Where the manual says nothing, this is what was taken:
- a grade is missed only of who takes part, not of who still waits for a decision or is out;
- a proposal is provisional as long as a lot that is linked to it, by a limit over lots, has an open point or
  a missing grade, whoever bids there; whether a draw or a choice to come does so too is not reckoned;
- a grade counts for an answer that is empty: a scale may have a step for that;
- who must choose keeps out of that choice the lots that are its own whatever it chooses;
- below zero a number is rounded as above zero, mirrored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from math import floor

from .plain import Bid, Kader, Panel, question_code, questions
from .points import (
    HUNDRED,
    PRICE_RULES,
    ZERO,
    Lot,
    Scores,
    answer,
    asked,
    price,
    quality,
    rounded,
    scores,
    tariffs,
    with_groups,
)

WON, RESERVE, DRAW, CHOOSE, OTHER, NOTHING = (
    "gunnen",
    "reserve",
    "loting nodig",
    "voorkeur nodig",
    "krijgt al een ander perceel",
    "geen deel",
)


UNTOLD = ""
"""A draw in another lot, or a choice to come, may or may not change the proposal here: not reckoned."""


@dataclass
class Place:
    """One bid in the ranking of a lot."""

    bid: Bid
    scores: Scores
    quality: Fraction
    price: Fraction | None
    total: Fraction
    rank: int = 0
    award: str = RESERVE
    volume: Fraction | None = None
    decided_by: str = ""


@dataclass
class Outcome:
    """Everything that a lot comes to."""

    lot: Lot
    places: list[Place] = field(default_factory=list)
    rejected: dict[str, set[str]] = field(default_factory=dict)
    """By file: the codes of what is not met."""
    below: dict[str, Place] = field(default_factory=dict)
    """By file: who is below a threshold, with the points."""
    undecided: set[str] = field(default_factory=set)
    waiting: set[tuple[str, str]] = field(default_factory=set)
    taking_part: list[Bid] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """The names of everybody in the lot, by file."""
    left: Fraction | None = None
    ties: list[list[str]] = field(default_factory=list)
    stand: str = "voorstel"
    """Whether this is a proposal, can still change, or cannot be reckoned yet."""


# --- Who takes part ---------------------------------------------------------------------------------------


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


def offer(lot: Lot, bid: Bid) -> Fraction | None:
    """How much a bid offers in this lot; None where nothing is divided."""
    capacity = lot.award.get("capaciteit")
    if capacity is None:
        return None
    value = answer(lot.kader, bid, capacity["vraag"])
    if "kolom" not in capacity:
        return Fraction(value or 0)
    key = questions(lot.kader)[capacity["vraag"]]["vaste_rijen"]
    return Fraction(next((row[capacity["kolom"]] or 0 for row in value or [] if row[key] == lot.code), 0))


def offers_nothing(lot: Lot, bid: Bid) -> bool:
    """Whether a bid chose a lot and offers nothing there."""
    return offer(lot, bid) == 0


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


# --- The ranking ------------------------------------------------------------------------------------------


def price_leaf(lot: Lot) -> Kader | None:
    """The criterion that the price stands at."""
    return next((leaf for leaf in lot.leaves if leaf["regel"]["soort"] in PRICE_RULES), None)


def place_of(lot: Lot, bid: Bid, panel: Panel, rivals: Sequence[Bid]) -> Place:
    """The points of a bid, and its total where that does not depend on who is best."""
    found = with_groups(lot, scores(lot, bid, panel, rivals))
    leaf = price_leaf(lot)
    own = price(lot.kader, bid, leaf) if leaf else None
    return Place(bid, found, quality(lot, found), own, ZERO)


def result(lot: Lot, place: Place, rivals: Sequence[Place]) -> Fraction | None:
    """What the ranking rests on, rounded; None where there is nothing to reckon with."""
    method, rounding = lot.award["methode"], lot.award["afronding"]
    found: Fraction | None = place.quality
    if lot.with_price:
        found = None if place.price is None else _with_price(lot, method, place, place.price, rivals)
    return None if found is None else rounded(found, rounding["totaal"], rounding.get("wijze", "half_omhoog"))


def _with_price(
    lot: Lot, method: str, place: Place, own: Fraction, rivals: Sequence[Place]
) -> Fraction | None:
    if method == "laagste_prijs":
        return own
    if method == "gunnen_op_waarde":
        return own - place.quality
    if method == "prijs_per_kwaliteitspunt":
        if place.quality <= 0:
            return None
        turned = lot.award.get("verhouding") == "kwaliteit_gedeeld_door_prijs"
        ratio = place.quality / own if turned else own / place.quality
        return ratio * lot.award.get("constante", Fraction(1))
    points, weight = lot.award["punten"], lot.award["prijsgewicht"]
    best = max(one.quality for one in rivals)
    lowest = min(one.price for one in rivals if one.price is not None)
    ratio = (HUNDRED - weight) / weight
    return (1 - (best - place.quality) / points * ratio) * lowest / own


def below_thresholds(lot: Lot, place: Place, *, absolute_only: bool = False) -> set[str]:
    """The criteria, or `totaal`, where a bid has too few points."""
    rounding = lot.award["afronding"]
    held = place.quality
    if not lot.with_price:
        held = rounded(held, rounding["totaal"], rounding.get("wijze", "half_omhoog"))
    points = place.scores | {"totaal": held}
    least = lot.thresholds()
    if absolute_only:
        least.pop("totaal", None)
    return {code for code, limit in least.items() if points.get(code, ZERO) < limit}


def highest_first(lot: Lot) -> bool:
    """Whether the most stands in front."""
    method = lot.award["methode"]
    turned = lot.award.get("verhouding") == "kwaliteit_gedeeld_door_prijs"
    return method not in METHODS_LOWEST or (method == "prijs_per_kwaliteitspunt" and turned)


METHODS_LOWEST = {"laagste_prijs", "gunnen_op_waarde", "prijs_per_kwaliteitspunt"}


def tie_values(lot: Lot, place: Place) -> list[Fraction]:
    """What parts equal outcomes, in order; the lowest goes first."""
    found = []
    for code in lot.rule("bij_gelijk") or []:
        if code == "prijs":
            found.append(place.price if place.price is not None else Fraction(10**12))
        elif code == "kwaliteit":
            found.append(-place.quality)
        else:
            found.append(-place.scores.get(code, ZERO))
    return found


def rank(lot: Lot, places: list[Place], draws: Sequence[Sequence[str]]) -> list[Place]:
    """In order, with shared ranks; a draw holds for exactly those who were equal then."""
    sign = -1 if highest_first(lot) else 1
    drawn = {name: number for order in draws for number, name in enumerate(order)}

    def key(place: Place) -> tuple[Fraction, list[Fraction]]:
        return sign * place.total, tie_values(lot, place)

    ordered: list[Place] = []
    for _, group in groupby(sorted(places, key=key), key):
        equal = list(group)
        one_draw = any({one.bid.name for one in equal} == set(order) for order in draws)
        if one_draw:
            equal.sort(key=lambda one: drawn[one.bid.name])
        first = len(ordered) + 1
        for number, place in enumerate(equal):
            place.rank = first + number if one_draw else first
            ordered.append(place)
    return ordered


# --- Who gets what ----------------------------------------------------------------------------------------


@dataclass
class Division:
    """What one lot hands out, given who has let it go."""

    award: dict[str, str]
    volume: dict[str, Fraction]
    ties: list[list[str]]


def hand_out(
    lot: Lot, places: Sequence[Place], gone: set[str], most: Callable[[str], Fraction | None]
) -> Division:
    """From above to below, until the places or the capacity are gone."""
    capacity, spots = lot.award.get("capaciteit"), lot.rule("plaatsen")
    made = Division(
        {place.bid.file: OTHER if place.bid.file in gone else RESERVE for place in places}, {}, []
    )
    offers: dict[str, Fraction] = {}
    if capacity is not None:
        for place in places:
            limit, own = most(place.bid.file), offer(lot, place.bid) or ZERO
            offers[place.bid.file] = own if limit is None else min(own, limit)
        if capacity.get("verdeling") == "procenten":
            spots = min(spots or 10**6, len(capacity["procenten"]))
    in_turn = [place for place in places if place.bid.file not in gone]
    for place in list(in_turn):
        by_points = capacity is not None and capacity.get("verdeling") == "naar_punten"
        if capacity is not None and (
            (offer(lot, place.bid) or ZERO) == 0 or (by_points and place.quality <= 0)
        ):
            made.award[place.bid.file] = NOTHING
            in_turn.remove(place)
    if capacity is None:
        _by_places(in_turn, spots, made)
    elif capacity.get("verdeling", "naar_rang") == "naar_rang":
        _by_rank(lot, in_turn, spots, offers, made)
    else:
        _by_parts(lot, in_turn, spots, offers, made)
    return made


def _groups(places: Sequence[Place]) -> list[list[Place]]:
    return [list(group) for _, group in groupby(places, lambda one: one.rank)]


def _by_places(places: Sequence[Place], spots: Fraction | None, made: Division) -> None:
    free = spots
    for group in _groups(places):
        if free is None or len(group) <= free:
            made.award |= {one.bid.file: WON for one in group}
            free = None if free is None else free - len(group)
        elif free > 0:
            made.award |= {one.bid.file: DRAW for one in group}
            made.ties.append([one.bid.name for one in group])
            return
        else:
            return


def size(lot: Lot) -> Fraction:
    """How much there is to divide."""
    return Fraction(lot.raw.get("omvang", lot.award["capaciteit"]["omvang"]))


def _by_rank(
    lot: Lot, places: Sequence[Place], spots: Fraction | None, offers: dict[str, Fraction], made: Division
) -> None:
    left, free = size(lot), spots
    for group in _groups(places):
        wanted = sum((offers[one.bid.file] for one in group), ZERO)
        fits = len(group) == 1 or wanted <= left
        if left <= 0 or (free is not None and free <= 0):
            return
        if not fits or (free is not None and len(group) > free):
            made.award |= {one.bid.file: DRAW for one in group}
            made.ties.append([one.bid.name for one in group])
            return
        for one in group:
            made.award[one.bid.file] = WON
            made.volume[one.bid.file] = min(offers[one.bid.file], left)
            left -= made.volume[one.bid.file]
        free = None if free is None else free - len(group)


def _by_parts(
    lot: Lot, places: Sequence[Place], spots: Fraction | None, offers: dict[str, Fraction], made: Division
) -> None:
    _by_places(places, spots, made)
    sure = [one for one in places if made.award[one.bid.file] == WON]
    tied = [one for one in places if made.award[one.bid.file] == DRAW]
    capacity = lot.award["capaciteit"]
    drawn = len(tied) and int(spots or 0) - len(sure)
    if capacity["verdeling"] == "procenten":
        _draw_for_percents(sure, capacity["procenten"], made)
    digits = 10 ** int(capacity.get("decimalen", 0))
    total = sum((one.quality for one in sure), ZERO)
    total += sum(sorted((one.quality for one in tied), reverse=True)[:drawn], ZERO)
    for number, one in enumerate(sure):
        if made.award[one.bid.file] == DRAW:
            continue
        way = capacity["verdeling"]
        part = size(lot) / (len(sure) + drawn)
        if way == "naar_punten":
            part = size(lot) * one.quality / total
        elif way == "procenten":
            part = size(lot) * capacity["procenten"][number] / 100
        volume = min(Fraction(floor(part * digits), digits), offers[one.bid.file])
        if volume > 0:
            made.volume[one.bid.file] = volume
        else:
            made.award[one.bid.file] = NOTHING


def _draw_for_percents(sure: list[Place], percents: list[Fraction], made: Division) -> None:
    """A shared place whose parts differ needs a draw."""
    before = 0
    for group in _groups(sure):
        if len(set(percents[before : before + len(group)])) > 1:
            made.award |= {one.bid.file: DRAW for one in group}
            made.ties.append([one.bid.name for one in group])
        before += len(group)


def settle(kader: Kader, outcomes: dict[str, Outcome]) -> None:
    """The proposal in every lot, within what one tenderer may get in all lots together."""
    gone: dict[str, set[str]] = {code: set() for code in outcomes}
    caps: dict[tuple[str, str], Fraction] = {}
    while True:
        made = {
            code: hand_out(one.lot, one.places, gone[code], lambda file, code=code: caps.get((code, file)))
            for code, one in outcomes.items()
        }
        if not (_let_go(kader, outcomes, made, gone) or _cap(kader, outcomes, made, gone, caps)):
            break
    for code, one in outcomes.items():
        for place in one.places:
            place.award, place.volume = (
                made[code].award[place.bid.file],
                made[code].volume.get(place.bid.file),
            )
        one.ties = made[code].ties
    _must_choose(kader, outcomes)
    for one in outcomes.values():
        if one.lot.award.get("capaciteit") is not None:
            one.left = size(one.lot) - sum((place.volume or ZERO for place in one.places), ZERO)


def _held(
    kader: Kader, outcomes: dict[str, Outcome], wins: Callable[[str, Place], bool]
) -> list[tuple[Bid, dict[str, Fraction | None]]]:
    """By tenderer: the lots where it is in turn, with its own number for each."""
    found: dict[str, tuple[Bid, dict[str, Fraction | None]]] = {}
    for code, one in outcomes.items():
        for place in one.places:
            if wins(code, place):
                found.setdefault(place.bid.file, (place.bid, {}))[1][code] = preference(
                    kader, place.bid, code
                )
    return list(found.values())


def preference(kader: Kader, bid: Bid, lot: str) -> Fraction | None:
    """The number that a tenderer gave a lot."""
    lots = kader.get("percelen", {})
    if "voorkeur" not in lots:
        return None
    key = questions(kader)[lots["voorkeur"]]["vaste_rijen"]
    rows = answer(kader, bid, lots["voorkeur"]) or []
    return next((row[lots["voorkeur_kolom"]] for row in rows if row[key] == lot), None)


def at_most(kader: Kader, bid: Bid) -> Fraction | None:
    """How many lots a tenderer may have: the lower of the kader's limit and its own."""
    lots = kader.get("percelen", {})
    limits = [lots.get("hoogstens")]
    if "eigen_maximum" in lots:
        limits.append(answer(kader, bid, lots["eigen_maximum"]))
    given = [limit for limit in limits if limit is not None]
    return min(given) if given else None


def _preferred(numbers: dict[str, Fraction | None], lot: str) -> int:
    own = numbers[lot]
    return sum(1 for other in numbers.values() if other is not None and own is not None and other < own)


def _let_go(
    kader: Kader, outcomes: dict[str, Outcome], made: dict[str, Division], gone: dict[str, set[str]]
) -> bool:
    changed = False
    for bid, numbers in _held(kader, outcomes, lambda code, place: made[code].award[place.bid.file] == WON):
        limit = at_most(kader, bid)
        if limit is None or len(numbers) <= limit:
            continue
        for lot in numbers:
            if limit == 0 or _preferred(numbers, lot) >= limit:
                gone[lot].add(bid.file)
                changed = True
    return changed


def volume_limit(kader: Kader, bid: Bid) -> Fraction | None:
    """How much a tenderer may have in all lots together."""
    limit = kader.get("percelen", {}).get("hoogstens_omvang")
    capacity = kader["gunning"].get("capaciteit", {})
    if capacity.get("aanbod_geldt") != "samen":
        return limit
    own = Fraction(answer(kader, bid, capacity["vraag"]) or 0)
    return own if limit is None else min(limit, own)


def _cap(
    kader: Kader,
    outcomes: dict[str, Outcome],
    made: dict[str, Division],
    gone: dict[str, set[str]],
    caps: dict[tuple[str, str], Fraction],
) -> bool:
    changed = False
    for bid, numbers in _held(kader, outcomes, lambda code, place: made[code].award[place.bid.file] == WON):
        left = volume_limit(kader, bid)
        if left is None or not _in_order(numbers):
            continue
        for lot in sorted(numbers, key=lambda code: numbers[code] or ZERO):
            volume = made[lot].volume[bid.file]
            if volume > left:
                caps[lot, bid.file] = left
                changed = True
                if left == 0:
                    gone[lot].add(bid.file)
            left -= min(volume, left)
    return changed


def _in_order(numbers: dict[str, Fraction | None]) -> bool:
    return None not in numbers.values() and len(set(numbers.values())) == len(numbers)


def _must_choose(kader: Kader, outcomes: dict[str, Outcome]) -> None:
    """Who has too much and gave no clear order chooses; what it gets is not known until then."""
    for bid, numbers in _held(kader, outcomes, lambda _, place: place.award == WON):
        limit, most = at_most(kader, bid), volume_limit(kader, bid)
        places = {code: next(p for p in outcomes[code].places if p.bid is bid) for code in numbers}
        too_many = limit is not None and len(numbers) > limit
        too_much = most is not None and sum((p.volume or ZERO for p in places.values()), ZERO) > most
        for code, place in places.items():
            if (too_many and not _is_sure(numbers, code, limit)) or (too_much and not too_many):
                place.award, place.volume = CHOOSE, None


def _is_sure(numbers: dict[str, Fraction | None], lot: str, limit: Fraction | None) -> bool:
    """Whether a tenderer keeps this lot whatever it chooses."""
    own = numbers[lot]
    if own is None or limit is None:
        return False
    rivals = [one for code, one in numbers.items() if code != lot and (one is None or one <= own)]
    return len(rivals) < limit


def reckon(
    kader: Kader,
    bids: Sequence[Bid],
    panel: Panel,
    draws: dict[str, list[list[str]]] | None = None,
    fallen: frozenset[str] = frozenset(),
) -> dict[str, Outcome]:
    """The outcome of every lot, by its code; of a tender without lots by the empty code.

    Who has fallen away is left out as the kader has it: of everything, or of the ranking alone.
    """
    if kader["gunning"].get("bij_uitval") == "herberekenen":
        bids = [bid for bid in bids if bid.file not in fallen]
    outcomes = {}
    for raw in kader.get("percelen", {}).get("lijst", [None]):
        lot = Lot(kader, raw)
        mine = [bid for bid in bids if not lot.code or not bid.lots or lot.code in bid.lots]
        outcomes[lot.code] = reckon_lot(lot, mine, panel, (draws or {}).get(lot.code, []), fallen)
    settle(kader, outcomes)
    for one in outcomes.values():
        one.stand = stand(kader, one, [other for other in outcomes.values() if other is not one])
    return outcomes


def linked(kader: Kader) -> bool:
    """Whether what happens in one lot can change the proposal in another."""
    limits = {"hoogstens", "hoogstens_omvang", "eigen_maximum"} & set(kader.get("percelen", {}))
    return bool(limits) or kader["gunning"].get("capaciteit", {}).get("aanbod_geldt") == "samen"


def stand(kader: Kader, outcome: Outcome, others: Sequence[Outcome]) -> str:
    """How sure a lot is: something in it, or in a lot that is linked, may still be decided."""
    if outcome.waiting:
        return "wacht op cijfers"
    elsewhere = linked(kader) and any(one.undecided or one.waiting for one in others)
    if outcome.undecided or elsewhere:
        return "voorlopig"
    choosing = any(place.award == CHOOSE for one in (outcome, *others) for place in one.places)
    return UNTOLD if choosing or (linked(kader) and any(one.ties for one in others)) else "voorstel"


def reckon_lot(
    lot: Lot,
    bids: Sequence[Bid],
    panel: Panel,
    draws: Sequence[Sequence[str]],
    fallen: frozenset[str] = frozenset(),
) -> Outcome:
    """One lot by itself, before anybody lets go of anything."""
    outcome = Outcome(lot, names={bid.file: bid.name for bid in bids})
    taking_part = outcome.taking_part = admit(lot, bids, panel, outcome)
    outcome.waiting = {
        (bid.name, leaf["code"])
        for bid in taking_part
        for leaf in lot.leaves
        if leaf["regel"]["soort"] == "beoordeeld"
        and answer(lot.kader, bid, question_code(leaf)) is not None
        and (bid.name, leaf["code"]) not in panel.grades
    }
    if outcome.waiting:
        return outcome
    rivals = taking_part
    places = [place_of(lot, bid, panel, rivals) for bid in taking_part]
    only_good = lot.award["methode"] == "qcbs" or lot.award.get("vergelijken_met") == "boven_drempel"
    if only_good:
        rivals = [one.bid for one in places if not below_thresholds(lot, one, absolute_only=True)]
        places = [place_of(lot, bid, panel, rivals) for bid in taking_part]
    compared = [one for one in places if one.bid in rivals] or places
    ranked = []
    for place in places:
        total = result(lot, place, compared)
        place.total = total if total is not None else ZERO
        missed = below_thresholds(lot, place)
        if total is None:
            missed.add("uitkomst")
        if missed:
            outcome.rejected[place.bid.file] = missed
            outcome.below[place.bid.file] = place
        else:
            ranked.append(place)
    outcome.places = [one for one in rank(lot, ranked, draws) if one.bid.file not in fallen]
    held = [one.rank for one in outcome.places]
    for place in outcome.places:
        place.rank = 1 + sum(rank < place.rank for rank in held)
    return outcome
