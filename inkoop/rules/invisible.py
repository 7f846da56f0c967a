"""Characters that nobody sees: what a person reads past, and by what name they are told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from inkoop.rules.dutch_format import listing

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Every character without a shape of its own, as a set of a regular expression."""
_EACH = re.compile(f"[{INVISIBLE}]")
_EMOJI = re.compile("(?<=[\u2190-\u2bff\U0001f000-\U0001faff])[\ufe0e\ufe0f\u200d]+|\ufe0f(?=\u20e3)")
"""What stands in a picture sign by right: it says how it looks, and joins it to the next."""
_NAMES = {
    "\u00ad": "zacht afbreekstreepje",
    "\u200b": "spatie zonder breedte",
    "\u200c": "teken dat letters scheidt",
    "\u200d": "teken dat letters verbindt",
    "\u2060": "teken dat woorden verbindt",
    "\ufeff": "teken dat woorden verbindt",
}
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SELECTOR = re.compile("[\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_TAG = re.compile("[\U000e0000-\U000e007f]")
_MOST = 5


def seen(text: str) -> str:
    """The text as a person sees it."""
    return _EACH.sub("", text)


def invisible_in(text: str) -> str:
    """The characters in a text that nobody sees, with their names and how often; empty without any."""
    counts = Counter(_EACH.findall(_EMOJI.sub("", text)))
    return listing(_listed(counts))


def _listed(counts: Counter[str]) -> Iterator[str]:
    for sign, times in counts.most_common(_MOST):
        yield f"{_name(sign)} (U+{ord(sign):04X}{f', {times} keer' if times > 1 else ''})"
    if more := sum(counts.values()) - sum(times for _, times in counts.most_common(_MOST)):
        yield f"nog {more} andere"


def _name(sign: str) -> str:
    if _DIRECTION.match(sign):
        return "teken dat de leesrichting verandert"
    if _SELECTOR.match(sign):
        return "teken dat de vorm van een ander teken kiest"
    return "verborgen letter" if _TAG.match(sign) else _NAMES.get(sign, "onzichtbaar teken")
