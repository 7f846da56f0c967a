// The page: takes files, shows how far the engine is, and shows what was found.

import { filesOf } from "./bestanden.js";
import { keep } from "./bewaren.js";
import { overview, unreadable } from "./elementen.js";
import { Engine } from "./motor.js";
import { result } from "./resultaat.js";
import { DONE, KEPT, NOTHING, TITLE, several } from "./teksten.js";
import { selfTest } from "./zelftest.js";

const at = (id) => document.getElementById(id);
const box = at("vak");
const chooser = at("bestand");
let announced = -1;
let waiting = [];
let busy = false;
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
    tellObstacle(error);
    return false;
  }
}

// Why it does not work here, for the reader and for who placed the page; the other ways stand in the page.
function tellObstacle(error) {
  const texts = { titel: error.message, raad: error.advice, beheerder: error.administrator, oorzaak: error.cause };
  for (const [name, text] of Object.entries(texts)) at(`belemmering-${name}`).textContent = text;
  at("belemmering-browser").hidden = !error.cause;
  say(`${error.message} ${error.advice}`, true);
  at("belemmering").hidden = false;
}

async function testSelf() {
  if (location.hash !== "#zelftest") return;
  at("zelftest").hidden = false;
  at("zelftest-kop").focus();
  at("zelftest-uitslag").textContent = "De zelftest is bezig.";
  const well = await selfTest(at("zelftest-lijst"), engine);
  at("voortgang").hidden = true;
  at("zelftest-uitslag").textContent = well
    ? "Alles werkt. Deze pagina kan zo gebruikt worden."
    : "Er werkt iets niet. Wat u eraan kunt doen, staat bij de regels met ✗.";
  at("zelftest-uitslag").dataset.goed = well;
}

async function outcomeOf(file) {
  try {
    return result(await engine.check(file));
  } catch {
    return unreadable(file.name);
  }
}

// Files that come while others are still checked wait for their turn, and are shown with them.
async function checkAll(files) {
  if (!files.length) {
    say(NOTHING);
    return;
  }
  waiting.push(...files);
  at("uitkomst").hidden = true;
  if (busy) return;
  busy = true;
  try {
    await checkWaiting();
  } finally {
    waiting = [];
    busy = false;
  }
}

async function checkWaiting() {
  const chosen = waiting.length === 1 ? waiting[0].name : several(waiting.length);
  say(`Gekozen: ${chosen}. De controle begint zodra alles klaarstaat.`);
  if (!(await prepare())) return;
  const shown = [];
  while (shown.length < waiting.length) {
    const file = waiting[shown.length];
    say(`Bezig met ${file.name}${waiting.length > 1 ? `, ${shown.length + 1} van ${waiting.length}` : ""}.`);
    shown.push(await outcomeOf(file));
  }
  show(shown);
}

function show(shown) {
  at("resultaten").replaceChildren(...overview(shown), ...shown);
  const now = new Date().toLocaleString("nl-NL", { dateStyle: "long", timeStyle: "short" });
  at("moment").textContent = `${DONE} op ${now}.`;
  const verdict = shown.length > 1 ? ".controle__telling" : ".oordeel span:last-child";
  say(`De controle is klaar. ${at("resultaten").querySelector(verdict).textContent}`, true);
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
    filesOf(event.dataTransfer).then(checkAll, () => checkAll([]));
  });
}

function connect() {
  at("wacht").remove();
  at("werkt").hidden = false;
  at("kies").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    const files = [...chooser.files];
    chooser.value = "";
    if (files.length) checkAll(files);
  });
  takeDrops();
  at("afdrukken").addEventListener("click", () => print());
  at("bewaren").addEventListener("click", () => {
    const subject = document.querySelector(".aanbesteding")?.textContent ?? "";
    keep(KEPT, at("resultaten"), TITLE, subject, at("moment").textContent);
  });
  at("opnieuw").addEventListener("click", () => {
    at("kies").focus();
    box.scrollIntoView({ block: "center" });
  });
}

connect();
addEventListener("hashchange", testSelf);
testSelf();
if (await prepare()) say("De controle staat klaar.", at("uitkomst").hidden === false);
