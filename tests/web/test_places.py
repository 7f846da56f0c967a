"""Wherever the page is put it works, or says plainly why it cannot and what else to do."""

from __future__ import annotations

import base64
import gzip
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.web.browser import KEPT, PAGE, STARTED, axe_faults, browser, codes, ready, served, until
from tests.web.changed import part_of, with_part

TESTED = "Boolean(document.getElementById('zelftest-uitslag').dataset.goed)"
OBSTACLE = "document.getElementById('belemmering')?.hidden === false"


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with browser(tmp_path_factory.mktemp("profiel")) as found:
        yield found


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    found = context.new_page()
    yield found
    found.close()


def self_tested(page: Page) -> tuple[str, list[str]]:
    """The verdict of the self-test, and its lines."""
    until(page, TESTED)
    return page.inner_text("#zelftest-uitslag"), page.locator("#zelftest-lijst li").all_inner_texts()


def test_what_was_kept_and_is_broken_is_thrown_away(page: Page, written: Path, form: Path):
    page.goto(written.as_uri())
    ready(page)
    until(page, f"{KEPT} === 'true'")
    page.evaluate(
        """async () => {
          const asked = (request) => new Promise((resolve) => {
            request.onsuccess = () => resolve(request.result);
          });
          const base = await asked(indexedDB.open("inkoop-webcontrole"));
          const store = base.transaction("motor", "readwrite").objectStore("motor");
          const [version] = await asked(store.getAllKeys());
          await asked(store.put(new Uint8Array(1000), version));
          base.close();
        }"""
    )
    page.reload()
    ready(page)
    assert page.evaluate(STARTED) == "nieuw"
    assert codes(page, form) == ["FORM-24"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content_Security_Policy": "sandbox allow-scripts allow-downloads"},
        {"Content_Type": "text/html", "X_Content_Type_Options": "nosniff", "Cache_Control": "no-store"},
    ],
    ids=["kaal", "sandbox", "nosniff"],
)
def test_from_a_server(page: Page, written: Path, form: Path, headers: dict[str, str]):
    with served(written.parent, **headers) as site:
        page.goto(site.page)
        ready(page)
        assert codes(page, form) == ["FORM-24"]
        assert site.asked == [f"/{PAGE}"]


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-downloads allow-same-origin"])
def test_inside_a_page_of_a_website(page: Page, written: Path, form: Path, tmp_path: Path, sandbox: str):
    inside = html.escape(written.read_text("utf-8"))
    cms = f'<!doctype html><title>t</title><iframe sandbox="{sandbox}" srcdoc="{inside}"></iframe>'
    (tmp_path / "cms.html").write_text(cms, "utf-8")
    with served(tmp_path) as site:
        page.goto(site.url + "cms.html")
        frame = page.frames[1]
        frame.wait_for_selector("#uitkomst", state="attached")
        until(frame, "document.getElementById('melding').textContent.includes('staat klaar')")
        frame.set_input_files("#bestand", [form])
        until(frame, "document.activeElement.id === 'uitkomst-kop'")
        assert frame.locator(".bevinding__code").all_inner_texts() == ["FORM-24"]


def test_the_self_test_is_green_from_the_disk(page: Page, written: Path):
    page.goto(written.as_uri() + "#zelftest")
    verdict, lines = self_tested(page)
    assert verdict.startswith("Alles werkt.")
    assert len(lines) == 7
    assert all(line.startswith("✓") for line in lines)
    assert axe_faults(page) == []


def test_the_administrator_gets_there_by_a_link(page: Page, written: Path):
    page.goto(written.as_uri())
    ready(page)
    page.click("text=test of deze pagina hier werkt")
    assert self_tested(page)[0].startswith("Alles werkt.")


@pytest.mark.parametrize(
    ("policy", "marks", "failed", "advice"),
    [
        ("worker-src 'none'", "✓✓✗✓··", "Een worker mag starten", "worker-src blob:"),
        ("script-src 'unsafe-inline'; worker-src blob:", "✓✓✓✗··", "WebAssembly mag", "'wasm-unsafe-eval'"),
    ],
    ids=["worker", "wasm"],
)
def test_a_website_that_forbids_a_part(
    page: Page, written: Path, policy: str, marks: str, failed: str, advice: str
):
    with served(written.parent, Content_Security_Policy=policy) as site:
        page.goto(f"{site.page}#zelftest")
        verdict, lines = self_tested(page)
        assert verdict.startswith("Er werkt iets niet.")
        (line,) = (line for line in lines if f"{failed}: mislukt." in line)
        assert line.startswith("✗")
        assert [line[0] for line in lines] == list(marks)
        assert advice in line
        until(page, OBSTACLE)
        told = page.inner_text("#belemmering")
        assert "houdt de controle tegen" in told
        assert advice in told
        assert "blad Controle" in told
        assert "inkoop@" in told
        assert axe_faults(page) == []


@pytest.mark.parametrize("missing", ["WebAssembly", "DecompressionStream", "Worker"])
def test_a_browser_that_is_too_old(page: Page, written: Path, missing: str):
    page.add_init_script(f"delete globalThis.{missing};")
    page.goto(written.as_uri())
    until(page, OBSTACLE)
    told = page.inner_text("#belemmering")
    assert "Uw browser is te oud" in told
    assert missing in told


def test_a_page_that_did_not_arrive_whole(page: Page, written: Path, tmp_path: Path):
    text = written.read_text("utf-8").split('id="motor">')[1][:100_000]
    page.goto(with_part(written, tmp_path, "motor", text).as_uri())
    until(page, OBSTACLE)
    assert "niet heel aangekomen" in page.inner_text("#belemmering")


@pytest.mark.parametrize("which", [0, 1], ids=["python", "pydantic"])
def test_a_part_that_cannot_be_linked(page: Page, written: Path, tmp_path: Path, which: int):
    carried = gzip.decompress(base64.b64decode(part_of(written, "motor")))
    starts = [found.start() for found in re.finditer(re.escape(b"\0asm\1\0\0\0"), carried)]
    at = starts[which]
    broken = gzip.compress(carried[: at + 4] + b"\7" + carried[at + 5 :], 1)
    page.goto(with_part(written, tmp_path, "motor", base64.b64encode(broken).decode()).as_uri())
    until(page, OBSTACLE)
    told = page.inner_text("#belemmering")
    assert "De controle kon niet starten." in told
    assert "De browser zegt: " in told


def test_too_little_memory(page: Page, written: Path):
    page.add_init_script("WebAssembly.compile = async () => { throw new RangeError('Out of memory'); };")
    page.goto(written.as_uri())
    until(page, OBSTACLE)
    assert "te weinig geheugen" in page.inner_text("#belemmering")


def test_where_a_website_forbids_scripts_the_reader_learns_what_to_do(page: Page, written: Path):
    with served(written.parent, Content_Security_Policy="script-src 'none'") as site:
        page.goto(site.page)
        page.wait_for_timeout(4500)
        assert page.is_visible("#wacht")
        told = page.inner_text("#wacht")
        assert "blad Controle" in told
        assert "inkoop@" in told
