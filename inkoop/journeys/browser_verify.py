"""Reckoning a report again as it runs inside a browser: the same reader and checks, but for the drawing.

It travels with the floors below it in the page's payload. The page's worker is what stops a file that hangs
or crashes its reader.
"""

from __future__ import annotations

import json
from pathlib import Path

from inkoop.journeys.verified import read_and_verified
from inkoop.views.replies.verification import verification_told


class BrowserVerify:
    """Checks reports of any tender."""

    def check(self, path: str, _moment: str) -> str:
        """The outcome for one file, as JSON; whatever is wrong with the file stands in it."""
        found = read_and_verified(Path(path), None, None).verification
        return json.dumps(verification_told(found), ensure_ascii=False)
