"""The submission to read: every answer that was typed stands in it, word for word, and stays text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import page
import pikepdf
import pytest

from inkoop.journeys.browser_check import BrowserCheck
from inkoop.journeys.check import check_submissions, make_reading_copies
from inkoop.readers.settings.kader import read_kader
from inkoop.writers import pdf
from inkoop.writers.form import write_form
from inkoop.writers.pdf import PdfJob, PdfNotPossibleError
from tests.conftest import ROOT, SMALL_KADER, cell_of

Fill = Callable[..., Path]

MADE = datetime(2027, 3, 1, 12, 5)
EXAMPLES = [
    (name, path)
    for name in ("amsterdam-2021", "zwolle-2015", "meerdonk-2027")
    for path in sorted((ROOT / "submissions" / name).glob("*.xlsx"))
]


class Read(HTMLParser):
    """What a reader of the page sees: the words of all, and those below each question."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.questions: dict[str, list[str]] = {}
        self.tags: list[str] = []
        self._code = ""
        self._takes_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        kind = dict(attrs).get("class")
        if tag == "h2" or kind == "vraag":
            self._code = ""
        self._takes_code = tag == "span" and kind == "code"
        if tag in ("td", "p", "li", "br"):
            self._add(" ")

    def handle_data(self, data: str) -> None:
        if self._takes_code:
            self._code, self._takes_code = data, False
            self.questions[data] = []
        self._add(data)

    def _add(self, data: str) -> None:
        self.words.append(data)
        if self._code:
            self.questions[self._code].append(data)

    def below(self, code: str) -> str:
        """The words below a question, with single spaces."""
        return " ".join("".join(self.questions[code]).split())

    @property
    def text(self) -> str:
        """All words, with single spaces."""
        return " ".join("".join(self.words).split())


def copies(kader: Path, places: list[Path], target: Path) -> list[Path]:
    tender = read_kader(kader).value
    assert tender is not None
    checked = check_submissions(tender, places).value
    written = make_reading_copies(tender, checked, target, MADE).value
    assert written is not None
    return list(written)


def read(path: Path) -> Read:
    found = Read()
    found.feed(path.read_text("utf-8"))
    return found


def copy_of(path: Path, target: Path, kader: Path = SMALL_KADER) -> Read:
    return read(copies(kader, [path], target)[0])


def _without_pango(job: PdfJob) -> bytes:
    raise PdfNotPossibleError


@pytest.fixture(autouse=True)
def _no_pdf(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most tests look at the page alone."""
    if "langzaam" not in request.keywords:
        monkeypatch.setattr(pdf, "made_pdf", _without_pango)


# ── The oracle: the workbook as openpyxl sees it ─────────────────────────────────────────────────────────


def typed(path: Path) -> Iterator[tuple[str, str]]:
    """Every answer in a workbook as a question code and the words that people see there."""
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book.worksheets:
        if sheet.title not in ("Welkom", "Lijsten", "Controle"):
            yield from _typed_in(list(sheet.iter_rows()))


def _typed_in(rows: list[tuple[Any, ...]]) -> Iterator[tuple[str, str]]:
    marker = next((str(row[0].value)[6:] for row in rows if str(row[0].value).startswith("tabel:")), "")
    names: tuple[Any, ...] = ()
    for row in rows:
        if row[0].value in ("Code", "Nr."):
            names = row
            continue
        for cell in row:
            if cell.protection.locked or cell.value in (None, ""):
                continue
            code, _, option = (marker or str(row[0].value)).partition(":")
            if cell.value == "x":  # the option stands beside it, or in a table above it
                yield code, str(row[1].value if option else names[cell.column - 1].value)
            else:
                yield code, _words(cell.value)


def _words(value: Any) -> str:
    if isinstance(value, datetime | date):
        months = "januari februari maart april mei juni juli augustus september oktober november december"
        return f"{value.day} {months.split()[value.month - 1]} {value.year}"
    if isinstance(value, int | float):
        return f"{value:,}".removesuffix(".0").translate(str.maketrans(",.", ".,"))
    return " ".join(str(value).split())


@pytest.mark.parametrize(("name", "path"), EXAMPLES, ids=lambda each: getattr(each, "stem", each))
def test_every_answer_that_was_typed_stands_below_its_question(name: str, path: Path, tmp_path: Path) -> None:
    found = copy_of(path, tmp_path, ROOT / "criteria" / f"{name}.yaml")
    answers = list(typed(path))
    assert len(answers) > 5
    assert [(code, words) for code, words in answers if words not in found.below(code)] == []


def test_every_kind_of_question(filled_form: Fill, tmp_path: Path) -> None:
    path = filled_form(plan="Eén.\n\nTwee  drie <b>vier</b> & vijf.")
    found = copy_of(path, tmp_path)
    answers = list(typed(path))
    assert {code for code, _ in answers} >= {
        "naam",
        "start",
        "vog",
        "plekken",
        "plan",
        "activiteiten",
        "prijs",
    }
    assert [(code, words) for code, words in answers if words not in found.below(code)] == []
    assert "b" not in found.tags[found.tags.index("main") :]


# ── What else has to be said of an answer ────────────────────────────────────────────────────────────────


def test_what_cannot_be_read_stands_there_as_it_was_typed(changed_form: Fill, tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        cell_of(book, "wachttijd").value = "ongeveer drie"
        cell_of(book, "activiteiten:hout").value = "misschien"
        table = next(
            s for s in book.worksheets if str(s["A1"].value).startswith("tabel:") or "lek" in s.title
        )
        cell = next(c for row in table.iter_rows() for c in row if c.value == 10)
        cell.value = "veel"

    found = copy_of(changed_form(edit), tmp_path)
    for code, words in (("wachttijd", "ongeveer drie"), ("activiteiten", "misschien"), ("plekken", "veel")):
        assert words in found.below(code)
        assert "Aan dit antwoord klopt iets niet" in found.below(code)


def test_what_does_not_apply_and_what_is_empty(filled_form: Fill, tmp_path: Path) -> None:
    found = copy_of(filled_form(plan=None), tmp_path)
    assert found.below("plan").endswith("Niet beantwoord.")
    notes = [
        words
        for code in found.questions
        if "Geldt niet bij uw antwoord op vraag" in (words := found.below(code))
    ]
    assert notes, "the tender has a question that depends on another"


def test_a_confidential_answer_is_marked(tmp_path: Path) -> None:
    tender = read_kader(ROOT / "criteria" / "zwolle-2015.yaml").value
    assert tender is not None
    secret = {code for code, question in tender.filled_in.items() if question.confidential}
    path = ROOT / "submissions" / "zwolle-2015" / "de-brede-oever.xlsx"
    found = copy_of(path, tmp_path, ROOT / "criteria" / "zwolle-2015.yaml")
    assert secret
    assert {code for code in found.questions if "Vertrouwelijk" in found.below(code)} == secret


def test_an_empty_form_has_every_question(small_tender: Any, tmp_path: Path) -> None:
    write_form(small_tender, tmp_path / "formulier.xlsx")
    found = copy_of(tmp_path / "formulier.xlsx", tmp_path / "uit")
    assert set(found.questions) == set(small_tender.filled_in)
    assert all(
        "Niet beantwoord." in found.below(c) or "Geldt niet" in found.below(c) for c in found.questions
    )


def test_it_says_what_it_is_first_what_is_wrong_and_what_it_rests_on(
    filled_form: Fill, tmp_path: Path
) -> None:
    path = filled_form(kvk=None)
    words = copy_of(path, tmp_path).text
    assert "Het is niet uw inschrijving" in words
    assert "geeft geen oordeel" in words
    assert hashlib.sha256(path.read_bytes()).hexdigest() in words
    assert "1 maart 2027 om 12.05 uur" in words
    assert words.index("ANTW-01") < words.index("Niet beantwoord.")
    assert all(label in words for label in ("Naam", "Functie", "Datum", "Handtekening"))


def test_points_stand_there_for_each_lot(tmp_path: Path) -> None:
    kader, path = ROOT / "criteria" / "meerdonk-2027.yaml", EXAMPLES[-1][1]
    tender = read_kader(kader).value
    assert tender is not None
    assert tender.self_check.points
    assert "Wat telt in perceel" in (words := copy_of(path, tmp_path, kader).text)
    assert "Punten die alleen van uw eigen antwoorden afhangen" in words


HOSTILE = (
    "</style><script>alert(1)</script>{{ 7 * 7 }}",
    "/*stijl*/ & \"'><img src=x>",
    "W" * 3000,
    "Ĺūķáš \u202e omgekeerd \x07",
)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_what_a_stranger_typed_is_text(words: str, filled_form: Fill, tmp_path: Path) -> None:
    path = filled_form(naam=words.replace("\x07", ""), plan=words.replace("\x07", ""))
    (html,) = [p for p in copies(SMALL_KADER, [path], tmp_path / "uit") if p.suffix == ".html"]
    found = read(html)
    assert not {"script", "img"} & set(found.tags)
    assert "\u202e" not in html.read_text("utf-8")
    kept = words.replace("\u202e", "?").replace("\x07", "").strip()
    assert kept in found.below("plan")
    assert html.read_text("utf-8").index("@page") < html.read_text("utf-8").index("<title")


def test_files_never_write_over_each_other(filled_form: Fill, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        filled_form("x.xlsx", naam=folder).rename(tmp_path / folder / "x.xlsx")
    written = copies(SMALL_KADER, [tmp_path / "a", tmp_path / "b"], tmp_path / "uit")
    assert len(set(written)) == 2
    assert all(path.parent == tmp_path / "uit" for path in written)


def test_the_page_in_the_browser_gives_the_same_page(
    filled_form: Fill, small_tender: Any, tmp_path: Path
) -> None:
    path = filled_form()
    write_form(small_tender, tmp_path / "formulier.xlsx")
    told = json.loads(BrowserCheck(str(SMALL_KADER), str(tmp_path)).check(str(path), "2027-03-01T12:05"))
    ours = copies(SMALL_KADER, [path], tmp_path / "uit")[0].read_text("utf-8")
    before, after = told["leesversie"].split("/*stijl*/")
    assert ours.startswith(before)
    assert ours.endswith(after)


# ── As a PDF ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.langzaam
@pytest.mark.parametrize("plan", ["Kort.", "Lang antwoord. \n" * 900 + "W" * 2000])
@pytest.mark.apart
def test_the_pdf_is_accessible_and_the_same_every_time(plan: str, filled_form: Fill, tmp_path: Path) -> None:
    path = filled_form(plan=plan)
    made = [copies(SMALL_KADER, [path], tmp_path / name)[1] for name in ("een", "twee")]
    assert made[0].read_bytes() == made[1].read_bytes()
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        assert [f.rule_id for f in page.validate_pdf(str(made[0]), profile=profile).failures] == []
    with pikepdf.open(made[0]) as pdf:
        assert str(pdf.Root.Lang) == "nl"


@pytest.mark.langzaam
@pytest.mark.parametrize(
    ("name", "path"), EXAMPLES[-1:] + EXAMPLES[8:9], ids=lambda each: getattr(each, "stem", each)
)
def test_the_pdf_of_an_example_is_accessible(name: str, path: Path, tmp_path: Path) -> None:
    made = copies(ROOT / "criteria" / f"{name}.yaml", [path], tmp_path)[1]
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        assert [f.rule_id for f in page.validate_pdf(str(made), profile=profile).failures] == []
