// What was dropped: files, and of a folder those that fit this page. As on the command line, a folder in a folder stays closed.

import { FITTING } from "./teksten.js";

export async function filesOf(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === "file");
  // Asked before anything is waited for: afterwards the browser has forgotten what was dropped.
  const dropped = items.map((item) => ({ entry: item.webkitGetAsEntry?.(), file: item.getAsFile() }));
  const lists = dropped.map(({ entry, file }) => (entry?.isDirectory ? filesIn(entry) : [file]));
  return (await Promise.all(lists)).flat().filter(Boolean);
}

async function filesIn(folder) {
  const reader = folder.createReader();
  const entries = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
    if (!some.length) break;
    entries.push(...some);
  }
  const fitting = entries.filter((entry) => entry.isFile && FITTING.test(entry.name));
  fitting.sort((one, other) => one.name.localeCompare(other.name, "nl"));
  return Promise.all(fitting.map((entry) => new Promise((resolve, reject) => { entry.file(resolve, reject); })));
}
