/**
 * One source, from its snapshots to its facts. Workers compare pairs, one pass tells the kinds of their lines
 * in order, workers render them; what is known comes from the cache. All goes through the cache: no pair
 * waits in memory.
 */
import type { Piscina } from "piscina";
import type { Cache } from "../archive/cache.ts";
import { type ContentReader, openContentReader } from "../archive/content.ts";
import { explainSystemError } from "../archive/system-error.ts";
import type { OpenSource, ReadSnapshots } from "../archive/open-archive.ts";
import { comparePaths } from "../diff/trees/paths.ts";
import type {
  DayFacts,
  FileFacts,
  PairFacts,
  Path,
  Snapshot,
  SourceFacts,
  Stamp,
} from "../model.ts";
import { isFormattingOnly } from "../site/pages/totals.ts";
import { assignAddresses } from "../site/addresses/assign-addresses.ts";
import { dateOf } from "../stamp.ts";
import { hashText } from "./hash.ts";
import { isRevert } from "./pairs/compare-earlier.ts";
import { readOpenFiles } from "./pairs/compare-pair.ts";
import type { PairTask } from "./pairs/pair-task.ts";
import { choosePlaces } from "./pairs/plan-pairs.ts";
import { openTrace } from "./pairs/trace-kinds.ts";
import type { FirstSnapshot, WorkerTask } from "./pairs/worker.ts";
import { buildVersions } from "./versions/build-versions.ts";

export interface SourceBuild {
  readonly cache: Cache;
  readonly cacheFolder: string;
  /** Hash of what makes the cache's entries. */
  readonly codeHash: string;
  readonly pool: Piscina<WorkerTask, PairFacts | null>;
  /** Told of each pair with changes when its facts are there. */
  readonly onPair: () => void;
  /** Told of every piece of work that the cache does not save. */
  readonly onNews: () => void;
}

/** Builds the pairs that `planPairs` found and gathers the facts of the source. */
export async function buildSource(
  source: OpenSource,
  read: ReadSnapshots,
  tasks: readonly PairTask[],
  build: SourceBuild,
): Promise<SourceFacts> {
  const pairs = await buildPairs(read, tasks, build);
  const { config } = source;
  const announced = config.noise.flatMap(({ name, announce }) => (announce ? [name] : []));
  const days = groupDays(pairs.map((pair) => silencePair(pair, new Set(announced))));
  return {
    id: source.id,
    title: config.title ?? source.id,
    description: config.description ?? null,
    homepage: config.homepage ?? null,
    lang: config.lang ?? "en",
    link: config.link ?? null,
    rights: config.rights ?? null,
    snapshots: read.snapshots.map(({ stamp, tree }) => ({
      stamp,
      files: tree.size,
      bytes: [...tree.values()].reduce((sum, { size }) => sum + size, 0),
    })),
    days,
    files: listFiles(read.snapshots),
    ...(source.captures && { captures: source.captures }),
    versions: await buildVersions(source, read, days, build),
  };
}

async function buildPairs(
  read: ReadSnapshots,
  tasks: readonly PairTask[],
  build: SourceBuild,
): Promise<PairFacts[]> {
  const reader = openContentReader();
  try {
    return await buildInOrder(read, tasks, build, reader);
  } finally {
    reader.close();
  }
}

async function buildInOrder(
  read: ReadSnapshots,
  tasks: readonly PairTask[],
  build: SourceBuild,
  reader: ContentReader,
): Promise<PairFacts[]> {
  const { cache } = build;
  const trace = openTrace(tasks, nameFirst(read, build), {
    cache,
    begin: async (key) => {
      await run({ stage: "begin", first: describeFirst(read, key, build) }, build);
    },
    async readOpen(task) {
      const known = readOpenFiles(cache, task.key);
      if (known) return known;
      await run({ stage: "compare", task }, build);
      return readOpenFiles(cache, task.key) ?? [];
    },
    async isRevert({ hashes, changedLines }, { hash }) {
      const wanted = [hash, hashes.new ?? hash];
      const contents = await reader.readAll(choosePlaces(wanted, read.places));
      const [earlier, now] = wanted.map((it) => contents.get(it));
      return earlier !== undefined && now !== undefined && isRevert(earlier, now, changedLines);
    },
  });
  const known = tasks.map((_, index) => {
    const kinds = trace.readKnown(index);
    return kinds && readKnown(kinds.key, cache);
  });
  // Each is awaited where it is needed: what fails before that is told there.
  const compared = tasks.map((task, index) =>
    known[index] || isCompared(task.key, cache)
      ? null
      : settle(run({ stage: "compare", task }, build)),
  );
  const pairs: Promise<PairFacts | null>[] = [];
  for (const [index, task] of tasks.entries()) {
    const facts = known[index];
    if (facts) {
      pairs.push(Promise.resolve(facts));
      build.onPair();
      continue;
    }
    (await compared[index])?.();
    const { key, kinds } = trace.readKnown(index) ?? (await trace.find(index));
    const rendered = readKnown(key, cache);
    const reverts = kinds.flatMap(({ revert }) => revert?.hash ?? []);
    const earlier = choosePlaces(reverts, read.places);
    const piece = { stage: "render", task, kinds: trace.nameOf(index), earlier } as const;
    const work = (rendered ? Promise.resolve(rendered) : run(piece, build)).finally(build.onPair);
    // It is awaited with all others.
    work.catch(() => undefined);
    pairs.push(work);
  }
  return (await Promise.all(pairs)).filter((facts) => facts !== null);
}

/** A promise that never fails: it gives what throws the error where there was one. */
async function settle(work: Promise<unknown>): Promise<() => void> {
  try {
    await work;
    return () => undefined;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** A name for all that the keys of the first snapshot follow from. */
function nameFirst({ snapshots: [first] }: ReadSnapshots, { codeHash }: SourceBuild): string {
  const files = [...(first?.tree ?? [])].map(([path, { hash }]) => [path, hash]);
  return hashText(JSON.stringify([codeHash, "first", files]));
}

function describeFirst(
  { snapshots: [first], places }: ReadSnapshots,
  key: string,
  { cacheFolder }: SourceBuild,
): FirstSnapshot {
  const files = new Map([...(first?.tree ?? [])].map(([path, { hash }]) => [path, hash]));
  const own = new Set(files.values());
  return {
    cacheFolder,
    key,
    files,
    places: new Map([...places].filter(([hash]) => own.has(hash))),
  };
}

/** What there is of a pair that was compared, and of one that was rendered besides its facts. */
const comparedParts = ["compared", "lines", "patch"] as const;
const renderedParts = ["feed", "fragments", "search", "texts"] as const;

function isCompared(key: string, cache: Cache): boolean {
  return comparedParts.every((kind) => cache.read(kind, key));
}

/** The facts of a pair that the cache holds whole: pages and indexes will read the rest of it. */
function readKnown(key: string, cache: Cache): PairFacts | null {
  const known = cache.read("facts", key);
  if (!known || !renderedParts.every((kind) => cache.read(kind, key))) return null;
  const facts = JSON.parse(known.toString("utf8")) as PairFacts;
  return cache.read("patch", facts.patch) ? facts : null;
}

async function run(
  piece: WorkerTask,
  { pool, onNews, cacheFolder }: SourceBuild,
): Promise<PairFacts | null> {
  onNews();
  try {
    return await pool.run(piece);
  } catch (error) {
    throw explainSystemError(error, cacheFolder, "--cache");
  }
}

/** Marks the changes, and the pair where all of them are, that are nothing but noise of rules that nobody announces. */
function silencePair(pair: PairFacts, announced: ReadonlySet<string>): PairFacts {
  const changes = pair.changes.map((change) => {
    const rules = Object.keys(change.noise ?? {}).flatMap((names) => names.split(", "));
    const isTold = rules.length === 0 || rules.some((rule) => announced.has(rule));
    return isTold || !isFormattingOnly(change) ? change : { ...change, silent: true as const };
  });
  if (!changes.some(({ silent }) => silent)) return pair;
  const isEmpty =
    pair.missing.length + pair.returned.length + pair.notBack.length === 0 &&
    changes.every((change) => change.silent === true || isFormattingOnly(change));
  return { ...pair, changes, ...(isEmpty && { silent: true as const }) };
}

function groupDays(pairs: readonly PairFacts[]): DayFacts[] {
  const days = Map.groupBy(pairs, ({ to }) => dateOf(to));
  return [...days].map(([date, pairs]) => ({ date, pairs }));
}

function listFiles(snapshots: readonly Snapshot[]): FileFacts[] {
  const firstSeen = new Map<Path, Stamp>();
  for (const { stamp, tree } of snapshots) {
    for (const path of [...tree.keys()].toSorted(comparePaths)) {
      if (!firstSeen.has(path)) firstSeen.set(path, stamp);
    }
  }
  const addresses = assignAddresses([...firstSeen.keys()], hashText);
  const newest = snapshots.at(-1)?.tree;
  return [...firstSeen]
    .map(([path, stamp]) => ({
      path,
      address: addresses.get(path) ?? "",
      firstSeen: stamp,
      present: newest?.has(path) ?? false,
    }))
    .toSorted((a, b) => comparePaths(a.path, b.path));
}
