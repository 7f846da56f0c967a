"""What reads the forms cannot reach another address: the policy in the page is enough."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.web.browser import Site, browser, ready, served, until
from tests.web.changed import without_policy
from tests.web.spy import TOLD, WAYS_OUT, spied, ways_stopped


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with browser(tmp_path_factory.mktemp("profiel")) as found:
        yield found


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Site]:
    """Another place, to which nothing may go."""
    folder = tmp_path / "elders"
    folder.mkdir()
    with served(folder, Access_Control_Allow_Origin="*") as other:
        yield other


def stopped(context: BrowserContext, url: str) -> set[str]:
    """The ways out that were closed."""
    page = context.new_page()
    page.goto(url)
    until(page, TOLD)
    told = page.text_content("#belemmering-oorzaak")
    page.close()
    assert told
    return ways_stopped(told)


def test_the_worker_has_no_way_out(context: BrowserContext, written: Path, elsewhere: Site, tmp_path: Path):
    place = spied(written, tmp_path / "site", elsewhere)
    with served(place.parent) as site:
        assert stopped(context, site.page) == WAYS_OUT
    assert stopped(context, place.as_uri()) == WAYS_OUT
    assert elsewhere.asked == []


def test_without_the_policy_it_would_have_one(
    context: BrowserContext, written: Path, elsewhere: Site, tmp_path: Path
):
    place = spied(written, tmp_path / "site", elsewhere)
    without_policy(place)
    with served(place.parent) as site:
        stopped(context, site.page)
    assert "/fetch" in elsewhere.asked
    assert "/nested.js" in elsewhere.asked


def test_a_planted_request_in_the_page_is_stopped(context: BrowserContext, written: Path, elsewhere: Site):
    page = context.new_page()
    page.goto(written.as_uri())
    ready(page)
    way = f"fetch('{elsewhere.url}').then(() => 'weg', () => 'gestopt')"
    assert page.evaluate(way) == "gestopt"
    assert elsewhere.asked == []
    page.close()
