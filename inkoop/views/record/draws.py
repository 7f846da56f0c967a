"""A draw in words and as plain data: among whom, in which order, and how anybody can check it."""

from __future__ import annotations

from inkoop.domain.draws import DrawRecord, ReadDraw
from inkoop.domain.tender import Tender
from inkoop.rules.award.draw_checks import departs
from inkoop.rules.award.draws import GOVERNED_BY_SEED, draw_hash
from inkoop.rules.dutch_format import listing, moment_text
from inkoop.views.record.document_model import DrawDoc
from inkoop.views.words.wording import plain

_SHOWN_OF_A_HASH = 12
"""Enough characters to see the order; the whole hash stands in the record."""


def draw_document(read: ReadDraw) -> DrawDoc:
    """A draw as its record says; what the record leaves out is left out."""
    record = read.record
    found: DrawDoc = {
        "perceel": record.lot,
        "wijze": record.method,
        "inschrijvers": list(record.names),
        "uitkomst": list(record.order),
        "bestand": read.file,
    }
    if record.method == GOVERNED_BY_SEED:
        found["zaad"], found["zaad_bron"] = record.seed, record.seed_source
        found["controle"] = [
            {"inschrijver": check.tenderer, "sha256": check.sha256, "opdracht": check.recipe}
            for check in record.checks
        ]
    if record.version > 1:
        found["loting"] = record.version
    if record.by:
        found["door"] = record.by
    if record.where:
        found["plaats"] = record.where
    if record.moment:
        found["moment"] = f"{record.moment:%Y-%m-%d %H:%M}"
    if record.invited:
        found["genodigd"] = list(record.invited)
    if record.present:
        found["aanwezig"] = list(record.present)
    return found


def draw_text(read: ReadDraw) -> str:
    """One sentence or two: the order, and who drew, where and when, or from which seed."""
    record = read.record
    order = ", ".join(f"{number}. {plain(name)}" for number, name in enumerate(record.order, start=1))
    return f"Geloot: {order}. {_how(record)} Verslag: {plain(read.file)}."


def draw_account(read: ReadDraw, tender: Tender) -> str:
    """The draw for somebody who was not there: also who was invited and came, or how to repeat it."""
    record = read.record
    parts = [draw_text(read)]
    if departs(record, tender):
        parts.append("Het kader zegt dat er met een zaad geloot wordt; hier lootten toch mensen.")
    if record.invited:
        parts.append(f"Uitgenodigd: {_names(record.invited)}.")
    if record.present:
        parts.append(f"Aanwezig: {_names(record.present)}.")
    if record.method == GOVERNED_BY_SEED:
        hashes = listing(
            f"{plain(name)} {draw_hash(record.seed, record.hashed_lot, name)[:_SHOWN_OF_A_HASH]}…"
            for name in record.order
        )
        text = "drie dingen achter elkaar, het zaad, een nieuwe regel en de naam"
        if record.hashed_lot is not None:
            text = f"drie regels onder elkaar, het zaad, het perceel ({record.lot}) en de naam"
        parts.append(
            f"Iedereen kan dit narekenen: neem van elke naam de SHA-256 van {text}."
            f" De laagste gaat voor. Het begin daarvan: {hashes}"
        )
    return " ".join(parts)


def _names(names: tuple[str, ...]) -> str:
    return listing(plain(name) for name in names)


def _how(record: DrawRecord) -> str:
    parts = []
    if record.method == GOVERNED_BY_SEED:
        parts.append(f"met het zaad “{plain(record.seed)}” ({plain(record.seed_source)})")
    if record.by:
        parts.append(f"door {plain(record.by)}")
    if record.where:
        parts.append(f"plaats: {plain(record.where)}")
    if record.moment:
        parts.append(f"op {moment_text(record.moment)}")
    text = ", ".join(parts).rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."
