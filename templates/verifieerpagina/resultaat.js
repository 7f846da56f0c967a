// Shows what came of a report. All sentences are those of `inkoop verifieer`.

import { element, sign, verdict } from "./elementen.js";

const WORDS = { "✓": ["goed", "in orde"], "✗": ["fout", "niet in orde"], "–": ["geen", "niet nagegaan"] };
const FOUND_WRONG = [
  "Bewaar het bestand precies zoals u het kreeg, en bewaar deze uitkomst.",
  "Vraag de gemeente om het rapport zoals zij het uitgaf, en reken dat na. Gebruik een adres of nummer dat u zelf opzoekt, niet een uit dit bestand.",
  "Klopt ook dat niet? Leg de gemeente dan deze uitkomst voor.",
];

function heading(text) {
  return element("h4", "", text);
}

function paragraph(text) {
  return element("p", "utrecht-paragraph", text);
}

function listed(tag, className, lines) {
  const made = element(tag, className, ...lines.map((line) => element("li", "", line)));
  made.setAttribute("role", "list");
  return made;
}

function checkLine({ teken, titel, fouten }) {
  const [kind, word] = WORDS[teken];
  const said = element("span", "melding--onzichtbaar", ` (${word})`);
  const made = element("li", "", sign(teken, `kort__teken kort__teken--${kind}`), element("span", "controle__titel", titel), said);
  if (fouten.length) made.append(listed("ul", "fouten", fouten));
  return made;
}

function checks(told) {
  const made = element("ul", "kort", ...told.map(checkLine));
  made.setAttribute("role", "list");
  return made;
}

function state({ klopt, geen_rapport: none }) {
  if (none) return ["onbekend", "?"];
  return klopt ? ["klaar", "✓"] : ["niet-klaar", "✗"];
}

// One file: the verdict, each check with what is wrong, what was not checked, and the seal.
export function result(told) {
  const [kind, mark] = state(told);
  const parts = [element("h3", "controle__naam controle__naam--los", told.bestand), verdict(kind, mark, told.oordeel)];
  if (told.klopt && told.niet_nagegaan.length) parts.push(element("p", "utrecht-paragraph kanttekening", "Niet alles is nagegaan. Hieronder staat wat niet, en waarom."));
  if (!told.klopt && !told.geen_rapport) parts.push(heading("Wat u nu kunt doen"), listed("ol", "stappen", FOUND_WRONG));
  parts.push(heading(told.geen_rapport ? "Waarom niet" : "De controles"), checks(told.controles));
  if (told.niet_nagegaan.length) {
    parts.push(heading("Wat niet is nagegaan"), listed("ul", "los", told.niet_nagegaan));
  }
  if (told.zegel) {
    parts.push(heading("Het zegel van deze gegevens"), element("p", "zegel", told.zegel));
    parts.push(paragraph("Vergelijk dit met het zegel in het besluit dat de gemeente bekendmaakte. Pas als alle tekens gelijk zijn, weet u dat dit de gegevens van de gemeente zijn."));
  }
  return element("article", "controle", ...parts);
}

// The outcome that was made beforehand for a file that could not be checked, with its name.
export function failed(outcome, name) {
  return { ...outcome, bestand: name };
}
