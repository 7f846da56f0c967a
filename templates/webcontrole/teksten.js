// What the page of the self-check says, where all pages do the same.

// The workbooks in a folder.
export const FITTING = /^(?!~\$|\.).*\.(xlsx|xlsm|ods|xls)$/i;
export const NOTHING = "Daar zit geen formulier bij. Kies een bestand dat eindigt op .xlsx of .ods.";
export const UNREADABLE = "Uw browser kan dit bestand niet lezen. Sluit het in Excel of LibreOffice, en kies het opnieuw.";
export const DONE = "Gecontroleerd";
export const KEPT = "controle-inschrijving.html";
export const TITLE = "Controle van uw inschrijving";
export const several = (number) => `${number} formulieren`;
export const counted = (number, ready) => `${number} formulieren gecontroleerd. Klaar om in te dienen: ${ready}.`;
