// Keeps the outcome as one HTML file that needs nothing else.

export function keep(name, results, title, subtitle, moment) {
  const style = document.getElementById("stijl-resultaat").textContent;
  const kept = document.implementation.createHTMLDocument(title);
  kept.documentElement.lang = "nl";
  const meta = (attributes) => Object.assign(kept.createElement("meta"), attributes);
  const policy = meta({ httpEquiv: "Content-Security-Policy", content: "default-src 'none'; style-src 'unsafe-inline'" });
  const encoding = kept.createElement("meta");
  encoding.setAttribute("charset", "utf-8");
  const look = `body { font: 1rem/1.55 "Segoe UI", Arial, sans-serif; color: #1d2733; background: #fff; `
    + `max-width: 50rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }\n${style}`;
  kept.head.prepend(encoding, policy, meta({ name: "viewport", content: "width=device-width, initial-scale=1" }));
  const heading = kept.createElement("h1");
  heading.textContent = title;
  const about = kept.createElement("p");
  about.textContent = [subtitle, moment].filter(Boolean).join(". ");
  const main = kept.createElement("main");
  const level = kept.createElement("h2");
  level.textContent = "Uitkomst";
  main.append(heading, about, level, ...[...results.children].map((part) => kept.importNode(part, true)));
  main.querySelectorAll(".niet-afdrukken").forEach((part) => part.remove());
  kept.body.append(main);
  // The page's own policy forbids style in the text, so it only comes in when the text is written.
  const text = kept.documentElement.outerHTML.replace("</head>", () => `<style>\n${look}</style></head>`);
  offer(name, "<!doctype html>\n", text);
}

export function offer(name, ...texts) {
  const blob = new Blob(texts, { type: "text/html;charset=utf-8" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
