"""What a PDF may draw beside the words of its pages: whatever the program never makes is told.

A reader of the words does not see these. They can cover a number, or show another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from inkoop.readers.report.pdf_file import at, followed

_CATALOGUE = frozenset(
    {
        "/AF",
        "/Dests",
        "/Extensions",
        "/Lang",
        "/MarkInfo",
        "/Metadata",
        "/Names",
        "/Outlines",
        "/OutputIntents",
        "/Pages",
        "/StructTreeRoot",
        "/Type",
        "/ViewerPreferences",
    }
)
_NAMES = frozenset({"/Dests", "/EmbeddedFiles"})
_PAGE = frozenset(
    {
        "/Annots",
        "/BleedBox",
        "/Contents",
        "/MediaBox",
        "/Parent",
        "/Resources",
        "/StructParents",
        "/Tabs",
        "/TrimBox",
        "/Type",
    }
)
_RESOURCES = frozenset({"/ColorSpace", "/ExtGState", "/Font", "/Pattern", "/ProcSet", "/Shading", "/XObject"})
_LINK = frozenset(
    {"/BS", "/Border", "/Contents", "/Dest", "/F", "/P", "/Rect", "/StructParent", "/Subtype", "/Type"}
)


def extra_things(pdf: Any) -> tuple[str, ...]:
    """Everything that could change what a person sees, and that the program does not put in a report."""
    root = pdf.root_object
    found = list(_beyond(root, _CATALOGUE, "De PDF"))
    found += _beyond(at(root, "/Names"), _NAMES, "De PDF")
    for number, page in enumerate(pdf.pages, start=1):
        where = f"Bladzijde {number}"
        found += _beyond(page, _PAGE, where)
        found += _beyond(at(page, "/Resources"), _RESOURCES, where)
        for note in map(followed, at(page, "/Annots") or ()):
            if at(note, "/Subtype") != "/Link" or set(note) - _LINK:
                found.append(f"{where} heeft iets bovenop de bladzijde: een notitie, stempel of invulveld.")
    return tuple(dict.fromkeys(found))


def has_images(pdf: Any) -> bool:
    """Whether a page draws an image, such as a logo."""
    drawings = (at(at(page, "/Resources"), "/XObject") or {} for page in pdf.pages)
    return any(at(at(drawn, name), "/Subtype") != "/Form" for drawn in drawings for name in drawn)


def _beyond(holder: Any, known: frozenset[str], where: str) -> Iterator[str]:
    for name in sorted(set(holder or ()) - known):
        yield f"{where} heeft een onderdeel dat het programma niet maakt: {str(name)[1:41]}."
