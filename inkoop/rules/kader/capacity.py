"""Checks on how much is bought, how it is divided, and who takes part together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from inkoop.domain.award_rules import PRICE_METHODS
from inkoop.domain.questions import KVK, NUMERIC
from inkoop.rules.dutch_format import listing
from inkoop.rules.kader.index import KaderIndex, Spot
from inkoop.rules.kader.problems import Problem, problem
from inkoop.rules.kader.references import block, referred_column, referred_question, row_per_lot
from inkoop.rules.kader.scopes import lots_of, scopes
from inkoop.rules.raw import mapping, number, sequence

NUMERIC_COLUMNS = tuple(kind for kind in NUMERIC if kind != "percentage")
ROLES = ("combinant", "onderaannemer")


def check_capacity(index: KaderIndex) -> Iterator[Problem]:
    """Every fault in the capacity and its division."""
    capacity = block(index, "gunning", "capaciteit")
    if not capacity.data:
        for lot in lots_of(index):
            if "omvang" in lot.data:
                yield _useless((*lot.path, "omvang"), "omvang", "gunning.capaciteit")
        return
    fitting = (*NUMERIC_COLUMNS, "tabel") if lots_of(index) else NUMERIC_COLUMNS
    question = yield from referred_question(index, capacity, "vraag", fitting)
    if question is not None and question.data.get("soort") == "tabel":
        yield from row_per_lot(index, (*capacity.path, "vraag"), "capaciteit", question)
        if "kolom" not in capacity.data:
            yield problem("KADER-68", capacity.path, waar="capaciteit", sleutel="kolom", at_key=True)
        yield from referred_column(index, capacity, "kolom", question, NUMERIC_COLUMNS)
    elif question is not None and "kolom" in capacity.data:
        yield problem("KADER-43", (*capacity.path, "kolom"), sleutel="kolom", at_key=True)
    yield from _percentages(index)
    yield from _offer_holds(index, capacity, question)
    yield from _parts(index, capacity)


def _offer_holds(index: KaderIndex, capacity: Spot, question: Spot | None) -> Iterator[Problem]:
    """One number as offer, where there are lots: for each of them, or for all together?"""
    lots, path = lots_of(index), (*capacity.path, "aanbod_geldt")
    one_number = question is not None and question.data.get("soort") != "tabel"
    if "aanbod_geldt" not in capacity.data:
        if lots and one_number:
            where = (*capacity.path, "vraag")
            yield problem("KADER-98", where, vraag=capacity.data.get("vraag"), at_key=True)
    elif not lots or (question is not None and not one_number):
        yield _useless(path, "aanbod_geldt", "percelen en een vraag met één getal")
    elif capacity.data.get("aanbod_geldt") == "samen" and "voorkeur" not in block(index, "percelen").data:
        yield _useless(path, "aanbod_geldt: samen", "percelen.voorkeur")


def _parts(index: KaderIndex, capacity: Spot) -> Iterator[Problem]:
    """Parts that are worked out: where nothing is, and where points can give an odd or empty part."""
    division, path = capacity.data.get("verdeling", "naar_rang"), (*capacity.path, "verdeling")
    if "decimalen" in capacity.data and division == "naar_rang":
        yield _useless((*capacity.path, "decimalen"), "decimalen", "een andere verdeling dan naar_rang")
    if division != "naar_punten":
        return
    if index.method in PRICE_METHODS:
        quality = f"bij {index.method} zijn dat de punten voor kwaliteit, los van de rangorde"
        yield problem("KADER-97", path, wat=quality)
    elif not all("drempel" in {**index.award, **scope.own} for scope in scopes(index)):
        yield problem("KADER-97", path, wat="wie nul punten heeft, krijgt geen deel en geen contract")


def _useless(path: tuple[str | int, ...], key: str, needed: str) -> Problem:
    return problem("KADER-79", path, sleutel=key, nodig=needed, at_key=True)


def _percentages(index: KaderIndex) -> Iterator[Problem]:
    capacity = block(index, "gunning", "capaciteit")
    path = (*capacity.path, "procenten")
    by_percentage = capacity.data.get("verdeling") == "procenten"
    given = sequence(capacity.data.get("procenten"))
    if given and not by_percentage:
        yield _useless(path, "procenten", "verdeling: procenten")
    if by_percentage and not given:
        yield problem("KADER-68", capacity.path, waar="capaciteit", sleutel="procenten", at_key=True)
    total = sum((n for part in given if (n := number(part)) is not None), Decimal(0))
    if total > 100:
        yield problem("KADER-69", path, som=f"{total:f}", at_key=True)


def check_limits(index: KaderIndex) -> Iterator[Problem]:
    """Every fault in the order of a provider's own choice, and in what one provider may get."""
    lots = block(index, "percelen")
    if not lots.data:
        return
    table = yield from referred_question(index, lots, "voorkeur", ("tabel",))
    if table is not None:
        yield from row_per_lot(index, (*lots.path, "voorkeur"), "voorkeur", table)
        yield from referred_column(index, lots, "voorkeur_kolom", table, ("geheel_getal",))
    preferred = "voorkeur" in lots.data
    if preferred and "voorkeur_kolom" not in lots.data:
        yield problem("KADER-68", (*lots.path, "voorkeur"), waar="voorkeur", sleutel="voorkeur_kolom")
    if not preferred and "voorkeur_kolom" in lots.data:
        yield _useless((*lots.path, "voorkeur_kolom"), "voorkeur_kolom", "voorkeur")
    yield from referred_question(index, lots, "eigen_maximum", ("geheel_getal",))
    limits = [key for key in ("hoogstens", "eigen_maximum") if key in lots.data]
    if limits and not preferred:
        yield problem("KADER-74", (*lots.path, limits[0]), sleutel=listing(limits), at_key=True)
    if "hoogstens_omvang" in lots.data:
        path = (*lots.path, "hoogstens_omvang")
        if not preferred:
            yield _useless(path, "hoogstens_omvang", "voorkeur")
        if not mapping(index.award.get("capaciteit")):
            yield _useless(path, "hoogstens_omvang", "gunning.capaciteit")


def check_organisations(index: KaderIndex) -> Iterator[Problem]:
    """Every fault in where a submission names its partners."""
    holder = block(index, "organisaties")
    table = yield from referred_question(index, holder, "vraag", ("tabel",))
    if table is None:
        return
    yield from referred_column(index, holder, "naam", table, ("tekst",))
    number = yield from referred_column(index, holder, "kvk", table, (KVK, "tekst"))
    if number is not None and number.data.get("soort") == "tekst":
        yield problem("KADER-09", (*number.path, "soort"), naam=number.code)
    role = yield from referred_column(index, holder, "rol", table, ("keuze",))
    choices = index.choices(role) if role else None
    if choices is not None and set(choices) != set(ROLES):
        yield problem("KADER-76", (*holder.path, "rol"), gevonden=", ".join(choices))
