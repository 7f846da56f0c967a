// Alleen op het scherm: zoeken en filteren. Zonder script is alles te lezen. Wat hier staat, komt nooit uit een inschrijving.
"use strict";
(() => {
  const zoek = document.querySelector("#zoek");
  const veld = zoek.querySelector("input");
  const lijst = zoek.querySelector("datalist");
  const gevonden = zoek.querySelector("[role=status]");
  const plat = (tekst) => tekst.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const blokken = [...document.querySelectorAll("main article")];
  const rijen = [...document.querySelectorAll("main tbody tr")];
  const lijsten = [...document.querySelectorAll("main .namen li, main .bevindingen li")];
  const kaders = [...document.querySelectorAll("main .rol, main .groep")];
  const hoofdstukken = [...document.querySelectorAll("main > section")];
  const toon = (element, zichtbaar) => { element.hidden = !zichtbaar; };
  const zichtbaar = (element) => !element.closest("[hidden]");

  const namen = new Set([...document.querySelectorAll("[data-naam]")].map((element) => element.dataset.naam));
  for (const naam of namen) lijst.append(new Option("", naam));

  function filter() {
    const vraag = plat(veld.value.trim());
    for (const element of [...blokken, ...rijen, ...lijsten, ...kaders, ...hoofdstukken]) element.hidden = false;
    const past = (element) => !vraag || plat(element.textContent).includes(vraag);
    // Een blok waarvan de kop past, blijft heel. Van de andere blijft over wat past.
    const heel = new Set(blokken.filter((blok) => vraag && plat(blok.querySelector("h3").textContent).includes(vraag)));
    for (const regel of [...rijen, ...lijsten]) toon(regel, past(regel) || heel.has(regel.closest("article")));
    for (const kader of kaders) {
      const eigen = [...kader.querySelectorAll("tbody tr")];
      toon(kader, !vraag || heel.has(kader.closest("article")) || eigen.some((rij) => !rij.hidden));
      if (kader.tagName === "DETAILS") kader.open = Boolean(vraag) && !kader.hidden && !heel.has(kader.closest("article"));
    }
    for (const blok of blokken) toon(blok, !vraag || heel.has(blok) || [...blok.querySelectorAll(".rol, .groep")].some(zichtbaar));
    for (const deel of hoofdstukken) {
      const over = [...deel.querySelectorAll("article, .rol, .namen li")].some(zichtbaar);
      toon(deel, !vraag || over || past(deel.querySelector("h2")));
    }
    const aantal = rijen.filter(zichtbaar).length;
    gevonden.textContent = vraag ? (aantal === 1 ? "1 regel gevonden" : `${aantal} regels gevonden`) : "";
  }

  // Wat opzij schuift, is ook zonder muis te bereiken, en heet naar wat erin staat.
  function bereikbaar() {
    const keren = new Map();
    for (const vak of document.querySelectorAll("main .plaat, main .rol")) {
      if (vak.scrollWidth <= vak.clientWidth + 1) {
        for (const naam of ["tabindex", "role", "aria-label"]) vak.removeAttribute(naam);
        vak.classList.remove("schuift");
        continue;
      }
      const kop = vak.querySelector("caption, title").textContent.split(".")[0];
      keren.set(kop, (keren.get(kop) ?? 0) + 1);
      vak.tabIndex = 0;
      vak.classList.add("schuift");
      vak.setAttribute("role", "region");
      vak.setAttribute("aria-label", keren.get(kop) > 1 ? `${kop} (${keren.get(kop)})` : kop);
    }
  }
  addEventListener("resize", bereikbaar);
  bereikbaar();

  let wacht = 0;
  veld.addEventListener("input", () => { clearTimeout(wacht); wacht = setTimeout(filter, 120); });
  zoek.querySelector("button").addEventListener("click", () => { veld.value = ""; filter(); veld.focus(); });
  zoek.hidden = false;
  if (!matchMedia("(min-width: 84rem)").matches) document.querySelector(".wegwijzer details").open = false;

  // Wie op een naam klikt, komt bij een blok dat er is; wie afdrukt, krijgt alles.
  addEventListener("hashchange", () => {
    if (document.querySelector(location.hash)?.closest("[hidden]")) { veld.value = ""; filter(); document.querySelector(location.hash).scrollIntoView(); }
  });
  addEventListener("beforeprint", () => {
    veld.value = ""; filter();
    for (const som of document.querySelectorAll("main details")) som.open = true;
  });
})();
