"""Metadata as XML: of an archive by MDTO, and of the Woo index as a sitemap."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from inkoop.domain.visible import one_line
from inkoop.views.open_data.nodes import Node
from inkoop.views.open_data.woo import DIWOO, SITEMAP

MDTO = "https://www.nationaalarchief.nl/mdto"


def mdto_xml(node: Node) -> bytes:
    """A document by MDTO 1.0.1."""
    schema = {
        "xmlns": MDTO,
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": f"{MDTO} {MDTO}/MDTO-XML1.0.1.xsd",
    }
    return _document(node, schema)


def sitemap_xml(node: Node) -> bytes:
    """A sitemap with an entry for each file, by DiWoo."""
    return _document(node, {"xmlns": SITEMAP, "xmlns:diwoo": DIWOO})


def _document(node: Node, attributes: dict[str, str]) -> bytes:
    """The bytes of a document. What XML cannot hold, such as a control character, is replaced."""
    root = Element(node.name, attributes)
    _fill(root, node)
    indent(root)
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _fill(element: Element, node: Node) -> None:
    element.text = one_line(node.text) or None
    if node.resource:
        element.set("resource", node.resource)
    for each in node.inside:
        _fill(SubElement(element, each.name), each)
