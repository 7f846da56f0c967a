"""The example tenders, with what the program writes about them: made once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from .report import ROOT, Page, pages_of, town_of
from .town import Town


@cache
def _made(name: str) -> tuple[Town, list[Page], Path]:
    kader, folder = ROOT / "criteria" / f"{name}.yaml", ROOT / "submissions" / name
    town, out = town_of(kader, folder), Path(mkdtemp()) / "uit"
    return town, pages_of(kader, folder, out, town.outcomes), out


@pytest.fixture(scope="session")
def example() -> object:
    """An example by name: what the oracle knows, the pages, and the folder with all files."""
    return _made
