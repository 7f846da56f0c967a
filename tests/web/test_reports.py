"""The reports as web pages, in a real browser: nothing wrong for an accessibility checker, nothing asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from inkoop.readers.settings.house_style import read_house_style
from inkoop.views.report.view import report_view
from inkoop.writers.report import write_html
from tests.conftest import ROOT
from tests.report_cases import EXAMPLES, example
from tests.web.browser import axe_faults, browser


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with browser(tmp_path_factory.mktemp("profiel")) as found:
        yield found


@pytest.mark.parametrize("styled", [False, True], ids=["neutraal", "huisstijl"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_wrong_for_an_accessibility_checker(
    name: str, styled: bool, chromium: BrowserContext, tmp_path: Path
) -> None:
    style = read_house_style(ROOT / "templates" / "huisstijl-voorbeeld").value
    assert style is not None
    target = tmp_path / "rapport.html"
    made = report_view(example(name))
    write_html(made, target, style) if styled else write_html(made, target)
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(target.as_uri())
    assert axe_faults(page) == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def test_the_checker_sees_a_fault(chromium: BrowserContext, tmp_path: Path) -> None:
    target = tmp_path / "fout.html"
    target.write_text("<html><title>t</title><h1>a</h1><img src='data:,'>", "utf-8")
    page = chromium.new_page()
    page.goto(target.as_uri())
    assert axe_faults(page)
    page.close()
