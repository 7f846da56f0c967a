// Keeps the engine: starts it, gives it one file at a time, and replaces it when a file makes it hang or crash.

export class EngineError extends Error {}

export class Engine {
  #about;
  #worker;
  #address;
  #ready;
  #progress;
  #last = Promise.resolve();

  // `progress` is called with a share from 0 to 1 and a sentence.
  constructor(progress) {
    this.#progress = progress;
  }

  // Resolves when the engine can check; rejects with an EngineError when it cannot start.
  start() {
    this.#ready ??= this.#start();
    return this.#ready;
  }

  async #start() {
    try {
      const answer = await fetch("gegevens.json", { cache: "no-cache" });
      if (!answer.ok) throw new EngineError(`gegevens.json: ${answer.status}`);
      this.#about = await answer.json();
      this.#address = workerAddress();
      this.#worker = new Worker(this.#address, { type: "module" });
      await this.#answer();
      await this.#ask({ kind: "start", about: this.#about });
    } catch (error) {
      this.#stop();
      throw error instanceof EngineError ? error : new EngineError(String(error?.message ?? error));
    }
  }

  // The outcome for one file; a file that cannot be read by the browser rejects.
  check(file) {
    const turn = this.#last.then(() => this.#check(file));
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #check(file) {
    const name = (file.name.toWellFormed?.() ?? file.name).replaceAll("/", "_") || "inschrijving";
    await this.start();
    const bytes = await file.slice(0, this.#about.hoogstens).arrayBuffer();
    let late = false;
    const alarm = setTimeout(() => {
      late = true;
      this.#worker.dispatchEvent(new ErrorEvent("error"));
    }, this.#about.seconden * 1000);
    try {
      return await this.#ask({ kind: "check", name, bytes }, [bytes]);
    } catch {
      this.#stop();
      return this.#failure(late ? "BESTAND-10" : "BESTAND-11", file);
    } finally {
      clearTimeout(alarm);
    }
  }

  #ask(question, transfer = []) {
    const answer = this.#answer();
    this.#worker.postMessage(question, transfer);
    return answer;
  }

  // Resolves with the first thing the worker says that is not about its progress.
  #answer() {
    const worker = this.#worker;
    const listening = new AbortController();
    const { promise, resolve, reject } = Promise.withResolvers?.() ?? deferred();
    const answered = ({ data }) => {
      if (data.kind === "progress") this.#progress(data.part, data.text);
      else if (data.kind === "failed") reject(new EngineError(data.text));
      else resolve(data.result);
    };
    worker.addEventListener("message", answered, { signal: listening.signal });
    worker.addEventListener("error", (event) => reject(new EngineError(event.message ?? "")), { signal: listening.signal });
    return promise.finally(() => listening.abort());
  }

  #stop() {
    this.#worker?.terminate();
    this.#worker = undefined;
    URL.revokeObjectURL(this.#address);
    this.#ready = undefined;
  }

  #failure(code, file) {
    const outcome = structuredClone(this.#about.mislukt[code]);
    const [checked] = outcome.document.inschrijvingen;
    checked.bestand = file.name;
    checked.inschrijver = file.name;
    for (const found of checked.bevindingen) found.vindplaats.bestand = file.name;
    return outcome;
  }
}

// A worker from a blob lives by the policy in the page. One from an address would live by what the server sends along
// with the script, which may be nothing. It imports at run time: for Firefox that is a script, not a second worker.
function workerAddress() {
  const script = `import(${JSON.stringify(new URL("worker.js", import.meta.url).href)})
    .catch((error) => postMessage({ kind: "failed", text: String(error?.message ?? error) }));`;
  return URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
}

function deferred() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
}
