"""What reads the forms cannot reach another address, also where the server sends no policy along."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from inkoop.journeys.web_check import make_web_check
from inkoop.readers.kader import read_kader
from tests.conftest import SMALL_KADER
from tests.web.browser import Site, browser, served, until

pytestmark = pytest.mark.xdist_group("web")

WAYS_OUT = {"fetch", "import", "xhr", "socket", "stream", "worker", "nested"}
SPY = """
const there = "http://127.0.0.1:PORT/";
const settled = (made) => new Promise((resolve, reject) => {
  for (const name of ["open", "load", "message"]) made.addEventListener(name, () => resolve());
  made.addEventListener("error", () => reject(new Error("gestopt")));
});
const nested = `
  try { importScripts("${there}nested.js"); postMessage(1); }
  catch (error) { setTimeout(() => { throw error; }); }`;
const request = () => {
  const made = new XMLHttpRequest();
  made.open("GET", there + "xhr");
  made.send();
  return settled(made);
};
const ways = {
  fetch: () => fetch(there + "fetch"),
  import: () => import(there + "import.js"),
  xhr: request,
  socket: () => settled(new WebSocket(there.replace("http", "ws") + "socket")),
  stream: () => settled(new EventSource(there + "stream")),
  worker: () => settled(new Worker(there + "worker.js")),
  nested: () => settled(new Worker(URL.createObjectURL(new Blob([nested], { type: "text/javascript" })))),
};
const tried = await Promise.allSettled(Object.values(ways).map(async (way) => way()));
const stopped = Object.keys(ways).filter((_, index) => tried[index].status === "rejected");
postMessage({ kind: "failed", text: JSON.stringify(stopped) });
"""


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


def spied(folder: Path, place: Path, elsewhere: Site) -> Path:
    """The page with a worker that tries every way out."""
    shutil.copytree(folder, place, ignore=shutil.ignore_patterns("motor", "lettertypen"))
    (place / "worker.js").write_text(SPY.replace("http://127.0.0.1:PORT/", elsewhere.url), "utf-8")
    return place


def stopped(context: BrowserContext, folder: Path) -> set[str]:
    """The ways out that were closed."""
    page = context.new_page()
    with served(folder, header=False) as site:
        page.goto(site.url)
        until(page, "document.getElementById('melding').textContent.includes('[')")
        told = page.inner_text("#melding")
    page.close()
    found: list[Any] = json.loads(told[told.index("[") : told.index("]") + 1])
    return set(found)


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
