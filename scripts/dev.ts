/** `npm run dev`: serves the pages from their sources and reloads when code or snapshots change. */
import { mkdirSync, watch, writeFileSync } from "node:fs";
import path from "node:path";
import { dev } from "astro";
import sirv from "sirv";
import { passBuildContext } from "../src/archive/build-context.ts";
import { openCache } from "../src/archive/cache.ts";
import { buildFacts } from "../src/pipeline/build-facts.ts";
import { indexSearch } from "../src/pipeline/pages/index-search.ts";
import { hashComparingCode } from "../src/pipeline/code-hash.ts";
import { projectFolder } from "./arguments.ts";
import { readBuildOptions } from "./options.ts";
import { createProgress } from "./progress.ts";
import { runCommand } from "./run-command.ts";

/** Quiet milliseconds after which a burst of file events counts as one change. */
const pause = 300;

await runCommand(async () => {
  // Astro would otherwise move to the background where it takes the terminal for an agent's.
  process.env["ASTRO_DEV_BACKGROUND"] = "0";
  const options = readBuildOptions(process.argv.slice(2), process.env, "dev");
  const work = path.join(projectFolder, ".cache", "dev");
  const factsFile = path.join(work, "facts.json");
  const searchFolder = path.join(work, "search");
  mkdirSync(work, { recursive: true });

  const refresh = async () => {
    const codeHash = hashComparingCode(projectFolder);
    const reporter = createProgress();
    const { archive } = await buildFacts(options, {
      projectFolder,
      codeHash,
      reporter,
      onNews: () => undefined,
    });
    const search = await indexSearch(archive, {
      folder: path.join(work, "temporary"),
      cache: openCache(options.cache),
      codeHash,
      onPair: () => undefined,
    });
    search.place(searchFolder);
    // The server watches this file, so it comes last.
    writeFileSync(factsFile, JSON.stringify(archive));
    return archive;
  };

  const archive = await refresh();
  passBuildContext({
    cacheFolder: options.cache,
    factsFile,
    kept: null,
    readySources: [],
    isServed: true,
  });
  watchFolder(options.snapshots, () => runCommand(async () => void (await refresh())));
  await dev({
    root: projectFolder,
    base: archive.basePath,
    integrations: [
      {
        name: "tidemark-dev",
        hooks: {
          "astro:config:setup": ({ addWatchFile }) => {
            addWatchFile(factsFile);
          },
          "astro:server:setup": ({ server }) => {
            server.middlewares.use(archive.basePath, sirv(searchFolder, { dev: true }));
          },
        },
      },
    ],
  });
});

function watchFolder(folder: string, onChange: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined;
  watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void onChange(), pause);
  });
}
