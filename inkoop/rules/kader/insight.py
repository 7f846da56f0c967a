"""Checks on what the report may tell: the answers that say what an award means, and what may be public."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from decimal import Decimal

from inkoop.domain.award_rules import PRICE_METHODS
from inkoop.domain.rules import RULES
from inkoop.domain.rules.price import PriceTerms
from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.kader.index import KaderIndex, Spot, rule_kind
from inkoop.rules.kader.problems import Problem, problem, unknown
from inkoop.rules.kader.references import block, referred_column, referred_question
from inkoop.rules.protection import narrow_steps
from inkoop.rules.raw import mapping, number, sequence, texts

LISTS = ("doelen", "doelgroepen")
WITHOUT_POINTS = ("huidig", "omvang")
"""The report says of these that they earned no points, so no criterion may reckon with them."""
COUNTED = (("huidig", "aantal"), ("aanbod", "plaatsen"))
"""The tables of locations, with the column that holds their number."""
Places = Generator[Problem, None, Mapping[str, Mapping[str, object]]]
"""By `wijk` and `functie` the choices of a table, as far as they are known."""


def check_insight(index: KaderIndex) -> Iterator[Problem]:
    """Every fault in what the report may tell about consequences, coverage and small providers."""
    insight = block(index, "duiding")
    now = yield from _table(index, *COUNTED[0])
    supply = yield from _table(index, *COUNTED[1])
    yield from _same_lists(now, supply)
    for key in LISTS:
        yield from referred_question(index, insight, key, ("meerkeuze",))
    yield from _size(index)
    yield from _need(index, supply or now)
    yield from _idle(insight)
    yield from _promises(index)


def check_publication(index: KaderIndex) -> Iterator[Problem]:
    """Where the order rests on the prices themselves, they cannot stay out of what shows the order."""
    holder = block(index, "openbaar")
    winners = holder.data.get("prijzen") == "winnaars"
    if winners and index.method in PRICE_METHODS:
        yield problem("KADER-87", (*holder.path, "prijzen"), methode=index.method)
    for leaf in index.leaves:
        question = index.question_of(leaf.spot)
        if question is None:
            continue
        confidential = question.data.get("vertrouwelijk") == "ja"
        if index.method in PRICE_METHODS and not confidential:
            continue
        if (confidential or (winners and _is_price(leaf.spot, question))) and _tells(leaf.spot, question):
            yield problem("PRIJS-10", (*leaf.spot.path, "regel"), criterium=leaf.spot.code)


def _asked(spot: Spot, question: Spot) -> Mapping[str, object]:
    """What a rule looks at: the question, or one column of it."""
    column = mapping(spot.data.get("regel")).get("kolom")
    columns = (mapping(each) for each in sequence(question.data.get("kolommen")))
    return next((each for each in columns if each.get("code") == column), question.data)


def _is_price(spot: Spot, question: Spot) -> bool:
    """Whether a criterion rests on a price: by its rule, or an amount in euro under any other rule."""
    rule = RULES.get(rule_kind(spot))
    priced = rule is not None and issubclass(rule, PriceTerms)
    return priced or _asked(spot, question).get("soort") == "bedrag"


def _tells(spot: Spot, question: Spot) -> bool:
    """Whether the points tell the answer to who knows the rule: all do, but grades and wide steps."""
    kind, raw = rule_kind(spot), mapping(spot.data.get("regel"))
    if kind not in RULES or kind in ("beoordeeld", "vast_tarief"):
        return False
    if kind != "banden":
        return True
    asked = _asked(spot, question)
    low, high = number(asked.get("minimum")), number(asked.get("maximum"))
    given = (number(mapping(band).get("vanaf")) for band in sequence(raw.get("banden")))
    starts = [start for start in given if start is not None]
    if raw.get("bewerking") != "som" and low is not None and high is not None:
        starts = [low, *(start for start in starts if low < start <= high), high]
    return narrow_steps(starts)


def _table(index: KaderIndex, key: str, counted: str) -> Places:
    """A table of places: its columns exist and fit. Returns the choices of its districts and functions."""
    holder = block(index, "duiding", key)
    question = yield from referred_question(index, holder, "vraag", ("tabel",))
    if question is None:
        return {}
    found = {}
    several = ("keuze", "meerkeuze") if key == "aanbod" else ("keuze",)
    for name, fitting in (("wijk", ("keuze",)), ("functie", several)):
        column = yield from referred_column(index, holder, name, question, fitting)
        choices = index.choices(column) if column else None
        if choices is not None:
            found[name] = choices
    yield from referred_column(index, holder, counted, question, ("geheel_getal",))
    if key == "aanbod":
        yield from referred_column(index, holder, "dagdelen", question, ("geheel_getal", "getal"))
    return found


def _same_lists(
    now: Mapping[str, Mapping[str, object]], supply: Mapping[str, Mapping[str, object]]
) -> Iterator[Problem]:
    """Room nearby is found by code: a district with two codes would look like a district without room."""
    for name in now.keys() & supply.keys():
        differing = [
            code for code in (*now[name], *supply[name]) if (code in now[name]) != (code in supply[name])
        ]
        if differing:
            yield problem("KADER-88", ("duiding", "huidig", name), kolom=name, keuzes=", ".join(differing))


def _size(index: KaderIndex) -> Iterator[Problem]:
    holder = block(index, "duiding", "omvang")
    question = yield from referred_question(index, holder, "vraag", ("keuze",))
    choices = index.choices(question) if question else None
    if question is None or choices is None:
        return
    small, path = holder.data.get("klein"), (*holder.path, "klein")
    codes = texts(small)
    for at, code in enumerate(codes):
        if code not in choices:
            where = path if isinstance(small, str) else (*path, at)
            yield unknown(where, f"Bij vraag {question.code}: de keuze", code, choices)
    if set(choices) <= set(codes):
        yield problem("KADER-86", path)


def _need(index: KaderIndex, places: Mapping[str, Mapping[str, object]]) -> Iterator[Problem]:
    need = block(index, "duiding", "behoefte")
    known, parts = places.get("wijk"), Decimal(0)
    for code, value in mapping(need.data.get("wijken")).items():
        parts += number(value) or Decimal(0)
        if known is not None and code not in known:
            yield unknown((*need.path, "wijken", code), "De wijk", code, known)
    whole = number(need.data.get("aantal"))
    if whole is not None and parts > whole:
        words = {"wijken": decimal_text(parts), "aantal": decimal_text(whole)}
        yield problem("KADER-89", (*need.path, "wijken"), at_key=True, **words)


def _idle(insight: Spot) -> Iterator[Problem]:
    """What shows nothing because something else is not asked."""
    supply = mapping(insight.data.get("aanbod"))
    needed = {**dict.fromkeys(LISTS, bool(supply)), "behoefte": "plaatsen" in supply}
    for key, present in needed.items():
        if key in insight.data and not present:
            lacking = "duiding.aanbod.plaatsen" if key == "behoefte" else "duiding.aanbod"
            yield problem("KADER-79", (*insight.path, key), sleutel=key, nodig=lacking, at_key=True)
    for key, other in (("aanbod", "behoefte"), ("behoefte", "aanbod")):
        if "dagdelen" in mapping(insight.data.get(key)) and "dagdelen" not in mapping(
            insight.data.get(other)
        ):
            path, lacking = (*insight.path, key, "dagdelen"), f"duiding.{other}.dagdelen"
            yield problem("KADER-79", path, sleutel="dagdelen", nodig=lacking, at_key=True)


def _promises(index: KaderIndex) -> Iterator[Problem]:
    """What the kader promises about a question: that it stays closed, and that it earns nothing."""
    insight = block(index, "duiding")
    named = {key: mapping(insight.data.get(key)).get("vraag") for key in ("huidig", "aanbod", "omvang")}
    named |= {key: insight.data.get(key) for key in LISTS}
    scored = {found.code: leaf.spot.code for leaf in index.leaves if (found := index.question_of(leaf.spot))}
    for key, code in named.items():
        question = index.by_code.get(code) if isinstance(code, str) else None
        if question is None:
            continue
        path = (*insight.path, key) if key in LISTS else (*insight.path, key, "vraag")
        if question.data.get("vertrouwelijk") == "ja":
            yield problem("KADER-90", path, vraag=question.code)
        if key in WITHOUT_POINTS and question.code in scored:
            yield problem("KADER-91", path, vraag=question.code, criterium=scored[question.code], sleutel=key)
