/** Bytes of a web page as text. */

/**
 * Decodes by the byte order mark, else what the server said, else what the page's head says, else UTF-8:
 * the order of the HTML standard. Names that are not known count as absent.
 */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  const named = [readMark(bytes), readCharset(contentType), readMeta(bytes), "utf-8"];
  const decoder = named
    .map((charset) => charset && orient(charset, bytes))
    .map(createDecoder)
    .find((found) => found !== null);
  return (decoder ?? new TextDecoder()).decode(bytes);
}

/** A document's bytes as UTF-8 where they are not and the server names another set; else as they are. */
export function toUtf8(bytes: Uint8Array, contentType: string): Uint8Array {
  const charset = readWideMark(bytes) ?? readCharset(contentType);
  if (charset === null) return bytes;
  // In UTF-16 every second byte of plain English is zero, which is UTF-8 as well.
  if (isUtf8(bytes) && !(isWide(charset) && bytes.includes(0))) return bytes;
  const decoder = createDecoder(orient(charset, bytes));
  return decoder === null ? bytes : new TextEncoder().encode(decoder.decode(bytes));
}

function readMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return null;
}

/** The mark of UTF-16; a document in UTF-8 stays as it is. */
function readWideMark(bytes: Uint8Array): string | null {
  const mark = readMark(bytes);
  return mark !== null && isWide(mark) ? mark : null;
}

function isWide(charset: string): boolean {
  return /^utf-?16(?:le|be)?$/i.test(charset);
}

/** Which way round plain “utf-16” is: a zero comes first where the higher byte does. */
function orient(charset: string, bytes: Uint8Array): string {
  return /^utf-?16$/i.test(charset) && bytes[0] === 0 && bytes[1] !== 0 ? "utf-16be" : charset;
}

function readCharset(contentType: string): string | null {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1] ?? null;
}

function readMeta(bytes: Uint8Array): string | null {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  const charset = /<meta[^>]*?\bcharset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(head)?.[1] ?? null;
  // A page whose head could be read like this is not UTF-16, whatever it says.
  return charset !== null && /^utf-?16/i.test(charset) ? "utf-8" : charset;
}

function createDecoder(charset: string | null): TextDecoder | null {
  if (charset === null) return null;
  try {
    return new TextDecoder(charset);
  } catch {
    return null;
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
