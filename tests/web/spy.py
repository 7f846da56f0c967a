"""A worker that tries every way out, in the place of the one that reads the forms."""

from __future__ import annotations

import json
from pathlib import Path

from tests.web.browser import Site
from tests.web.changed import with_worker

WAYS_OUT = {"fetch", "import", "xhr", "socket", "stream", "worker", "nested"}
TOLD = "document.getElementById('belemmering-oorzaak').textContent.includes('[')"
"""When the worker has said what it could not do."""
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
// One after another, each for ten seconds at most: Firefox sometimes never tells how one ended.
// That is no way out either: whether anything got out, the other server knows.
const patience = () => new Promise((resolve, reject) => setTimeout(reject, 10000));
(async () => {
const stopped = [];
for (const [name, way] of Object.entries(ways)) {
  try { await Promise.race([way(), patience()]); } catch { stopped.push(name); }
}
postMessage({ kind: "failed", text: JSON.stringify(stopped) });
})();
"""


def spied(page: Path, folder: Path, elsewhere: Site) -> Path:
    """The page with a worker that tries every way out."""
    return with_worker(page, folder, SPY.replace("http://127.0.0.1:PORT/", elsewhere.url))


def ways_stopped(told: str) -> set[str]:
    """The ways out that were closed, from what the page says."""
    return set(json.loads(told[told.index("[") : told.index("]") + 1]))
