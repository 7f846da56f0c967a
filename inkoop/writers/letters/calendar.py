"""The last day of the standstill as a file for a calendar (RFC 5545)."""

from __future__ import annotations

from datetime import timedelta

from inkoop.rules.procedure.standstill import Standstill

_LONGEST = 75
"""So many bytes a line has at most; a longer one goes on behind a space."""


def standstill_ics(term: Standstill, reference: str, title: str, stand: str) -> bytes:
    """One event: the whole last day, and no alarm; the same bytes for the same sending."""
    day, after = term.last, term.last + timedelta(1)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//inkoop//opschortende termijn//NL",
        "BEGIN:VEVENT",
        f"UID:{stand[:32]}@inkoop",
        f"DTSTAMP:{term.sent:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_escaped(f'Laatste dag van de opschortende termijn: {title} ({reference})')}",
        f"DESCRIPTION:{_escaped('Tot en met deze dag wordt geen contract gesloten.')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return b"".join(_folded(line) for line in lines)


def _escaped(text: str) -> str:
    """Text in which a comma, a semicolon, a backslash and a line end have no meaning."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> bytes:
    """A line and its end, broken between characters where it is too long."""
    parts, room = [b""], _LONGEST
    for character in line:
        data = character.encode()
        if len(parts[-1]) + len(data) > room:
            parts.append(b"")
            room = _LONGEST - 1
        parts[-1] += data
    return b"\r\n ".join(parts) + b"\r\n"
