// Shows what was found in a form.

import { offer } from "./bewaren.js";
import { element, short, sign, verdict } from "./elementen.js";

const KINDS = { fout: ["✗", "Fout"], waarschuwing: ["!", "Let op"], tip: ["·", "Tip"] };

function placeText({ bestand, blad, cel }) {
  if (!blad) return `Bestand ${bestand}`;
  return cel ? `Blad ${blad}, cel ${cel}` : `Blad ${blad}`;
}

function finding(found) {
  const [mark, word] = KINDS[found.ernst];
  const kind = element("span", "bevinding__soort", sign(`${mark} `, ""), word);
  const place = element("span", "bevinding__plek", placeText(found.vindplaats));
  const head = element("p", "bevinding__kop", kind, place, element("span", "bevinding__code", found.code));
  const what = element("p", "bevinding__melding", found.melding);
  const how = element("p", "bevinding__herstel", sign("→ ", ""), element("span", "", found.herstel));
  return element("li", `bevinding bevinding--${found.ernst}`, head, what, how);
}

function findings(list) {
  const made = element("ol", "bevindingen", ...list.map(finding));
  made.setAttribute("role", "list");
  return made;
}

// The submission to read and to print: a file of its own, as this page's policy allows no style in a page.
function readingCopy(page, file) {
  const button = element("button", "utrecht-button utrecht-button--secondary-action", "Bewaar mijn inschrijving om te lezen");
  button.type = "button";
  button.addEventListener("click", () => keepCopy(page, file));
  const about = element("p", "utrecht-paragraph utrecht-paragraph--small",
    "Elke vraag met uw antwoord, voor uw bestuur. Open het bestand in uw browser en druk het af. U levert het niet in.");
  return element("div", "niet-afdrukken leesversie", element("p", "knoppen", button), about);
}

// One checked file: the verdict, what to mend, what is in order and counts, and the submission to read.
export function result({ document: outcome, zinnen, leesversie }) {
  const [checked] = outcome.inschrijvingen;
  const parts = [element("h3", "controle__naam", checked.inschrijver)];
  parts.push(element("p", "controle__bestand", checked.inschrijver === checked.bestand ? "" : checked.bestand));
  parts.push(checked.klaar ? verdict("klaar", "✓", zinnen.oordeel) : verdict("niet-klaar", "✗", zinnen.oordeel));
  if (checked.bevindingen.length) {
    parts.push(element("h4", "", "Wat is er gevonden?"), findings(checked.bevindingen));
  }
  for (const { kop, regels } of zinnen.delen) parts.push(element("h4", "", kop), short(regels));
  if (leesversie) parts.push(readingCopy(leesversie, checked.bestand));
  return element("article", "controle", ...parts);
}

// The outcome that was made beforehand for a file that could not be checked, with its name.
export function failed(outcome, name) {
  const [checked] = outcome.document.inschrijvingen;
  checked.bestand = name;
  checked.inschrijver = name;
  for (const found of checked.bevindingen) found.vindplaats.bestand = name;
  return outcome;
}

// Keeps the submission to read. The engine made and escaped the page; only its style is still to come in.
function keepCopy(page, file) {
  const style = document.getElementById("stijl-inschrijving").textContent;
  offer(`mijn-inschrijving-${file.replace(/\.[^.]*$/, "")}.html`, page.replace("/*stijl*/", () => style));
}
