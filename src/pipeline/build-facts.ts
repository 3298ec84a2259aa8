/** From an archive's snapshots to its facts: every source is read, paired, and compared by workers. */
import { availableParallelism } from "node:os";
import path from "node:path";
import { Piscina } from "piscina";
import { openCache } from "../archive/cache.ts";
import { type OpenArchive, openArchive } from "../archive/open-archive.ts";
import { type BuildOptions, findPathProblem, normalizeBasePath } from "../config.ts";
import { InputError } from "../errors.ts";
import type { ArchiveFacts, PairFacts, SourceFacts } from "../model.ts";
import { buildSource } from "./build-source.ts";
import { planPairs } from "./pairs/plan-pairs.ts";
import type { WorkerTask } from "./pairs/worker.ts";
import { formatStamp } from "../stamp.ts";
import type { Reporter } from "./reporter.ts";

export interface FactsBuild {
  readonly projectFolder: string;
  /** Hash of what makes the cache's entries (see `code-hash.ts`). */
  readonly codeHash: string;
  readonly reporter: Reporter;
  /** Told when the first pair turns up that the cache does not know. */
  readonly onNews: () => void;
}

export interface BuiltFacts {
  readonly archive: ArchiveFacts;
  /** Of all sources, those that are not built too; sorted. */
  readonly ids: readonly string[];
}

/** Reads and compares everything; pairs that are known come from the cache. Throws InputError. */
export async function buildFacts(
  options: BuildOptions,
  { projectFolder, codeHash, reporter, onNews }: FactsBuild,
): Promise<BuiltFacts> {
  const opened = await openArchive(options.snapshots, options);
  const place = placeSite(opened.config, options);
  const pool = new Piscina<WorkerTask, PairFacts | null>({
    filename: path.join(projectFolder, "src", "pipeline", "pairs", "worker.ts"),
    // One gets ready while snapshots are read; more are started when there is more to do.
    minThreads: 1,
    maxThreads: options.threads ?? availableParallelism(),
    // Between two sources they would end and begin again, which takes them seconds.
    idleTimeout: Number.POSITIVE_INFINITY,
    // Half of what Node takes for young objects costs no time here, and saves 100 MB a thread.
    resourceLimits: { maxYoungGenerationSizeMb: 24 },
  });
  const cache = openCache(options.cache);
  try {
    const sources: SourceFacts[] = [];
    for (const source of opened.sources) {
      const reading = reporter.step(`${source.id}: reading snapshots`, source.stamps.length);
      const read = await source.readSnapshots(reading.tick);
      reading.done();
      for (const { commit, stamp, wentBackTo = 0 } of source.wentBack) {
        reporter.say(
          `${source.id}: commit ${commit.slice(0, 10)} says ${formatStamp(wentBackTo, "second")}, which is before the commit that it follows: it counts as ${stamp}.`,
        );
      }
      const { gap, noise } = source.config;
      const tasks = await planPairs(read, { cacheFolder: options.cache, codeHash, gap, noise });
      const comparing = reporter.step(`${source.id}: comparing pairs`, tasks.length);
      sources.push(
        await buildSource(source, read, tasks, {
          ...{ cache, cacheFolder: options.cache, codeHash, pool, onNews },
          onPair: comparing.tick,
        }),
      );
      comparing.done();
    }
    return { archive: describeArchive(opened, place, sources), ids: opened.ids };
  } finally {
    await pool.destroy();
  }
}

function describeArchive(
  { config }: OpenArchive,
  place: SitePlace,
  sources: readonly SourceFacts[],
): ArchiveFacts {
  return {
    title: config.title,
    description: config.description,
    lang: config.lang,
    ...place,
    id: config.id ?? null,
    sources,
  };
}

type SitePlace = Pick<ArchiveFacts, "siteUrl" | "basePath">;

/** Where the site will stand. Throws InputError where address and base would not agree. */
function placeSite(config: OpenArchive["config"], options: BuildOptions): SitePlace {
  const siteUrl = options.siteUrl ?? config.url ?? null;
  const base = options.basePath ?? config.base;
  const problem = siteUrl === null ? null : findPathProblem(siteUrl, base);
  if (problem) throw new InputError({ where: "SITE_URL, BASE_PATH and archive.yaml", ...problem });
  return { siteUrl, basePath: normalizeBasePath(base) };
}
