"""Holding a report against what lies outside it: the seal that was published, and the signature on it.

A report that agrees with itself can still be another one than the municipality made.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from inkoop.domain.certificates import HOW_TO_GET, Certificate, Certificates
from inkoop.domain.findings import Refused, Why
from inkoop.domain.verification import Check
from inkoop.journeys.outcome import journey
from inkoop.readers.report.certificates import read_certificates
from inkoop.readers.report.signature import Signature, SignatureError, Trust, read_signature
from inkoop.rules.dutch_format import day_text, moment_text
from inkoop.views.record.enclosures import SealData

SEAL_LENGTH = 64
_SEAL_TITLE, _SIGNATURE_TITLE = "Het gepubliceerde zegel", "De handtekening"
_SEAL, _SIGNATURE = "het gepubliceerde zegel", "de handtekening"
_BETWEEN = frozenset(string.whitespace + "\xa0\u202f\u00ad\u200b-‑–.:'\"“”‘’")
"""What comes in between when a seal is copied from a page."""
_UNCHECKED = "In deze PDF staat een handtekening. Die is niet nagegaan"
_ONLY_HERE = "dat kan alleen de opdracht inkoop verifieer, op een computer waar inkoop staat"
_NOBODY_ASKED = (
    "Of de handtekening echt van toen is, en of het certificaat is ingetrokken, is niet na te gaan zonder het"
    " anderen te vragen. Het programma gebruikt geen internet."
)


@dataclass(frozen=True, slots=True)
class Anchors:
    """What somebody has from elsewhere, to hold a report against."""

    seal: str = ""
    """The seal as it was published: 64 digits, or empty."""
    certificates: Certificates | None = None
    """The certificates that the municipality made known."""
    now: datetime | None = None
    """The moment by which certificates are judged; None for now."""


NO_ANCHORS = Anchors()


@journey
def read_anchors(seal: str | None = None, certificate: Path | None = None) -> Anchors:
    """What somebody typed and named, ready to hold a report against.

    Refused where it is no seal, or where there is no certificate in the file.
    """
    typed = "" if seal is None else _typed_seal(seal)
    if certificate is None:
        return Anchors(typed)
    try:
        return Anchors(typed, read_certificates(certificate))
    except ImportError:
        raise Refused(f"De handtekening kan niet nagegaan worden: {HOW_TO_GET}.", Why.FILES) from None


def _typed_seal(text: str) -> str:
    """The 64 digits of a seal, whatever stands between them. Nothing is guessed."""
    digits = [each for each in text if each not in _BETWEEN]
    wrong = [each for each in digits if each not in string.hexdigits]
    if wrong:
        raise Refused(
            f"Dit is geen zegel: in een zegel staan alleen cijfers en de letters a tot en met f, en hier ook"
            f" “{wrong[0]}”."
        )
    if len(digits) != SEAL_LENGTH:
        raise Refused(f"Dit is geen heel zegel: het heeft {len(digits)} tekens, en dat horen er 64 te zijn.")
    return "".join(digits).lower()


def published_seal_check(own: str, sealed: SealData, anchors: Anchors) -> Check | None:
    """Whether a report has the seal that was published; None where none was given."""
    if not anchors.seal:
        return None
    if anchors.seal == own:
        return Check(_SEAL_TITLE, told=("Dit rapport heeft het zegel dat u geeft.",), anchor=_SEAL)
    lot = f" van perceel {sealed['perceel'][:40]}" if sealed["perceel"] != "geheel" else ""
    fault = (
        f"Dit rapport heeft een ander zegel dan u geeft. Het is, naar het zelf zegt, de versie"
        f" “{sealed['versie']}”{lot}; elke versie en elk perceel heeft een eigen zegel. Is dit de versie uit"
        " het besluit, dan is het niet het rapport dat daar bedoeld is."
    )
    return Check(_SEAL_TITLE, (fault,), anchor=_SEAL)


def unchecked_signature(why: str = _ONLY_HERE) -> Check:
    """There is a signature, and nobody looked at it, as in a browser."""
    return Check(_SIGNATURE_TITLE, remark=f"{_UNCHECKED}: {why}.", done=False, anchor=_SIGNATURE)


def signature_check(data: bytes, anchors: Anchors, *, signed: bool) -> Check | None:
    """What the signature in a report is worth; None where there is none, and none was asked for."""
    if not signed:
        if anchors.certificates is None:
            return None
        fault = (
            "In deze PDF staat geen handtekening. Van wie zij komt, is met een certificaat niet na te gaan."
        )
        return Check(_SIGNATURE_TITLE, (fault,), anchor=_SIGNATURE)
    now = anchors.now or datetime.now(UTC)
    trusted = anchors.certificates.ders if anchors.certificates else ()
    try:
        found = read_signature(data, trusted, now)
    except ImportError:
        return unchecked_signature(HOW_TO_GET)
    except SignatureError as error:
        return Check(_SIGNATURE_TITLE, (str(error),), anchor=_SIGNATURE)
    return Check(
        _SIGNATURE_TITLE,
        (*_changed(found), *_certificate_faults(found, anchors.certificates, now)),
        " ".join(_unknown(found, anchors.certificates, now)),
        told=tuple(_told(found, anchors.certificates)),
        anchor=_SIGNATURE,
    )


def _told(found: Signature, given: Certificates | None) -> Iterator[str]:
    certificate = found.certificate
    yield f"Ondertekend met het certificaat van {certificate.subject}. Dat {vouched(certificate)}."
    if found.moment is None:
        yield "De handtekening zegt niet wanneer zij is gezet."
    else:
        yield f"Volgens de handtekening zelf was dat op {moment_text(found.moment.astimezone())}."
    if found.intact and found.valid and found.whole:
        yield "Zij geldt voor het hele bestand, en daarin is sindsdien niets veranderd."
    if given and found.trust is Trust.SAME:
        yield f"Het is het certificaat in {given.file}."
    if given and found.trust is Trust.ISSUED:
        yield f"Het is uitgegeven onder een certificaat in {given.file}. Kijk zelf of de naam klopt."


def vouched(certificate: Certificate) -> str:
    """Who says whose a certificate is: the end of a sentence about it."""
    if certificate.own:
        return "is zelf gemaakt en niet door een ander uitgegeven; iedereen kan er zo een maken"
    return f"is uitgegeven door {certificate.issuer}"


def _changed(found: Signature) -> Iterator[str]:
    if not found.intact:
        yield "Wat is ondertekend, is daarna veranderd."
    elif not found.valid:
        yield "De handtekening is niet gezet met de sleutel van dit certificaat."
    if not found.whole:
        yield (
            "De handtekening geldt niet voor het hele bestand: na het ondertekenen is er iets aan toegevoegd."
        )


def _certificate_faults(found: Signature, given: Certificates | None, now: datetime) -> Iterator[str]:
    certificate = found.certificate
    if found.moment and found.moment > now:
        yield "Het moment dat de handtekening noemt, moet nog komen."
    if not certificate.holds_at(found.moment or now):
        yield f"Toen was het certificaat niet geldig: {validity(certificate)}."
    if not certificate.signs:
        yield "Het certificaat is niet bedoeld om documenten te ondertekenen."
    if given and found.trust is Trust.NONE:
        yield (
            f"Het certificaat is een ander dan in {given.file}, en is ook niet onder dat certificaat"
            " uitgegeven."
        )


def validity(certificate: Certificate) -> str:
    """When a certificate holds, by what it says."""
    return f"het geldt van {day_text(certificate.begins)} tot en met {day_text(certificate.ends)}"


def _unknown(found: Signature, given: Certificates | None, now: datetime) -> Iterator[str]:
    certificate = found.certificate
    if given is None:
        yield (
            f"Of het certificaat echt van {certificate.subject} is, is niet nagegaan. Geef met --certificaat"
            " het certificaat dat de gemeente bekendmaakt, of vergelijk de vingerafdruk (SHA-256):"
            f" {certificate.fingerprint}."
        )
    if certificate.ends < now and found.moment and certificate.holds_at(found.moment):
        yield (
            f"Het certificaat is sinds {day_text(certificate.ends)} verlopen. Op het moment dat de"
            " handtekening noemt, gold het nog."
        )
    yield _NOBODY_ASKED
