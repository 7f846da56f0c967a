"""Random edits of a report, as somebody would make them with a PDF editor or a text editor."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf

SEAL = "zegel.json"
SHOWN = re.compile(rb"<([0-9a-f]{4})>")


def another_glyph(pdf: pikepdf.Pdf, dice: random.Random) -> str:
    """One letter or digit on a page becomes another that the same font has."""
    number = dice.randrange(len(pdf.pages))
    page = pdf.pages[number]
    data = page.Contents.read_bytes()
    spots = [spot for spot in SHOWN.finditer(data) if spot[1] != b"0001"]
    spot = dice.choice(spots)
    other = dice.choice(sorted({each[1] for each in spots} - {spot[1]}))
    page.Contents.write(data[: spot.start(1)] + other + data[spot.end(1) :])
    return f"bladzijde {number + 1}: {spot[1].decode()} werd {other.decode()}"


def a_glyph_less(pdf: pikepdf.Pdf, dice: random.Random) -> str:
    """One letter or digit on a page is gone."""
    number = dice.randrange(len(pdf.pages))
    page = pdf.pages[number]
    data = page.Contents.read_bytes()
    spot = dice.choice([spot for spot in SHOWN.finditer(data) if spot[1] != b"0001"])
    page.Contents.write(data[: spot.start()] + b"<>" + data[spot.end() :])
    return f"bladzijde {number + 1}: {spot[1].decode()} is weg"


def other_place(pdf: pikepdf.Pdf, dice: random.Random) -> str:
    """Two pieces of text change places: the words stay the same in reading order."""
    number = dice.randrange(len(pdf.pages))
    page = pdf.pages[number]
    data = page.Contents.read_bytes()
    places = sorted(set(re.findall(rb"1 0 0 -1 [\d.]+ [\d.]+ Tm", data)))
    one, other = dice.sample(places, 2)
    data = data.replace(one, b"@@", 1).replace(other, one, 1).replace(b"@@", other, 1)
    page.Contents.write(data)
    return f"bladzijde {number + 1}: {one.decode()} en {other.decode()}"


def painted_over(pdf: pikepdf.Pdf, dice: random.Random) -> str:
    """A white area over a part of a page."""
    number = dice.randrange(len(pdf.pages))
    page = pdf.pages[number]
    area = f"q 1 1 1 rg {dice.randrange(50, 400)} {dice.randrange(50, 700)} 40 12 re f Q\n"
    page.Contents.write(page.Contents.read_bytes() + area.encode())
    return f"bladzijde {number + 1}: {area}"


def a_note(pdf: pikepdf.Pdf, dice: random.Random) -> str:
    """A note that shows another number on top of a page."""
    number = dice.randrange(len(pdf.pages))
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[100, 100, 200, 120], Contents="956,8"
    )
    page: Any = pdf.pages[number].obj
    page["/Annots"] = pikepdf.Array([*page.get("/Annots", ()), pdf.make_indirect(note)])
    return f"bladzijde {number + 1}: een notitie"


def another_letter_shape(pdf: pikepdf.Pdf, dice: random.Random) -> str:
    """The drawing of one letter in a font changes, and the text does not."""
    fonts = [
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
    ]
    font = dice.choice(fonts)
    data = bytearray(font.FontFile2.read_bytes())
    spot = dice.randrange(len(data) // 2, len(data) - 1)
    data[spot] ^= 1
    font.FontFile2.write(bytes(data))
    return f"{font.FontName}: byte {spot}"


Edit = Callable[[pikepdf.Pdf, random.Random], str]
ON_PAPER: tuple[Edit, ...] = (another_glyph, a_glyph_less)
AS_DRAWN: tuple[Edit, ...] = (other_place, painted_over, a_note, another_letter_shape)


def an_enclosure(pdf: pikepdf.Pdf, dice: random.Random) -> str:
    """One letter or digit in an enclosed file becomes another."""
    name = dice.choice(sorted(pdf.attachments))
    data = pdf.attachments[name].get_file().read_bytes()
    spot = dice.choice([each.start() for each in re.finditer(rb"[0-9A-Za-z]", data)])
    others = b"0123456789" if data[spot : spot + 1].isdigit() else b"abcdefghijklmnopqrstuvwxyz"
    other = dice.choice([each for each in others if each != data[spot]])
    changed = data[:spot] + bytes([other]) + data[spot + 1 :]
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, changed, filename=name)
    return f"{name}: {data[max(0, spot - 30) : spot + 30]!r} kreeg {chr(other)}"


def the_format(pdf: pikepdf.Pdf, dice: random.Random) -> str:
    """The seal says that it is of another format, such as an earlier one that covers less."""
    said = json.loads(pdf.attachments[SEAL].get_file().read_bytes())
    own = said["formaat"]
    spot = dice.randrange(len(own))
    others = [*(f"inkoop/zegel/{number}" for number in range(1, 5)), own[:spot] + "x" + own[spot + 1 :], ""]
    said["formaat"] = dice.choice([other for other in others if other != own])
    changed = json.dumps(said, ensure_ascii=False, indent=1).encode()
    pdf.attachments[SEAL] = pikepdf.AttachedFileSpec(pdf, changed, filename=SEAL)
    return f"{SEAL}: formaat werd {said['formaat']}"


def edited(path: Path, out: Path, edit: Edit, dice: random.Random) -> str:
    """Write a report with one edit; gives what was changed."""
    with pikepdf.open(path) as pdf:
        told = edit(pdf, dice)
        pdf.save(out)
    return told


def appended(path: Path, out: Path, edit: Edit, dice: random.Random) -> str:
    """As `edited`, behind the file as it is (ISO 32000-1, 7.5.6): no byte that was signed changes."""
    data = path.read_bytes()
    with pikepdf.open(path) as before, pikepdf.open(path) as pdf:
        told = edit(pdf, dice)
        known = {each.objgen: _written(each) for each in before.objects}
        changed = {each.objgen: _written(each) for each in pdf.objects}
        changed = {number: text for number, text in changed.items() if known.get(number) != text}
        root, first = pdf.Root.objgen, max(number for number, _ in [*known, *changed]) + 1
    previous = re.findall(rb"startxref\s+(\d+)", data)[-1].decode()
    body, rows = bytearray(data), []
    for (number, generation), text in sorted(changed.items()):
        rows.append((number, len(body), generation))
        body += f"{number} {generation} obj\n".encode() + text + b"\nendobj\n"
    rows.append((first, len(body), 0))
    entries = b"".join(
        bytes([1, *place.to_bytes(4, "big"), *age.to_bytes(2, "big")]) for _, place, age in rows
    )
    index = " ".join(f"{number} 1" for number, _, _ in rows)
    start = len(body)
    body += (
        f"{first} 0 obj\n<< /Type /XRef /W [1 4 2] /Index [{index}] /Size {first + 1} /Prev {previous}"
        f" /Root {root[0]} {root[1]} R /Length {len(entries)} >>\nstream\n"
    ).encode()
    out.write_bytes(body + entries + f"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n".encode())
    return f"erachter: {told}"


def _written(thing: pikepdf.Object) -> bytes:
    """An object as it stands in a file."""
    if not isinstance(thing, pikepdf.Stream):
        return thing.unparse(resolved=True)
    data = thing.read_raw_bytes()
    said = pikepdf.Dictionary({**dict(thing.items()), "/Length": len(data)})
    return said.unparse() + b"\nstream\n" + data + b"\nendstream"
