"""The page in a browser that starts for it: offline, a second time, and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from inkoop.journeys.forms import make_form
from inkoop.readers.settings.kader import read_kader
from tests.conftest import SMALL_KADER
from tests.web.browser import KEPT, STARTED, browser, codes, made_page, ready, until


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


def test_from_the_disk_and_offline(tmp_path: Path, written: Path, form: Path):
    with browser(tmp_path, offline=True) as own:
        page = own.new_page()
        page.goto(written.as_uri())
        ready(page)
        assert codes(page, form) == ["FORM-24"]


def test_the_second_visit_starts_from_what_was_kept(tmp_path: Path, written: Path, form: Path):
    for start in ("nieuw", "bewaard"):
        with browser(tmp_path) as own:
            page = own.new_page()
            page.goto(written.as_uri())
            ready(page)
            assert page.evaluate(STARTED) == start
            assert codes(page, form) == ["FORM-24"]
            until(page, f"{KEPT} === 'true'")


def test_without_scripts_the_reader_learns_what_to_do(tmp_path: Path, written: Path):
    with browser(tmp_path, java_script_enabled=False) as own:
        page = own.new_page()
        page.goto(written.as_uri())
        told = page.inner_text("noscript")
        assert "JavaScript nodig" in told
        assert "blad Controle" in told
        assert "inkoop@" in told
