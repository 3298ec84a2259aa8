/** `npm run verify`: proves a built site against the snapshots that it was built from. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { openArchive } from "../src/archive/open-archive.ts";
import { normalizeBasePath } from "../src/config.ts";
import { InputError } from "../src/errors.ts";
import { archiveJsonSchema } from "../src/site/json-schema.ts";
import { projectFolder, readBuildOptions } from "./options.ts";
import { createProgress } from "./progress.ts";
import { runCommand } from "./run-command.ts";
import { createRecorder } from "./verify/check.ts";
import { checkFacts } from "./verify/facts.ts";
import { checkFeeds } from "./verify/feeds.ts";
import { checkLinks } from "./verify/links.ts";
import { replayPatches } from "./verify/replay.ts";

await runCommand(async () => {
  const options = readBuildOptions(process.argv.slice(2), process.env);
  const progress = createProgress();
  const recorder = createRecorder();
  const archive = await openArchive(options.snapshots, options);
  const site = readSite(options.out);
  for (const published of site.sources) {
    const source = archive.sources.find(({ id }) => id === published.id);
    if (!source) {
      recorder.note(published.id, "the site has this source, the archive does not");
      continue;
    }
    const folder = path.join(options.out, published.id);
    const step = progress.step(`${source.id}: replaying patches`, published.snapshots.length);
    const counts = await replayPatches(source, folder, published.snapshots, recorder, step.tick);
    step.done();
    await checkFacts(published, folder, counts, recorder);
  }
  const basePath = normalizeBasePath(options.basePath ?? archive.config.base);
  const links = progress.step("Following links of pages");
  checkLinks(options.out, basePath, recorder, links.tick);
  links.done();
  checkFeeds(options.out, site, recorder);
  const { passed, problems } = recorder.report();
  for (const problem of problems) console.error(problem);
  console.log(`${String(passed)} passed, ${String(problems.length)} failed`);
  if (problems.length > 0) process.exitCode = 1;
});

function readSite(out: string) {
  const file = path.join(out, "archive.json");
  try {
    return archiveJsonSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new InputError([
      {
        where: file,
        what: `cannot be read (${error instanceof Error ? error.message : String(error)})`,
        remedy: `Build the site first, or name its folder with --out (projects build into ${path.join(projectFolder, "dist")}).`,
      },
    ]);
  }
}
