"""The seed of a draw: one way to write it, as the kader published, however somebody types it."""

from __future__ import annotations

import re
from unicodedata import normalize

from inkoop.domain.award_rules import Draw

TEXT, DIGITS, NUMBERS = "tekst", "cijfers", "getallen"
_BETWEEN_DIGITS = re.compile(r"[\s.,-]+")
_NUMBERS = re.compile(r"[0-9]+(?:[\s,;]+[0-9]+)*")


def published_seed(rules: Draw, given: str) -> str | None:
    """The seed that counts: the kader's own, or the one given where the kader names its source.

    None when it is another seed, or does not fit the published form.
    """
    if rules.seed:
        own = normal_seed(rules, rules.seed)
        return own if not given or normal_seed(rules, given) == own else None
    return normal_seed(rules, given) if rules.seed_source and given else None


def normal_seed(rules: Draw, given: str) -> str | None:
    """The seed in the one form that is hashed; None when it does not fit the published form."""
    seed = _written(rules.seed_form or TEXT, given)
    example = _written(rules.seed_form or TEXT, rules.seed_example)
    if seed is None or (example is not None and _size(rules, seed) != _size(rules, example)):
        return None
    return seed


def seed_form(rules: Draw) -> str:
    """The published form in words, for who has to type the seed."""
    words = {
        TEXT: "een tekst; meer spaties achter elkaar tellen als één",
        DIGITS: "alleen cijfers; spaties, punten, komma's en streepjes tellen niet mee",
        NUMBERS: "hele getallen met een spatie, komma of puntkomma ertussen; de volgorde maakt niet uit",
    }[rules.seed_form or TEXT]
    return f"{words}, zoals {rules.seed_example}" if rules.seed_example else words


def size_note(rules: Draw, given: str) -> str:
    """How many numbers or digits too few or too many it has; empty where that is not what is wrong."""
    form = rules.seed_form or TEXT
    seed, example = _written(form, given), _written(form, rules.seed_example)
    if seed is None or example is None or _size(rules, seed) == _size(rules, example):
        return ""
    return f" U gaf er {_size(rules, seed)}; nodig zijn er {_size(rules, example)}."


def _written(form: str, given: str) -> str | None:
    text = " ".join(normalize("NFC", given).split())
    if form == DIGITS:
        digits = _BETWEEN_DIGITS.sub("", text)
        return digits if digits and digits.isascii() and digits.isdigit() else None
    if form == NUMBERS:
        found = sorted(map(int, re.findall("[0-9]+", text))) if _NUMBERS.fullmatch(text) else []
        return " ".join(map(str, found)) or None
    return text or None


def _size(rules: Draw, seed: str) -> int:
    """How many digits or numbers it has; of a text the length says nothing."""
    if rules.seed_form == NUMBERS:
        return len(seed.split())
    return len(seed) if rules.seed_form == DIGITS else 0
