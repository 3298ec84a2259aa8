/** One source, from its snapshots to its facts: pairs go to workers, known ones come from the cache. */
import type { Piscina } from "piscina";
import type { Cache } from "../archive/cache.ts";
import type { OpenSource, ReadSnapshots } from "../archive/open-archive.ts";
import { compareTrees } from "../diff/trees.ts";
import type {
  ContentHash,
  DayFacts,
  FileChange,
  FileFacts,
  PairFacts,
  Path,
  Snapshot,
  SourceFacts,
  Stamp,
} from "../model.ts";
import { assignAddresses } from "../site/addresses.ts";
import { dateOf } from "../stamp.ts";
import { hashText } from "./hash.ts";
import type { EarlierVersion, PairTask } from "./pair-task.ts";

export interface SourceBuild {
  readonly cache: Cache;
  readonly cacheFolder: string;
  /** Hash of what makes the cache's entries. */
  readonly maker: string;
  readonly pool: Piscina<PairTask, PairFacts>;
  /** Told of each pair with changes when its facts are there. */
  readonly onPair: () => void;
}

/** Builds the pairs that `planPairs` found and gathers the facts of the source. */
export async function buildSource(
  source: OpenSource,
  read: ReadSnapshots,
  tasks: readonly PairTask[],
  build: SourceBuild,
): Promise<SourceFacts> {
  const pairs = await Promise.all(tasks.map((task) => runTask(task, build)));
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
    days: groupDays(pairs),
    files: listFiles(read.snapshots),
  };
}

async function runTask(task: PairTask, build: SourceBuild): Promise<PairFacts> {
  const known = build.cache.read("facts", task.key);
  const facts = known
    ? (JSON.parse(known.toString("utf8")) as PairFacts)
    : await build.pool.run(task);
  build.onPair();
  return facts;
}

/** The pairs in which something changed, oldest first. */
export function planPairs(
  { snapshots, places }: ReadSnapshots,
  build: Pick<SourceBuild, "cacheFolder" | "maker">,
): PairTask[] {
  const history = new Map<Path, EarlierVersion>();
  return snapshots.flatMap((to, index) => {
    const from = snapshots[index - 1];
    if (!from) return [];
    const changes = compareTrees(from.tree, to.tree);
    const before = new Map<Path, EarlierVersion>();
    for (const { path, hash } of changes.flatMap(modifiedFrom)) {
      const earlier = history.get(path);
      if (earlier) before.set(path, earlier);
      history.set(path, { hash, stamp: from.stamp });
    }
    if (changes.length === 0) return [];
    const content = { from: from.stamp, to: to.stamp, changes, before: [...before] };
    const key = hashText(JSON.stringify([build.maker, content]));
    const hashes = [...changes.flatMap(hashesOf), ...[...before.values()].map(({ hash }) => hash)];
    return [
      {
        cacheFolder: build.cacheFolder,
        key,
        from: from.stamp,
        to: to.stamp,
        changes,
        before,
        places: new Map(
          hashes.flatMap((hash) => {
            const place = places.get(hash);
            return place ? [[hash, place] as const] : [];
          }),
        ),
      },
    ];
  });
}

function modifiedFrom(change: FileChange): { path: Path; hash: ContentHash }[] {
  return change.kind === "modified" ? [{ path: change.from.path, hash: change.from.hash }] : [];
}

function hashesOf(change: FileChange): ContentHash[] {
  if (change.kind === "added") return [change.to.hash];
  if (change.kind === "removed") return [change.from.hash];
  return [change.from.hash, change.to.hash];
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

function comparePaths(a: Path, b: Path): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
