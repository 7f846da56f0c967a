"""What `inkoop verifieer` says of a report, on a screen and on the page in a browser."""

from __future__ import annotations

from typing_extensions import TypedDict

from inkoop.domain.verification import Check, Verification
from inkoop.rules.dutch_format import listing

NO_REPORT = (
    "Dit bestand is niet na te rekenen. Kies een rapport of een samenvatting van inkoop, als PDF en zoals de"
    " gemeente die uitgaf."
)
UNCHECKED = "Niet alles is nagegaan:"


class CheckTold(TypedDict):
    """One check: its mark, its title, and a sentence for each thing that is wrong or that was found."""

    teken: str
    titel: str
    fouten: list[str]
    gevonden: list[str]


class VerificationTold(TypedDict):
    """The outcome for one file, in the sentences that people read."""

    bestand: str
    oordeel: str
    klopt: bool
    geen_rapport: bool
    controles: list[CheckTold]
    niet_nagegaan: list[str]
    zegel: str


def verification_told(found: Verification) -> VerificationTold:
    """What is said of one report; of what is no report nothing is said but that."""
    return {
        "bestand": found.file,
        "oordeel": _verdict(found),
        "klopt": found.right,
        "geen_rapport": found.no_report,
        "controles": [
            {
                "teken": _mark(check),
                "titel": check.title,
                "fouten": list(check.faults),
                "gevonden": list(check.told),
            }
            for check in found.checks
        ],
        "niet_nagegaan": [] if found.no_report else list(found.unchecked),
        "zegel": "" if found.no_report else found.seal,
    }


def _mark(check: Check) -> str:
    if not check.done:
        return "–"
    return "✓" if check.right else "✗"


def _verdict(found: Verification) -> str:
    """In a sentence whether the document is right, as far as that was checked."""
    if found.no_report:
        return NO_REPORT
    document = "De samenvatting" if found.summary else "Het rapport"
    against = listing(check.anchor for check in found.checks if check.anchor and not check.right)
    if found.agrees and against:
        return f"{document} klopt met zichzelf, maar niet met {against}."
    if found.right and not found.whole:
        return "De gegevens in de PDF kloppen. Niet alle woorden op de bladzijden zijn nagegaan."
    return f"{document} klopt{'' if found.right else ' niet'}."
