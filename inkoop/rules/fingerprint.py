"""The fingerprint by which a published kader is recognised."""

from __future__ import annotations

import hashlib
import json

from inkoop.domain.tender import Tender


def fingerprint(tender: Tender) -> str:
    """SHA-256 of the kader's rules: white space, order of keys and comments do not change it.

    Nor does `erkend`: what the buyer answers to the rehearsal's warnings is no rule for providers, so
    writing such a reason down must not send forms that are already out to a person.
    """
    content = tender.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"acknowledged"})
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
