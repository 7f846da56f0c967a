"""Puts a signature in a report (PAdES, ETSI EN 319 142-1): something is added, and nothing is changed.

It certifies (ISO 32000-1, 12.8.2.2): whatever is changed afterwards, a reader of PDF tells. Its field has no
area and stands outside the page, as PDF/UA and PDF/A together ask of what nobody sees.
"""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from inkoop.domain.certificates import SigningKey

FIELD = "Handtekening"


def signed_pdf(data: bytes, key: SigningKey, moment: datetime) -> bytes:
    """The PDF with a signature behind it. Raises ImportError without pyhanko.

    Args:
        moment: what the signature says of when it was made; anybody can put any moment there.
    """
    from asn1crypto import keys, x509
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    class OnlyAdded(IncrementalPdfFileWriter):
        """Leaves the metadata alone: pyhanko writes them anew, and then they are no PDF/A any more."""

        def _update_meta(self) -> None: ...

    class AtMoment(signers.PdfSigner):
        """Signs at the moment that was given instead of now."""

        def init_signing_session(self, *given: Any, **named: Any) -> Any:
            session = super().init_signing_session(*given, **named)
            session.system_time = moment
            return session

    others = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    others.register_multiple([x509.Certificate.load(each) for each in key.others])
    signer = signers.SimpleSigner(
        x509.Certificate.load(key.certificate.der), keys.PrivateKeyInfo.load(key.pkcs8), others
    )
    about = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    unseen = fields.InvisSigSettings(box_out_of_bounds=True)
    place = fields.SigFieldSpec(FIELD, invis_sig_settings=unseen)
    signing = AtMoment(about, signer, new_field_spec=place)
    # In a thread of its own: pyhanko starts a loop of events, which cannot be inside one, as in a notebook.
    with ThreadPoolExecutor(1) as apart:
        made: io.BytesIO = apart.submit(signing.sign_pdf, OnlyAdded(io.BytesIO(data))).result()
    return made.getvalue()
