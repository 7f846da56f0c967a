"""The text of a kader that stands on its own: parts of the library written out where the kader names them."""

from __future__ import annotations

from inkoop.readers.settings.library import library
from inkoop.readers.settings.taken_over import KEY, NAMED, Taken, note_on, refers, take_over
from inkoop.readers.settings.yaml_nodes import as_text, compose_with_comments
from inkoop.readers.settings.yaml_source import yaml_in


def standing_text(kader: bytes) -> bytes:
    """A kader that can be used, without references; the same bytes where it has none.

    The author's comments stay, and each part says where it came from. The content is what a reader of the
    file makes of it anyhow, so the fingerprint stays too.
    """
    if not _may_refer(kader) or not refers(yaml_in(kader, "").data):
        return kader
    root = compose_with_comments(kader.decode("utf-8-sig"))
    for each in take_over(root, library(compose_with_comments)).parts:
        whole = each.part.kind in NAMED or each.node.flow_style
        note_on(each.node if whole else each.node.value[0][1], _origin(each))
    return as_text(root).encode()


def _may_refer(kader: bytes) -> bool:
    """Whether the key of a reference stands in the text, as it is or with escapes; saves a reading."""
    return KEY.encode() in kader or b"\\" in kader


def _origin(taken: Taken) -> str:
    """Where a part came from, and what the kader says otherwise."""
    changed = [key for key in taken.changed if key not in ("code", "gewicht")]
    otherwise = f"; hier anders: {', '.join(changed)}" if changed else ""
    return f"bibliotheek: {taken.part.name}, versie {taken.part.version}{otherwise}"
