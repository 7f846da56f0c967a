"""The check sheet agrees with the program: forms filled in at random, by LibreOffice itself."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from inkoop.domain.cells import RawCell
from inkoop.domain.findings import Severity
from inkoop.domain.questions import KINDS
from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.journeys.blank_form import submission_reader
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.forms.submission import SubmissionReader
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.submission.answers import AnswerReader
from inkoop.rules.words import word_count
from inkoop.views.replies.self_check import is_ready
from inkoop.writers.form.check.codes import SHARED
from inkoop.writers.form.check.sheet import QUESTION, READ, STATE, VERDICT_ROW
from inkoop.writers.form.plan import CHECK
from tests.conftest import GOOD_ANSWERS, ROOT, SMALL_KADER
from tests.writers.random_fills import Fill, fills, write_fill
from tests.writers.typed_fills import Job, typed_cells

pytestmark = pytest.mark.langzaam

TIMES = int(os.environ.get("INKOOP_VULLINGEN", "1"))
"""How many times as many forms to fill in."""
ONLY_WARNED = frozenset(f"ANTW-{number}" for number in (27, 28, 32, 33, 34, 35, 36))
"""Warnings that only the program gives."""
READY = 4
"""Forms in which nothing is wrong at all; chance hardly makes one."""


@dataclass(frozen=True)
class Plan:
    """How many forms of a kader are typed in, how many are written, and what chance seldom makes."""

    path: Path
    typed: int
    written: int
    chosen: Sequence[Fill] = ()
    kept: Sequence[Fill] = ()
    """What nobody can type: a number in a cell that makes a text of it."""


def raw(code: str, text: str | int, answers: Mapping[str, Any]) -> Fill:
    """A fill with a certain text in one answer cell."""
    return Fill(dict(answers), [(lambda found: found.answers[code], text)])


PERCENTAGES = {
    "60": "60",
    "60%": "60",
    "100%": "100",
    "100 %": "100",
    "7,5": "7.5",
    "7,5%": "7.5",
    "0,6%": "0.6",
}
"""What a person types, and what that is."""
DAY_PRICES = [{}, *({"dagprijs": price} for price in (0, 29.99, 30, 100, 100.01, 400))]
"""With a hundred people who leave, 50 euro is added; the floor is 30 and the ceiling 150."""
FREE = [{"product": "groep", "tarief": 0}, {"product": "alleen", "tarief": 0}]
TARIFFS = [FREE, [FREE[0] | {"tarief": 19.99}, FREE[1]], [FREE[0], FREE[1] | {"tarief": 50}]]
LOT_TARIFFS = [
    [{"gebied": lot, "product": product, "tarief": price} for lot in lots for product in ("licht", "zwaar")]
    for lots, price in ((("noord",), 40), (("zuid",), 40), (("noord", "zuid"), 29), (("noord",), 300))
]
MEMBER = {"wie": "Anna", "vog": True, "uren": 8, "kan": ["koken"], "rol": "vast"}
TEAMS = [
    [MEMBER, {key: value for key, value in (MEMBER | changed).items() if value is not None}]
    for changed in (
        *({"rol": "los"}, {"vog": None}, {"vog": None, "rol": "los"}, {"vog": False}),
        *(
            {"rol": "los", "uren": None},
            {"rol": "los", "uren": 2},
            {"rol": None},
            {"rol": "los", "kan": None},
        ),
    )
]
TEAMS += [[MEMBER | {"kan": ["tuin"]}, {"wie": "Bert", "vog": True, "uren": 8, "rol": "los"}]]
"""A cell left empty where a requirement looks at its column."""
PLACE = {"plek": "De Linde", "soort": "rit", "aantal": 8}
PLACES = [
    ([PLACE], 8),
    ([PLACE], 7.5),
    ([PLACE, PLACE | {"aantal": 0.1}], None),
    ([PLACE, PLACE | {"plek": "de  LINDE", "aantal": 0.2}], 8.2),
    ([PLACE, PLACE | {"soort": "licht", "aantal": 0.2}], 8.2),
    ([PLACE, {"plek": "De Linde", "aantal": 1}, {"plek": "De Linde", "aantal": 1}], 10),
    ([PLACE, {"plek": "De Linde", "soort": "licht"}], 9),
    ([PLACE | {"aantal": 9}], 9),
    ([PLACE | {"soort": "licht", "aantal": 9}], 9),
    ([PLACE], 501),
]
"""Rows with what was answered elsewhere: alike but for a capital, too many, not adding up, an empty cell."""
HOUSES = [
    ([("noord", "90000001", 1), ("zuid", "90000001", 2)], {"noord": 1, "zuid": 2}),
    ([("noord", "90000001", 1), ("noord", "9000 0001", 4)], {"noord": 5}),
    ([("noord", "90000001", 1), ("zuid", "90000001", 1)], {"noord": 2, "zuid": 1}),
    ([("zuid", "90000001", 20), ("zuid", "90000002", 21)], {"zuid": 41}),
]
ROW_TARIFFS = [
    [("noord", "licht", 5, 1), ("noord", "rit", 15, 2), ("zuid", "licht", 1, 1), ("zuid", "rit", 1, 2)],
    [("noord", "licht", 4, 1), ("noord", "rit", 15, 2), ("zuid", "licht", 4, 1), ("zuid", "rit", 16, 2)],
    [("noord", "licht", 50, 1), ("noord", "rit", 15, 1), ("zuid", "licht", 16, 1), ("zuid", "rit", 5, 2)],
]


def _rows_that_agree() -> Iterator[Fill]:
    """Fills of the kader whose rows must agree with something."""
    for rows, total in PLACES:
        yield Fill({"locaties": rows} | ({} if total is None else {"plekken": total}))
    both = {"keuze": ["noord", "zuid"]}
    for houses, beds in HOUSES:
        rows = [dict(zip(("gebied", "huis", "bed"), house, strict=True)) for house in houses]
        yield Fill(both | {"huizen": rows} | {f"bedden@{lot}": many for lot, many in beds.items()})
    for tariffs in ROW_TARIFFS:
        names = ("gebied", "product", "tarief", "code")
        yield Fill(both | {"tarieven": [dict(zip(names, tariff, strict=True)) for tariff in tariffs]})


KADERS = {
    "klein": Plan(
        SMALL_KADER,
        150,
        8,
        [
            *[Fill(GOOD_ANSWERS)] * READY,
            Fill(GOOD_ANSWERS | {"wachttijd": 2.25}),
            raw("start", "'1-4-2026", GOOD_ANSWERS),
            raw("prijs", "'1.234", GOOD_ANSWERS),
            *(
                raw("plan", text, GOOD_ANSWERS)
                for text in ("zorg" * 40, "…", "één/één", "o.a. 1.234,5 d.w.z. 10:30")
            ),
            raw("naam", "zorg" * 40, GOOD_ANSWERS),
            *(raw("kvk", text, GOOD_ANSWERS) for text in ("9000 3026", "1234567", "volgt")),
        ],
        [raw("kvk", 1234567, GOOD_ANSWERS), raw("telefoon", 612345678, GOOD_ANSWERS)],
    ),
    "prijzen": Plan(
        ROOT / "tests" / "kaders" / "prijzen.yaml",
        40,
        2,
        [
            *(raw("korting", text, {}) for text in PERCENTAGES),
            *(Fill({"uurprijs": 0}), Fill({"uurprijs": 15})),
            *(Fill({"tarieven": rows}) for rows in TARIFFS),
            *(Fill({"verloop": 100} | answers) for answers in DAY_PRICES),
            *(Fill({"ritprijs": price}) for price in (0, 25, 25.01)),
        ],
    ),
    "perceelrijen": Plan(
        ROOT / "tests" / "kaders" / "perceelrijen.yaml",
        16,
        2,
        [Fill({"keuze": ["noord"], "tarieven": rows}) for rows in LOT_TARIFFS],
    ),
    "amsterdam-2021": Plan(
        ROOT / "criteria" / "amsterdam-2021.yaml",
        16,
        2,
        [Fill({"groepen": [{"product": "basis", "aantal": 2, "per_begeleider": 5}]})],
    ),
    "zwolle-2015": Plan(ROOT / "criteria" / "zwolle-2015.yaml", 16, 2),
    "tabeleisen": Plan(
        ROOT / "tests" / "kaders" / "tabeleisen.yaml",
        24,
        2,
        [Fill({"prijs": 50, "team": rows}) for rows in TEAMS],
    ),
    "tabelregels": Plan(ROOT / "tests" / "kaders" / "tabelregels.yaml", 16, 2, tuple(_rows_that_agree())),
}
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
        found = [finding for finding in found if finding.code not in ONLY_WARNED]
        assert {finding.code for finding in found} <= SHARED
        if any(finding.severity is Severity.ERROR for finding in found):
            return "✗"
        if found:
            return "!"
        return "✓" if self.raw(code) else "–"

    def raw(self, code: str) -> str:
        """What was answered; of a table whose rows belong to lots only the part of a lot is an answer."""
        return answer.raw if (answer := self.submission.answer(code)) else ""


@dataclass(frozen=True)
class Forms:
    """The fills of one kader: the empty form, and what is done with it."""

    name: str
    tender: Tender
    folder: Path

    def type(self, job: Job, made: Iterable[Fill]) -> None:
        """Let LibreOffice type these fills."""
        form = self.folder / f"leeg_{self.name}.xlsx"
        registry = write_fill(self.tender, form, Fill())
        outs = (self.folder / f"{self.name}_getypt_{number:03}.xlsx" for number in count())
        job.type(
            form,
            {out: typed_cells(self.tender, registry, fill) for out, fill in zip(outs, made, strict=False)},
        )

    def write(self, job: Job, made: Iterable[Fill]) -> None:
        """Let LibreOffice recalculate these fills, with cells as another program writes them."""
        for number, fill in enumerate(made):
            form = self.folder / f"bron_{self.name}_{number:03}.xlsx"
            write_fill(self.tender, form, fill)
            job.resave(form, self.folder / f"{self.name}_geschreven_{number:03}.xlsx")

    def cases(self) -> Iterator[Case]:
        """Every form that came back, as the program reads it.

        Of an empty form the program says so in one finding; the sheet says it at every question.
        """
        with mock.patch("inkoop.readers.forms.submission.empty_form", lambda _, findings, __: findings):
            yield from self._cases(submission_reader(self.tender))

    def _cases(self, reader: SubmissionReader) -> Iterator[Case]:
        rows: Mapping[str, int] = {}
        for path in sorted(self.folder.glob(f"{self.name}_*.xlsx")):
            book = read_workbook(path).value
            assert book is not None
            cells = next(sheet.cells for sheet in book.sheets if sheet.name == CHECK)
            rows = rows or _rows(self.tender, cells)
            source = self.folder / path.name.replace(f"{self.name}_geschreven", f"bron_{self.name}")
            after = reader.read(path)
            before = after if source == path else reader.read(source)
            yield Case(path.stem, self.tender, before, after, cells, rows)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    """Hundreds of fills, in one run of LibreOffice."""
    folder = tmp_path_factory.mktemp("controle")
    job = Job(folder)
    forms = []
    for seed, (name, plan) in enumerate(KADERS.items()):
        tender = read_kader(plan.path).value
        assert tender is not None
        made = Forms(name, tender, folder)
        made.type(job, [*plan.chosen, *fills(tender, plan.typed * TIMES, 2 * seed)])
        made.write(job, [*plan.kept, *fills(tender, plan.written * TIMES, 2 * seed + 1)])
        forms.append(made)
    job.run(400 + 400 * TIMES)
    return [case for made in forms for case in made.cases()]


def _rows(tender: Tender, cells: Cells) -> dict[str, int]:
    """The row of every question: where a link says `naar` its code for the first time in the details."""
    texts = {str(cell.value): row - 1 for (row, column), cell in reversed(cells.items()) if column == 2}
    return {code: texts[f"naar {code}"] for code in tender.questions}


def test_every_question_of_every_fill_agrees(cases: list[Case]) -> None:
    wrong = [
        f"{case.name} {code}: {case.expected(code)} en {case.text(row, STATE)!r} bij {case.raw(code)[:60]!r}"
        for case in cases
        for code, row in case.rows.items()
        if case.text(row, STATE)[:1] != case.expected(code)
    ]
    assert wrong == []
    assert len(cases) >= 300 * TIMES


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


def test_a_percentage_is_what_was_typed(cases: list[Case]) -> None:
    named = {case.name: case for case in cases}
    for number, (text, value) in enumerate(PERCENTAGES.items()):
        case = named[f"prijzen_getypt_{number:03}"]
        assert case.submission.number("korting") == Decimal(value), text
        assert case.text(case.rows["korting"], READ) == value, text
        assert case.text(case.rows["korting"], STATE) == "✓ in orde", text


def test_the_words_are_counted_alike(cases: list[Case]) -> None:
    counted = 0
    for case in cases:
        for code, row in case.rows.items():
            raw, shown = case.raw(code), case.text(row, READ)
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
    assert kinds == set(KINDS)
    assert {(kind, sign) for kind in kinds for sign in "✓✗"} <= signs
    assert {"!", "–"} <= {sign for _, sign in signs}
    tried = {finding.code for case in cases for finding in case.submission.findings}
    assert tried - ONLY_WARNED == SHARED


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
            if not applies[code] and not case.raw(code):
                assert case.text(row, STATE) == "– niet van toepassing"
                off += 1
    assert off
