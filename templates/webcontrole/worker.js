// The engine: Python in a worker, with the program of `inkoop controleer`. It reads a file, answers with what
// was found, and has no way out: after starting, whatever could send something is taken away.

const ENGINE = new URL("motor/", import.meta.url);
const PACKAGES = "/lib/python3.14/site-packages";
const OUTLETS = ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "WebTransport", "Worker"];
const TYPES = { wasm: "application/wasm", js: "text/javascript" };

let check;
let files;
let number = 0;

function report(part, text) {
  postMessage({ kind: "progress", part, text });
}

async function download(url, count) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url.pathname.split("/").pop()}: ${answer.status}`);
  const chunks = [];
  for (const reader = answer.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks);
    chunks.push(value);
    count(value.byteLength);
  }
}

// Everything side by side, with one percentage; the script is imported from the browser's cache afterwards.
async function downloadAll(about) {
  const total = Object.values(about.motor).reduce((sum, bytes) => sum + bytes, 0);
  let received = 0;
  const count = (bytes) => {
    received += bytes;
    report(0.8 * Math.min(1, received / total), "De controle wordt opgehaald");
  };
  const version = `?v=${about.versie}`;
  const names = Object.keys(about.motor).filter((name) => !name.endsWith(".js"));
  const rules = ["kader.yaml", about.formulier].map((name) => new URL(name, import.meta.url));
  const urls = [...names.map((name) => new URL(name, ENGINE)), ...rules];
  urls.forEach((url) => { url.search = version; });
  const blobs = await Promise.all(urls.map((url) => download(url, count)));
  const [kader, form] = blobs.slice(names.length);
  return { parts: new Map(names.map((name, index) => [name, blobs[index]])), kader, form };
}

// Python asks for its parts by address: give it what was downloaded, with a type that any server may have missed.
function serveFrom(parts) {
  self.fetch = async (target) => {
    const name = new URL(target.url ?? target, ENGINE).pathname.split("/").pop();
    const blob = parts.get(name);
    if (!blob) throw new TypeError(`niet aanwezig: ${name}`);
    const type = TYPES[name.split(".").pop()] ?? "application/octet-stream";
    return new Response(blob, { headers: { "content-type": type } });
  };
}

async function start(about) {
  const { parts, kader, form } = await downloadAll(about);
  report(0.82, "De controle start");
  const { loadPyodide } = await import("./motor/pyodide.js");
  const { default: createPyodideModule } = await import("./motor/pyodide.asm.js");
  serveFrom(parts);
  const python = await loadPyodide({
    indexURL: ENGINE.href,
    packageBaseUrl: ENGINE.href,
    stdLibURL: new URL("python_stdlib.zip", ENGINE).href,
    lockFileContents: { info: about.python, packages: {} },
    createPyodideModule,
  });
  report(0.9, "De regels van deze aanbesteding worden gelezen");
  python.unpackArchive(await parts.get("inkoop.zip").arrayBuffer(), "zip", { extractDir: PACKAGES });
  files = python.FS;
  files.mkdirTree("/kader");
  files.writeFile(`/kader/${about.kader}`, new Uint8Array(await kader.arrayBuffer()));
  files.writeFile("/kader/formulier.xlsx", new Uint8Array(await form.arrayBuffer()));
  const { BrowserCheck } = python.pyimport("inkoop.journeys.browser_check");
  check = BrowserCheck(`/kader/${about.kader}`, "/kader/formulier.xlsx");
  for (const outlet of OUTLETS) Object.defineProperty(self, outlet, { value: undefined });
  postMessage({ kind: "ready" });
}

// By the clock of this computer, as Python reads it: 2027-03-01T12:00.
function localTime() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function run(name, bytes) {
  number += 1;
  const folder = `/inschrijving/${number}`;
  const path = `${folder}/${name}`;
  files.mkdirTree(folder);
  files.writeFile(path, new Uint8Array(bytes));
  try {
    return JSON.parse(check.check(path, localTime()));
  } finally {
    files.unlink(path);
  }
}

addEventListener("message", async ({ data }) => {
  try {
    if (data.kind === "start") await start(data.about);
    else postMessage({ kind: "result", result: run(data.name, data.bytes) });
  } catch (error) {
    postMessage({ kind: "failed", text: String(error?.message ?? error) });
  }
});

postMessage({ kind: "there" });
