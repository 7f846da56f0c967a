// What was dropped: files, and of a folder its workbooks. As on the command line, a folder in a folder stays closed.

const WORKBOOK = /^(?!~\$|\.).*\.(xlsx|xlsm|ods|xls)$/i;

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
  const workbooks = entries.filter((entry) => entry.isFile && WORKBOOK.test(entry.name));
  workbooks.sort((one, other) => one.name.localeCompare(other.name, "nl"));
  return Promise.all(workbooks.map((entry) => new Promise((resolve, reject) => { entry.file(resolve, reject); })));
}
