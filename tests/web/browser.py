"""A web server and a browser for the tests, both of which remember what they were asked."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from inkoop.journeys.verify_page import make_verify_page
from inkoop.journeys.web_check import make_web_check
from inkoop.readers.settings.kader import read_kader
from tests.conftest import ROOT

PAGE = "webcontrole.html"
PARTS = ROOT / ".gereedschap" / "web"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WORKER_RECORDER = """
window.answers = [];
window.Worker = class extends Worker {
  constructor(...all) {
    super(...all);
    this.addEventListener("message", ({ data }) => {
      if (data.kind === "result") answers.push(data.result);
    });
  }
};
"""
PATIENCE_SECONDS = 120
STARTED = "document.documentElement.dataset.start"
"""Whether the engine started anew (`nieuw`) or from what the browser kept (`bewaard`)."""
KEPT = "document.documentElement.dataset.bewaard"
SHOWN = """[...document.querySelectorAll('.controle')].map((part) => {
  const text = (within, name) => within.querySelector(name)?.textContent ?? '';
  return {
    naam: text(part, '.controle__naam'),
    oordeel: text(part, '.oordeel'),
    bevindingen: [...part.querySelectorAll('.bevinding')].map((found) => ['soort', 'plek', 'code',
      'melding', 'herstel'].map((name) => text(found, `.bevinding__${name}`))),
  };
})"""
EXTRA_RULES = """Object.fromEntries(axe.getRules().filter((rule) => !rule.tags.includes("wcag2aaa"))
  .map((rule) => [rule.ruleId, { enabled: true }]))"""
"""Also the rules that the checker leaves off: best practices, WCAG 2.2 and what is still being tried out."""


@dataclass
class Site:
    """A served folder, with the paths that were asked for."""

    url: str
    asked: list[str] = field(default_factory=list)

    @property
    def page(self) -> str:
        """The address of the page with the check."""
        return self.url + PAGE


def made_page(kader: Path, folder: Path) -> Path:
    """The page with the check for a kader."""
    tender = read_kader(kader).value
    assert tender is not None
    folder.mkdir(parents=True, exist_ok=True)
    page = make_web_check(tender, kader, folder / PAGE).value
    assert page is not None
    return page


def made_verify_page(folder: Path) -> Path:
    """The page on which reports are reckoned again."""
    page = make_verify_page(folder / PAGE).value
    assert page is not None
    return page


@contextmanager
def served(folder: Path, **headers: str) -> Iterator[Site]:
    """The folder on a loopback address, by the plainest server there is, with these headers."""

    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            super().end_headers()

        def do_GET(self) -> None:
            site.asked.append(self.path)
            super().do_GET()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    site = Site(f"http://127.0.0.1:{server.server_port}/")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def browser(profile: Path, **options: Any) -> Iterator[BrowserContext]:
    """Headless Chromium with a profile of its own; `requests` on the context lists all it asked for."""
    chromium = shutil.which("chromium")
    assert chromium, "Chromium ontbreekt: gebruik `make test`."
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=chromium, args=FLAGS, locale="nl-NL", **options
        )
        context.add_init_script(path=PARTS / "node_modules" / "axe-core" / "axe.min.js")
        context.add_init_script(WORKER_RECORDER)
        try:
            yield context
        finally:
            context.close()


def until(page: Page, expression: str, also: Callable[[], bool] = lambda: True) -> None:
    """Wait until an expression is true; `wait_for_function` is not possible under the page's policy."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not (page.evaluate(expression) and also()):
        assert time.monotonic() < end, f"{expression}: {page.inner_text('body')[:2000]}"
        time.sleep(0.03)


def ready(page: Page) -> None:
    """Wait until the engine stands ready."""
    until(page, "document.getElementById('melding').textContent.includes('staat klaar')")


def check(page: Page, files: Sequence[Path]) -> list[dict[str, Any]]:
    """Give files to the page, wait for the outcome, and return what the engine answered."""
    page.evaluate("answers.length = 0; document.activeElement.blur()")
    page.set_input_files("#bestand", files)
    outcome(page)
    return page.evaluate("answers")


def codes(page: Page, form: Path) -> list[str]:
    """What the page finds in a form."""
    (answer,) = check(page, [form])
    return [found["code"] for found in answer["document"]["inschrijvingen"][0]["bevindingen"]]


def outcome(page: Page) -> None:
    """Wait until the outcome is shown and has the focus."""
    until(page, "document.activeElement.id === 'uitkomst-kop'")


def shown(page: Page) -> list[dict[str, Any]]:
    """What a reader sees of each file: the verdict and the findings."""
    return page.evaluate(SHOWN)


def axe_faults(page: Page) -> list[str]:
    """Everything the accessibility checker has against the page as it is now."""
    found = page.evaluate(f"axe.run(document, {{ resultTypes: ['violations'], rules: {EXTRA_RULES} }})")
    return [
        f"{rule['id']}: {node['html'][:120]} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
