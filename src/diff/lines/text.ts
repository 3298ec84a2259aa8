/** Git looks for a NUL in this many bytes to tell binary files from text. */
const BINARY_PROBE_BYTES = 8000;

/** Splits after every LF; each line keeps its terminator, so joining gives `text` back. "" has no line. */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let end = text.indexOf("\n") + 1; end > 0; end = text.indexOf("\n", start) + 1) {
    lines.push(text.slice(start, end));
    start = end;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

/** Whether git would call these bytes binary: a NUL among the first 8,000. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, BINARY_PROBE_BYTES).includes(0);
}
