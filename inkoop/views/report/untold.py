"""What the public version says about the points that it does not tell."""

from __future__ import annotations

from inkoop.rules.dutch_format import NOT_TOLD, listing
from inkoop.views.report.parties import Field
from inkoop.views.words.totals import by_price
from inkoop.views.words.wording import criterion_name


def untold_words(field: Field) -> str:
    """Which points are not shown and why, in a sentence or two; empty where everything is told."""
    codes = [
        leaf.code
        for leaf, _ in field.tender.leaves
        if any(not party.earned[leaf.code].told for party in field.scored)
    ]
    if not codes:
        return ""
    named = listing(criterion_name(field.tender, code) for code in codes)
    with_them = "" if field.open else " en uit wat daarbij is opgeteld,"
    order = " De volgorde rust er wel op." if field.ranked and not by_price(field.tender.award) else ""
    return (
        f"Een streepje ({NOT_TOLD}) bij punten betekent: niet openbaar. Uit de punten voor {named}{with_them}"
        f" volgt een antwoord dat niet openbaar is.{order}"
    )
