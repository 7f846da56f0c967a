"""Making a PDF that is accessible (PDF/UA-1) fit for the archive as well (PDF/A-3a), with its data inside.

WeasyPrint writes one variant at a time. It writes PDF/A-3a here, and the metadata then says that the file is
PDF/UA-1 too. PDF/A allows no metadata from outside its own list, unless the file describes it itself: hence
the extension schema (ISO 19005-3, 6.6.2.3; the identifier is ISO 14289-1, 5).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from io import BytesIO
from typing import TYPE_CHECKING

from inkoop.views.record.pages import BROWSER
from inkoop.writers.browser import find_browser
from inkoop.writers.pango import pango_version

if TYPE_CHECKING:
    from pikepdf import Pdf, Stream
    from weasyprint import CSS, HTML, Document
    from weasyprint.text.fonts import FontConfiguration

_END = b"</rdf:RDF>"
_ACCESSIBLE = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"\
 pdfuaid:part="1"/><rdf:Description rdf:about=""\
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>\
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq>\
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


_VARIANT = "pdf/a-3a"
_LIBRARIES = ("weasyprint", "pydyf", "fonttools", "pyphen", "tinyhtml5", "pikepdf", "pillow")
"""What decides how a page is laid out and written down."""


def made_with() -> dict[str, str]:
    """The versions of what makes a PDF here, or the name of a browser; empty where none can be made.

    With the same versions, the same page becomes the same PDF; of a browser no version is known.
    """
    try:
        pango = pango_version()
    except OSError:
        browser = find_browser()
        return {BROWSER: browser.stem} if browser else {}
    return {name: version(name) for name in _LIBRARIES} | {"pango": pango}


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that travels inside the PDF."""

    name: str
    description: str
    media_type: str
    data: bytes


def laid_out(html: HTML, look: CSS, fonts: FontConfiguration) -> Document:
    """A page laid out for the PDF that it becomes."""
    return html.render(stylesheets=[look], font_config=fonts, pdf_variant=_VARIANT)


def archive_pdf(document: Document, enclosures: Sequence[Enclosure], moment: datetime | None) -> bytes:
    """A page as PDF/A-3a and PDF/UA-1, the same bytes for the same page, files and moment.

    Args:
        moment: the moment in the metadata of the enclosed files; never the clock.
    """
    import pikepdf
    from weasyprint import Attachment

    attachments = [
        Attachment(
            string=enclosure.data,
            name=enclosure.name,
            description=enclosure.description,
            created=moment,
            modified=moment,
            relationship="Data",
        )
        for enclosure in enclosures
    ]
    drawn, saved = BytesIO(), BytesIO()
    document.write_pdf(drawn, pdf_variant=_VARIANT, attachments=attachments)
    with pikepdf.open(drawn) as pdf:
        for enclosure in enclosures:
            # Said here: what is guessed from a name differs from system to system.
            pdf.attachments[enclosure.name].get_file().mime_type = enclosure.media_type
        for stream in _cut_short(pdf):
            _end_otherwise(stream)
        metadata = pdf.Root.Metadata.read_bytes()
        pdf.Root.Metadata.write(metadata.replace(_END, _ACCESSIBLE + _END, 1))
        # The metadata stays uncompressed: an archive must be able to read it without knowing PDF.
        pdf.save(saved, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    with pikepdf.open(saved) as pdf:
        if packed := _cut_short(pdf):
            # Those that were packed while saving, objects or a font: not packed, the file is larger.
            for stream in packed:
                if stream.get("/Type") != pikepdf.Name.ObjStm:
                    _end_otherwise(stream)
            plain, again = pikepdf.ObjectStreamMode.disable, BytesIO()
            pdf.save(
                again,
                deterministic_id=True,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                object_stream_mode=plain,
                compress_streams=False,
            )
            return again.getvalue()
    return saved.getvalue()


def _cut_short(pdf: Pdf) -> list[Stream]:
    """The streams that end in a carriage return."""
    import pikepdf

    streams = (each for each in pdf.objects if isinstance(each, pikepdf.Stream))
    return [stream for stream in streams if stream.read_raw_bytes().endswith(b"\r")]


def _end_otherwise(stream: Stream) -> None:
    """Give a stream that ends in a carriage return another end, without changing what it means.

    The line feed behind it would make the two look like one line end, and the stream one byte shorter than
    it says (ISO 19005-3, 6.1.7.1). What is drawn may have a space behind it; the rest is kept uncompressed.
    """
    import pikepdf

    data = stream.read_bytes()
    drawn = stream.get("/Type") is None or stream.get("/Subtype") == pikepdf.Name.Form
    if drawn and "/Length1" not in stream and "/N" not in stream:
        packed = zlib.compress(data + b" ")
        if not packed.endswith(b"\r"):
            stream.write(packed, filter=pikepdf.Name.FlateDecode)
            return
    stream.write(data.hex().encode() + b">", filter=pikepdf.Name.ASCIIHexDecode)
