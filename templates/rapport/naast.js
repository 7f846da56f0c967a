// Twee aanbieders naast elkaar: wat van beide al op de bladzijde staat, met het verschil. Zonder script is er geen knop.
(() => {
  const sjabloon = document.querySelector("#naast");
  const met = [...document.querySelectorAll("#aanbieders article")].filter((blok) => blok.querySelector("tr[data-punten]"));
  if (!sjabloon || met.length < 2) return;
  const paneel = sjabloon.content.querySelector(".naast");
  const [keuze, sluit, uitkomst] = ["select", "button", "div"].map((naam) => paneel.querySelector(naam));
  const stand = paneel.querySelector("[role=status]");
  const [kop, uitleg, bijschrift, lijf] = ["h4", ".klein", "caption", "tbody"].map((naam) => uitkomst.querySelector(naam));
  const naam = (blok) => blok.querySelector("h3").textContent;
  const zin = (tekst, een, ander) => tekst.split("{ander}").map((deel) => deel.split("{een}").join(een)).join(ander);
  const element = (soort, ...inhoud) => { const nieuw = document.createElement(soort); nieuw.append(...inhoud); return nieuw; };
  let hier, knop;

  // Punten zijn exacte getallen: hele getallen met hun aantal cijfers achter de komma, geen benadering.
  function exact(tekst) {
    const [heel, rest = ""] = tekst.split(".");
    return { getal: BigInt(heel + rest), cijfers: rest.length };
  }
  function min(een, ander) {
    const cijfers = Math.max(een.cijfers, ander.cijfers);
    const op = (deel) => deel.getal * 10n ** BigInt(cijfers - deel.cijfers);
    return { getal: op(een) - op(ander), cijfers };
  }
  const groter = (een, ander) => { const { getal } = min(een, ander); return getal < 0n ? -1 : getal > 0n ? 1 : 0; };
  const zonderMin = ({ getal, cijfers }) => ({ getal: getal < 0n ? -getal : getal, cijfers });

  // Hoogstens vier cijfers achter de komma, zoals overal in het verslag; precies de helft gaat naar het even cijfer.
  function kort({ getal, cijfers }) {
    if (cijfers <= 4) return { getal, cijfers };
    const deler = 10n ** BigInt(cijfers - 4);
    const [heel, rest] = [getal / deler, (getal % deler) * 2n];
    return { getal: heel + (rest > deler || (rest === deler && heel % 2n === 1n) ? 1n : 0n), cijfers: 4 };
  }
  function getal(deel, euro) {
    let { getal: som, cijfers } = kort(deel);
    if (euro && som % 10n ** BigInt(cijfers) === 0n) [som, cijfers] = [som / 10n ** BigInt(cijfers), 0];
    else if (euro && cijfers < 2) [som, cijfers] = [som * 10n ** BigInt(2 - cijfers), 2];
    const alle = som.toString().padStart(cijfers + 1, "0");
    const [heel, rest] = [alle.slice(0, alle.length - cijfers), alle.slice(alle.length - cijfers)];
    const punten = heel.replace(/\B(?=(\d{3})+$)/g, ".");
    return (euro ? "\u20ac\u00a0" : "") + punten + (rest ? `,${rest}` : "");
  }
  function verschil(deel, euro) {
    const teken = deel.getal > 0n ? "+" : deel.getal < 0n ? "\u2212" : "";
    return teken + getal(zonderMin(deel), euro);
  }

  function onderdelen(blok) {
    return [...blok.querySelectorAll(".groep .scores tbody tr")].map((rij) => ({
      kop: rij.cells[0],
      punten: rij.cells[1].firstChild.textContent.trim(),
      reden: rij.querySelector(".reden").textContent,
      exact: exact(rij.dataset.punten ?? "0"),
      telt: "punten" in rij.dataset,
    }));
  }
  // Waar de kolommen onder elkaar staan, zegt elk vak van wie het is.
  const vak = (van, ...inhoud) => { const wie = element("span", `${van}: `); wie.className = "wiens"; return element("td", wie, ...inhoud); };

  function vul(ander) {
    const [een, twee] = [hier, ander].map(naam);
    const anderen = onderdelen(ander);
    const euro = onderdelen(hier).some(({ punten }) => punten.includes("\u20ac"));
    const paren = onderdelen(hier).map((mijn, plaats) => ({ mijn, hun: anderen[plaats], over: min(mijn.exact, anderen[plaats].exact) }));
    paren.sort((voor, na) => groter(zonderMin(na.over), zonderMin(voor.over)));
    kop.textContent = zin(sjabloon.dataset.kop, een, twee);
    bijschrift.textContent = stand.textContent = kop.textContent;
    uitleg.textContent = zin(sjabloon.dataset.uitleg, een, twee);
    const koppen = uitkomst.querySelectorAll("thead th");
    [koppen[1].textContent, koppen[2].textContent] = [een, twee];
    lijf.replaceChildren(...paren.map(({ mijn, hun, over }) => {
      const wat = element("th", ...[...mijn.kop.childNodes].map((deel) => deel.cloneNode(true)));
      wat.scope = "row";
      const kant = (van, { punten, reden }) => vak(van, element("b", punten), element("br"), element("span", reden));
      const telt = mijn.telt && hun.telt;  // punten die niet openbaar zijn, tellen niet als nul
      return element("tr", wat, kant(een, mijn), kant(twee, hun),
        vak(koppen[3].textContent, telt ? verschil(over, euro) : sjabloon.dataset.geen));
    }));
    const totalen = [hier, ander].map((blok) => blok.querySelector(".totaal"));
    if (totalen.every(Boolean)) {
      const totaal = element("th", sjabloon.dataset.totaal);
      totaal.scope = "row";
      const kanten = totalen.map((deel, plaats) => vak([een, twee][plaats], element("b", deel.textContent)));
      lijf.prepend(element("tr", totaal, ...kanten, element("td")));
    }
  }

  function open(blok, van) {
    dicht();
    [hier, knop] = [blok, van];
    keuze.replaceChildren(keuze.options[0], ...met.filter((elk) => elk !== blok).map((elk) => new Option(naam(elk), elk.id)));
    keuze.value = "";
    uitkomst.hidden = true;
    stand.textContent = "";
    van.parentElement.after(paneel);
    van.setAttribute("aria-expanded", "true");
    keuze.focus();
  }
  function dicht() {
    knop?.setAttribute("aria-expanded", "false");
    paneel.remove();
  }
  keuze.addEventListener("change", () => {
    uitkomst.hidden = !keuze.value;
    if (keuze.value) vul(document.getElementById(keuze.value));
  });
  sluit.addEventListener("click", () => { dicht(); knop.focus(); });
  for (const blok of met) {
    const van = element("button", sjabloon.dataset.knop);
    van.type = "button";
    van.setAttribute("aria-expanded", "false");
    van.addEventListener("click", () => (van.getAttribute("aria-expanded") === "true" ? dicht() : open(blok, van)));
    const regel = element("p", van);
    regel.className = "naast-knop";
    blok.querySelector(".kop-aanbieder").after(regel);
  }
})();
