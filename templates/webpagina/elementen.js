// The pieces of which an outcome is made. Whatever a stranger typed only ever becomes text.

import { UNREADABLE, counted } from "./teksten.js";

export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

// A sign that is seen, beside words that say the same.
export function sign(text, className) {
  const made = element("span", className, text);
  made.setAttribute("aria-hidden", "true");
  return made;
}

export function short(lines) {
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

// `state` is klaar, niet-klaar or onbekend; the mark says the same.
export function verdict(state, mark, sentence) {
  return element("p", `oordeel oordeel--${state}`, sign(mark, "oordeel__teken"), element("span", "", sentence));
}

// Of several files: how many are in order, and each with its verdict and a way to it.
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
  return [element("p", "controle__telling", counted(shown.length, ready || "geen")), list];
}

// A file that the browser could not give us.
export function unreadable(name) {
  const told = verdict("niet-klaar", "✗", UNREADABLE);
  return element("article", "controle", element("h3", "controle__naam", name), element("p", "controle__bestand"), told);
}
