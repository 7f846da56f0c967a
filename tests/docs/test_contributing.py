"""CONTRIBUTING.md: the files, names and commands that a recipe sends one to are there."""

from __future__ import annotations

import re

import pytest

from .pages import DOCS, ROOT, codes

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
FOLDERS = ("inkoop", "tests", "docs", "criteria", "submissions", "templates", "bench")
WORDS = re.findall(r"[\w./*<>-]+", " ".join(codes(PAGE)))
PATHS = sorted({word for word in WORDS if word.split("/")[0] in FOLDERS})
STEP = re.compile(r"`(\w+)` (?:of|in)\s+`([\w/]+\.py)`")
"""`NAME` of `file`: where a list, a function or a base class stands."""


def test_paths_and_names_are_seen() -> None:
    assert len(PATHS) > 20
    assert len(STEP.findall(PAGE)) > 5


@pytest.mark.parametrize("path", PATHS)
def test_a_path_leads_somewhere(path: str) -> None:
    """A name of one's own, as in `rules/<kind>.py`, stands for a file of which there are others."""
    found = list(ROOT.glob(path.replace("<kind>", "*").rstrip("/")))
    assert found, path


@pytest.mark.parametrize(("name", "path"), STEP.findall(PAGE))
def test_a_name_stands_in_its_file(name: str, path: str) -> None:
    assert re.search(rf"\b{name}\b", (ROOT / path).read_text("utf-8")), f"{name}: {path}"


def test_its_commands_of_make_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = set(re.findall(r"`make\s([\w-]+)`|^make ([\w-]+)", PAGE, re.MULTILINE))
    targets = {first or second for first, second in named}
    assert {"setup", "snel", "test", "kale-machine"} <= targets
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


def test_the_plan_of_the_house_sends_one_here() -> None:
    assert "../CONTRIBUTING.md" in (DOCS / "ontwerp.md").read_text("utf-8")
