"""Holds a PDF against the same document made again: everything that is drawn, and everything else in it.

What is compressed is compared unpacked, so that a file which was only stored otherwise is the same.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from inkoop.readers.report.signature import Library, put_apart

_BACK = frozenset({"/Parent", "/P"})
"""These point back to where we came from."""
_STORAGE = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})
_MOST = 12


def drawing_faults(given: bytes, made: bytes) -> tuple[str, ...]:
    """Every page that differs from the one in the document made again, and whether anything else does.

    A signature is no part of what is compared.
    """
    import pikepdf

    if given == made:
        return ()
    with pikepdf.open(io.BytesIO(given)) as one, pikepdf.open(io.BytesIO(made)) as other:
        library = Library(pikepdf.Dictionary, pikepdf.Array, lambda value: value, _number)
        for pdf in (one, other):
            put_apart(pdf.Root, (page.obj for page in pdf.pages), library)
        if len(one.pages) != len(other.pages):
            return (f"Er zijn {len(one.pages)} bladzijden; dat horen er {len(other.pages)} te zijn.",)
        seen: set[tuple[Any, Any]] = set()
        pages = [
            number
            for number, (page, again) in enumerate(zip(one.pages, other.pages, strict=True), start=1)
            if not _same(page.obj, again.obj, seen)
        ]
        faults = list(_told(pages))
        if not _same(one.Root, other.Root, seen) and not pages:
            faults.append("In de PDF zit iets anders dan het programma erin zet, buiten de bladzijden.")
        return tuple(faults)


def _number(value: Any) -> tuple[int, int] | None:
    return value.objgen if value.is_indirect else None


def _told(pages: list[int]) -> Iterator[str]:
    for page in pages[:_MOST]:
        yield f"Bladzijde {page} is anders getekend dan het programma haar maakt."
    if len(pages) > _MOST:
        yield f"Ook {len(pages) - _MOST} andere bladzijden zijn anders getekend."


def _same(one: Any, other: Any, seen: set[tuple[Any, Any]]) -> bool:
    """Whether two objects are the same with all that they lead to; what was seen is not looked at again."""
    import pikepdf

    todo = [(one, other)]
    while todo:
        left, right = todo.pop()
        if type(left) is not type(right):
            return False
        if not isinstance(left, pikepdf.Object):
            if left != right:
                return False
            continue
        key = left.objgen, right.objgen
        if left.is_indirect or right.is_indirect:
            if key in seen:
                continue
            seen.add(key)
        parts = _parts(left, right)
        if parts is None:
            return False
        todo += parts
    return True


def _parts(left: Any, right: Any) -> list[tuple[Any, Any]] | None:
    """The pairs of which two objects consist; None where they differ by themselves."""
    import pikepdf

    if isinstance(left, pikepdf.Array):
        return list(zip(left, right, strict=True)) if len(left) == len(right) else None
    if not isinstance(left, (pikepdf.Dictionary, pikepdf.Stream)):
        return [] if bytes(left) == bytes(right) else None
    is_stream = isinstance(left, pikepdf.Stream)
    skipped = _BACK | _STORAGE if is_stream else _BACK
    names = set(left.keys()) - skipped
    if names != set(right.keys()) - skipped:
        return None
    if is_stream and left.read_bytes() != right.read_bytes():
        return None
    return [(left[name], right[name]) for name in names]
