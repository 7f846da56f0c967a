"""The findings of a rehearsal in three groups: warnings, questions to the officer, acknowledged ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from inkoop.catalogue import entries, message, remedy
from inkoop.domain.findings import Finding, Severity
from inkoop.views.rehearsal.model import Block, Heading, Notice, Paragraph
from inkoop.views.words.wording import sentence


class Noted(NamedTuple):
    """A finding with its place, and the buyer's reason or an empty text."""

    found: Finding
    subject: str
    reason: str


def still_open(noted: Sequence[Noted]) -> list[Noted]:
    """Warnings without a reason in the kader."""
    return [n for n in noted if n.found.severity is Severity.WARNING and not n.reason]


def questions(noted: Sequence[Noted]) -> list[Noted]:
    """Tips without a reason in the kader: put to the officer as questions."""
    return [n for n in noted if n.found.severity is Severity.TIP and not n.reason]


def known(noted: Sequence[Noted]) -> list[Noted]:
    """What the kader acknowledges with a reason."""
    return [n for n in noted if n.reason]


def notice_blocks(noted: Sequence[Noted]) -> Iterator[Block]:
    """All findings under their headings."""
    groups = (
        ("Waarschuwingen", "waarschuwing", still_open(noted), "Er zijn geen waarschuwingen."),
        ("Vragen aan u", "vraag", questions(noted), ""),
        ("Erkend, met uw reden", "erkend", known(noted), ""),
    )
    for title, label, items, otherwise in groups:
        if items or otherwise:
            yield Heading(title)
        if not items and otherwise:
            yield Paragraph(otherwise)
        yield from (_notice(item, label) for item in items)


def _notice(item: Noted, label: str) -> Notice:
    found = item.found
    why = entries()[found.code].explanation
    return Notice(
        found.code, label, str(found.place), message(found), remedy(found), why, sentence(item.reason)
    )


def open_warnings_text(warnings: Sequence[Noted], file: str) -> str:
    """Every warning that stands in the way of publishing, each with what to do, and the lines to copy."""
    told = "\n".join(
        f"\n{item.found.code}  {item.found.place}\n  {message(item.found)}\n  → {remedy(item.found)}"
        for item in warnings
    )
    keys = dict.fromkeys((item.found.code, item.subject) for item in warnings)
    lines = "\n".join(f"  - {{code: {code}{_about(subject)}, reden: WAAROM}}" for code, subject in keys)
    many = "één ding" if len(warnings) == 1 else f"{len(warnings)} dingen"
    known = f"Laat u iets zo, zet dan in {file} bij erkend, met uw reden op de plaats van WAAROM:"
    return f"het proefdraaien laat {many} zien. Er is niets vastgelegd.\n{told}\n\n{known}\nerkend:\n{lines}"


def _about(subject: str) -> str:
    return f", bij: {subject}" if subject else ""
