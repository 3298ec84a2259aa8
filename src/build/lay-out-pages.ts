/** Astro lays the facts and fragments into pages, those that the last output has already left out. */
import { existsSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import { type KeptPages, passBuildContext, watchPages } from "../archive/build-context.ts";
import type { PageNote } from "../archive/page-notes.ts";
import { type Plan, watchPlans } from "../archive/page-plan.ts";
import type { ArchiveFacts } from "../model.ts";

export interface PageBuild {
  /** The project's folder, which holds `astro.config.mjs`. */
  readonly projectFolder: string;
  /** Inside the project: Astro finds no modules from elsewhere. */
  readonly siteFolder: string;
  readonly cacheFolder: string;
  readonly factsFile: string;
  readonly kept: KeptPages;
  /** Ids of sources whose pages are not to be laid out. */
  readonly brought: readonly string[];
  readonly onPage: () => void;
}

/**
 * Builds all pages into `siteFolder` and says what each of those that may be kept next time was made from.
 * Throws what Astro throws.
 */
export async function layOutPages(
  archive: ArchiveFacts,
  options: PageBuild,
): Promise<readonly PageNote[]> {
  const { cacheFolder, factsFile, kept, brought, siteFolder } = options;
  const plans = new Map<string, Plan>();
  passBuildContext({ cacheFolder, factsFile, kept, brought });
  watchPages(options.onPage);
  watchPlans((plan) => plans.set(plan.file, plan));
  // Loading Astro takes half a second and 100 MB, which a build with nothing new can do without.
  const { build } = await import("astro");
  await build({
    root: options.projectFolder,
    outDir: siteFolder,
    base: archive.basePath,
    logLevel: "error",
    ...(archive.siteUrl === null ? {} : { site: archive.siteUrl }),
  });
  for (const { file, isKept } of plans.values()) {
    if (isKept) moveFile(path.join(kept.folder, file), path.join(siteFolder, file));
    else expectFile(siteFolder, file);
  }
  return [...plans.values()].map(({ file, key }) => ({ file, key }));
}

function moveFile(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  renameSync(from, to);
}

/** A page whose address is not where Astro put it could never be kept. */
function expectFile(folder: string, file: string): void {
  if (!existsSync(path.join(folder, file))) throw new Error(`No page was laid out at ${file}.`);
}
