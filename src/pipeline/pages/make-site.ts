/** From an archive's facts to the site in its place: what building and joining share. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openCache, prepareCache } from "../../archive/cache.ts";
import { explainSystemError } from "../../archive/system-error.ts";
import { writePageNotes } from "../../archive/page-notes.ts";
import type { BuildOptions } from "../../config.ts";
import type { ArchiveFacts } from "../../model.ts";
import { cleanLeftovers } from "../publish/clean-leftovers.ts";
import { countArchive } from "../count-archive.ts";
import { hashText } from "../hash.ts";
import { layOutPages, type PagesProcess } from "./lay-out-pages.ts";
import { hashSiteCode } from "../code-hash.ts";
import { prepareOutput, publishSite } from "../publish/publish.ts";
import { findPublished, listPublished, notePlanned, notePublished } from "../publish/published.ts";
import type { Reporter } from "../reporter.ts";
import type { StageClock } from "../stage-clock.ts";
import { type BuildSummary, measureSite } from "../summary.ts";

export interface SiteMaking {
  readonly archive: ArchiveFacts;
  readonly options: Pick<BuildOptions, "out" | "cache">;
  readonly projectFolder: string;
  readonly clock: StageClock;
  readonly reporter: Reporter;
  /** Lays out the pages, and is ended when all is done. */
  readonly pages: PagesProcess;
  /** What `prepareFolders` gave. */
  readonly published: readonly string[] | null;
  /** What else the site is made from, besides facts and code. */
  readonly kind: string;
  /** Ids of sources whose pages are among the extras and not laid out. */
  readonly readySources: readonly string[];
  /** Makes what is no page while pages are laid out; `work` is a folder for what is not finished. */
  readonly makeExtras: (work: string) => Promise<Extras>;
}

interface Extras {
  readonly records: number;
  /** Puts it into the laid out site. */
  readonly place: (siteFolder: string) => void;
}

/**
 * Makes cache and output ready. Gives the files that the last build put into the output, or null where
 * nobody knows. Throws InputError where one of the two cannot be written or would lose something.
 */
export function prepareFolders(options: SiteMaking["options"]): readonly string[] | null {
  prepareCache(options.cache);
  const published = listPublished(options.cache, options.out);
  prepareOutput(options.out, published);
  return published;
}

/** Makes the site; where nothing is new the output stays. Throws InputError and what Astro throws. */
export async function makeSite(making: SiteMaking): Promise<BuildSummary> {
  const { archive, options, projectFolder, clock, reporter } = making;
  const facts = JSON.stringify(archive);
  const siteCodeHash = hashSiteCode(projectFolder);
  const key = hashText([siteCodeHash, making.kind, facts].join("\0"));
  let pagesPeak = 0;
  let isFilled = false;
  const summarize = (records: number, isUnchanged: boolean): BuildSummary => ({
    out: options.out,
    ...countArchive(archive),
    records,
    ...measureSite(options.out),
    stages: clock.stages(),
    peakBytes: Math.max(process.resourceUsage().maxRSS * 1024, pagesPeak),
    hasSiteUrl: archive.siteUrl !== null,
    wantsId: archive.id === null && making.published === null,
    damagedLogs: archive.sources.flatMap(({ id, captures }) =>
      captures && captures.damaged.length > 0 ? [{ id, lines: captures.damaged }] : [],
    ),
    basePath: archive.basePath,
    isUnchanged,
    isFilled,
  });
  const last = findPublished(options.cache, options.out);
  if (last?.key === key) return summarize(last.records, true);
  // Astro finds no modules from a folder outside the project.
  const cacheFolder = path.join(projectFolder, ".cache");
  cleanLeftovers(cacheFolder, "build-");
  const work = path.join(cacheFolder, `build-${String(process.pid)}`);
  const siteFolder = path.join(work, "site");
  const factsFile = path.join(work, "facts.json");
  const kept = {
    out: options.out,
    folder: path.join(work, "kept"),
    notes: hashText([siteCodeHash, options.out].join("\0")),
  };
  try {
    mkdirSync(work, { recursive: true });
    writeFileSync(factsFile, facts);
    // Pagefind is a process of its own: it works while Astro does. Both end before an error is told.
    const [extras, laidOut] = await Promise.allSettled([
      making.makeExtras(work),
      clock.time("pages", async () => {
        const step = reporter.step("Laying out pages");
        const pages = await layOutPages(archive, {
          projectFolder,
          siteFolder,
          cacheFolder: options.cache,
          factsFile,
          kept,
          readySources: making.readySources,
          pages: making.pages,
          onPage: step.tick,
        });
        step.done();
        return pages;
      }),
    ]);
    if (laidOut.status === "rejected") throw laidOut.reason;
    if (extras.status === "rejected") throw extras.reason;
    const { records, place } = extras.value;
    pagesPeak = laidOut.value.peakBytes;
    await clock.time("publish", () => {
      place(siteFolder);
      writePageNotes(openCache(options.cache), kept.notes, siteFolder, laidOut.value.notes);
      notePlanned(options.cache, options.out, siteFolder);
      isFilled = publishSite(siteFolder, options.out, making.published) === "filled";
      notePublished(options.cache, options.out, { key, records });
    });
    return summarize(records, false);
  } catch (error) {
    throw explainSystemError(error, work, null);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
