"""The text by which a form carries the kader that it was made from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from inkoop.domain.tender import Tender

_OFFICERS_OWN = ("erkend", "publicatie")
"""What a buyer answers to warnings or fills in elsewhere is no rule for providers, and so no part of the
fingerprint either."""


def carried_text(tender: Tender) -> str:
    """The rules of a kader as JSON in ASCII, as the author wrote them and in that order, without comments.

    Read by the road of every kader, it gives the same fingerprint. Empty for a tender that was not read.
    """
    rules = {key: value for key, value in tender.written.items() if key not in _OFFICERS_OWN}
    return _json(rules) if rules else ""


def _json(value: Any) -> str:
    """JSON in which a decimal is a number with all its digits, which the library of Python cannot write."""
    if isinstance(value, Mapping):
        parts = (f"{json.dumps(key)}:{_json(value[key])}" for key in value)
        return f"{{{','.join(parts)}}}"
    if isinstance(value, list):
        return f"[{','.join(_json(item) for item in value)}]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value)
