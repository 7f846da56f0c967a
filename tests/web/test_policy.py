"""What reads the forms cannot reach another address, also where the server sends no policy along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from inkoop.journeys.web_check import make_web_check
from inkoop.readers.settings.kader import read_kader
from tests.conftest import SMALL_KADER
from tests.web.browser import Site, browser, served, until
from tests.web.spy import TOLD, WAYS_OUT, spied, ways_stopped


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with browser(tmp_path_factory.mktemp("profiel")) as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("web") / "site"
    tender = read_kader(SMALL_KADER).value
    assert tender is not None
    make_web_check(tender, SMALL_KADER, made)
    return made


@pytest.fixture
def elsewhere(folder: Path) -> Iterator[Site]:
    """Another port is another origin."""
    with served(folder, header=False) as other:
        yield other


def stopped(context: BrowserContext, folder: Path) -> set[str]:
    """The ways out that were closed."""
    page = context.new_page()
    with served(folder, header=False) as site:
        page.goto(site.url)
        until(page, TOLD)
        told = page.inner_text("#melding")
    page.close()
    return ways_stopped(told)


def test_the_worker_has_no_way_out_without_a_header(
    context: BrowserContext, folder: Path, elsewhere: Site, tmp_path: Path
):
    place = spied(folder, tmp_path / "site", elsewhere)
    assert stopped(context, place) == WAYS_OUT
    assert elsewhere.asked == []


def test_a_worker_from_an_address_would_have_one(
    context: BrowserContext, folder: Path, elsewhere: Site, tmp_path: Path
):
    place = spied(folder, tmp_path / "site", elsewhere)
    script = (place / "motor.js").read_text("utf-8")
    assert "new Worker(this.#address," in script
    (place / "motor.js").write_text(
        script.replace("new Worker(this.#address,", 'new Worker("worker.js",').replace(
            "await this.#answer();\n", ""
        ),
        "utf-8",
    )
    page = (place / "index.html").read_text("utf-8")
    (place / "index.html").write_text(page.replace("worker-src blob:", "worker-src &#39;self&#39;"), "utf-8")
    stopped(context, place)
    assert "/fetch" in elsewhere.asked
    assert "/nested.js" in elsewhere.asked
