"""The public and the closed report differ in what is confidential, and in nothing else."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.reckoning.plain import questions

from .pages import Drawing, Table, Text, one_line, parts
from .report import EXAMPLES, Page
from .test_examples import Made
from .town import Town, strings_of

pytestmark = pytest.mark.langzaam
EDITIONS = {"Openbare versie", "Besloten versie: alleen voor de opdrachtgever"}
LONG = 12
"""A confidential answer that is shorter may stand somewhere by chance."""


def _lines(html: str) -> Iterator[str]:
    for part in parts(html):
        if isinstance(part, Text):
            yield part.text
        elif isinstance(part, Drawing):
            yield from (part.title, *part.words)
        elif isinstance(part, Table):
            yield from (part.caption, *part.heads)
            yield from (" | ".join(map(one_line, row)) for row in part.rows)


def _confidential(town: Town) -> set[str]:
    """The questions whose answers are not public: also where people are now, and what gives that number."""
    found = {code for code, one in questions(town.kader).items() if one.get("vertrouwelijk") in (True, "ja")}
    asked = town.told.get("huidig", {}).get("vraag")
    if asked:
        found.add(asked)
        found |= {
            code
            for code in questions(town.kader)
            if all(bid.answers.get(code) == town.now(bid) for bid in town.counting)
        }
    return found


def _differences(public: Page, closed: Page) -> Iterator[tuple[str, str]]:
    for line in difflib.ndiff([*_lines(public.html)], [*_lines(closed.html)]):
        if line.startswith(("- ", "+ ")):
            yield line[0], line[2:]


def _about_something_confidential(town: Town, sign: str, line: str) -> bool:
    asked = {one_line(questions(town.kader)[code]["tekst"]) for code in _confidential(town)}
    if line in EDITIONS or re.fullmatch(r"[0-9a-f]{64}", line):
        return True
    if sign == "-":
        return "vertrouwelijk" in line
    codes = "|".join(_confidential(town))
    question = line.partition(" | ")[0] in asked
    return question or bool(re.search(rf"\bvraag (?:{codes or '(?!)'})\b", line, re.IGNORECASE))


def _says_who_else(public: list[str], line: str) -> bool:
    """A decision that others got as well: the public version leaves out who they are."""
    plain = re.sub(r" Hetzelfde staat ook bij [^:]+: [^.]+\.", "", line)
    return plain != line and plain in public


@pytest.mark.parametrize("name", EXAMPLES)
def test_only_what_is_confidential_differs(name: str, example: Made) -> None:
    """Every line that stands in one of the two is about a confidential answer, or names the edition."""
    town, pages, _ = example(name)
    by_name = {page.name: page for page in pages}
    for page in pages:
        closed = by_name.get(page.name.replace(".", "-besloten.", 1))
        if page.public and closed is not None:
            public = [*_lines(page.html)]
            left_out = {line for sign, line in _differences(page, closed) if sign == "+"}
            short = {line for line in left_out if _says_who_else(public, line)}
            told_twice = {re.sub(r" Hetzelfde staat ook bij [^:]+: [^.]+\.", "", line) for line in short}
            strange = [
                (sign, line)
                for sign, line in _differences(page, closed)
                if not _about_something_confidential(town, sign, line) and line not in short | told_twice
            ]
            assert strange == [], page.name


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_public_file_holds_a_confidential_answer(name: str, example: Made) -> None:
    """Not on a page, not in the data inside the PDF, and not in the data beside it."""
    town, pages, out = example(name)
    hidden = {
        text
        for bid in town.bids
        for code in _confidential(town)
        for text in strings_of(bid.answers.get(code))
        if len(text) >= LONG and " " in text and text not in set(strings_of(town.kader))
    }
    files = [path for path in out.iterdir() if path.suffix in (".csv", ".json")]
    inside = [page for page in pages if page.public and page.name.endswith(".pdf")]
    files += [path for page in inside for path in out.with_name(f"in-{page.name}").iterdir()]
    texts = {page.name: page.html for page in pages if page.public}
    texts |= {str(path): path.read_text("utf-8-sig") for path in files}
    assert [(where, text) for where, told in texts.items() for text in hidden if text in told] == []
    assert [found for page in inside for found in _told(town, out.with_name(f"in-{page.name}"))] == []


def _told(town: Town, inside: Path) -> Iterator[Any]:
    """The confidential answers that the data inside a report hold all the same."""
    for one in json.loads((inside / "inschrijvingen.json").read_text("utf-8"))["inschrijvingen"]:
        for answer in one["antwoorden"]:
            if answer["vraag"] in _confidential(town) and set(answer) & {"tekst", "waarde"}:
                yield one["bestand"], answer


def test_there_is_something_confidential_to_keep(example: Made) -> None:
    """The examples ask it: what is held here is held on something."""
    assert {name: bool(_confidential(example(name)[0])) for name in EXAMPLES[:2]} == dict.fromkeys(
        EXAMPLES[:2], True
    )
