// What the page that reckons reports says, where all pages do the same.

// The reports in a folder.
export const FITTING = /^(?!\.).*\.pdf$/i;
export const NOTHING = "Daar zit geen rapport bij. Kies een bestand dat eindigt op .pdf.";
export const UNREADABLE = "Uw browser kan dit bestand niet lezen. Bewaar het op uw computer en kies het opnieuw.";
export const DONE = "Nagerekend";
export const KEPT = "uitkomst-narekenen.html";
export const TITLE = "Een rapport nagerekend";
export const several = (number) => `${number} bestanden`;
export const counted = (number, right) => `${number} bestanden nagerekend. Zonder fout: ${right}.`;
