// The test for who places the page: every part is tried, and of what fails it is told what to do.

import { Obstacle, obstacleOf, requireParts, requireWasm } from "./belemmering.js";
import { unpack } from "./delen.js";
import { element } from "./elementen.js";
import { KNOWN, knownOutcome } from "./proef.js";

const text = (id) => document.getElementById(id).textContent;

async function wholePage() {
  await Promise.all(["worker", "motor"].map((id) => unpack(text(id))))
    .catch((error) => { throw new Obstacle("heel", error); });
}

function startedWorker() {
  const address = URL.createObjectURL(new Blob(["postMessage(1)"], { type: "text/javascript" }));
  let worker;
  return new Promise((resolve, reject) => {
    worker = new Worker(address);
    worker.onmessage = resolve;
    worker.onerror = reject;
  }).catch((error) => { throw new Obstacle("worker", error); })
    .finally(() => { worker?.terminate(); URL.revokeObjectURL(address); });
}

// Each alone, and then the engine, which needs them all.
const PARTS = [
  ["De browser kan alles wat nodig is", async () => requireParts()],
  ["Het bestand is heel", wholePage],
  ["Een worker mag starten", startedWorker],
  ["WebAssembly mag", requireWasm],
];
const ENGINE = [
  ["De controle start", (engine) => engine.start()],
  [KNOWN, knownOutcome],
];

function line(mark, title, ...more) {
  const sign = element("span", `kort__teken kort__teken--${{ "✓": "goed", "✗": "fout" }[mark] ?? "geen"}`, mark);
  sign.setAttribute("aria-hidden", "true");
  const word = { "✓": "gelukt", "✗": "mislukt", "·": "" }[mark];
  return element("li", "", sign, word ? `${title}: ${word}.` : `${title}.`, ...more.map((said) => element("p", "zelftest__raad", said)));
}

async function tried([title, step], engine) {
  try {
    await step(engine);
    return line("✓", title);
  } catch (error) {
    const found = obstacleOf(error);
    return line("✗", title, found.administrator, ...(found.cause ? [`De browser zegt: ${found.cause}`] : []));
  }
}

// Fills the list; resolves with whether all is well.
export async function selfTest(list, engine) {
  const well = () => !list.querySelector(".kort__teken--fout");
  list.replaceChildren();
  for (const step of PARTS) list.append(await tried(step, engine));
  for (const step of ENGINE) list.append(well() ? await tried(step, engine) : line("·", `${step[0]}: niet geprobeerd`));
  if (well()) {
    list.append(await engine.kept
      ? line("✓", "De browser bewaart de controle voor een volgende keer")
      : line("·", "De browser bewaart hier niets: elke keer begint de controle opnieuw. Dat is geen fout"));
  }
  return well();
}
