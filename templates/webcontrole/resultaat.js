// Shows outcomes. Whatever a provider typed only ever becomes text.

import { keepCopy } from "./bewaren.js";

const KINDS = { fout: ["✗", "Fout"], waarschuwing: ["!", "Let op"], tip: ["·", "Tip"] };

export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

// A sign that is seen, beside words that say the same.
function sign(text, className) {
  const made = element("span", className, text);
  made.setAttribute("aria-hidden", "true");
  return made;
}

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

function short(lines) {
  const items = lines.map((line) => {
    const mark = /^[✓✗] /.test(line) ? line[0] : "";
    if (!mark) return element("li", "", sign("·", "kort__teken"), line);
    const kind = mark === "✓" ? "kort__teken--goed" : "kort__teken--fout";
    return element("li", "", sign(mark, `kort__teken ${kind}`), line.slice(2));
  });
  const made = element("ul", "kort", ...items);
  made.setAttribute("role", "list");
  return made;
}

function verdict(checked, sentence) {
  const [state, mark] = checked.klaar ? ["klaar", "✓"] : ["niet-klaar", "✗"];
  return element("p", `oordeel oordeel--${state}`, sign(mark, "oordeel__teken"), element("span", "", sentence));
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
  parts.push(verdict(checked, zinnen.oordeel));
  if (checked.bevindingen.length) {
    parts.push(element("h4", "", "Wat is er gevonden?"), findings(checked.bevindingen));
  }
  for (const { kop, regels } of zinnen.delen) parts.push(element("h4", "", kop), short(regels));
  if (leesversie) parts.push(readingCopy(leesversie, checked.bestand));
  return element("article", "controle", ...parts);
}

// Of several files: how many are ready, and each with its verdict and a way to it.
export function overview(shown) {
  if (shown.length < 2) return [];
  const ready = shown.filter((part) => part.querySelector(".oordeel--klaar")).length;
  const items = shown.map((part, index) => {
    part.id = `controle-${index + 1}`;
    const link = element("a", "utrecht-link utrecht-link--html-a", part.querySelector(".controle__naam").textContent);
    link.href = `#${part.id}`;
    const done = part.querySelector(".oordeel--klaar") !== null;
    const mark = sign(done ? "✓" : "✗", `kort__teken kort__teken--${done ? "goed" : "fout"}`);
    return element("li", "", mark, link, `: ${part.querySelector(".oordeel span:last-child").textContent}`);
  });
  const list = element("ul", "kort controle__overzicht", ...items);
  list.setAttribute("role", "list");
  const count = `${shown.length} formulieren gecontroleerd. Klaar om in te dienen: ${ready || "geen"}.`;
  return [element("p", "controle__telling", count), list];
}

// A file that the browser could not give us.
export function unreadable(name) {
  const told = element("p", "oordeel oordeel--niet-klaar", sign("✗", "oordeel__teken"),
    element("span", "", "Uw browser kan dit bestand niet lezen. Sluit het in Excel of LibreOffice, en kies het opnieuw."));
  return element("article", "controle", element("h3", "controle__naam", name), element("p", "controle__bestand"), told);
}
