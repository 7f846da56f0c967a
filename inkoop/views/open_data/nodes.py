"""An XML document as plain data: what stands in which element, in the order of its schema."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """An element, with a text or with elements in it."""

    name: str
    text: str = ""
    inside: tuple[Node, ...] = ()
    resource: str = ""
    """What a label stands for, as an address: the attribute of that name."""


def holding(name: str, *inside: Node | None) -> Node:
    """An element that holds others; what there is none of stays out."""
    return Node(name, inside=tuple(each for each in inside if each is not None))
