/** The version store of one source: what is new is added to what the cache knows. */
import { gzipSync } from "node:zlib";
import type { Cache } from "../../archive/cache.ts";
import { type ContentReader, openContentReader } from "../../archive/content.ts";
import type { OpenSource, ReadSnapshots } from "../../archive/open-archive.ts";
import { openEntry, type PackedEntry } from "../../archive/packed-entry.ts";
import type { DayFacts, Path, VersionFacts } from "../../model.ts";
import type { VersionVolume } from "../../versions/format.ts";
import { type FileRecord, writeIndex } from "../../versions/write-index.ts";
import {
  appendEntry,
  type DraftVolume,
  type NextEntry,
  resumeVolume,
  startVolume,
  writeVolume,
} from "../../versions/write-volume.ts";
import { hashBytes, hashText } from "../hash.ts";
import { type RecordedText, recordWhole } from "../pairs/record-text.ts";
import { listSteps, type PathStep, type PathSteps } from "./list-steps.ts";

export interface VersionsBuild {
  readonly cache: Cache;
  /** Hash of what makes the cache's entries. */
  readonly codeHash: string;
}

/** What the cache keeps of a path: its volumes up to a step. */
interface KeptPath {
  readonly volumes: readonly KeptVolume[];
  /** Of the last volume. */
  readonly full: boolean;
}

interface KeptVolume {
  readonly key: string;
  /** The number of its first version. */
  readonly first: number;
}

/**
 * Writes all versions of all files of the source into the cache, and says where. The pairs of `days` are
 * there already. Throws what reading snapshots throws.
 */
export async function buildVersions(
  { id, config }: Pick<OpenSource, "id" | "config">,
  read: ReadSnapshots,
  days: readonly DayFacts[],
  build: VersionsBuild,
): Promise<VersionFacts> {
  const texts = config.versions;
  const paths = listSteps(
    read.snapshots,
    days.flatMap(({ pairs }) => pairs),
  );
  const names = nameFiles(paths.map(({ path }) => path));
  const reader = openContentReader();
  const kept = new Map<Path, KeptPath>();
  try {
    const readRecord = createRecordReader(read, build.cache, reader);
    for (const { path, steps } of paths)
      kept.set(path, await buildPath(path, steps, { ...build, source: id, texts, readRecord }));
  } finally {
    reader.close();
  }
  const files = paths.map((file) => describeFile(file, names, kept.get(file.path)));
  const snapshots = read.snapshots.map(({ stamp }) => stamp);
  const noise = config.noise.map(({ name, pattern, files }) => ({ name, pattern, files }));
  const about = { source: id, texts, ...(noise.length > 0 && { noise }), snapshots };
  const index = JSON.stringify(writeIndex(about, files));
  const indexKey = hashText(index);
  if (!build.cache.read("versions", indexKey)) build.cache.write("versions", indexKey, index);
  return {
    texts,
    index: indexKey,
    files: paths.map(({ path }) => ({
      name: names.get(path) ?? "",
      volumes: (kept.get(path)?.volumes ?? []).map(({ key }) => key),
    })),
  };
}

/** The first ten hex digits of each path's hash; a path that shares them with an earlier one takes more. */
function nameFiles(paths: readonly Path[]): Map<Path, string> {
  const names = new Map<Path, string>();
  const taken = new Set<string>();
  for (const path of paths) {
    const hash = hashText(path);
    let length = 10;
    while (taken.has(hash.slice(0, length))) length += 1;
    names.set(path, hash.slice(0, length));
    taken.add(hash.slice(0, length));
  }
  return names;
}

function describeFile(
  { path, steps }: PathSteps,
  names: ReadonlyMap<Path, string>,
  kept: KeptPath | undefined,
): FileRecord {
  return {
    path,
    name: names.get(path) ?? "",
    volumes: (kept?.volumes ?? []).map(({ first }) => first),
    steps: steps.map(({ snapshot, letter, entry, from }) => ({
      snapshot,
      letter,
      ...(entry && { content: `${entry.mode} ${entry.hash}` }),
      ...(from && { from }),
    })),
  };
}

interface PathBuild extends VersionsBuild {
  readonly source: string;
  readonly texts: boolean;
  readonly readRecord: ReadRecord;
}

/** Adds to what the cache knows of the path what befell it since. */
async function buildPath(
  path: Path,
  steps: readonly PathStep[],
  build: PathBuild,
): Promise<KeptPath> {
  const { cache, source } = build;
  const keys = chainKeys([build.codeHash, source, path, build.texts], steps);
  const { done, closed, draft } = findKnown(path, keys, build);
  if (done === steps.length && draft === null) return closed;
  const volumes = [...closed.volumes];
  let last = draft ?? startVolume(source, path, { volume: 1, first: 1 });
  for (const step of steps.slice(done)) {
    const entry = await makeEntry(step, build);
    const drafts = appendEntry(last, entry, (text) => gzipSync(text).length);
    for (const full of drafts.slice(0, -1)) volumes.push(keepVolume(full, cache));
    last = drafts.at(-1) ?? last;
  }
  volumes.push(keepVolume(last, cache));
  const kept: KeptPath = { volumes, full: last.full };
  cache.write("versions", keys.at(-1) ?? "", JSON.stringify(kept));
  return kept;
}

/** For each step a key of all that led to it. */
function chainKeys(begin: unknown, steps: readonly PathStep[]): string[] {
  let key = hashText(JSON.stringify(begin));
  return steps.map((step) => (key = hashText(JSON.stringify([key, step]))));
}

interface KnownPath {
  /** Steps that the cache knows of. */
  readonly done: number;
  /** Volumes that stay; all of them where there is no draft. */
  readonly closed: KeptPath;
  /** The last volume, where something has to be added. */
  readonly draft: DraftVolume | null;
}

function findKnown(path: Path, keys: readonly string[], { cache }: PathBuild): KnownPath {
  for (let done = keys.length; done > 0; done -= 1) {
    const kept = readJson<KeptPath>(cache, keys[done - 1] ?? "");
    if (!kept?.volumes.every(({ key }) => cache.read("versions", key))) continue;
    if (done === keys.length) return { done, closed: kept, draft: null };
    const volume = readJson<VersionVolume>(cache, kept.volumes.at(-1)?.key ?? "");
    if (volume?.path !== path) continue;
    const closed = { volumes: kept.volumes.slice(0, -1), full: false };
    return { done, closed, draft: resumeVolume(volume, kept.full) };
  }
  return { done: 0, closed: { volumes: [], full: false }, draft: null };
}

function readJson<Kept>(cache: Cache, key: string): Kept | null {
  const bytes = cache.read("versions", key);
  return bytes ? (JSON.parse(bytes.toString("utf8")) as Kept) : null;
}

function keepVolume(volume: DraftVolume, cache: Cache): KeptVolume {
  const json = writeVolume(volume);
  const key = hashText(json);
  cache.write("versions", key, json);
  return { key, first: volume.first };
}

async function makeEntry(step: PathStep, build: PathBuild): Promise<NextEntry> {
  const about = { at: step.at, ...(step.anchor !== null && { anchor: step.anchor }) };
  if (step.letter === "b") return { ...about, state: "back" };
  if (step.letter === "v") {
    if (!step.entry) throw new Error(`The snapshot ${step.at} lost a file that changed in it.`);
    const { hash, size, mode } = step.entry;
    const { sha256, text } = await build.readRecord(step);
    return {
      ...about,
      state: "version",
      ...{ git: hash, sha256, size, mode },
      ...(step.from && { from: step.from }),
      text: build.texts ? text : "left out",
    };
  }
  const state = ({ r: "removed", n: "renamed", m: "missing" } as const)[step.letter];
  return { ...about, state, ...(step.to !== null && { to: step.to }) };
}

type ReadRecord = (step: PathStep) => Promise<Omit<RecordedText, "anchor">>;

/** Reads what workers recorded of a version; the texts of the first snapshot are in no pair. */
function createRecordReader(
  { places }: ReadSnapshots,
  cache: Cache,
  reader: ContentReader,
): ReadRecord {
  const opened = new Map<string, PackedEntry>();
  return async ({ pair, anchor, entry }) => {
    if (pair !== null) {
      const packed = opened.get(pair) ?? openEntry(cache, "texts", pair);
      opened.set(pair, packed);
      const [record] = packed.read(anchor) as RecordedText[];
      if (record) return record;
      throw new Error(`The cache lost a text of ${pair}: build again.`);
    }
    const hash = entry?.hash ?? "";
    const place = places.get(hash);
    if (!place) throw new Error(`The content ${hash} was not read.`);
    const bytes = (await reader.readAll(new Map([[hash, place]]))).get(hash) ?? new Uint8Array();
    return { sha256: hashBytes(bytes), text: recordWhole(bytes) };
  };
}
