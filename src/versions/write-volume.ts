/**
 * Volumes, written version by version. What was written stays as it is: a new version adds lines and an
 * entry to the last volume, or begins the next one.
 */
import { encodeText } from "../bytes.ts";
import type { Path } from "../model.ts";
import type {
  Absence,
  LineRun,
  MovedLines,
  NoText,
  Return,
  StoredLine,
  StoredText,
  StoredVersion,
  VersionVolume,
  VersionEntry,
  OpenVolume,
} from "./format.ts";
import { keptBetween } from "./lineage.ts";
import { followText, openVolume, walkVersions } from "./read-volume.ts";

/** What befell a path, for the writer. */
export type NextEntry = NextVersion | Absence | Return;

interface NextVersion extends Omit<StoredVersion, "text"> {
  readonly text: NextText | NoText;
}

/** A version's text, whole or as what it changes in the version before; lines stand without LF. */
export interface NextText {
  readonly edits?: readonly LineEdit[];
  readonly whole?: readonly string[];
  readonly kept?: readonly LineRun[];
  readonly alike?: readonly LineRun[];
  readonly moved?: readonly MovedLines[];
  readonly open?: true;
}

/** Lines that are deleted from `start` on, and those that are inserted there. */
export type LineEdit = readonly [start: number, deleted: number, inserted: readonly string[]];

export interface DraftVolume extends OpenVolume {
  readonly lines: string[];
  /** The same as they are written. */
  readonly stored: StoredLine[];
  readonly entries: VersionEntry[];
  /** Where each line was written last. */
  readonly places: Map<string, number>;
  /** The last version's lines, if its text is here. */
  ids: readonly number[] | null;
  /** The number of the version that comes next. */
  next: number;
  /** Bytes of its JSON, but for a constant. */
  size: number;
  /** Whether its next version begins another volume. */
  full: boolean;
}

/** Compressed bytes that no volume exceeds, unless a single version does. */
const volumeLimit = 1_000_000;
/** Compressing all at each version would be quadratic: it is measured each time it has grown by so much. */
const measureStep = 250_000;
/** A line is written as what differs from the line it replaces, if they share so much. */
const muchShared = 60;
const fewLines = 8;
/** A line this short costs less than to point at where it stands already. */
const shortLine = 8;

/** An empty volume. */
export function startVolume(
  source: string,
  path: Path,
  { volume, first }: { readonly volume: number; readonly first: number },
): DraftVolume {
  return {
    ...{ version: 1, source, path, volume, first, lines: [], stored: [], entries: [] },
    ...{ places: new Map(), ids: null, next: first, size: 0, full: false },
  };
}

/** The draft that a written volume was; `full` as it was then. */
export function resumeVolume(written: VersionVolume, full: boolean): DraftVolume {
  const volume = openVolume(written);
  const versions = [...walkVersions(volume)];
  return {
    ...written,
    lines: [...volume.lines],
    stored: [...written.lines],
    entries: [...written.entries],
    places: new Map(volume.lines.map((line, id) => [line, id])),
    ids: versions.at(-1)?.ids ?? null,
    next: written.first + versions.length,
    size: [...written.lines, ...written.entries].reduce((sum, item) => sum + sizeOf(item), 0),
    full,
  };
}

/** The volume's JSON. */
export function writeVolume({
  version,
  source,
  path,
  volume,
  first,
  stored: lines,
  entries,
}: DraftVolume): string {
  const written: VersionVolume = { version, source, path, volume, first, lines, entries };
  return JSON.stringify(written);
}

/**
 * Adds what befell the path next. Gives the volume that goes on, after those that are closed by it: a
 * version that would make this one too large begins the next one. `compress` gives the compressed size of a
 * text in bytes.
 */
export function appendEntry(
  draft: DraftVolume,
  entry: NextEntry,
  compress: (text: string) => number,
): readonly DraftVolume[] {
  if (entry.state !== "version") {
    push(draft, entry);
    return [draft];
  }
  const isFirst = draft.next === draft.first;
  if (draft.full && !isFirst) return [draft, ...beginNext(draft, entry, compress)];
  const { ids, size } = draft;
  const counts = [draft.lines.length, draft.stored.length, draft.entries.length] as const;
  const text = storeText(draft, entry.text);
  push(draft, { ...entry, text });
  draft.ids = followText(ids, text);
  draft.next += 1;
  const isMeasured =
    draft.size > volumeLimit &&
    Math.floor(draft.size / measureStep) > Math.floor(size / measureStep);
  if (!isMeasured) return [draft];
  const compressed = compress(writeVolume(draft));
  if (compressed > volumeLimit && !isFirst) {
    [draft.lines.length, draft.stored.length, draft.entries.length] = counts;
    Object.assign(draft, { ids, size, next: draft.next - 1, full: true });
    return [draft, ...beginNext(draft, entry, compress)];
  }
  draft.full = compressed > volumeLimit - measureStep;
  return [draft];
}

/** The first version of another volume stands whole, and tells what it kept of the version before. */
function beginNext(
  draft: DraftVolume,
  entry: NextVersion,
  compress: (text: string) => number,
): readonly DraftVolume[] {
  const { source, path, volume, next } = draft;
  const following = startVolume(source, path, { volume: volume + 1, first: next });
  const whole =
    typeof entry.text === "string" || entry.text.whole ? entry.text : makeWhole(draft, entry.text);
  return appendEntry(following, { ...entry, text: whole }, compress);
}

function makeWhole(draft: DraftVolume, { edits = [], ...text }: NextText): NextText {
  const before = (draft.ids ?? []).map((id) => draft.lines[id] ?? "");
  const counts = edits.map(([start, deleted, { length }]) => [start, deleted, length] as const);
  const kept = keptBetween(counts, before.length);
  const whole: string[] = [];
  let at = 0;
  for (const [start, deleted, inserted] of [...edits, [before.length, 0, []] as const]) {
    for (; at < start; at += 1) whole.push(before[at] ?? "");
    at += deleted;
    for (const line of inserted) whole.push(line);
  }
  return { whole, ...(kept.length > 0 && { kept }), ...text };
}

function storeText(draft: DraftVolume, text: NextText | NoText): StoredText | NoText {
  if (typeof text === "string") return text;
  const { edits = [], whole, ...rest } = text;
  if (whole) return { whole: addLines(draft, whole), ...rest };
  return {
    edits: edits.map(([start, deleted, inserted]) => [
      start,
      deleted,
      ...addLines(draft, inserted, (draft.ids ?? []).slice(start, start + deleted)),
    ]),
    ...rest,
  };
}

/**
 * The lines as runs of the volume's lines (the first, and how many); those that it lacks are added.
 * `replaced` are the lines whose place they take.
 */
function addLines(
  draft: DraftVolume,
  texts: readonly string[],
  replaced: readonly number[] = [],
): number[] {
  const { lines, places } = draft;
  const runs: number[] = [];
  let [first, end] = [0, -1];
  const closeRun = () => {
    if (end > first) runs.push(first, end - first);
  };
  for (const [index, text] of texts.entries()) {
    if (end > first && end < lines.length && lines[end] === text) {
      end += 1;
      continue;
    }
    const known = places.get(text);
    const isAtEnd = end > first && end === lines.length;
    if (known === undefined || (isAtEnd && text.length < shortLine)) {
      if (!isAtEnd) {
        closeRun();
        [first, end] = [lines.length, lines.length];
      }
      places.set(text, lines.length);
      const stored = storeLine(text, chooseLikely(replaced, index, texts.length), lines);
      lines.push(text);
      draft.stored.push(stored);
      draft.size += sizeOf(stored);
      end += 1;
      continue;
    }
    closeRun();
    [first, end] = [known, known + 1];
  }
  closeRun();
  return runs;
}

/** Which of the lines that are replaced are looked at: all of a few, else those at the same place. */
function chooseLikely(
  replaced: readonly number[],
  index: number,
  count: number,
): readonly (number | undefined)[] {
  if (replaced.length <= fewLines) return replaced;
  return [replaced[index], replaced[replaced.length - count + index]];
}

/** A line as what it shares with one of the `likely` lines, if that is much. */
function storeLine(
  text: string,
  likely: readonly (number | undefined)[],
  lines: readonly string[],
): StoredLine {
  if (text.length < muchShared) return text;
  let stored: StoredLine = text;
  let shared = muchShared;
  for (const place of likely) {
    const like = place === undefined ? undefined : lines[place];
    if (place === undefined || like === undefined) continue;
    const most = Math.min(text.length, like.length);
    let head = 0;
    while (head < most && text[head] === like[head]) head += 1;
    let tail = 0;
    while (tail < most - head && text.at(-1 - tail) === like.at(-1 - tail)) tail += 1;
    if (head + tail < shared) continue;
    shared = head + tail;
    stored = [place, head, tail, text.slice(head, text.length - tail)];
  }
  return stored;
}

function push(draft: DraftVolume, entry: VersionEntry): void {
  draft.entries.push(entry);
  draft.size += sizeOf(entry);
}

function sizeOf(item: StoredLine | VersionEntry): number {
  return encodeText(JSON.stringify(item)).length + 1;
}
