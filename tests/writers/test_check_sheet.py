"""The check sheet agrees with the program: forms filled in at random, recalculated by LibreOffice."""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from inkoop.domain.cells import RawCell
from inkoop.domain.findings import Severity
from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.readers.kader import read_kader
from inkoop.readers.submission import SubmissionReader
from inkoop.readers.workbook import read_workbook
from inkoop.rules.answers import AnswerReader
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.values import word_count
from inkoop.views.self_check import is_ready
from inkoop.writers.form.check_codes import SHARED
from inkoop.writers.form.check_sheet import QUESTION, READ, STATE, VERDICT_ROW
from inkoop.writers.form.plan import CHECK
from tests.conftest import GOOD_ANSWERS, ROOT, SMALL_KADER
from tests.writers.random_fills import Fill, fills, write_fill

pytestmark = pytest.mark.xdist_group("libreoffice")

TIMES = int(os.environ.get("INKOOP_VULLINGEN", "1"))
"""How many times as many forms to fill in: LibreOffice needs half a second for each."""
READY = 4
"""Forms in which nothing is wrong at all; chance hardly makes one."""
CHOSEN = {
    "klein": [*[Fill(GOOD_ANSWERS)] * READY, Fill(GOOD_ANSWERS | {"wachttijd": 2.25})],
    "amsterdam-2021": [Fill({"groepen": [{"product": "basis", "aantal": 2, "per_begeleider": 5}]})],
}
"""What chance seldom makes."""
KADERS = {
    "klein": (SMALL_KADER, 60 * TIMES, 1),
    "amsterdam-2021": (ROOT / "criteria" / "amsterdam-2021.yaml", 10 * TIMES, 2),
    "zwolle-2015": (ROOT / "criteria" / "zwolle-2015.yaml", 10 * TIMES, 3),
}
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
Cells = Mapping[tuple[int, int], RawCell]


@dataclass(frozen=True)
class Case:
    """One filled form: what the program says, and what the sheet says after recalculation."""

    name: str
    tender: Tender
    submission: Submission
    recalculated: Submission
    cells: Cells
    rows: Mapping[str, int]

    def text(self, row: int, column: int) -> str:
        """A cell of the check sheet; row and column from 0."""
        cell = self.cells.get((row + 1, column + 1))
        return "" if cell is None else str(cell.value)

    def expected(self, code: str) -> str:
        """The sign that the program's findings call for."""
        found = [
            finding for finding in self.submission.findings if finding.question.partition(",")[0] == code
        ]
        assert {finding.code for finding in found} <= SHARED
        if any(finding.severity is Severity.ERROR for finding in found):
            return "✗"
        if found:
            return "!"
        return "✓" if self.submission.answers[code].raw else "–"


def recalculate(folder: Path) -> Path:
    """All workbooks of a folder, calculated anew in one run of LibreOffice."""
    profile, out = folder.parent / "profiel", folder.parent / "uit"
    profile.joinpath("user").mkdir(parents=True)
    profile.joinpath("user", "registrymodifications.xcu").write_text(RECALCULATE, "utf-8")
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    files = [str(path) for path in sorted(folder.glob("*.xlsx"))]
    subprocess.run(
        [*command, "--outdir", str(out), *files], check=True, capture_output=True, timeout=200 + 200 * TIMES
    )
    return out


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    """Hundreds of fills of every kader."""
    folder = tmp_path_factory.mktemp("controle") / "in"
    folder.mkdir()
    tenders: dict[str, Tender] = {}
    rows: dict[str, Mapping[str, int]] = {}
    for name, (path, count, seed) in KADERS.items():
        tender = read_kader(path).value
        assert tender is not None
        tenders[name] = tender
        chosen = CHOSEN.get(name, [])
        for number, fill in enumerate([*chosen, *fills(tender, count - len(chosen), seed)]):
            write_fill(tender, folder / f"{name}_{number:03}.xlsx", fill)
    out = recalculate(folder)
    readers = {name: SubmissionReader(tender, fingerprint(tender)) for name, tender in tenders.items()}
    found = []
    for path in sorted(folder.glob("*.xlsx")):
        name = path.stem.partition("_")[0]
        book = read_workbook(out / path.name).value
        assert book is not None
        cells = next(sheet.cells for sheet in book.sheets if sheet.name == CHECK)
        rows.setdefault(name, _rows(tenders[name], cells))
        original, again = readers[name].read(path), readers[name].read(out / path.name)
        found.append(Case(path.stem, tenders[name], original, again, cells, rows[name]))
    return found


def _rows(tender: Tender, cells: Cells) -> dict[str, int]:
    """The row of every question: where a link says `naar` its code for the first time in the details."""
    texts = {str(cell.value): row - 1 for (row, column), cell in reversed(cells.items()) if column == 2}
    return {code: texts[f"naar {code}"] for code in tender.questions}


def test_every_question_of_every_fill_agrees(cases: list[Case]) -> None:
    wrong = [
        f"{case.name} {code}: {case.expected(code)} en {case.text(row, STATE)!r} bij"
        f" {case.submission.answers[code].raw[:60]!r}"
        for case in cases
        for code, row in case.rows.items()
        if case.text(row, STATE)[:1] != case.expected(code)
    ]
    assert wrong == []
    assert len(cases) == sum(count for _, count, _ in KADERS.values())


def test_the_top_line_agrees_with_the_program(cases: list[Case]) -> None:
    verdicts = Counter()
    for case in cases:
        points = sum(1 for code in case.rows if case.expected(code) == "✗")
        line = case.text(VERDICT_ROW, QUESTION)
        verdicts[line[:1]] += 1
        assert line.startswith("✓ U bent klaar") == is_ready(case.submission), case.name
        if points:
            assert re.match(rf"✗ Nog {points} punt(en)? te herstellen$", line), case.name
    assert min(verdicts["✓"], verdicts["✗"]) >= READY


def test_reading_the_recalculated_file_gives_the_same_findings(cases: list[Case]) -> None:
    for case in cases:
        before, after = (
            [(f.code, f.question) for f in s.findings] for s in (case.submission, case.recalculated)
        )
        assert before == after, case.name


def test_the_words_are_counted_alike(cases: list[Case]) -> None:
    counted = 0
    for case in cases:
        for code, row in case.rows.items():
            raw, shown = case.submission.answers[code].raw, case.text(row, READ)
            if case.tender.questions[code].kind == "tekst" and shown not in ("", "#") and raw != "#N/A":
                assert shown == str(word_count(raw)), (case.name, code, raw)
                counted += 1
    assert counted > 200


def test_the_fills_leave_nothing_untried(cases: list[Case]) -> None:
    """Every kind of question in every state, and every check that both make."""
    signs = {
        (case.tender.questions[code].kind, case.text(row, STATE)[:1])
        for case in cases
        for code, row in case.rows.items()
    }
    kinds = {kind for kind, _ in signs}
    assert kinds == {
        *("ja_nee", "keuze", "meerkeuze", "geheel_getal", "decimaal", "bedrag", "percentage", "datum"),
        *("tekst", "tabel"),
    }
    assert {(kind, sign) for kind in kinds for sign in "✓✗"} <= signs
    assert {"!", "–"} <= {sign for _, sign in signs}
    tried = {finding.code for case in cases for finding in case.submission.findings}
    assert SHARED - tried <= {"PRIJS-02", "PRIJS-03"}, "no kader of these has such a price"
    assert tried <= SHARED


def test_the_parts_add_up(cases: list[Case]) -> None:
    """Per part of the form as many points as its questions have, and every question is in one part."""
    for case in cases:
        total = 0
        for row in range(5, min(case.rows.values()) - 1):
            found = re.match(r"✗ (\d+) punt", case.text(row, STATE))
            total += int(found[1]) if found else 0
        assert total == sum(1 for code in case.rows if case.expected(code) == "✗"), case.name


def test_no_cell_of_the_sheet_holds_an_error(cases: list[Case]) -> None:
    for case in cases:
        assert [cell.value for cell in case.cells.values() if cell.kind.value == "error"] == [], case.name


def test_questions_that_do_not_apply_are_left_alone(cases: list[Case]) -> None:
    off = 0
    for case in cases:
        applies = AnswerReader(case.tender).applicable(case.submission.answers)
        for code, row in case.rows.items():
            if not applies[code] and not case.submission.answers[code].raw:
                assert case.text(row, STATE) == "– niet van toepassing"
                off += 1
    assert off
