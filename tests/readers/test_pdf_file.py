"""A PDF of anybody: what is wrong with it is a sentence, whatever it is."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest

from inkoop.readers.report.pdf_file import PdfFileError, at, attachments, instructions, opened


def pdf_with(change: object = None, **saved: object) -> bytes:
    """One empty page, changed by a function, as another library writes it."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if callable(change):
            change(pdf)
        pdf.save(made, **saved)
    return made.getvalue()


def twice(pdf: pikepdf.Pdf) -> None:
    spec = pikepdf.AttachedFileSpec(pdf, b"x", filename="a").obj
    names = pikepdf.Array([pikepdf.String("a"), spec, pikepdf.String("a"), spec])
    pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=names))


def circle(pdf: pikepdf.Pdf) -> None:
    tree = pdf.make_indirect(pikepdf.Dictionary())
    tree.Kids = pikepdf.Array([tree])
    pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=tree)


def bomb(pdf: pikepdf.Pdf) -> None:
    packed = zlib.compress(b"\0" * 200_000_000)
    spec = pikepdf.AttachedFileSpec(pdf, b"x", filename="a").obj
    stream = spec.EF.F
    stream.write(packed, filter=pikepdf.Name.FlateDecode)
    names = pikepdf.Array([pikepdf.String("a"), spec])
    pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=names))


LOCKED = {"encryption": pikepdf.Encryption(owner="a", user="")}


def unpacked(data: bytes) -> list[bytes]:
    with opened(data) as pdf:
        return [stream.get_data() for stream in attachments(pdf).values()]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "geen leesbare PDF"),
        (b"%PDF-1.7\nniets", "geen leesbare PDF"),
        (pdf_with()[:-40], "geen leesbare PDF"),
        (pdf_with(twice), "twee bijlagen met dezelfde naam"),
        (pdf_with(circle), "geen leesbare PDF"),
        (pdf_with(bomb), "te veel"),
        (pdf_with(**LOCKED), "beveiligd"),
    ],
    ids=["leeg", "tekst", "afgebroken", "dubbel", "kring", "bom", "slot"],
)
def test_what_is_wrong_is_told(data: bytes, why: str) -> None:
    with pytest.raises(PdfFileError, match=why):
        unpacked(data)


def test_bytes_of_a_text_stay_as_they_are() -> None:
    """A text that looks like letters in another encoding is numbers of glyphs all the same."""

    def draw(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(b"BT <FEFF0041> Tj (\\376\\377\\000A) Tj ET")

    with opened(pdf_with(draw)) as pdf:
        shown = [given[0] for given, name in instructions(at(pdf.pages[0], "/Contents"), pdf) if name == "Tj"]
    assert shown == [b"\xfe\xff\x00A"] * 2
    assert all(isinstance(each, bytes) for each in shown)
