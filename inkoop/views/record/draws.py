"""A draw in words and as plain data: among whom, in which order, and how anybody can check it."""

from __future__ import annotations

from inkoop.domain.draws import DrawRecord, ReadDraw
from inkoop.domain.tender import Tender
from inkoop.domain.told import DrawCheckTold, DrawTold
from inkoop.rules.award.draw_checks import departs
from inkoop.rules.award.draws import GOVERNED_BY_SEED, draw_hash
from inkoop.rules.dutch_format import listing, moment_text
from inkoop.views.words.wording import plain

_SHOWN_OF_A_HASH = 12
"""Enough characters to see the order; the whole hash stands in the record."""


def draw_told(read: ReadDraw) -> DrawTold:
    """A draw as its record says; what the record leaves out is left out."""
    record, seeded = read.record, read.record.method == GOVERNED_BY_SEED
    checks = tuple(DrawCheckTold(check.tenderer, check.sha256, check.recipe) for check in record.checks)
    return DrawTold(
        record.lot,
        record.method,
        record.names,
        record.order,
        read.file,
        record.seed if seeded else None,
        record.seed_source if seeded else None,
        checks if seeded else None,
        record.version if record.version > 1 else None,
        record.by or None,
        record.where or None,
        f"{record.moment:%Y-%m-%d %H:%M}" if record.moment else None,
        record.invited or None,
        record.present or None,
    )


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
