"""What is said about the report whose place a new one takes, and about what a run that was ended left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from inkoop.rules.dutch_format import listing, moment_text

CONTENTS = "inhoud.json"
"""The list of the files of a report."""
SIGNED = "-ondertekend"
"""Behind the name of a report in that of the signed one."""
_SHORT = 8
"""So many characters of a fingerprint are enough to tell two outcomes apart by eye."""


def left_over(*, torn: bool) -> str:
    """What was done about a run that was ended before it was ready."""
    text = "Een eerdere opdracht in deze map is afgebroken. Wat daarvan half af was, is opgeruimd"
    return f"{text}, en wat er eerst stond, staat er weer." if torn else f"{text}."


def first_ready(place: Path) -> str:
    """That the sheet over all lots can be looked at, while the rest is being made."""
    return f"Het blad over alle percelen is er al, om vast te bekijken: {place}. De rest volgt."


def went_on(known: int, every: int) -> str:
    """How much of what an earlier run made was used."""
    was = "was al af" if known == 1 else "waren al af"
    return f"Van de {every} PDF's {was}: {known}. Die had een eerdere, afgebroken opdracht gemaakt."


def replaces(since: datetime, earlier: str, outcome: str) -> str:
    """Which report is replaced. Outcomes are the fingerprints of the public `uitkomst.json`."""
    when = f"Vervangt het rapport van {moment_text(since)}"
    if earlier == outcome:
        return f"{when}, met dezelfde uitkomst ({outcome[:_SHORT]})."
    return f"{when}: uitkomst {earlier[:_SHORT]} is nu {outcome[:_SHORT]}."


def signed_before(names: Iterable[str]) -> Iterator[str]:
    """What a new report means for signed ones that are still there."""
    if told := listing(names):
        yield f"Nog van een eerder rapport: {told}. Is dit rapport anders, onderteken het dan opnieuw."


def other_tender(since: datetime, reference: str) -> str:
    """That the folder held the report of another tender, which the new one does not replace."""
    return f"Hier stond het rapport van een andere aanbesteding ({reference}), van {moment_text(since)}."


SAME_AGAIN = "Dit rapport stond er al: het is opnieuw gemaakt uit dezelfde gegevens."


def set_aside(place: Path) -> str:
    """Where what was there is kept."""
    return f"Wat er eerst stond, staat nu in {place}."


def how_to_compare(earlier: Path, now: Path) -> str:
    """The command that tells all that became otherwise."""
    return f"Alles wat anders is: inkoop vergelijk {earlier} {now}"


def other_files(
    gone: Iterable[str], kept: Iterable[str], changed: Iterable[str], *, listed: bool
) -> Iterator[str]:
    """What became of files that were there: removed, kept, or replaced though somebody changed them.

    Args:
        listed: whether there was a list of the earlier report.
    """
    if names := listing(gone):
        yield f"Weggehaald, want het nieuwe rapport heeft ze niet: {names}."
    if names := listing(kept):
        yield f"Blijft staan, want het is veranderd en hoort niet bij het nieuwe rapport: {names}."
    if names := listing(changed):
        why = "hoewel het veranderd was" if listed else f"zonder dat er een {CONTENTS} bij was"
        yield f"Vervangen, {why}: {names}."


def by_browser(name: str) -> str:
    """What a PDF lacks that a browser made, because Pango is not there."""
    return (
        f"De bibliotheek Pango ontbreekt. Daarom heeft de browser ({name}) de PDF gemaakt: toegankelijk met"
        " koppen en leesvolgorde, maar niet volgens PDF/UA en PDF/A, en zonder bladzijdenummers in de inhoud."
    )
