"""The page of `inkoop webcontrole` in Chromium: a second visit against the first, and one check."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.corpus import KADER
from bench.harness import Figure, Section, Setup, ratio_figure, spread
from bench.process import PROJECT

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIMIT = 1 / 3
CHECK_LIMIT = 1.0
_READY = "document.getElementById('melding').textContent.includes('staat klaar')"
_KEPT = "document.documentElement.dataset.bewaard === 'true'"
_SHOWN = "document.activeElement.id === 'uitkomst-kop'"
_PATIENCE = 120.0


def run(setup: Setup) -> Section | None:
    """Each round a browser that was never here, and the same one again; None without browser or parts."""
    from inkoop.journeys.web_check import make_web_check
    from inkoop.readers.settings.kader import read_kader

    kader = PROJECT / "criteria" / f"{KADER}.yaml"
    tender = read_kader(kader).value
    if tender is None or shutil.which("chromium") is None:
        return None
    page = make_web_check(tender, kader, setup.folder / "webcontrole.html").value
    if page is None:
        return None
    first, second, checks = [], [], []
    for number in range(1, setup.sizes.quick_rounds + 1):
        with tempfile.TemporaryDirectory(dir=setup.folder) as profile:
            first.append(_visit(page, Path(profile))[0])
            again, check = _visit(page, Path(profile))
        second.append(again)
        checks.append(check)
        setup.tell(f"round {number}: first {first[-1]:.2f} s, second {again:.2f} s, a check {check:.2f} s")
    took = spread(checks)
    return Section(
        "The check in the browser",
        "Chromium, headless, the page opened from the disk; until it is ready, the browser's own start left"
        " out. A check: in the second visit, from choosing a form at once until the outcome is shown.",
        (
            ratio_figure("a second visit", second, first, "the first visit", LIMIT),
            Figure(
                "a check",
                f"{took.middle:.2f} s",
                f"{took.text()} s",
                "",
                f"≤ {CHECK_LIMIT:.1f} s",
                took.middle <= CHECK_LIMIT,
            ),
        ),
        (f"A first visit takes {statistics.median(first):.2f} s; the page is {_megabytes(page)} MB.",),
    )


def _megabytes(page: Path) -> str:
    return f"{page.stat().st_size / 1e6:.1f}"


def _visit(page: Path, profile: Path) -> tuple[float, float]:
    """The seconds until the page is ready, and of one check."""
    form = PROJECT / "submissions" / KADER / "de-brede-oever.xlsx"
    with _opened(profile) as tab:
        start = time.perf_counter()
        tab.goto(page.as_uri())
        _wait(tab, _READY)
        ready = time.perf_counter()
        tab.set_input_files("#bestand", form)
        _wait(tab, _SHOWN)
        done = time.perf_counter()
        _wait(tab, _KEPT)
        return ready - start, done - ready


@contextmanager
def _opened(profile: Path) -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            yield context.new_page()
        finally:
            context.close()


def _wait(tab: Page, expression: str) -> None:
    end = time.monotonic() + _PATIENCE
    while not tab.evaluate(expression):
        if time.monotonic() > end:
            raise TimeoutError(expression)
        time.sleep(0.01)
