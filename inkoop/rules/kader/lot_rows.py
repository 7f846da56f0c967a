"""Checks on tables whose rows each belong to a lot: can every lot see its own rows, and nothing else?"""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.domain.fields import BEFORE_LOT
from inkoop.rules.kader.index import KaderIndex, Spot
from inkoop.rules.kader.per_lot import KEY, ROWS_KEY
from inkoop.rules.kader.problems import Problem, problem, unknown
from inkoop.rules.kader.references import block
from inkoop.rules.kader.scopes import lot_codes, lots_of
from inkoop.rules.suggestion import suggestion

ONLY_WHOLE: tuple[tuple[str, ...], ...] = (
    ("organisaties",),
    ("duiding", "huidig"),
    ("duiding", "aanbod"),
)
"""What looks at a whole table, for all lots together."""


def check_lot_rows(index: KaderIndex) -> Iterator[Problem]:
    """Every fault in a table with `perceel_kolom`, and in what rests on it."""
    divided = [spot for spot in index.questions if ROWS_KEY in spot.data and not _is_part(spot, index)]
    for table in divided:
        if lots_of(index):
            yield from _column(table, index)
            yield from _contradictions(table)
        else:
            yield problem(
                "KADER-79", (*table.path, ROWS_KEY), sleutel=ROWS_KEY, nodig="percelen", at_key=True
            )
    if lots_of(index):
        codes = {table.code for table in divided if table.path[0] == "algemeen"}
        yield from _not_per_lot(codes, index)


def _is_part(spot: Spot, index: KaderIndex) -> bool:
    """Whether the program made this table, as one lot sees it."""
    whole = index.by_code.get(spot.code.partition(BEFORE_LOT)[0])
    return BEFORE_LOT in spot.code and whole is not None and whole.path[0] == "algemeen"


def _column(table: Spot, index: KaderIndex) -> Iterator[Problem]:
    """The column exists, has to be filled in, and its choices are the lots, no more and no less."""
    code, path = table.data[ROWS_KEY], (*table.path, ROWS_KEY)
    if not isinstance(code, str):
        return
    choosing = [c for c in index.columns(table) if c.data.get("soort") == "keuze" and c.code]
    column = next((c for c in choosing if c.code == code), None)
    if column is None:
        yield unknown(path, "De keuzekolom", code, [c.code for c in choosing])
        return
    if column.data.get("verplicht") == "nee":
        where = (*column.path, "verplicht")
        yield problem(
            "KADER-16", where, vraag=table.code, sleutel="verplicht: nee bij die kolom", at_key=True
        )
    choices, lots = index.choices(column), lot_codes(index)
    if choices is not None and set(choices) != set(lots):
        lacking = ", ".join(lot for lot in lots if lot not in choices) or "niets"
        extra = "".join(
            f"; {choice} is geen perceel{suggestion(choice, lots).removesuffix('.')}"
            for choice in choices
            if choice not in lots
        )
        yield problem("KADER-15", path, kolom=code, vraag=table.code, mist=lacking + extra)


def _contradictions(table: Spot) -> Iterator[Problem]:
    """What says something else about the lots, or about who fills the table in."""
    if table.path[0] != "algemeen":
        written = table.code.partition(BEFORE_LOT)[0]
        yield problem("KADER-19", (*table.path, ROWS_KEY), vraag=written, at_key=True)
        return
    for key in (KEY, "alleen_als"):
        if key in table.data:
            yield problem("KADER-16", (*table.path, key), vraag=table.code, sleutel=key, at_key=True)
    if "vaste_rijen" in table.data and table.data["vaste_rijen"] == table.data[ROWS_KEY]:
        path, same = (*table.path, "vaste_rijen"), "vaste_rijen op dezelfde kolom"
        yield problem("KADER-16", path, at_key=True, vraag=table.code, sleutel=same)


def _not_per_lot(divided: set[str], index: KaderIndex) -> Iterator[Problem]:
    """What rests on such a table stands in a lot; what looks at all lots together cannot use it."""
    for holder in index.holders:
        code = holder.data.get("vraag")
        if isinstance(code, str) and code in divided:
            path, top = (*holder.path, "vraag"), _top(holder, index)
            yield problem("KADER-17", path, naam=holder.code, vraag=code, hoofd=top)
    for path in ONLY_WHOLE:
        spot = block(index, *path)
        if spot.data.get("vraag") in divided:
            words = {"sleutel": ".".join(path), "vraag": spot.data["vraag"]}
            yield problem("KADER-18", (*path, "vraag"), at_key=False, **words)


def _top(holder: Spot, index: KaderIndex) -> str:
    """The requirement, or the criterion on top, in which something stands."""
    above = [*index.requirements, *(criterion.spot for criterion in index.criteria)]
    return next((spot.code for spot in above if holder.path[:2] == spot.path), holder.code)
