"""Every kind of question: which floor misses one, and each kind tried from kader to rehearsal.

Nothing here names a kind, but for the table that columns stand in. The question that is tried is the example
in docs/kader.md, and its answer is what a rehearsal draws.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from ruamel.yaml import YAML

from inkoop.analysis.rehearsal.chance import Chance
from inkoop.analysis.rehearsal.draws import Drawer
from inkoop.analysis.rehearsal.report import rehearse
from inkoop.analysis.rehearsal.stage import stages
from inkoop.domain import questions
from inkoop.domain.answers import Codes, Rows, Value
from inkoop.domain.dossier import Dossier, parse_dossier
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Finding, Severity
from inkoop.domain.questions import CLOSED, KINDS, NUMERIC, Asked, Column
from inkoop.domain.submission import Assessment, Submission
from inkoop.domain.tender import Tender
from inkoop.journeys.blank_form import submission_reader
from inkoop.journeys.forms import make_form
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.award.lots import evaluate_lots
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.submission import kinds as reading
from inkoop.rules.submission.answers import AnswerReader
from inkoop.rules.submission.kinds.cell import READERS
from inkoop.rules.submission.naming import told_apart
from inkoop.views.rehearsal.view import rehearsal_view
from inkoop.views.words.values import value_text
from inkoop.writers.form import kinds as cells
from inkoop.writers.form import write_form
from inkoop.writers.form.kinds.base import FormKind
from tests.analysis.planted import INFO, exact, graded
from tests.docs.pages import DOCS, blocks, tables
from tests.report_cases import report_views
from tests.values import plain
from tests.writers.test_check_sheet import KADERS as TYPED

SHARED = {"__init__", "base", "cell", "number"}
"""Modules beside those of a kind: what several kinds share."""
ROOMS = {"inkoop/domain/questions": questions, "inkoop/rules/submission/kinds": reading}
ROOMS["inkoop/writers/form/kinds"] = cells


def missing(
    known: Mapping[str, type[Asked]], read: Mapping[str, Any], shown: Mapping[str, FormKind]
) -> list[str]:
    """Every kind that misses its module, or its place in the list, on some floor."""
    home = {kind: _last(asked.__module__) for kind, asked in known.items()}
    lists = {
        "inkoop/domain/questions": home,
        # Choices with a cell each and tables are read by the shape of their answer.
        "inkoop/rules/submission/kinds": {
            **{kind: home[kind] for kind in home if issubclass(known[kind].holds, Codes | Rows)},
            **{kind: _last(module.__name__) for kind, module in read.items()},
        },
        "inkoop/writers/form/kinds": {kind: _last(type(cell).__module__) for kind, cell in shown.items()},
    }
    modules = {floor: {file.stem for file in _files(room)} - SHARED for floor, room in ROOMS.items()}
    every = set().union(*modules.values(), home.values())
    faults = [f"{floor}: geen module {name}.py" for floor in ROOMS for name in every - modules[floor]]
    for floor, found in lists.items():
        faults += [f"{floor}: {kind} staat niet in de lijst" for kind in home.keys() - found.keys()]
        faults += [
            f"{floor}: {kind} heet hier {found[kind]}" for kind in found if found[kind] != home.get(kind)
        ]
    return sorted(faults)


def _last(module: str) -> str:
    return module.rpartition(".")[2]


def _files(room: Any) -> Iterator[Path]:
    yield from Path(room.__file__).parent.glob("*.py")


def test_no_floor_misses_a_kind() -> None:
    faults = missing(KINDS, READERS, cells.KINDS)
    assert not faults, "\n".join(faults)


def test_a_kind_that_was_added_by_half_is_seen() -> None:
    half = type("HalfQuestion", (KINDS["tekst"],), {"__module__": "inkoop.domain.questions.half"})
    assert missing({**KINDS, "halfje": half}, READERS, cells.KINDS) == [
        "inkoop/domain/questions: geen module half.py",
        "inkoop/rules/submission/kinds: geen module half.py",
        "inkoop/rules/submission/kinds: halfje staat niet in de lijst",
        "inkoop/writers/form/kinds: geen module half.py",
        "inkoop/writers/form/kinds: halfje staat niet in de lijst",
    ]


def test_every_kind_is_typed_by_libreoffice() -> None:
    """There the sheet that checks is held against the reader, cell by cell."""
    typed = {asked.kind for plan in TYPED.values() for asked in tender_of(plan.path).questions.values()}
    assert typed == KINDS.keys(), "add it to tests/kaders/klein.yaml"


def tender_of(path: Path) -> Tender:
    found = read_kader(path).value
    assert found is not None
    return found


# ── Each kind, from kader to rehearsal ───────────────────────────────────────────────────────────────────


def example_of(kind: str) -> dict[str, Any]:
    """The example of a question of this kind in the manual: written out, or put together from its tables."""
    page = (DOCS / "kader.md").read_text("utf-8")
    yaml = YAML(typ="safe")
    for block in blocks(page):
        if block.words == "vraag" and f"\nsoort: {kind}\n" in block.text and "alleen_als" not in block.text:
            return exact(json.loads(json.dumps(yaml.load(block.text)))) | {"code": "V"}
    found: dict[str, Any] = {"soort": kind}
    parents = {parent.__name__ for parent in KINDS[kind].__mro__} - {"BaseQuestion"}
    for table in tables(page):
        if table.comment.removeprefix("model: ") in parents:
            for row in table.rows:
                found |= yaml.load(row[3].strip("`"))
    return exact(json.loads(json.dumps(found))) | {"code": "V"}


def raw_kader(kind: str) -> dict[str, Any]:
    """A kader with a question of this kind, a requirement on it, and a criterion that people grade."""
    question = example_of(kind) | {"verplicht": "ja"}  # a requirement rests on it
    for column in question.get("kolommen", ()):
        column["verplicht"] = "nee"  # a made-up bid leaves text in a table empty
    requirement = {"code": "E", "titel": "Het past", "soort": "minimumeis", "vraag": "V", "bron": "P1"}
    requirement |= {"gevolg": "voorleggen"} | _condition(kind, question)
    after = {"code": "W", "tekst": "En dan?", "soort": "ja_nee", "verplicht": "nee"}
    if kind in CLOSED:
        after["alleen_als"] = {"vraag": "V", "is": _first(kind, question)}
    steps = [
        {"cijfer": grade, "naam": f"stap {grade}", "procent": grade * 10, "omschrijving": "Zo."}
        for grade in (0, 4, 6, 8, 10)
    ]
    principles = [{"code": "P1", "tekst": "Dicht bij huis."}]
    name = {"code": "naam", "tekst": "Naam?", "soort": "tekst", "max_woorden": 9}
    return {
        "kader": 1,
        "aanbesteding": INFO,
        "bronnen": [{"code": "b", "titel": "B", "uitgever": "G", "jaar": 2025, "uitgangspunten": principles}],
        "codelijsten": {"buurten": {"titel": "Buurten", "waarden": {"noord": "Noord", "zuid": "Zuid"}}},
        "schalen": {"schaal": {"titel": "Schaal", "stappen": steps}},
        "algemeen": [name, question, after],
        "eisen": [requirement],
        "criteria": [graded("G", 100)],
        "gunning": {
            "methode": "gewogen_punten",
            "punten": 100,
            "plaatsen": 2,
            "afronding": {"criterium": 2, "totaal": 2},
        },
    }


def _first(kind: str, question: Mapping[str, Any]) -> str:
    """An answer that a question from a list can have."""
    return "noord" if "keuzes" in question else "ja"


def _condition(kind: str, question: Mapping[str, Any]) -> dict[str, Any]:
    if kind in NUMERIC:
        return {"voldoet": {"minimaal": question["minimum"]}}
    if kind in CLOSED:
        test = "bevat" if issubclass(KINDS[kind].holds, Codes) else "is"
        return {"voldoet": {test: _first(kind, question)}}
    return {}


class Tried:
    """A kader with one kind of question, and what three made-up bids answer to it."""

    def __init__(self, kind: str) -> None:
        self.tender = Tender.model_validate(exact(raw_kader(kind)))
        self.question = self.tender.questions["V"]
        drawer = Drawer(next(iter(stages(self.tender))))
        draw, chance = drawer.draw_of(self.question, ()), Chance(2027, 0)
        self.bids = drawer.tender(2027, 0)[:3]
        self.given: list[Value] = [draw(chance) for _ in self.bids]

    def read(self, folder: Path) -> list[Submission]:
        """The bids as their filled forms are read."""
        reader = submission_reader(self.tender)
        found = []
        for bid, value in zip(self.bids, self.given, strict=True):
            answers = {code: plain(given) for code, given in bid.answers.items()}
            path = folder / f"{bid.name}.xlsx"
            write_form(self.tender, path, answers | {"naam": bid.name, "V": plain(value)})
            found.append(reader.read(path))
        return told_apart(found)

    def evaluation(self, submissions: list[Submission]) -> Evaluation:
        """What follows from these, each with the grades that were drawn for its bid."""
        grades = {}
        for bid, submission in zip(self.bids, submissions, strict=True):
            for (_, code), grade in bid.given_grades().items():
                grades[submission.id, code] = replace(grade, submission=submission.id)
        return self.evaluated(tuple(submissions), Assessment((("c.xlsx", 1, "ab" * 32),), grades))

    def evaluated(self, submissions: tuple[Submission, ...], assessment: Assessment) -> Evaluation:
        """What follows from submissions and what people decided."""
        lots = evaluate_lots(self.tender, assessment, submissions)
        return Evaluation(self.tender, fingerprint(self.tender), submissions, assessment, lots, ())


@cache
def tried(kind: str) -> Tried:
    return Tried(kind)


def errors(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


EACH = pytest.mark.parametrize("kind", KINDS)


@EACH
def test_its_kader_is_read_without_a_fault(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "kader.yaml"
    path.write_text(json.dumps(raw_kader(kind), default=float, ensure_ascii=False), "utf-8")
    found = read_kader(path)
    assert errors(found.findings) == []
    assert found.value == tried(kind).tender


@EACH
def test_its_form_gives_the_answers_back(kind: str, tmp_path: Path) -> None:
    made = tried(kind)
    make_form(made.tender, tmp_path / "leeg.xlsx")
    for submission, value in zip(made.read(tmp_path), made.given, strict=True):
        assert errors(submission.findings) == []
        assert plain(submission.answers["V"].value) == plain(value)
        assert isinstance(submission.answers["V"].value, KINDS[kind].holds)


@EACH
def test_a_requirement_and_a_condition_can_rest_on_it(kind: str, tmp_path: Path) -> None:
    made = tried(kind)
    reader = AnswerReader(made.tender)
    for submission, value in zip(made.read(tmp_path), made.given, strict=True):
        evaluation = made.evaluated((submission,), Assessment())
        waits = "EIS-02" in {finding.code for finding in submission.findings}
        meets = kind in NUMERIC or (
            kind in CLOSED and _first(kind, raw_kader(kind)["algemeen"][1]) in value.codes
        )
        assert waits is not meets
        assert bool(evaluation.lots[0].undecided) is waits
        follows = reader.is_asked(made.tender.questions["W"], submission.answers)
        assert follows is (meets or kind not in CLOSED)


@EACH
def test_it_is_in_the_report_and_can_be_verified(kind: str, tmp_path: Path) -> None:
    made = tried(kind)
    evaluation = made.evaluation(made.read(tmp_path))
    (view,) = report_views(evaluation).values()
    if not issubclass(KINDS[kind].holds, Rows):
        for submission in evaluation.submissions:
            assert value_text(submission.answers["V"], made.question, made.tender) in str(view)
    written = json.dumps(Dossier.of(evaluation).data).encode()
    data = parse_dossier(written)
    read = tuple(told_apart(submission.read(made.tender) for submission in data.submissions))
    assert read == evaluation.submissions
    again = made.evaluated(read, data.assessment.read(read, made.tender))
    assert again == evaluation
    assert json.dumps(Dossier.of(again).data).encode() == written


@EACH
def test_it_is_rehearsed(kind: str) -> None:
    made = tried(kind)
    rehearsal = rehearse(made.tender, 2027, 20)
    assert rehearsal_view(rehearsal, (), fingerprint(made.tender)).sections


COLUMNS = {
    get_args(column.model_fields["kind"].annotation)[0]: column for column in get_args(get_args(Column)[0])
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_as_a_column_it_is_read_and_verified_too(kind: str, tmp_path: Path) -> None:
    raw = raw_kader("tabel")
    only = {"tekst": "Wat?"} | example_of(kind) | {"code": "c"}
    keys = {field.alias for field in COLUMNS[kind].model_fields.values()}
    raw["algemeen"][1]["kolommen"] = [{key: value for key, value in only.items() if key in keys}]
    tender = Tender.model_validate(exact(raw))
    given = [plain(value) for value in tried(kind).given]
    path = tmp_path / "vol.xlsx"
    write_form(tender, path, {"naam": "A", "VG": "Zo.", "V": [{"c": value} for value in given]})
    submission = submission_reader(tender).read(path)
    assert errors(submission.findings) == []
    cells = [row.values["c"] for row in submission.rows("V")]
    assert [plain(cell) for cell in cells] == given
    assert all(isinstance(cell, KINDS[kind].holds) for cell in cells)
    (record,) = parse_dossier(_dossier_of(submission, tender)).submissions
    assert record.read(tender) == submission


def _dossier_of(submission: Submission, tender: Tender) -> bytes:
    evaluation = Evaluation(tender, fingerprint(tender), (submission,), Assessment(), (), ())
    return json.dumps(Dossier.of(evaluation).data).encode()
