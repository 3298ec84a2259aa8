/**
 * Bytes to text and back without loss: a byte that is not part of valid UTF-8 becomes the lone
 * surrogate U+DC80…U+DCFF, as in Python's PEP 383. Valid text never holds one, so the way back is exact.
 */

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();
const escapes = /[\uDC80-\uDCFF]/;
const beyondAscii = /[^\0-\x7f]/;

/** Decodes UTF-8; every invalid byte is kept as one lone surrogate. A byte order mark stays. */
export function decodeBytes(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeInvalid(bytes);
  }
}

/** Encodes what `decodeBytes` gave: the very same bytes. */
export function encodeText(text: string): Uint8Array<ArrayBuffer> {
  if (text.isWellFormed()) return encoder.encode(text);
  return joinBytes(
    splitEscapes(text).map((part) => {
      const code = part.charCodeAt(0);
      return part.length === 1 && code >= 0xdc80 && code <= 0xdcff
        ? Uint8Array.of(code - 0xdc00)
        : encoder.encode(part);
    }),
  );
}

/** The bytes of all parts, one after the other. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

/** Whether every character is one of ASCII. */
export function isAscii(text: string): boolean {
  return !beyondAscii.test(text);
}

/** The text as people may see it: kept bytes become U+FFFD. */
export function toDisplay(text: string): string {
  return text.toWellFormed();
}

/** Counts the bytes of `text` that were not UTF-8. */
export function countInvalidBytes(text: string): number {
  if (text.isWellFormed()) return 0;
  return splitEscapes(text).filter((part) => part.length === 1 && escapes.test(part)).length;
}

function splitEscapes(text: string): string[] {
  // Without the u flag the class would also match the second half of a valid pair.
  return text.split(/([\uDC80-\uDCFF])/u).filter((part) => part !== "");
}

function decodeInvalid(bytes: Uint8Array): string {
  let text = "";
  let start = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    text += lenient.decode(bytes.subarray(start, at));
    text += String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
    at += 1;
    start = at;
  }
  return text + lenient.decode(bytes.subarray(start));
}

/** Bytes of the valid UTF-8 sequence at `at`, or 0 (Unicode 16, table 3-7). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  const continues = (offset: number) => ((bytes[at + offset] ?? 0) & 0xc0) === 0x80;
  if (lead >= 0xc2 && lead <= 0xdf) return continues(1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const low = lead === 0xe0 ? 0xa0 : 0x80;
    const high = lead === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && continues(2) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const low = lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}
