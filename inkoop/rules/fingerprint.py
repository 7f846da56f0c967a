"""The fingerprint by which a published kader is recognised."""

from __future__ import annotations

import hashlib
import json

from inkoop.domain.tender import Tender


def fingerprint(tender: Tender) -> str:
    """SHA-256 of the kader's content: white space, order of keys and comments do not change it."""
    content = tender.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
