// What the self-test does with this page: a report that goes along is right.

import { unpack } from "./delen.js";

export const KNOWN = "Een klein rapport dat in de pagina zit, klopt";

export async function knownOutcome(engine) {
  const carried = (id) => document.getElementById(id).textContent;
  const name = JSON.parse(carried("gegevens")).voorbeeld;
  const outcome = await engine.check(new File([(await unpack(carried("motor"))).get(name)], "voorbeeld.pdf"));
  if (!outcome.klopt) throw new Error(outcome.controles.flatMap((check) => check.fouten).join(" "));
}
