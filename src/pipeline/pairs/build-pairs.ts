/**
 * The pairs of a source, from the tasks that `plan-pairs.ts` made to their facts. Workers compare them, one pass
 * tells the kinds of their lines in order, workers render them; what is known comes from the cache. All goes
 * through the cache: no pair waits in memory.
 */
import type { Piscina } from "piscina";
import type { Cache } from "../../archive/cache.ts";
import { type ContentReader, openContentReader } from "../../archive/content.ts";
import type { ReadSnapshots } from "../../archive/open-archive.ts";
import { explainSystemError } from "../../archive/system-error.ts";
import type { PairFacts } from "../../model.ts";
import { hashText } from "../hash.ts";
import { isRevert } from "./compare-earlier.ts";
import { readOpenFiles } from "./compare-pair.ts";
import type { PairTask } from "./pair-task.ts";
import { choosePlaces } from "./plan-pairs.ts";
import { openTrace } from "./trace-kinds.ts";
import type { FirstSnapshot, WorkerTask } from "./worker.ts";

export interface PairsBuild {
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

/**
 * Builds all pairs of a source, in order; those that the cache holds whole come from there. Throws what reading
 * and comparing throw.
 */
export async function buildPairs(
  read: ReadSnapshots,
  tasks: readonly PairTask[],
  build: PairsBuild,
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
  build: PairsBuild,
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
  const compared = tasks.map((task, index) =>
    known[index] || isCompared(task.key, cache)
      ? null
      : failLater(run({ stage: "compare", task }, build)),
  );
  const pairs: Promise<PairFacts | null>[] = [];
  for (const [index, task] of tasks.entries()) {
    const facts = known[index];
    if (facts) {
      pairs.push(Promise.resolve(facts));
      build.onPair();
      continue;
    }
    await compared[index];
    const { key, kinds } = trace.readKnown(index) ?? (await trace.find(index));
    const rendered = readKnown(key, cache);
    const reverts = kinds.flatMap(({ revert }) => revert?.hash ?? []);
    const earlier = choosePlaces(reverts, read.places);
    const piece = { stage: "render", task, kinds: trace.nameOf(index), earlier } as const;
    const work = rendered ? Promise.resolve(rendered) : run(piece, build);
    pairs.push(failLater(work.finally(build.onPair)));
  }
  return (await Promise.all(pairs)).filter((facts) => facts !== null);
}

/** The same promise, whose failure is told where it is awaited and not before. */
function failLater<Result>(work: Promise<Result>): Promise<Result> {
  work.catch(() => undefined);
  return work;
}

/** A name for all that the keys of the first snapshot follow from. */
function nameFirst({ snapshots: [first] }: ReadSnapshots, { codeHash }: PairsBuild): string {
  const files = [...(first?.tree ?? [])].map(([path, { hash }]) => [path, hash]);
  return hashText(JSON.stringify([codeHash, "first", files]));
}

function describeFirst(
  { snapshots: [first], places }: ReadSnapshots,
  key: string,
  { cacheFolder }: PairsBuild,
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
  { pool, onNews, cacheFolder }: PairsBuild,
): Promise<PairFacts | null> {
  onNews();
  try {
    return await pool.run(piece);
  } catch (error) {
    throw explainSystemError(error, cacheFolder, "--cache");
  }
}
