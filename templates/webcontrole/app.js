// The page: takes files, shows how far the engine is, and shows what was found.

import { Engine } from "./motor.js";
import { keep } from "./bewaren.js";
import { element, result, unreadable } from "./resultaat.js";

const at = (id) => document.getElementById(id);
const box = at("vak");
const chooser = at("bestand");
let announced = -1;
let latest = 0;
let depth = 0;

const engine = new Engine(showProgress);

// Seen at every step; said aloud only at each quarter.
function showProgress(part, text) {
  const percent = Math.round(part * 100);
  at("voortgang").hidden = false;
  at("stap").textContent = text;
  at("procent").textContent = percent;
  at("meter").value = percent;
  const quarter = Math.floor(percent / 25);
  if (quarter > announced) {
    announced = quarter;
    say(`${text}: ${percent} procent.`, true);
  }
}

function say(text, unseen = false) {
  at("melding").classList.toggle("melding--onzichtbaar", unseen);
  at("melding").textContent = text;
}

async function prepare() {
  try {
    await engine.start();
    at("voortgang").hidden = true;
    announced = -1;
    return true;
  } catch (error) {
    at("voortgang").hidden = true;
    const cause = error.message ? ` (${error.message})` : "";
    say(`De controle kon niet starten${cause}. Laad de pagina opnieuw. Lukt het dan nog niet? `
      + "Gebruik een nieuwe versie van Firefox, Edge, Chrome of Safari.");
    return false;
  }
}

async function outcomeOf(file) {
  try {
    return result(await engine.check(file));
  } catch {
    return unreadable(file.name);
  }
}

async function checkAll(files) {
  if (!files.length) return;
  const run = ++latest;
  at("uitkomst").hidden = true;
  const waiting = files.length === 1 ? files[0].name : `${files.length} formulieren`;
  say(`Gekozen: ${waiting}. De controle begint zodra alles klaarstaat.`);
  if (!(await prepare())) return;
  const shown = [];
  for (const [index, file] of files.entries()) {
    if (run !== latest) return;
    say(files.length === 1 ? `Bezig met ${file.name}.` : `Bezig met ${file.name}, ${index + 1} van ${files.length}.`);
    shown.push(await outcomeOf(file));
  }
  if (run === latest) show(shown);
}

function show(shown) {
  const ready = shown.filter((part) => part.querySelector(".oordeel--klaar")).length;
  const count = shown.length > 1
    ? [element("p", "controle__telling", `${shown.length} formulieren gecontroleerd, ${ready} daarvan klaar om in te dienen.`)]
    : [];
  at("resultaten").replaceChildren(...count, ...shown);
  say("De controle is klaar.", true);
  at("uitkomst").hidden = false;
  at("uitkomst-kop").focus({ preventScroll: true });
  at("uitkomst").scrollIntoView();
}

function takeDrops() {
  const over = (inside) => box.classList.toggle("vak--boven", inside);
  addEventListener("dragenter", (event) => { event.preventDefault(); depth += 1; over(true); });
  addEventListener("dragleave", () => { depth = Math.max(0, depth - 1); over(depth > 0); });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    over(false);
    checkAll([...event.dataTransfer.files]);
  });
}

function connect() {
  at("wacht").remove();
  at("kies").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    const files = [...chooser.files];
    chooser.value = "";
    checkAll(files);
  });
  takeDrops();
  at("afdrukken").addEventListener("click", () => print());
  at("bewaren").addEventListener("click", () => {
    keep(at("resultaten"), "Controle van uw inschrijving", document.querySelector(".aanbesteding").textContent);
  });
  at("opnieuw").addEventListener("click", () => {
    at("kies").focus();
    box.scrollIntoView({ block: "center" });
  });
}

connect();
if (await prepare()) say("De controle staat klaar.", at("uitkomst").hidden === false);
