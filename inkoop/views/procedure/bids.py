"""What came in, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from inkoop.domain.procedure.state import Bid
from inkoop.rules.dutch_format import exact_moment_text, listing, moment_text, number_of


def bid_lines(bids: Iterable[Bid]) -> Iterator[str]:
    """Number, who, when, with how many files, and whether it counts."""
    for bid in bids:
        got = bid.received
        files = number_of(len(got.files) + len(got.sealed), "bestand", "bestanden")
        when = arrived_text(got.arrived, late=bid.late)
        yield f"{got.number}  {got.tenderer}, {when}, {files}{_standing(bid)}"


def arrived_text(arrived: datetime, *, late: bool) -> str:
    """When it came in; to the second where it was late, which may be one second."""
    return exact_moment_text(arrived) if late else moment_text(arrived)


def _standing(bid: Bid) -> str:
    if bid.replaced_by is not None:
        return f". Vervangen door nummer {bid.replaced_by}"
    why = why_apart(bid)
    return f". {why}" if why else ""


def why_apart(bid: Bid) -> str:
    """Why a person decides whether it takes part, and what was decided; empty where nobody has to."""
    reasons = ["te laat"] if bid.late else []
    reasons += ["geen formulier te vinden, of meer dan één"] if bid.received.form is None else []
    if not reasons:
        return ""
    decided = {None: "een mens besluit of het meedoet", True: "doet mee", False: "doet niet mee"}
    why = listing(reasons)
    return f"{why[0].upper()}{why[1:]}: {decided[bid.takes_part]}"
