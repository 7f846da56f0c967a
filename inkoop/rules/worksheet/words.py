"""How paths, orders and remarks are written in a cell, and read again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from inkoop.domain.remarks import Remark, TreePath
from inkoop.rules.worksheet.model import Part

STEP = " › "
_NUMBER = re.compile(r"[1-9]\d*")
_QUOTED = re.compile(r'"(.*)"')
_MARKED = re.compile(r"(boven|achter|onder)(?: ([^:]+))?: ?(.*)")
_DRAWN = re.compile(r"([-=*~_])\1{19,198}")
_RULER = re.compile(r"\(lijn van (\d{2,3}) × ([-=*~_])\)")
_ALONE = "[]"
"""Behind a key: its one word is a list of one."""


def path_text(path: Iterable[str | int]) -> str:
    """A path for people: places in a list count from 1."""
    return STEP.join(str(step + 1) if isinstance(step, int) else _key(step) for step in path)


def _key(key: str) -> str:
    plain = key.strip() == key and key and not _NUMBER.fullmatch(key) and not _QUOTED.fullmatch(key)
    return key if plain else f'"{key}"'


def path_in(text: str) -> TreePath:
    """The path in a text; white space around its steps does not count."""
    steps = [step.strip() for step in text.split(STEP.strip())]
    return tuple(_step(step) for step in steps)


def _step(text: str) -> str | int:
    if _NUMBER.fullmatch(text):
        return int(text) - 1
    quoted = _QUOTED.fullmatch(text)
    return quoted[1] if quoted else text


def label(path: Iterable[str | int], part: Part) -> str:
    """A path with the keys that the model knows as people write them: max_woorden is Max woorden."""
    here: Part | None = part
    steps: list[str] = []
    for step in path:
        known = here is not None and here.key(step) is not None
        steps.append(_spoken(str(step)) if known else path_text((step,)))
        here = here.at((step,), None) if here is not None else None
    text = STEP.join(steps)
    return text[:1].upper() + text[1:] if part.key(next(iter(path), "")) is not None else text


def labelled(text: str, part: Part) -> TreePath:
    """The path that a label names; what the model does not know is taken as it stands."""
    here: Part | None = part
    path: list[str | int] = []
    for step in path_in(text):
        known = here.keys if here is not None else {}
        spoken = _spoken(str(step)).casefold()
        path.append(next((key for key in known if _spoken(key).casefold() == spoken), step))
        here = here.at((path[-1],), None) if here is not None else None
    return tuple(path)


def _spoken(key: str) -> str:
    return key.replace("_", " ")


def order_text(paths: Iterable[tuple[TreePath, bool]]) -> str:
    """The order of the keys in a row, with a mark where one word is a list of one."""
    return ", ".join(path_text(path) + (_ALONE if alone else "") for path, alone in paths)


def order_in(text: str) -> dict[TreePath, bool]:
    """The order of the keys, each with whether its one word is a list of one."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    return {path_in(word.removesuffix(_ALONE)): word.endswith(_ALONE) for word in words}


def remark_text(remarks: Iterable[tuple[TreePath, Remark]]) -> str:
    """The remarks at a row (with an empty path) and at its keys, a line each."""
    return "\n".join(line for path, remark in remarks for line in _lines(path, remark))


def _lines(path: TreePath, remark: Remark) -> Iterator[str]:
    key = f" {path_text(path)}" if path else ""
    remark = Remark(
        tuple(map(_short_ruler, remark.above)), remark.beside, tuple(map(_short_ruler, remark.below))
    )
    for where, lines in (
        ("boven", remark.above),
        ("achter", (remark.beside,) if remark.beside else ()),
        ("onder", remark.below),
    ):
        for line in lines:
            bare = where == "boven" and not key and not _MARKED.fullmatch(line)
            yield line if bare else f"{where}{key}: {line}"


def _short_ruler(line: str) -> str:
    """A line that is only drawn, in a few signs: it would fill its cell."""
    return f"(lijn van {len(line)} × {line[0]})" if _DRAWN.fullmatch(line) else line


def remarks_in(text: str) -> Iterator[tuple[TreePath, Remark]]:
    """The remarks in a cell, one for each line; what bears no mark stands above the row."""
    for line in text.rstrip().split("\n") if text.strip() else ():
        marked = _MARKED.fullmatch(line.rstrip())
        where, key, rest = marked.groups() if marked else ("boven", None, line.rstrip())
        if ruler := _RULER.fullmatch(rest):
            rest = ruler[2] * int(ruler[1])
        path = path_in(key) if key else ()
        if where == "achter":
            yield path, Remark(beside=rest)
        else:
            yield path, Remark(above=(rest or "#",)) if where == "boven" else Remark(below=(rest or "#",))
