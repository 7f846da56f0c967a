"""What may be the passphrase of a custodian's key."""

from __future__ import annotations

import unicodedata

from inkoop.domain.visible import one_line

SHORTEST = 15
"""In characters: NIST SP 800-63B-4 (2025), section 3.1.1.2, for a password that stands alone."""
_DIFFERENT = 6
"""So many different characters at least: that source also asks to refuse what is easily guessed."""

_BETTER = "Neem vier of meer woorden die niet bij elkaar horen."
WHAT_IS_GOOD = f"De wachtzin heeft minstens {SHORTEST} tekens. {_BETTER}"


def as_typed(passphrase: str) -> str:
    """The passphrase as one keyboard or another gives it: an é is one character (form C, the same source)."""
    return unicodedata.normalize("NFC", passphrase)


def passphrase_fault(passphrase: str) -> str:
    """Why this cannot be the passphrase of a new key, as a Dutch sentence; empty where it can."""
    typed = as_typed(passphrase)
    if one_line(typed) != typed:
        return "in de wachtzin staat een teken dat niet te zien is. Neem alleen wat op het toetsenbord staat."
    if (length := len(typed.strip())) < SHORTEST:
        return f"de wachtzin is te kort: {length} van minstens {SHORTEST} tekens. {_BETTER}"
    if len(set(typed)) < _DIFFERENT:
        return f"deze wachtzin is te makkelijk te raden. {_BETTER}"
    return ""
