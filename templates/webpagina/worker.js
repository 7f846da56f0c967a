// The engine: Python in a worker, with a part of the program. It reads a file, answers with what
// was found, and has no way out: after starting, whatever could send something is taken away.

import { unpack } from "./delen.js";

const PLACE = "motor:/";
const PACKAGES = "/lib/python3.14/site-packages";
const TYPES = { wasm: "application/wasm", zip: "application/zip" };
const OUTLETS = ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "WebTransport", "Worker"];

let python;
let number = 0;
// Checking a file that goes along: it uses all that any check needs.
let trial;

function report(part, text) {
  postMessage({ kind: "progress", part, text });
}

// Python asks for its parts by address: it gets what the page carried.
function serveFrom(parts) {
  self.fetch = async (target) => {
    const name = String(target.url ?? target).split("/").pop();
    if (!parts.has(name)) throw new TypeError(`niet aanwezig: ${name}`);
    return new Response(parts.get(name), { headers: { "content-type": TYPES[name.split(".").pop()] } });
  };
}

// Before Python itself begins, in the same order each time: so what is linked gets the same place in memory, and a
// memory that was kept fits.
async function place(module, parts, kept) {
  module.addRunDependency("inkoop");
  if (kept) module.growMemory(kept.length);
  for (const [name, bytes] of parts) {
    const [kind, ...rest] = name.split("/");
    if (!rest.length) continue;
    const path = `${kind === "pakketten" ? PACKAGES : `/${kind}`}/${rest.join("/")}`;
    module.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    module.FS.writeFile(path, bytes, { canOwn: true });
    if (path.endsWith(".so")) {
      const flags = { loadAsync: true, nodelete: true };
      module.preloadedWasm[path] = await module.loadWebAssemblyModule(bytes, flags, path, {});
    }
  }
  module.removeRunDependency("inkoop");
}

async function start({ about, packed, kept }) {
  report(0.05, "De controle wordt uitgepakt");
  const parts = await unpack(packed).catch((error) => { throw Object.assign(error, { broken: true }); });
  report(0.3, "De controle start");
  serveFrom(parts);
  // Where linking fails, Pyodide says so on the console and waits for ever.
  let fail;
  const failed = new Promise((_, reject) => { fail = reject; });
  const link = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = (...all) => link(...all).catch((error) => { fail(error); throw error; });
  const started = loadPyodide({
    indexURL: PLACE,
    packageBaseUrl: PLACE,
    stdLibURL: `${PLACE}python_stdlib.zip`,
    lockFileContents: { info: about.python, packages: {} },
    env: { PYDANTIC_DISABLE_PLUGINS: "1", PYTHONDONTWRITEBYTECODE: "1" },
    createPyodideModule: (settings) => {
      settings.preRun.push((module) => { place(module, parts, kept).catch(fail); });
      return _createPyodideModule(settings);
    },
    _makeSnapshot: !kept,
    _loadSnapshot: kept,
  });
  python = await Promise.race([started, failed]);
  trial = () => python.runPython(`controle.check("${about.proef}", "2000-01-01T00:00")`);
  if (kept) {
    // Afterwards, so that nobody waits for it: what a check runs is then compiled before the first file comes.
    setTimeout(() => trial());
  } else {
    report(0.6, about.stap);
    python.runPython(about.begin);
    // So that all that a check needs is in the memory that is kept.
    trial();
  }
  const snapshot = kept ? undefined : python.makeMemorySnapshot();
  for (const outlet of OUTLETS) Object.defineProperty(self, outlet, { value: undefined });
  postMessage({ kind: "ready", result: { snapshot } }, snapshot ? [snapshot.buffer] : []);
}

// By the clock of this computer, as Python reads it: 2027-03-01T12:00.
function localTime() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function run(name, bytes) {
  number += 1;
  const folder = `/bestand/${number}`;
  const path = `${folder}/${name}`;
  python.FS.mkdirTree(folder);
  python.FS.writeFile(path, new Uint8Array(bytes));
  const check = python.globals.get("controle");
  try {
    return JSON.parse(check.check(path, localTime()));
  } finally {
    check.destroy();
    python.FS.unlink(path);
  }
}

addEventListener("message", async ({ data }) => {
  try {
    if (data.kind === "start") await start(data);
    else postMessage({ kind: "result", result: run(data.name, data.bytes) });
  } catch (error) {
    postMessage({ kind: "failed", text: String(error?.message ?? error), broken: Boolean(error?.broken) });
  }
});

postMessage({ kind: "there" });
