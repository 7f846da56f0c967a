// Keeps the started engine in the browser, so that a next visit starts from there. It is taken before any form is
// read, so nothing of a form is in it. Only that of one page is kept. Where a browser keeps nothing, all works without.

const STORE = "motor";

// Resolves with the engine of this version, or with nothing.
export async function recall(version) {
  try {
    return await inStore("readonly", (store) => store.get(version));
  } catch {
    return undefined;
  }
}

// Resolves with whether it could be kept.
export async function remember(version, snapshot) {
  try {
    await inStore("readwrite", (store) => {
      store.clear();
      return store.put(snapshot, version);
    });
    return true;
  } catch {
    return false;
  }
}

export async function forget() {
  await inStore("readwrite", (store) => store.clear()).catch(() => {});
}

async function inStore(mode, work) {
  const opening = indexedDB.open("inkoop-webcontrole", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const base = await settled(opening);
  try {
    return await settled(work(base.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    base.close();
  }
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("bezet"));
  });
}
