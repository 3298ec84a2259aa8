/** One source, from its snapshots to its facts: pairs go to workers, known ones come from the cache. */
import type { Piscina } from "piscina";
import type { Cache } from "../archive/cache.ts";
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
import { assignAddresses } from "../site/addresses/assign-addresses.ts";
import { dateOf } from "../stamp.ts";
import { hashText } from "./hash.ts";
import type { PairTask } from "./pairs/pair-task.ts";
import { buildVersions } from "./versions/build-versions.ts";

export interface SourceBuild {
  readonly cache: Cache;
  /** Hash of what makes the cache's entries. */
  readonly codeHash: string;
  readonly pool: Piscina<PairTask, PairFacts>;
  /** Told of each pair with changes when its facts are there. */
  readonly onPair: () => void;
  /** Told of every pair that the cache does not know. */
  readonly onNews: () => void;
}

/** What there is of a pair besides its facts. */
const pairParts = ["feed", "fragments", "patch", "search", "texts"] as const;

/** Builds the pairs that `planPairs` found and gathers the facts of the source. */
export async function buildSource(
  source: OpenSource,
  read: ReadSnapshots,
  tasks: readonly PairTask[],
  build: SourceBuild,
): Promise<SourceFacts> {
  const pairs = await Promise.all(tasks.map((task) => runTask(task, build)));
  const days = groupDays(pairs);
  const { config } = source;
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

async function runTask(task: PairTask, build: SourceBuild): Promise<PairFacts> {
  const facts = readKnown(task.key, build.cache) ?? (await runInWorker(task, build));
  build.onPair();
  return facts;
}

/** The facts of a pair that the cache holds whole: pages and indexes will read the rest of it. */
function readKnown(key: string, cache: Cache): PairFacts | null {
  const known = cache.read("facts", key);
  if (!known || !pairParts.every((kind) => cache.read(kind, key))) return null;
  return JSON.parse(known.toString("utf8")) as PairFacts;
}

async function runInWorker(task: PairTask, { pool, onNews }: SourceBuild): Promise<PairFacts> {
  onNews();
  try {
    return await pool.run(task);
  } catch (error) {
    throw explainSystemError(error, task.cacheFolder, "--cache");
  }
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
