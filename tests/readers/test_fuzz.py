"""A form that was damaged at random is read as typed or reported: no traceback, no hang, no wrong value."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inkoop.domain.submission import Submission
from tests.readers.filled import filled, read

RELAXED = settings(
    max_examples=60,
    deadline=20_000,
    suppress_health_check=[HealthCheck.too_slow],
)
Damage = tuple[int, int, bytes]


def damaged(data: bytes, damage: list[Damage]) -> bytes:
    """The bytes with pieces replaced; positions wrap round."""
    changed = bytearray(data)
    for position, length, piece in damage:
        start = position % max(1, len(changed))
        changed[start : start + length] = piece
    return bytes(changed)


def values(submission: Submission) -> dict[str, object]:
    return {code: answer.value for code, answer in submission.answers.items() if answer.value is not None}


DAMAGE = st.lists(
    st.tuples(st.integers(0, 10**7), st.integers(0, 12), st.binary(max_size=12)), min_size=1, max_size=6
)


@RELAXED
@given(damage=DAMAGE)
def test_damage_to_the_zip(damage: list[Damage]) -> None:
    """A zip keeps a checksum of every part: what still opens must say what was typed."""
    intact = values(read(filled()))
    submission = read(damaged(filled(), damage))
    for code, value in values(submission).items():
        assert value == intact[code]
    if values(submission) != intact:
        assert submission.findings


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with one part replaced, its checksum made right again."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info.filename))
    return target.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


@RELAXED
@given(which=st.integers(0, 50), damage=DAMAGE)
def test_damage_to_the_xml(which: int, damage: list[Damage]) -> None:
    with zipfile.ZipFile(io.BytesIO(filled())) as archive:
        names = sorted(archive.namelist())
    name = names[which % len(names)]
    submission = read(with_part(filled(), name, damaged(part(filled(), name), damage)))
    assert submission.file == "anders.xlsx"
    for finding in submission.findings:
        assert finding.place.file == "anders.xlsx"


TYPES = ["n", "s", "str", "b", "e", "d", "inlineStr", "iets"]
NUMBERS = ["", "0", "1", "-1", "7", "1e308", "1e999", "nan", "0x1F", "1_000", "0.6", "60", "1 2"]
CONTENTS = [
    *NUMBERS,
    "٣",
    "2026-04-01",
    "2026-04-01T23:00",
    "#N/A",
    "ja",
    " ",
    "€ 50,-",
    "1.234",
    "12 %",
    "40 50",
]


def meaning(kind: str, content: str) -> object:
    """What a cell says, told apart from the reader that is tested: None for nothing that is certain."""
    if kind == "n" and re.fullmatch(r"-?\d+(\.\d+)?", content):
        return Decimal(content)
    if kind == "b" and content in ("0", "1"):
        return content == "1"
    if kind == "d" and content.startswith("2026-04-01"):
        return date(2026, 4, 1)
    if kind in ("str", "inlineStr"):
        certain = {"ja": True, "2026-04-01": date(2026, 4, 1), "€ 50,-": Decimal(50), "12 %": Decimal(12)}
        plain = Decimal(content) if re.fullmatch(r"-?\d+(\.\d{1,2})?", content) else None
        return certain.get(content, plain)
    return None


@RELAXED
@given(which=st.integers(0, 200), kind=st.sampled_from(TYPES), content=st.sampled_from(CONTENTS))
def test_one_cell_made_into_something_else(which: int, kind: str, content: str) -> None:
    """The others keep their values; the cell itself is read as it says, or somebody is told about it."""
    intact = read(filled())
    places = {
        (answer.place.sheet, answer.place.cell): code
        for code, answer in intact.answers.items()
        if ":" not in answer.place.cell
    }
    (sheet, cell), code = sorted(places.items())[which % len(places)]
    name = sheet_parts()[sheet]
    xml = part(filled(), name).decode()
    style = re.search(rf'<c r="{cell}"( s="\d+")?', xml)
    assert style is not None
    made = f'<c r="{cell}"{style[1] or ""} t="{kind}"><v>{content}</v></c>'
    changed, count = re.subn(rf'<c r="{cell}"[^>]*?(/>|>.*?</c>)', lambda _: made, xml, flags=re.DOTALL)
    assert count == 1
    now = read(with_part(filled(), name, changed.encode()))

    for other in intact.answers:
        assert other == code or now.answers[other].value == intact.answers[other].value
    answer = now.answers[code].value
    value = getattr(answer, "value", None)
    assert value is not None or answer is None
    told = any(found.place == now.answers[code].place for found in now.findings)
    if isinstance(value, str):  # a text or a choice says what stands in the cell, whatever it is
        assert now.answers[code].raw != "" or told
    elif value is None:
        assert told or not content.strip()
    else:
        assert value == meaning(kind, content)


def sheet_parts() -> dict[str, str]:
    """The part of each sheet by its name; XlsxWriter numbers them in the order of their tabs."""
    names = re.findall('<sheet name="([^"]*)"', part(filled(), "xl/workbook.xml").decode())
    return {name: f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(names, 1)}
