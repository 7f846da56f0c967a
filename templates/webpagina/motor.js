// Keeps the engine: starts it, gives it one file at a time, and replaces it when a file makes it hang or crash.

import { Obstacle, obstacleOf, requireParts, requireWasm } from "./belemmering.js";
import { unpack } from "./delen.js";
import { forget, recall, remember } from "./geheugen.js";
import { failed } from "./resultaat.js";

const carried = (id) => document.getElementById(id).textContent;

export class Engine {
  #about = JSON.parse(carried("gegevens"));
  // Whether the started engine could be kept for a next visit.
  kept = Promise.resolve(false);
  #worker;
  #address;
  #ready;
  #progress;
  #last = Promise.resolve();

  // `progress` is called with a share from 0 to 1 and a sentence.
  constructor(progress) {
    this.#progress = progress;
  }

  // Resolves when the engine can check; rejects with an Obstacle when it cannot start.
  start() {
    this.#ready ??= this.#start();
    return this.#ready;
  }

  async #start() {
    const kept = await recall(this.#about);
    try {
      await this.#from(kept);
    } catch (error) {
      this.#stop();
      if (!kept) throw obstacleOf(error);
      await forget(this.#about);
      return this.start();
    }
  }

  async #from(kept) {
    requireParts();
    await requireWasm();
    await this.#open();
    const start = { kind: "start", about: this.#about, packed: carried("motor"), kept };
    const { snapshot } = await this.#ask(start, kept ? [kept.buffer] : []);
    const { dataset } = document.documentElement;
    dataset.start = kept ? "bewaard" : "nieuw";
    this.kept = snapshot ? remember(this.#about, snapshot) : Promise.resolve(true);
    this.kept.then((done) => { dataset.bewaard = done; });
  }

  // A worker from a blob lives by the policy in the page; one from an address by what a server sends along.
  async #open() {
    const parts = await unpack(carried("worker")).catch((error) => { throw new Obstacle("heel", error); });
    this.#address = URL.createObjectURL(new Blob([parts.get("worker.js")], { type: "text/javascript" }));
    try {
      this.#worker = new Worker(this.#address);
      await this.#answer();
    } catch (error) {
      throw new Obstacle("worker", error);
    }
  }

  // The outcome for one file; a file that cannot be read by the browser rejects.
  check(file) {
    const turn = this.#last.then(() => this.#check(file));
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #check(file) {
    const name = (file.name.toWellFormed?.() ?? file.name).replaceAll("/", "_") || "bestand";
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
      return failed(structuredClone(this.#about.mislukt[late ? "laat" : "stuk"]), file.name);
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
    const { signal } = listening;
    return new Promise((resolve, reject) => {
      worker.addEventListener("message", ({ data }) => {
        if (data.kind === "progress") this.#progress(data.part, data.text);
        else if (data.kind === "failed") reject(data.broken ? new Obstacle("heel", data.text) : new Error(data.text));
        else resolve(data.result);
      }, { signal });
      worker.addEventListener("error", (event) => reject(new Error(event.message ?? "")), { signal });
    }).finally(() => listening.abort());
  }

  #stop() {
    this.#worker?.terminate();
    this.#worker = undefined;
    URL.revokeObjectURL(this.#address);
    this.#ready = undefined;
  }
}
