"""Every command in the manuals is run, in order, and does what the manual says."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer

from inkoop.catalogue import entries
from inkoop.cli.app import app
from inkoop.writers.pdf import PdfNotPossibleError
from tests.keys import holder

from .console import Step, in_order, run, steps
from .pages import DOCS, PAGES, codes, tables

TODAY = datetime.now(UTC)
MANUALS = ("handleiding-inkoper.md", "handleiding-aanbieder.md")


@pytest.mark.langzaam
@pytest.mark.parametrize("name", MANUALS)
def test_the_commands_of_a_manual_work(name: str, tmp_path: Path):
    town = holder("Gemeente Verzonnen", begin=TODAY - timedelta(days=1), end=TODAY + timedelta(days=1))
    town.p12(tmp_path / "gemeente.p12", "")  # nobody is there to type a passphrase
    town.pem(tmp_path / "gemeente.pem")
    place = tmp_path
    for step in in_order((DOCS / name).read_text("utf-8")):
        place = run(step, place)
    assert place == tmp_path


def _commands() -> set[str]:
    group: Any = typer.main.get_command(app)
    return set(group.commands)


def test_the_officers_manual_names_every_command():
    page = (DOCS / MANUALS[0]).read_text("utf-8")
    assert all(f"inkoop {name}" in page for name in _commands())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_command_that_does_not_exist(page: Path):
    text = page.read_text("utf-8")
    ours = [step.command for step in in_order(text) if step.command[0] == "inkoop" and step.code != 2]
    typed = {command[1] for command in ours if len(command) > 1}
    named = {words.split()[1] for words in codes(text) if re.match(r"inkoop [a-z]", words)}
    assert typed | named <= _commands()


def test_the_officers_manual_names_every_family_of_findings():
    table = next(
        t for t in tables((DOCS / MANUALS[0]).read_text("utf-8")) if t.header[0].startswith("De code")
    )
    assert {name for row in table.rows for name in codes(row[0])} == {
        code.split("-")[0] for code in entries()
    }


def test_the_officers_manual_says_what_is_said_without_pango():
    page = " ".join((DOCS / MANUALS[0]).read_text("utf-8").split())
    assert f"inkoop: {PdfNotPossibleError()}" in page


WRONG = {
    "the exit code": Step(("inkoop", "uitleg", "ANTW-08"), 1, (), 1),
    "a line of output": Step(("inkoop", "uitleg", "ANTW-08"), 0, ("ANTW-09 fout",), 1),
    "a line with a gap": Step(("inkoop", "uitleg", "ANTW-08"), 0, ("Uitleg … Melding",), 1),
    "the program": Step(("rm", "-r", "map"), 0, (), 1),
}


@pytest.mark.langzaam
@pytest.mark.parametrize("name", WRONG)
def test_a_promise_that_is_broken_is_seen(name: str, tmp_path: Path):
    with pytest.raises(AssertionError):
        run(WRONG[name], tmp_path)


def test_console_blocks_are_read():
    page = "```console\n$ inkoop kader x.yaml   # afsluitcode 3\nfout\n$ inkoop uitleg 'ANTW-08'\n```\n"
    assert sorted(steps(page), key=lambda step: step.line) == [
        Step(("inkoop", "kader", "x.yaml"), 3, ("fout",), 2),
        Step(("inkoop", "uitleg", "ANTW-08"), 0, (), 4),
    ]
