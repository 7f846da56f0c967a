"""Whether colours can be told apart: the contrast ratio of WCAG 2.1 (success criteria 1.4.3 and 1.4.11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_FLOOR, Decimal

from inkoop.catalogue import finding
from inkoop.domain.findings import Finding
from inkoop.domain.house_style import HouseStyle
from inkoop.domain.places import Place
from inkoop.rules.dutch_format import decimal_text

WHITE = "#ffffff"
_TEXT, _SHAPE = Decimal("4.5"), Decimal(3)
_PAIRS: Mapping[tuple[str, str], Decimal] = {
    ("kop", WHITE): _TEXT,
    ("tekst", WHITE): _TEXT,
    ("zacht", WHITE): _TEXT,
    ("accent", WHITE): _TEXT,
    ("tekst", "streep"): _TEXT,
    ("staaf", WHITE): _SHAPE,
}
"""Which colours stand on which, and how much they must differ."""


def contrast(one: str, other: str) -> Decimal:
    """The ratio between two colours #rrggbb, from 1 to 21, rounded down to one digit."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    ratio = (light + Decimal("0.05")) / (dark + Decimal("0.05"))
    return ratio.quantize(Decimal("0.1"), ROUND_FLOOR)


def contrast_findings(style: HouseStyle, place: Place) -> Iterator[Finding]:
    """Colours that too few people can tell apart."""
    for (role, ground), least in _PAIRS.items():
        below = ground if ground == WHITE else style.colour(ground)
        found = contrast(style.colour(role), below)
        if found < least:
            yield finding(
                "HUIS-03",
                place,
                rol=role,
                kleur=style.colour(role),
                onder="wit" if ground == WHITE else f"{ground} ({below})",
                verschil=decimal_text(found),
                minstens=decimal_text(least),
            )


def _luminance(colour: str) -> Decimal:
    red, green, blue = (_linear(int(colour[start : start + 2], 16)) for start in (1, 3, 5))
    return Decimal("0.2126") * red + Decimal("0.7152") * green + Decimal("0.0722") * blue


def _linear(part: int) -> Decimal:
    share = Decimal(part) / 255
    if share <= Decimal("0.04045"):
        return share / Decimal("12.92")
    return ((share + Decimal("0.055")) / Decimal("1.055")) ** Decimal("2.4")
