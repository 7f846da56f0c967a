// What can stand in the way: what the reader is told, and what the administrator can do about it.

const OTHER_BROWSER = "Gebruik een nieuwe versie van Firefox, Edge, Chrome of Safari, op een computer.";
const OBSTACLES = {
  oud: ["Uw browser is te oud voor deze controle.", OTHER_BROWSER,
    "De browser mist WebAssembly, DecompressionStream of Worker. Elke browser vanaf mei 2023 heeft ze."],
  heel: ["Deze pagina is niet heel aangekomen.", "Laad de pagina opnieuw, of vraag de gemeente om het bestand.",
    "Het bestand is afgebroken of veranderd. Plaats het opnieuw, precies zoals inkoop het maakte, zonder het te laten bewerken."],
  worker: ["Deze website houdt de controle tegen.", "Bewaar deze pagina op uw computer en open haar daar, of gebruik een andere browser.",
    "De pagina mag geen worker starten. Sta in de header Content-Security-Policy van deze pagina worker-src blob: toe."],
  wasm: ["Deze website of uw browser houdt de controle tegen.", "Bewaar deze pagina op uw computer en open haar daar, of gebruik een andere browser.",
    "WebAssembly mag niet. Sta in de header Content-Security-Policy van deze pagina 'wasm-unsafe-eval' toe bij script-src. Staat WebAssembly in de browser uit (zoals in een strenge veiligheidsstand)? Zet het aan."],
  geheugen: ["Er is te weinig geheugen vrij voor de controle.", "Sluit andere tabbladen en programma's, en laad de pagina opnieuw.",
    "De controle heeft ongeveer 300 MB geheugen nodig."],
  anders: ["De controle kon niet starten.", `Laad de pagina opnieuw. Lukt het dan nog niet? ${OTHER_BROWSER}`,
    "Open deze pagina met #zelftest achter het adres en stuur de uitkomst naar wie de pagina maakte."],
};

export class Obstacle extends Error {
  constructor(kind, cause) {
    super(OBSTACLES[kind][0]);
    this.kind = kind;
    this.cause = String(cause?.message ?? (typeof cause === "string" ? cause : ""));
  }

  get advice() { return OBSTACLES[this.kind][1]; }

  get administrator() { return OBSTACLES[this.kind][2]; }
}

// The smallest module there is.
const WASM = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

export function requireParts() {
  const missing = ["WebAssembly", "DecompressionStream", "Worker", "Blob"].filter((name) => !(name in globalThis));
  if (missing.length) throw new Obstacle("oud", missing.join(", "));
}

export async function requireWasm() {
  await WebAssembly.compile(WASM).catch((error) => {
    throw error instanceof RangeError ? obstacleOf(error) : new Obstacle("wasm", error);
  });
}

// What a failure is, by what the browser says of it.
export function obstacleOf(error) {
  if (error instanceof Obstacle) return error;
  const text = String(error?.message ?? error);
  if (/memory|allocat/i.test(text)) return new Obstacle("geheugen", text);
  if (/Content Security Policy|unsafe-eval|CSP/i.test(text)) return new Obstacle("wasm", text);
  return new Obstacle("anders", text);
}
