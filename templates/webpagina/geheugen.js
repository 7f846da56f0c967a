// Keeps the started engine in the browser, so that a next visit starts from there. It is taken before any form is
// read, so nothing of a form is in it. Of each kind of page only one is kept. Where a browser
// keeps nothing, all works without.

const STORE = "motor";

// Resolves with the engine of this page in this version, or with nothing.
export async function recall({ pagina, versie }) {
  try {
    return await inStore(pagina, "readonly", (store) => store.get(versie));
  } catch {
    return undefined;
  }
}

// Resolves with whether it could be kept.
export async function remember({ pagina, versie }, snapshot) {
  try {
    await inStore(pagina, "readwrite", (store) => {
      store.clear();
      return store.put(snapshot, versie);
    });
    return true;
  } catch {
    return false;
  }
}

export async function forget({ pagina }) {
  await inStore(pagina, "readwrite", (store) => store.clear()).catch(() => {});
}

async function inStore(page, mode, work) {
  const opening = indexedDB.open(`inkoop-${page}`, 1);
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
