"""Whatever strangers type, in whatever field: every command shows it as text, with nothing hidden in it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from inkoop.cli.app import app
from inkoop.domain.tender import Tender
from inkoop.domain.visible import visible
from inkoop.readers.settings.kader import read_kader
from inkoop.writers.form import write_form
from inkoop.writers.grades_form import GivenDecision, GivenGrade, TendererAnswers, write_grades_form
from tests.conftest import GOOD_ANSWERS, SMALL_KADER

MARKUP = "[/NL][bold][link=file:///x]y[/link]:smile:"
HIDDEN = "\x1b]8;;http://x\x07k\x1b[31m\x08\x9b2J\u202e\u2066\u200b\u2028\u2029\U000e0041\ufeff\x85\u00ad\x7f"
NASTY = f"{MARKUP} {HIDDEN}"
LONG = "w" * 3000


def quoted(text: str) -> str:
    """A text as YAML, every character of it written as its number where YAML asks for that."""
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in text) + '"'


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kader, submissions, grades and decisions with nasty words in every text."""
    folder = tmp_path_factory.mktemp("vreemd")
    text = SMALL_KADER.read_text("utf-8")
    for old in (
        "titel: Klein kader",
        "kenmerk: KLEIN-1",
        "opdrachtgever: Gemeente Voorbeeld",
        "titel: Dichtbij",
        "titel: Belasting betaald",
        "naam: voldoende",
        "noord: Noord",
        "tekst: Met wie?",
        "inleiding: Een klein kader om mee te testen.",
    ):
        key, _, value = old.partition(": ")
        assert old in text
        text = text.replace(old, f"{key}: {quoted(f'{value} {NASTY}')}", 1)
    text = text.replace("gunning:", "gunning:\n  bij_uitval: handhaven", 1)
    (folder / "kader.yaml").write_text(text, "utf-8")
    tender = read_kader(folder / "kader.yaml").value
    assert tender is not None
    handed_in = folder / "in"
    (handed_in / "beoordeling").mkdir(parents=True)
    names = [f"{MARKUP} een", f"{HIDDEN} twee", f"=HYPERLINK(1) {MARKUP} drie", f"{LONG} vier"]
    for number, name in enumerate(names):
        answers = GOOD_ANSWERS | {"naam": name, "kvk": f"9000000{number}", "plan": f"{NASTY} {LONG}"}
        answers |= {"schuld": number == 0, "prijs": 45 if number else 50, "geheim": NASTY}
        write_form(tender, handed_in / f"{number} [red] \x1b[31m\u202e.xlsx", answers)
    (folder / "kapot [red] \x07.xlsx").write_bytes(b"PK no workbook")
    grade(tender, names, handed_in / "beoordeling" / "cijfers.xlsx")
    return folder


def grade(tender: Tender, names: list[str], path: Path) -> None:
    shown = [" ".join(visible(name).split()) for name in names]
    grades = {(name, "K2"): GivenGrade(6, f"{NASTY} toelichting") for name in shown}
    decisions = [GivenDecision(shown[0], "E2", "voldoet", f"{NASTY} motivering", NASTY)]
    answers = [TendererAnswers(name, {"plan": NASTY}) for name in shown]
    write_grades_form(tender, answers, path, grades, decisions)


BAD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
COMMANDS: Mapping[str, list[str]] = {
    "kader": ["kader", "K"],
    "kader json": ["kader", "K", "--json"],
    "formulier": ["formulier", "K", "-o", "U/form.xlsx"],
    "panel": ["formulier", "K", "--cijfers", "I", "-o", "U/panel.xlsx"],
    "controleer": ["controleer", "I", "I/../kapot [red] \x07.xlsx", "--kader", "K", "--html", "U/check.html"],
    "mijn inschrijving": ["controleer", "I", "--kader", "K", "--mijn-inschrijving", "U/mijn"],
    "controleer json": ["controleer", "I", "--kader", "K", "--json"],
    "beoordeel": ["beoordeel", "K", "I", "--csv", "U/scores.csv", "--xlsx", "U/scores.xlsx", "--een-lezing"],
    "beoordeel json": ["beoordeel", "K", "I", "--json", "--een-lezing"],
    "uitleg": ["uitleg", "K", "I", "--inschrijver", "N"],
    "uitleg json": ["uitleg", "K", "I", "--inschrijver", "N", "--json"],
    "uitleg unknown": ["uitleg", "K", "I", "--inschrijver", NASTY],
    "uitleg code": ["uitleg", NASTY],
    "uitval": ["uitval", "K", "I", "--afvaller", "N"],
    "uitval json": ["uitval", "K", "I", "--afvaller", "N", "--json"],
    "loting": ["loting", "K", "I", "--uitkomst", NASTY, "--door", NASTY, "--plaats", NASTY],
    "rapport": ["rapport", "K", "I", "-o", "U/rapport", "--een-lezing"],
    "vraagbrief": ["vraagbrief", "K", "I", "-o", "U/brieven"],
    "proefdraai": ["proefdraai", "K", "--aantal", "10"],
    "proefdraai json": ["proefdraai", "K", "--aantal", "10", "--json"],
    "verifieer": ["verifieer", "I/../kapot [red] \x07.xlsx"],
    "nieuw": ["nieuw", "U/[bold]x\x1b[31m", "--voorbeeld", NASTY],
    "usage": ["kader", "K", MARKUP, NASTY],
}


def run(place: Path, target: Path, arguments: list[str]) -> Result:
    def filled(argument: str) -> str:
        if argument == "N":
            return f"{MARKUP} een"
        head, slash, rest = argument.partition("/")
        known = {"K": place / "kader.yaml", "I": place / "in", "U": target}
        return f"{known[head]}{slash}{rest}" if head in known else argument

    return CliRunner().invoke(app, [filled(argument) for argument in arguments])


@pytest.mark.langzaam
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_hidden_comes_out_and_markup_is_text(command: str, place: Path, tmp_path: Path) -> None:
    done = run(place, tmp_path, COMMANDS[command])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    if command != "usage":  # typer's own words; `inkoop.cli.main` says them in Dutch
        assert BAD.search(done.stdout + done.stderr) is None
    if command.endswith("json"):
        json.loads(done.stdout)
    for page in tmp_path.rglob("*.html"):
        text = page.read_text("utf-8").replace("\r", "")
        # A report gives monstrous words places to break.
        assert BAD.search(text.replace("\u200b", "") if command == "rapport" else text) is None, page
    for table in tmp_path.rglob("*.csv"):
        text = table.read_text("utf-8-sig")
        assert BAD.search(text.replace("\r\n", "\n")) is None
        assert ";=HYPERLINK" not in text
    for name in ("panel.xlsx", "scores.xlsx"):
        if (tmp_path / name).exists():
            book = openpyxl.load_workbook(tmp_path / name)
            texts = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value]
            assert any(MARKUP in text for text in texts)
            assert [text for text in texts if BAD.search(text)] == []
    if command in ("kader", "beoordeel", "uitleg", "controleer", "uitval"):
        assert "[/NL][bold]" in "".join(done.stdout.split())
