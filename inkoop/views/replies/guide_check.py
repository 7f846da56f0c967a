"""What the check of a guide replies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inkoop.rules.dutch_format import listing, number_of
from inkoop.views.guide.check import Difference, GuideCheck, Kind

_SAID: Mapping[Kind, str] = {
    Kind.CHANGED: "anders",
    Kind.GONE: "staat niet in het document",
    Kind.TWICE: "staat er nog een keer",
    Kind.UNKNOWN: "staat niet meer in het kader",
}


def verdict(found: GuideCheck) -> str:
    """Whether document and kader agree, in a sentence or two."""
    if found.agrees:
        return "✓ De leidraad zegt wat het kader zegt."
    if not found.stamp:
        begin = "Het document zegt niet meer bij welk kader het hoort. "
    elif found.stamp != found.fingerprint:
        begin = "Het kader is veranderd sinds dit document is gemaakt. "
    else:
        begin = ""
    number = len(found.differences)
    if not number:
        return f"✗ {begin}De tekst zegt nog wel hetzelfde. Maak de leidraad opnieuw."
    places = number_of(number, "plaats", "plaatsen")
    return f"✗ {begin}De leidraad en het kader zeggen niet hetzelfde, op {places}."


def said_of(each: Difference) -> str:
    """What is otherwise, with the key of the kader."""
    return f"{_SAID[each.kind]} ({each.name})"


def about_own_text(found: GuideCheck) -> Iterator[str]:
    """What the check says nothing of: what people wrote, and what it cannot read."""
    if found.moved:
        verb = "staat" if found.moved == 1 else "staan"
        yield f"{number_of(found.moved, 'deel', 'delen')} {verb} op een andere plaats. Dat mag."
    if found.own:
        what = number_of(len(found.own), "alinea of tabel", "alinea’s en tabellen")
        yield f"U schreef zelf {what}. Die zijn niet vergeleken: spreek de regels daar niet tegen."
    if found.rooms:
        verb = "is" if found.rooms == 1 else "zijn"
        yield f"{number_of(found.rooms, 'plaats', 'plaatsen')} om te schrijven {verb} nog leeg."
    if found.unread:
        yield f"Niet gelezen, want het is geen gewone tekst: {listing(found.unread)}."
