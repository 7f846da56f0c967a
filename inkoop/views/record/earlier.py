"""How reports of an earlier version said it, so that they can still be held against what is reckoned today.

Each function brings what is told today back to what that version told: what was added since is left out, and
what was renamed gets its old name. Nothing of the report itself is changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from inkoop.domain.evaluation import Award, Evaluation
from inkoop.domain.outcome import Document
from inkoop.views.record.pages import PAGES_FORMAT

FIRST_SEAL = "inkoop/zegel/1"
"""The seal of reports from before every bid stood in the table with what became of it."""
SECOND_SEAL = "inkoop/zegel/2"
"""The seal of reports from before the words of the pages travelled along."""
EARLIER_SEALS = frozenset({FIRST_SEAL, SECOND_SEAL})
THIRD_SEAL = "inkoop/zegel/3"
"""The seal of reports from before the points that tell a hidden answer stayed out as well."""
POINTS_TOLD = EARLIER_SEALS | {THIRD_SEAL}
"""The seals of reports in which every score has its points."""
_FIRST_PAGES = "inkoop/bladzijden/1"
"""What was told of the pages when the summary was laid out before the seal was made: its words alone."""
_FIRST_NAMES: Mapping[str, str] = {Award.ELSEWHERE: "ander perceel"}
_ADDED = {"niet_toegelaten": ("uitkomst",), "voor_te_leggen": ("uitkomst",)}


def files_seal(hashes: Mapping[str, str]) -> str:
    """The seal of earlier reports, over the files alone: the lines that `sha256sum` prints of them."""
    lines = "".join(f"{value}  {name}\n" for name, value in sorted(hashes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def first_document(document: Document) -> Any:
    """The document as reports with the first seal hold it."""
    told = document.data
    for lot in told["percelen"]:
        for place in lot["rangorde"]:
            place["uitkomst"] = _first_name(place["uitkomst"])
        for part, keys in _ADDED.items():
            for bid in lot[part]:
                for key in keys:
                    del bid[key]
        del lot["vervangen"]
    for found in told["bevindingen"]:
        for key in ("afgedaan", "besluit", "ook_bij"):
            found.pop(key, None)
    return told


def first_rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the table in reports with the first seal: scores only."""
    return [{**row, "uitkomst": _first_name(row["uitkomst"])} for row in rows if "punten" in row]


def pages_now(told: Any) -> Any:
    """What a report tells of its pages, of whatever version, as it is told today."""
    if not isinstance(told, dict) or told.get("formaat") != _FIRST_PAGES:
        return told
    rest = {key: value for key, value in told.items() if key not in ("krap", "samenvatting")}
    summary = told.get("samenvatting")
    return {
        **rest,
        "formaat": PAGES_FORMAT,
        "samenvattingen": [] if summary is None else [summary],
    }


def no_longer_admitted(again: Evaluation) -> tuple[str, ...]:
    """The points that are open today, and of which the dossier of an older report does not know."""
    told = {found.code for found in again.findings}
    waits = (point.code for lot in again.lots for one in lot.undecided for point in one.findings)
    return tuple(code for code in dict.fromkeys(waits) if code not in told)


def _first_name(outcome: str) -> str:
    return _FIRST_NAMES.get(outcome, outcome)
