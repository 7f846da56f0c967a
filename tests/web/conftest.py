"""What the tests of the self-check in the browser share."""

from __future__ import annotations

from pathlib import Path

import pytest

from inkoop.journeys.forms import make_form
from inkoop.readers.settings.kader import read_kader
from tests.conftest import SMALL_KADER
from tests.web.browser import made_page


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_page(SMALL_KADER, tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The empty form, about which one thing is found."""
    tender = read_kader(SMALL_KADER).value
    assert tender is not None
    path = tmp_path_factory.mktemp("formulier") / "leeg.xlsx"
    make_form(tender, path)
    return path
