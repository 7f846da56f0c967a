// Unpacks what the page carries: text in the page, compressed, with a table of its files in front.

// The files by their name. Rejects when the text was cut off or changed.
export async function unpack(text) {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  const whole = await new Response(stream).arrayBuffer();
  const length = new DataView(whole).getUint32(0, true);
  const table = JSON.parse(new TextDecoder().decode(new Uint8Array(whole, 4, length)));
  const files = new Map();
  let from = 4 + length;
  for (const [name, size] of table) {
    files.set(name, new Uint8Array(whole, from, size));
    from += size;
  }
  return files;
}

function bytesOf(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
