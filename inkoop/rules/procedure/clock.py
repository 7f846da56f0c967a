"""What a moment that somebody typed means in a zone, also in the hour that comes twice or not at all."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo

from inkoop.domain.findings import Refused
from inkoop.rules.dutch_format import moment_text

SUMMER, WINTER = "zomertijd", "wintertijd"
"""What is typed behind a moment in the hour that comes twice."""


def in_zone(moment: datetime, zone: tzinfo, kind: str = "") -> datetime:
    """The moment with its distance from UTC, so that later and earlier are what they are.

    Refused for a moment that the clock skips, for one that comes twice where it is not said which of the two
    is meant, and where what is said is not so then.

    Args:
        moment: one without a zone is one in this zone; one with a zone keeps it.
        kind: "zomertijd" or "wintertijd", where that was typed.
    """
    if moment.tzinfo is not None:
        return fixed(moment)
    first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        _as_said(first, kind)
        return fixed(first)
    told = moment_text(moment)
    if fixed(first).astimezone(zone).replace(tzinfo=None) != moment:
        raise Refused(f"{told} bestaat niet: die nacht gaat de klok een uur vooruit.")
    if not kind:
        both = f"zet er {SUMMER} of {WINTER} achter"
        raise Refused(
            f"{told} komt twee keer: die nacht gaat de klok een uur terug. Kies een ander moment, of {both}."
        )
    return fixed(first if kind == SUMMER else second)


def _as_said(moment: datetime, kind: str) -> None:
    summer = bool(moment.dst())
    if kind and summer != (kind == SUMMER):
        raise Refused(f"{moment_text(moment)} is het {SUMMER if summer else WINTER}, niet {kind}.")


def fixed(moment: datetime) -> datetime:
    """The same moment by its distance from UTC alone; two in one zone are compared by what a clock shows."""
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()), fold=0)
