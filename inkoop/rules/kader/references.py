"""Keys that name a question or a column elsewhere in the kader: is it there, and is it of the right kind?"""

from __future__ import annotations

from collections.abc import Generator

from inkoop.rules.kader.index import KaderIndex, Spot
from inkoop.rules.kader.problems import Problem, problem, unknown
from inkoop.rules.kader.scopes import lot_codes
from inkoop.rules.raw import RawPath, mapping
from inkoop.rules.suggestion import suggestion

Found = Generator[Problem, None, Spot | None]


def referred_question(index: KaderIndex, holder: Spot, key: str, fitting: tuple[str, ...]) -> Found:
    """The question that a key names, when it exists and is of a fitting kind."""
    code, path = holder.data.get(key), (*holder.path, key)
    if not isinstance(code, str):
        return None
    question = index.by_code.get(code)
    if question is None:
        yield unknown(path, "De vraag", code, index.by_code)
        return None
    kind = question.data.get("soort")
    if kind not in fitting:
        if isinstance(kind, str):
            past = ", ".join(fitting)
            named = key if key != "vraag" else next(p for p in reversed(holder.path) if isinstance(p, str))
            yield problem("KADER-64", path, sleutel=named, vraag=code, vraagsoort=kind, past=past)
        return None
    return question


def referred_column(
    index: KaderIndex, holder: Spot, key: str, question: Spot, fitting: tuple[str, ...]
) -> Found:
    """The column that a key names, when it exists in that table and is of a fitting kind."""
    code, path = holder.data.get(key), (*holder.path, key)
    if not isinstance(code, str):
        return None
    column = index.column(question, code)
    if column is None:
        yield unknown(path, "De kolom", code, [c.code for c in index.columns(question)])
        return None
    kind = column.data.get("soort")
    if kind not in fitting:
        if isinstance(kind, str):
            yield problem("KADER-67", path, sleutel=key, kolom=code, past=", ".join(fitting))
        return None
    return column


def row_per_lot(index: KaderIndex, path: RawPath, key: str, question: Spot) -> Generator[Problem, None, None]:
    """A table must have exactly one printed row for every lot."""
    lots = lot_codes(index)
    column = index.column(question, question.data.get("vaste_rijen"))
    rows = list(index.choices(column) or {}) if column else []
    if set(rows) == set(lots):
        return
    missing = ", ".join(code for code in lots if code not in rows)
    extra = "".join(
        f"; {code} is geen perceel{suggestion(code, lots).removesuffix('.')}"
        for code in rows
        if code not in lots
    )
    lacking = (missing or "niets") + extra
    yield problem("KADER-66", path, sleutel=key, vraag=question.code, mist=lacking)


def block(index: KaderIndex, *path: str) -> Spot:
    """A block of the kader by its path, empty when it is not there."""
    data = index.raw
    for part in path:
        data = mapping(data.get(part))
    return Spot(path, data)
