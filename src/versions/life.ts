/** The life of a sentence: when it appeared, moved, was reworded, and went. */
import type { Path, Range, Stamp } from "../model.ts";
import type { IndexedFile, VersionEntry } from "./format.ts";
import { traceLines } from "./lineage.ts";
import {
  findLikest,
  findPhrase,
  growRun,
  readPhrase,
  readTextWords,
  showRun,
  type TextWords,
  wholeSentences,
} from "./phrases.ts";
import { findOrigin, volumeOf } from "./read-index.ts";
import { linesOf, walkVersions } from "./read-volume.ts";
import type { VersionStore } from "./store.ts";

export interface LifeEvent {
  /** `first`: it stood in the first snapshot already, so nobody knows since when; `removed`: its file was. */
  readonly kind: "first" | "appeared" | "moved" | "reworded" | "gone" | "removed" | "back";
  readonly at: Stamp;
  /** The file that it happened to. */
  readonly path: Path;
  /** Of the change on its day's page, or null where the day tells of none. */
  readonly anchor: string | null;
  /** Its words from then on, and its line, from 1; null while it is gone. */
  readonly words: string | null;
  readonly line: number | null;
}

/** One moment of a file's history, through its names. */
interface Moment {
  readonly path: Path;
  readonly entry: VersionEntry;
  /** Null while there is no file, and where its text is not there. */
  readonly lines: readonly string[] | null;
}

/** Where the phrase stands in the text of a moment. */
interface Place {
  readonly lines: readonly string[];
  /** Of the lines that had to be looked at. */
  readonly words: TextWords;
  readonly run: Range;
}

/**
 * The life of a phrase in a file, across its names, oldest event first; none where it never stood there. It is
 * looked for in the version given (near `line`, from 0), else in the newest that has it, and from there
 * followed back and ahead. A phrase that takes its place and has half of its words is the same one, reworded.
 * Fetches all volumes of the file and of its other names.
 */
export async function followPhrase(
  store: VersionStore,
  file: IndexedFile,
  asked: { readonly phrase: string; readonly version: number; readonly line: number },
): Promise<readonly LifeEvent[]> {
  const phrase = readPhrase(asked.phrase);
  const { moments, given } = await listMoments(store, file, asked.version);
  const found = findIn(moments[given], phrase, asked.line);
  const start = found ? given : moments.findLastIndex((moment) => findIn(moment, phrase, 0));
  const place = found ?? findIn(moments[start], phrase, 0);
  if (!place) return [];
  const places: (Place | null)[] = moments.map(() => null);
  places[start] = place;
  followOn(moments, places, start, -1);
  followOn(moments, places, start, 1);
  return tellEvents(store, moments, places);
}

/** Fills `places` from `start` on, in one direction. */
function followOn(
  moments: readonly Moment[],
  places: (Place | null)[],
  start: number,
  step: 1 | -1,
): void {
  let last = places[start] ?? null;
  // The moment that `last` stands in, while nothing lies between but gaps.
  let beside: number | null = start;
  for (let index = start + step; moments[index]; index += step) {
    const moment = moments[index];
    if (!last || !moment || isPause(moment.entry)) {
      places[index] = beside === null ? null : last;
      continue;
    }
    const phrase = last.words.words.slice(last.run.start, last.run.end);
    const found: Place | null =
      beside === null
        ? findIn(moment, phrase, 0)
        : followStep(last, moment, step > 0 ? moment : moments[beside], step);
    places[index] = found;
    last = found ?? last;
    beside = found ? index : null;
  }
}

/** The file is not gone, whatever the snapshot lacks. */
function isPause({ state }: VersionEntry): boolean {
  return state === "missing" || state === "back" || state === "renamed";
}

/** Where the phrase is in the next (or last) text. `newer` is the later one of the two. */
function followStep(
  { lines: before, words, run }: Place,
  moment: Moment,
  newer: Moment | undefined,
  step: 1 | -1,
): Place | null {
  const { lines } = moment;
  if (!lines || !newer) return null;
  const phrase = words.words.slice(run.start, run.end);
  const map = mapLines(newer.entry, before.length, lines.length, step);
  const between = findGap(map, lines.length, {
    start: words.lines[run.start] ?? 0,
    end: (words.lines[run.end - 1] ?? 0) + 1,
  });
  const here = readTextWords(lines, between);
  const same = findPhrase(here, phrase, between.start);
  if (same) return { lines, words: here, run: same };
  const all = readTextWords(lines);
  const exact = findPhrase(all, phrase, between.start);
  const elsewhere = exact && { lines, words: all, run: exact };
  // On a line that stayed it is another place that has the same words.
  if (exact && !map.includes(all.lines[exact.start] ?? 0)) return elsewhere;
  const likest = findLikest(here, phrase);
  if (!likest) return elsewhere;
  const whole = wholeSentences(before, words, run);
  return { lines, words: here, run: growRun(lines, here, likest, whole) };
}

/** For each line of the one text its line in the other, or -1. */
function mapLines(newer: VersionEntry, from: number, to: number, step: 1 | -1): readonly number[] {
  const map = Array.from({ length: from }, () => -1);
  if (newer.state !== "version" || typeof newer.text === "string") return map;
  const [before, now] = step > 0 ? [from, to] : [to, from];
  const traced = traceLines(newer.text, { before, now }, { alike: false });
  if (step < 0) return [...traced];
  for (const [line, old] of traced.entries()) if (old >= 0) map[old] = line;
  return map;
}

/** The lines that stand where these stood: from the last line above that stayed to the first one below. */
function findGap(map: readonly number[], length: number, { start, end }: Range): Range {
  let above = start;
  while (above >= 0 && (map[above] ?? -1) < 0) above -= 1;
  let below = end - 1;
  while (below < map.length && (map[below] ?? -1) < 0) below += 1;
  // A line that stayed is a place itself.
  const first = above < 0 ? 0 : (map[above] ?? 0) + (above === start ? 0 : 1);
  const last = below >= map.length ? length : (map[below] ?? 0) + (below === end - 1 ? 1 : 0);
  return { start: first, end: last };
}

function findIn(moment: Moment | undefined, phrase: readonly string[], near: number): Place | null {
  if (!moment?.lines) return null;
  const words = readTextWords(moment.lines);
  const run = findPhrase(words, phrase, near);
  return run && { lines: moment.lines, words, run };
}

function tellEvents(
  store: VersionStore,
  moments: readonly Moment[],
  places: readonly (Place | null)[],
): LifeEvent[] {
  const events: LifeEvent[] = [];
  for (const [index, moment] of moments.entries()) {
    const [before, now] = [places[index - 1] ?? null, places[index] ?? null];
    const kind = nameEvent(moment, before, now, {
      isFirst: moment.entry.at === store.index.snapshots[0],
      isBack: events.length > 0,
    });
    if (!kind) continue;
    const { path, entry } = moment;
    const [words, line] = now
      ? [showRun(now.lines, now.words, now.run), (now.words.lines[now.run.start] ?? 0) + 1]
      : [null, null];
    events.push({ kind, at: entry.at, path, anchor: entry.anchor ?? null, words, line });
  }
  return events;
}

function nameEvent(
  { entry }: Moment,
  before: Place | null,
  now: Place | null,
  { isFirst, isBack }: { readonly isFirst: boolean; readonly isBack: boolean },
): LifeEvent["kind"] | null {
  if (!now) {
    if (!before) return null;
    return entry.state === "removed" ? "removed" : "gone";
  }
  if (!before) return isBack ? "back" : isFirst ? "first" : "appeared";
  if (before === now || before.lines === now.lines) return null;
  const say = ({ words, run }: Place) => words.words.slice(run.start, run.end).join(" ");
  if (say(before) !== say(now)) return "reworded";
  return isInPlace(entry, before, now) ? null : "moved";
}

function isInPlace(entry: VersionEntry, before: Place, now: Place): boolean {
  const map = mapLines(entry, before.lines.length, now.lines.length, 1);
  const { words, run } = before;
  const { start, end } = findGap(map, now.lines.length, {
    start: words.lines[run.start] ?? 0,
    end: (words.lines[run.end - 1] ?? 0) + 1,
  });
  const line = now.words.lines[now.run.start] ?? 0;
  return line >= start && line < end;
}

/** All that befell the file that this version of the path is of, under all its names, oldest first. */
async function listMoments(
  store: VersionStore,
  file: IndexedFile,
  version: number,
): Promise<{ readonly moments: readonly Moment[]; readonly given: number }> {
  const earlier: Moment[][] = [];
  const own = await listOwnMoments(store, file, version);
  for (let name = own; name.origin;) {
    name = await listOwnMoments(store, name.origin.file, name.origin.version);
    // The new name's first version tells of the end of the old one.
    earlier.unshift(name.moments.slice(0, name.given + 1));
  }
  const before = earlier.flat();
  const moments = [...before, ...own.moments];
  const seen = new Set([file]);
  for (let name = own; name.next && !seen.has(name.next.file);) {
    seen.add(name.next.file);
    name = await listOwnMoments(store, name.next.file, name.next.version);
    moments.push(...name.moments);
  }
  return { moments, given: before.length + own.given };
}

interface NameHistory {
  readonly moments: Moment[];
  /** The place of the version that was asked for. */
  readonly given: number;
  readonly origin: ReturnType<typeof findOrigin>;
  readonly next: ReturnType<typeof findOrigin>;
}

/** The part of it under this name: up to a new name, and from the last one on. */
async function listOwnMoments(
  store: VersionStore,
  file: IndexedFile,
  version: number,
): Promise<NameHistory> {
  const renames = file.from?.map(([named]) => named) ?? [];
  const start = renames.findLast((named) => named <= version) ?? 1;
  const end = renames.find((named) => named > version) ?? Infinity;
  const moments: Moment[] = [];
  let given = 0;
  let next: NameHistory["next"] = null;
  for (let number = volumeOf(file, start); number <= (file.volumes ?? [1]).length; number += 1) {
    const volume = await store.open(file, number);
    const versions = walkVersions(volume);
    let current = volume.first - 1;
    for (const entry of volume.entries) {
      const read = entry.state === "version" ? versions.next().value : undefined;
      if (read) current = read.version;
      if (current < start || current >= end || next) continue;
      if (current === version && entry.state === "version") given = moments.length;
      if (entry.state === "renamed" && current >= version)
        next = findNext(store, file, current, entry.to);
      moments.push({ path: file.path, entry, lines: read ? linesOf(volume, read) : null });
    }
  }
  return { moments, given, origin: findOrigin(store.index, file, start), next };
}

function findNext(
  { index }: VersionStore,
  file: IndexedFile,
  version: number,
  to: Path | undefined,
): NameHistory["next"] {
  const place = index.files.indexOf(file);
  const next = index.files.find(({ path }) => path === to);
  const found = next?.from?.find(([, from, before]) => from === place && before === version);
  return next && found ? { file: next, version: found[0] } : null;
}
