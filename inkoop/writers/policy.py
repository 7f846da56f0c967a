"""How the policy of a page (Content-Security-Policy) names what stands in it."""

from __future__ import annotations

import base64
import hashlib


def policy_hash(text: str) -> str:
    """How a policy names a script or style that stands in the page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
