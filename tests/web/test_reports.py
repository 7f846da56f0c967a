"""The reports as web pages, in a real browser: nothing wrong for an accessibility checker, nothing asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from inkoop.readers.settings.house_style import read_house_style
from inkoop.views.report.view import report_view
from inkoop.writers.report import write_html
from tests.conftest import ROOT
from tests.report_cases import EXAMPLES, example
from tests.web.browser import axe_faults, browser, until


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
    assert axe_faults(page) == []
    page.close()


def _text(page: Page, selector: str) -> str:
    return " ".join(page.locator(selector).all_inner_texts())


def test_search_leaves_what_fits_and_gives_all_back(chromium: BrowserContext, tmp_path: Path) -> None:
    target = tmp_path / "rapport.html"
    write_html(report_view(example("zwolle-2015")), target)
    page = chromium.new_page()
    page.goto(target.as_uri())
    whole = _text(page, "main")
    page.fill("#zoekveld", "zilverlinde")
    until(page, "document.querySelector('#zoek [role=status]').textContent !== ''")
    assert page.locator("#aanbieders article:visible h3").all_inner_texts() == ["Zorggroep Zilverlinde"]
    page.fill("#zoekveld", "Berkum")
    until(page, "document.querySelector('#zoek [role=status]').textContent.startsWith('5 ')")
    shown = page.locator("#gevolgen tbody tr:visible th").all_inner_texts()
    assert set(shown) == {"Berkum"}
    page.fill("#zoekveld", "<b>niets</b>")
    until(page, "document.querySelector('#zoek [role=status]').textContent.startsWith('0 ')")
    page.get_by_role("button", name="Toon alles").click()
    assert _text(page, "main") == whole
    page.close()


def test_everything_can_be_read_on_a_phone_and_by_keyboard(chromium: BrowserContext, tmp_path: Path) -> None:
    """The name and the total stay in sight, and whatever scrolls can be reached without a mouse."""
    target = tmp_path / "rapport.html"
    write_html(report_view(example("zwolle-2015")), target)
    page = chromium.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(target.as_uri())
    row = page.locator("#rangorde .punten tbody tr").first
    for cell in (row.locator("th"), row.locator("td").last):
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    unreachable = """[...document.querySelectorAll('main *')].filter((e) =>
        e.scrollWidth > e.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)
        && e.tabIndex < 0).length"""
    assert page.evaluate(unreachable) == 0
    page.close()


def test_printing_shows_every_sum(chromium: BrowserContext, tmp_path: Path) -> None:
    target = tmp_path / "rapport.html"
    write_html(report_view(example("zwolle-2015")), target)
    page = chromium.new_page()
    page.goto(target.as_uri())
    assert page.locator("main details[open]").count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main details:not([open])").count() == 0
    page.close()


def test_the_checker_sees_a_fault(chromium: BrowserContext, tmp_path: Path) -> None:
    target = tmp_path / "fout.html"
    target.write_text("<html><title>t</title><h1>a</h1><img src='data:,'>", "utf-8")
    page = chromium.new_page()
    page.goto(target.as_uri())
    assert axe_faults(page)
    page.close()
