/** The whole way once: snapshots become facts, pages and an index, and the site takes its place. */
import path from "node:path";
import { openCache } from "../archive/cache.ts";
import type { BuildOptions } from "../config.ts";
import { buildFacts } from "./build-facts.ts";
import { checkFolders } from "./publish/check-folders.ts";
import { listPairs } from "./count-archive.ts";
import { indexSearch } from "./pages/index-search.ts";
import { hashComparingCode } from "./code-hash.ts";
import { createPagesProcess } from "./pages/lay-out-pages.ts";
import { makeSite, prepareFolders } from "./pages/make-site.ts";
import { writePart } from "./parts/part.ts";
import type { Reporter } from "./reporter.ts";
import { createStageClock } from "./stage-clock.ts";
import type { BuildSummary } from "./summary.ts";

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
  checkFolders(options);
  const published = prepareFolders(options);
  const codeHash = hashComparingCode(projectFolder);
  const pages = createPagesProcess();
  try {
    const { archive, ids } = await clock.time("pairs", () =>
      buildFacts(options, { projectFolder, codeHash, reporter, onNews: pages.start }),
    );
    return await makeSite({
      archive,
      options,
      projectFolder,
      clock,
      reporter,
      pages,
      published,
      kind: options.only ? JSON.stringify(ids) : "",
      readySources: [],
      makeExtras: (work) =>
        clock.time("search", async () => {
          const cache = openCache(options.cache);
          const step = reporter.step("Indexing changes", listPairs(archive).length);
          const folder = path.join(work, "search");
          const { records, place } = await indexSearch(archive, {
            folder,
            cache,
            codeHash,
            onPair: step.tick,
          });
          step.done();
          return {
            records,
            place(siteFolder) {
              place(siteFolder);
              if (options.only) writePart(siteFolder, { codeHash, ids, records, archive }, cache);
            },
          };
        }),
    });
  } finally {
    pages.end();
  }
}
