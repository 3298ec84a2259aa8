/** The whole way once: snapshots are read and paired, pages laid out, changes indexed, the site published. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { Piscina } from "piscina";
import { openCache } from "../archive/cache.ts";
import { type OpenArchive, openArchive } from "../archive/open-archive.ts";
import { type BuildOptions, normalizeBasePath } from "../config.ts";
import type { ArchiveFacts, PairFacts, SourceFacts } from "../model.ts";
import { buildSource } from "./build-source.ts";
import { indexSearch } from "./index-search.ts";
import { layOutPages } from "./lay-out-pages.ts";
import { hashMaker } from "./made-by.ts";
import type { PairTask } from "./pair-task.ts";
import { planPairs } from "./plan-pairs.ts";
import { prepareOutput, publishSite } from "./publish.ts";
import { type BuildSummary, measureSite } from "./summary.ts";

/** Where progress is told; `scripts/progress.ts` has one. */
export interface Reporter {
  step(label: string, total?: number): { tick(): void; done(note?: string): void };
}

/**
 * Builds the archive in `options.snapshots` into `options.out`. The output changes in one step at the
 * end. Throws InputError for input that cannot be built from.
 */
export async function buildArchive(
  options: BuildOptions,
  projectFolder: string,
  reporter: Reporter,
): Promise<BuildSummary> {
  const clock = createStageClock();
  prepareOutput(options.out);
  const archive = await clock.time("pairs", () => buildFacts(options, projectFolder, reporter));
  const work = path.join(projectFolder, ".cache", `build-${String(process.pid)}`);
  const siteFolder = path.join(work, "site");
  const factsFile = path.join(work, "facts.json");
  try {
    mkdirSync(work, { recursive: true });
    writeFileSync(factsFile, JSON.stringify(archive));
    const pages = reporter.step("Laying out pages");
    await clock.time("pages", () =>
      layOutPages(archive, {
        projectFolder,
        siteFolder,
        cacheFolder: options.cache,
        factsFile,
        onPage: pages.tick,
      }),
    );
    pages.done();
    const search = reporter.step("Indexing changes of", countPairs(archive));
    const records = await clock.time("search", () =>
      indexSearch(archive, siteFolder, openCache(options.cache), search.tick),
    );
    search.done();
    const site = measureSite(siteFolder);
    clock.timeSync("publish", () => publishSite(siteFolder, options.out));
    return {
      out: options.out,
      ...countArchive(archive),
      records,
      ...site,
      stages: clock.stages,
      peakBytes: process.resourceUsage().maxRSS * 1024,
      hasSiteUrl: archive.siteUrl !== null,
      basePath: archive.basePath,
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Reads and pairs every source. Known pairs come from the cache. */
export async function buildFacts(
  options: BuildOptions,
  projectFolder: string,
  reporter: Reporter,
): Promise<ArchiveFacts> {
  const opened = await openArchive(options.snapshots, options);
  const pool = new Piscina<PairTask, PairFacts>({
    filename: path.join(projectFolder, "src", "build", "worker.ts"),
    minThreads: 0,
    maxThreads: availableParallelism(),
  });
  const cache = openCache(options.cache);
  const maker = hashMaker(projectFolder);
  try {
    const sources: SourceFacts[] = [];
    for (const source of opened.sources) {
      const reading = reporter.step(`${source.id}: reading snapshots`, source.stamps.length);
      const read = await source.readSnapshots(reading.tick);
      reading.done();
      const { gap } = source.config;
      const tasks = await planPairs(read, { cacheFolder: options.cache, maker, gap });
      const comparing = reporter.step(`${source.id}: comparing pairs`, tasks.length);
      sources.push(await buildSource(source, read, tasks, { cache, pool, onPair: comparing.tick }));
      comparing.done();
    }
    return describeArchive(opened, options, sources);
  } finally {
    await pool.destroy();
  }
}

function describeArchive(
  { config }: OpenArchive,
  options: BuildOptions,
  sources: readonly SourceFacts[],
): ArchiveFacts {
  return {
    title: config.title,
    description: config.description,
    lang: config.lang,
    siteUrl: options.siteUrl ?? config.url ?? null,
    basePath: normalizeBasePath(options.basePath ?? config.base),
    id: config.id ?? null,
    sources,
  };
}

function countArchive({ sources }: ArchiveFacts) {
  const pairs = sources.flatMap(({ days }) => days.flatMap(({ pairs }) => pairs));
  return {
    sources: sources.length,
    snapshots: sources.reduce((sum, { snapshots }) => sum + snapshots.length, 0),
    changes: pairs.reduce((sum, { changes }) => sum + changes.length, 0),
  };
}

function countPairs({ sources }: ArchiveFacts): number {
  return sources.flatMap(({ days }) => days.flatMap(({ pairs }) => pairs)).length;
}

function createStageClock() {
  const stages: { name: string; seconds: number }[] = [];
  const note = (name: string, begun: number) => {
    stages.push({ name, seconds: (performance.now() - begun) / 1000 });
  };
  return {
    stages,
    async time<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
      const begun = performance.now();
      const result = await work();
      note(name, begun);
      return result;
    },
    timeSync(name: string, work: () => void): void {
      const begun = performance.now();
      work();
      note(name, begun);
    },
  };
}
