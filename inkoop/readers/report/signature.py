"""A signature in a report: where it stands in the PDF, and what it is worth.

What is checked of a report is checked of the PDF without its signature. So whatever stands in the signed PDF
and not in an unsigned one must be part of the signature, and of nothing else.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from inkoop.domain.certificates import Certificate
from inkoop.readers.report.certificates import certificate_of

_FORM = frozenset({"/Fields", "/SigFlags"})
_FIELD = frozenset({"/F", "/FT", "/P", "/Rect", "/Subtype", "/T", "/Type", "/V"})
_ADDED = {"/Perms": frozenset({"/DocMDP"}), "/Extensions": frozenset({"/ESIC"})}
"""What else is there for a signature alone: that nothing may change, and that it is one of PAdES."""
_DEEPEST = 20


class Trust(Enum):
    """What the certificate of a signature has to do with those that were given."""

    SAME = "it is one of them"
    ISSUED = "one of them vouches for it"
    NONE = "neither"


class SignatureError(Exception):
    """The signature cannot be read; the message says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What was found of a signature."""

    certificate: Certificate
    moment: datetime | None
    """When it was made, by what it says itself."""
    intact: bool
    """Whether what was signed is as it was."""
    valid: bool
    """Whether it was made with the key of the certificate."""
    whole: bool
    """Whether everything in the file was signed."""
    trust: Trust


@dataclass(frozen=True, slots=True)
class Library:
    """What a library that opens PDFs has for looking things up, so that two of them take out the same."""

    mapping: Any
    """Its type for what has names."""
    array: Any
    value: Callable[[Any], Any]
    """What a value is, where it only says in which object that stands."""
    number: Callable[[Any], tuple[int, int] | None]
    """The object that a value stands in; None where it has no number of its own."""

    def at(self, holder: Any, name: str) -> Any:
        """What stands under a name; None where nothing does."""
        return self.value(holder.get(name)) if isinstance(holder, self.mapping) else None

    def listed(self, holder: Any, name: str) -> Any:
        """The list under a name, itself; an empty one where there is none."""
        found = self.at(holder, name)
        return found if isinstance(found, self.array) else ()


def put_apart(root: Any, pages: Iterable[Any], library: Library) -> bool:
    """Take a signature as the program makes it out of a PDF in memory; whether there is any in it.

    Another form than that stays where it is, so that it is told as something that does not belong there.
    """
    form = library.at(root, "/AcroForm")
    fields = list(library.listed(form, "/Fields"))
    if not any(_is_signed(library.value(each), library, 0) for each in fields):
        return False
    number = library.number(fields[0])
    if len(fields) == 1 and number and not set(form.keys()) - _FORM and _shows_nothing(fields[0], library):
        del root["/AcroForm"]
        for name, ours in _ADDED.items():
            there = library.at(root, name)
            if there is not None and not set(there.keys()) - ours:
                del root[name]
        for page in pages:
            _take_off(page, number, library)
    return True


def _is_signed(field: Any, library: Library, depth: int) -> bool:
    """Whether a field, or one below it, bears a signature."""
    if depth > _DEEPEST:
        return False
    if library.at(field, "/FT") == "/Sig" and library.at(field, "/V") is not None:
        return True
    below = (library.value(each) for each in library.listed(field, "/Kids"))
    return any(_is_signed(each, library, depth + 1) for each in below)


def _shows_nothing(field: Any, library: Library) -> bool:
    """Whether a field is one of ours: no area on the page, and nothing to draw there."""
    found = library.value(field)
    corners = [float(library.value(each)) for each in library.listed(found, "/Rect")]
    return len(corners) == 4 and corners[:2] == corners[2:] and not set(found.keys()) - _FIELD


def _take_off(page: Any, number: tuple[int, int], library: Library) -> None:
    """The page without the place of the signature."""
    notes = library.listed(page, "/Annots")
    for place in reversed(range(len(notes))):
        if library.number(notes[place]) == number:
            del notes[place]
            if not len(notes):
                del page["/Annots"]


def read_signature(data: bytes, trusted: tuple[bytes, ...], now: datetime) -> Signature:
    """The one signature in a PDF, checked without asking anybody. Raises SignatureError.

    Without pyhanko it raises ImportError.

    Args:
        trusted: certificates that may be the signer's, or may vouch for it.
        now: for a signature that does not say when it was made.
    """
    import pyhanko_certvalidator  # noqa: F401 - what is missing is no fault of the signature
    from pyhanko.pdf_utils.reader import PdfFileReader

    # Why a certificate is not trusted they tell at length, on standard error; here that is a sentence.
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        found = PdfFileReader(io.BytesIO(data)).embedded_signatures
        if len(found) == 1:
            return _checked(found[0], trusted, now)
    except Exception as fault:
        # As with workbooks: the ways in which a stranger's signature can be malformed have no end.
        raise SignatureError(f"De handtekening is niet te lezen ({type(fault).__name__}).") from fault
    raise SignatureError(f"Er staan {len(found)} handtekeningen in deze PDF. Het programma zet er één in.")


def _checked(found: Any, trusted: tuple[bytes, ...], now: datetime) -> Signature:
    from asn1crypto import x509
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    moment = found.self_reported_timestamp
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(each) for each in trusted],
        allow_fetching=False,
        moment=moment or now,
    )
    anything = KeyUsageConstraints(key_usage=set())
    status = validate_pdf_signature(found, context, key_usage_settings=anything, skip_diff=True)
    certificate = certificate_of(status.signing_cert.dump())
    return Signature(
        certificate,
        moment,
        status.intact,
        status.valid,
        status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        _trust(certificate.der, trusted, by_another=status.trusted),
    )


def _trust(der: bytes, trusted: tuple[bytes, ...], *, by_another: bool) -> Trust:
    if der in trusted:
        return Trust.SAME
    return Trust.ISSUED if by_another else Trust.NONE
