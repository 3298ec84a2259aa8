/** One source, from its snapshots to its facts: its pairs, its files, its version store. */
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
import { isFormattingOnly } from "../site/pages/totals.ts";
import { dateOf } from "../stamp.ts";
import { hashText } from "./hash.ts";
import { buildPairs, type PairsBuild } from "./pairs/build-pairs.ts";
import type { PairTask } from "./pairs/pair-task.ts";
import { buildVersions } from "./versions/build-versions.ts";

/** Builds the pairs that `planPairs` found and gathers the facts of the source. */
export async function buildSource(
  source: OpenSource,
  read: ReadSnapshots,
  tasks: readonly PairTask[],
  build: PairsBuild,
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
    // Noise of a rule that is announced is told.
    changes.every(
      (change) => change.silent ?? (change.noise === undefined && isFormattingOnly(change)),
    );
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
