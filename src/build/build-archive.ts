/** The whole way once: snapshots become facts, pages and an index, and the site takes its place. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openCache } from "../archive/cache.ts";
import type { BuildOptions } from "../config.ts";
import type { ArchiveFacts, PairFacts } from "../model.ts";
import { buildFacts } from "./build-facts.ts";
import { cleanLeftovers } from "./clean-leftovers.ts";
import { hashText } from "./hash.ts";
import { indexSearch } from "./index-search.ts";
import { layOutPages } from "./lay-out-pages.ts";
import { hashMaker, hashSiteMaker } from "./made-by.ts";
import { prepareOutput, publishSite } from "./publish.ts";
import { findPublished, notePublished } from "./published.ts";
import type { Reporter } from "./reporter.ts";
import { createStageClock } from "./stage-clock.ts";
import { type BuildSummary, measureSite } from "./summary.ts";

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
  const maker = hashMaker(projectFolder);
  const archive = await clock.time("pairs", () =>
    buildFacts(options, { projectFolder, maker, reporter }),
  );
  const facts = JSON.stringify(archive);
  const key = hashText([hashSiteMaker(projectFolder), facts].join("\0"));
  const summarize = (records: number, isUnchanged: boolean): BuildSummary => ({
    out: options.out,
    ...countArchive(archive),
    records,
    ...measureSite(options.out),
    stages: clock.stages(),
    peakBytes: process.resourceUsage().maxRSS * 1024,
    hasSiteUrl: archive.siteUrl !== null,
    basePath: archive.basePath,
    isUnchanged,
  });
  const published = findPublished(options.cache, options.out);
  if (published?.key === key) return summarize(published.records, true);
  // Astro finds no modules from a folder outside the project.
  const drafts = path.join(projectFolder, ".cache");
  cleanLeftovers(drafts, "build-");
  const work = path.join(drafts, `build-${String(process.pid)}`);
  const siteFolder = path.join(work, "site");
  const factsFile = path.join(work, "facts.json");
  const searchFolder = path.join(work, "search");
  try {
    mkdirSync(work, { recursive: true });
    writeFileSync(factsFile, facts);
    // Pagefind is a process of its own: it works while Astro does. Both end before an error is told.
    const [indexed, laidOut] = await Promise.allSettled([
      clock.time("search", async () => {
        const step = reporter.step("Indexing changes", countPairs(archive));
        const cache = openCache(options.cache);
        const search = { folder: searchFolder, cache, maker, onPair: step.tick };
        const built = await indexSearch(archive, search);
        step.done();
        return built;
      }),
      clock.time("pages", async () => {
        const step = reporter.step("Laying out pages");
        await layOutPages(archive, {
          projectFolder,
          siteFolder,
          cacheFolder: options.cache,
          factsFile,
          onPage: step.tick,
        });
        step.done();
      }),
    ]);
    if (laidOut.status === "rejected") throw laidOut.reason;
    if (indexed.status === "rejected") throw indexed.reason;
    const { records, place } = indexed.value;
    place(siteFolder);
    await clock.time("publish", () => {
      publishSite(siteFolder, options.out);
      notePublished(options.cache, options.out, { key, records });
    });
    return summarize(records, false);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function countArchive(archive: ArchiveFacts) {
  return {
    sources: archive.sources.length,
    snapshots: archive.sources.reduce((sum, { snapshots }) => sum + snapshots.length, 0),
    changes: listPairs(archive).reduce((sum, { changes }) => sum + changes.length, 0),
  };
}

function countPairs(archive: ArchiveFacts): number {
  return listPairs(archive).length;
}

function listPairs({ sources }: ArchiveFacts): PairFacts[] {
  return sources.flatMap(({ days }) => days.flatMap(({ pairs }) => pairs));
}
