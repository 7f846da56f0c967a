"""A form that was damaged at random is read as typed or reported: no traceback, no hang, no wrong value."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.readers.submission import SubmissionReader
from inkoop.rules.fingerprint import fingerprint
from inkoop.writers.form import write_form
from tests.conftest import GOOD_ANSWERS

RELAXED = settings(
    max_examples=60,
    deadline=20_000,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
Damage = tuple[int, int, bytes]


@pytest.fixture(scope="module")
def form(small_tender: Tender, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A form filled in well, as bytes."""
    path = tmp_path_factory.mktemp("fuzz") / "form.xlsx"
    write_form(small_tender, path, GOOD_ANSWERS)
    return path.read_bytes()


@pytest.fixture(scope="module")
def read(small_tender: Tender, tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Submission]:
    """Reads bytes as a submission."""
    reader = SubmissionReader(small_tender, fingerprint(small_tender))
    path = tmp_path_factory.mktemp("fuzz") / "kapot.xlsx"

    def make(data: bytes) -> Submission:
        path.write_bytes(data)
        return reader.read(path)

    return make


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
def test_damage_to_the_zip(damage: list[Damage], form: bytes, read: Callable[[bytes], Submission]) -> None:
    """A zip keeps a checksum of every part: what still opens must say what was typed."""
    intact = values(read(form))
    submission = read(damaged(form, damage))
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
def test_damage_to_the_xml(
    which: int, damage: list[Damage], form: bytes, read: Callable[[bytes], Submission]
) -> None:
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        names = sorted(archive.namelist())
    name = names[which % len(names)]
    submission = read(with_part(form, name, damaged(part(form, name), damage)))
    assert submission.file == "kapot.xlsx"
    for finding in submission.findings:
        assert finding.place.file == "kapot.xlsx"


TYPES = ["n", "s", "str", "b", "e", "d", "inlineStr", "iets"]
NUMBERS = ["", "0", "1", "-1", "7", "1e308", "1e999", "nan", "0x1F", "1_000"]
CONTENTS = [*NUMBERS, "٣", "2026-04-01", "#N/A", "ja", " "]


@RELAXED
@given(
    which=st.integers(0, 200),
    kind=st.sampled_from(TYPES),
    content=st.sampled_from(CONTENTS),
)
def test_one_cell_made_into_something_else(
    which: int, kind: str, content: str, form: bytes, read: Callable[[bytes], Submission]
) -> None:
    """Whatever a cell is turned into, the others keep their values and nothing is invented."""
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        sheets = sorted(n for n in archive.namelist() if n.startswith("xl/worksheets/sheet"))
    name = sheets[which % len(sheets)]
    xml = part(form, name).decode()
    cells = list(re.finditer(r'<c r="([A-Z]+\d+)"([^>]*?)><v>[^<]*</v></c>', xml))
    if not cells:
        return
    chosen = cells[which % len(cells)]
    style = re.search(r' s="\d+"', chosen[2])
    made = f'<c r="{chosen[1]}"{style[0] if style else ""} t="{kind}"><v>{content}</v></c>'
    changed = xml[: chosen.start()] + made + xml[chosen.end() :]
    intact, now = read(form), read(with_part(form, name, changed.encode()))
    different = [code for code, value in values(now).items() if value != values(intact).get(code)]
    assert len(different) <= 1, different
    for code in different:
        assert now.answers[code].place.sheet == intact.answers[code].place.sheet
