/** Astro lays the facts and fragments into pages. */
import { build } from "astro";
import { passBuildContext, watchPages } from "../archive/build-context.ts";
import type { ArchiveFacts } from "../model.ts";

export interface PageBuild {
  /** The project's folder, which holds `astro.config.mjs`. */
  readonly projectFolder: string;
  /** Inside the project: Astro finds no modules from elsewhere. */
  readonly siteFolder: string;
  readonly cacheFolder: string;
  readonly factsFile: string;
  readonly onPage: () => void;
}

/** Builds all pages into `siteFolder`. Throws what Astro throws. */
export async function layOutPages(archive: ArchiveFacts, options: PageBuild): Promise<void> {
  passBuildContext({ cacheFolder: options.cacheFolder, factsFile: options.factsFile });
  watchPages(options.onPage);
  await build({
    root: options.projectFolder,
    outDir: options.siteFolder,
    base: archive.basePath,
    logLevel: "error",
    ...(archive.siteUrl === null ? {} : { site: archive.siteUrl }),
  });
}
