"""The fingerprint by which a published kader is recognised."""

from __future__ import annotations

import hashlib
import json

from inkoop.domain.tender import Tender

NO_RULES = frozenset({"acknowledged", "notice"})
"""The parts of a kader that are no rule for providers, and may be written down when the rules are public."""


def fingerprint(tender: Tender) -> str:
    """SHA-256 of the kader's rules: white space, order of keys and comments do not change it.

    Nor do `erkend` and `publicatie`: what the buyer answers to the rehearsal's warnings, and what it fills in
    elsewhere, are no rules for providers, so writing them down must not send forms that are already out to a
    person. A part of a kader is known by the fingerprint of the whole.
    """
    if tender.known_as:
        return tender.known_as
    content = tender.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=set(NO_RULES))
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
