"""What a PDF may draw beside the words of its pages: whatever the program never makes is told.

A reader of the words does not see these. They can cover a number, or show another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
    found = list(_beyond(pdf.Root, _CATALOGUE, "De PDF"))
    found += _beyond(pdf.Root.get("/Names", {}), _NAMES, "De PDF")
    for number, page in enumerate(pdf.pages, start=1):
        where = f"Bladzijde {number}"
        found += _beyond(page.obj, _PAGE, where)
        found += _beyond(page.obj.get("/Resources", {}), _RESOURCES, where)
        for note in page.obj.get("/Annots", ()):
            if note.get("/Subtype") != "/Link" or set(note.keys()) - _LINK:
                found.append(f"{where} heeft iets bovenop de bladzijde: een notitie, stempel of invulveld.")
    return tuple(dict.fromkeys(found))


def has_images(pdf: Any) -> bool:
    """Whether a page draws an image, such as a logo."""
    return any(
        drawn.get("/Subtype") != "/Form"
        for page in pdf.pages
        for drawn in page.obj.get("/Resources", {}).get("/XObject", {}).values()
    )


def _beyond(holder: Any, known: frozenset[str], where: str) -> Iterator[str]:
    for name in sorted(set(holder.keys()) - known):
        yield f"{where} heeft een onderdeel dat het programma niet maakt: {str(name)[1:41]}."
