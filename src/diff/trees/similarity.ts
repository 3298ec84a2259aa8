/** Longer lines count in pieces, so that an edit at the end of a long paragraph leaves its beginning. */
const MAX_CHUNK = 64;

/**
 * What a text is made of, without its order: every line (in pieces of up to 64 code units) as a number,
 * ascending, repeated as often as it occurs.
 */
export interface TextProfile {
  readonly chunks: Float64Array;
  /** UTF-16 code units. */
  readonly size: number;
  /** Lines that are not blank. */
  readonly filledLines: number;
}

/** Profiles a text given by its lines, for `measureSimilarity`. */
export function profileLines(lines: readonly string[]): TextProfile {
  const chunks: number[] = [];
  let size = 0;
  let filledLines = 0;
  for (const line of lines) {
    size += line.length;
    if (line.trim() !== "") filledLines += 1;
    for (let start = 0; start < line.length; start += MAX_CHUNK) {
      chunks.push(hashChunk(line, start, Math.min(start + MAX_CHUNK, line.length)));
    }
  }
  return { chunks: Float64Array.from(chunks).sort(), size, filledLines };
}

/**
 * The share of the larger text that the other one holds as well, 0 to 1: git's measure for renames,
 * by code units instead of bytes. Two empty texts are alike. The order of lines does not count.
 */
export function measureSimilarity(old: TextProfile, new_: TextProfile): number {
  const larger = Math.max(old.size, new_.size);
  return larger === 0 ? 1 : weighCommon(old, new_) / larger;
}

/** Code units that both texts hold. */
function weighCommon(old: TextProfile, new_: TextProfile): number {
  let common = 0;
  let oldAt = 0;
  let newAt = 0;
  while (oldAt < old.chunks.length && newAt < new_.chunks.length) {
    const oldChunk = old.chunks[oldAt] ?? 0;
    const newChunk = new_.chunks[newAt] ?? 0;
    if (oldChunk === newChunk) common += chunkLength(oldChunk);
    if (oldChunk <= newChunk) oldAt += 1;
    if (newChunk <= oldChunk) newAt += 1;
  }
  return common;
}

/** The code units that a chunk's number stands for. */
export function chunkLength(chunk: number): number {
  return (chunk % MAX_CHUNK) + 1;
}

/** FNV-1a over code units; the chunk's length stands in the lowest digits. */
function hashChunk(line: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index += 1) {
    hash = Math.imul(hash ^ line.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) * MAX_CHUNK + (end - start - 1);
}
