"""The two generated pages say what the program says now."""

from __future__ import annotations

import importlib.util
from types import ModuleType
from typing import Any

import pytest
import typer

from inkoop.catalogue import entries
from inkoop.cli.app import app

from .pages import DOCS


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("genereer", DOCS / "genereer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = _generator()


@pytest.mark.parametrize("name", GENERATOR.PAGES)
def test_page_is_up_to_date(name: str):
    page = (DOCS / name).read_text("utf-8")
    assert page == GENERATOR.PAGES[name](), f"docs/{name} loopt achter; draai `make docs`"


def test_every_command_is_there():
    page = (DOCS / "opdrachten.md").read_text("utf-8")
    group: Any = typer.main.get_command(app)
    names = [name for name in group.commands if not hasattr(group.commands[name], "commands")]
    assert len(names) > 5
    assert all(f"## `inkoop {name}`" in page for name in names)


def test_every_finding_is_there_once():
    lines = (DOCS / "meldingen.md").read_text("utf-8").splitlines()
    headings = [line.split()[1] for line in lines if line.startswith("### ")]
    assert sorted(headings) == sorted(entries())
