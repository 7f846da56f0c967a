// What the self-test does with this page: the empty form gets the outcome that is known.

export const KNOWN = "Een leeg formulier krijgt de bekende uitkomst";

export async function knownOutcome(engine) {
  const form = document.getElementById("formulier");
  const bytes = Uint8Array.from(atob(form.href.split(",")[1]), (letter) => letter.charCodeAt(0));
  const outcome = await engine.check(new File([bytes], form.download));
  const codes = outcome.document.inschrijvingen[0].bevindingen.map((found) => found.code);
  const expected = JSON.parse(document.getElementById("gegevens").textContent).leeg;
  if (codes.join() !== expected) throw new Error(`${codes.join(", ") || "geen bevinding"} in plaats van ${expected}`);
}
