/** `npm run verify`: proves a built site against the snapshots that it was built from. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { openArchive } from "../src/archive/open-archive.ts";
import { normalizeBasePath } from "../src/config.ts";
import { InputError, messageOf } from "../src/errors.ts";
import { archiveJsonSchema } from "../src/site/json/schema.ts";
import { showNumber } from "../src/site/text/numbers.ts";
import { projectFolder } from "./arguments.ts";
import { readBuildOptions } from "./options.ts";
import { createProgress } from "./progress.ts";
import { runCommand } from "./run-command.ts";
import { createRecorder } from "./verify/check.ts";
import { checkFacts } from "./verify/facts.ts";
import { checkFeeds } from "./verify/feeds.ts";
import { beginHtmlCheck } from "./verify/html.ts";
import { checkLinks } from "./verify/links.ts";
import { listDocuments } from "./verify/machine-links.ts";
import { checkOverviews } from "./verify/overviews.ts";
import { listPages } from "./verify/pages.ts";
import { replayPatches } from "./verify/replay.ts";
import { checkVersions } from "./verify/versions.ts";
import { localOrigin } from "../src/site/addresses/urls.ts";

await runCommand(async () => {
  const options = readBuildOptions(process.argv.slice(2), process.env, "verify");
  const { out } = options;
  const progress = createProgress();
  const recorder = createRecorder();
  const archive = await openArchive(options.snapshots, options);
  const site = readSite(out);
  const pages = listPages(out);
  const html = beginHtmlCheck(out, pages);
  try {
    for (const published of site.sources) {
      const source = archive.sources.find(({ id }) => id === published.id);
      if (!source) {
        recorder.note(published.id, "the site has this source, the archive does not");
        continue;
      }
      const folder = path.join(out, published.id);
      const replay = progress.step(`${source.id}: replaying patches`, published.snapshots.length);
      const patches = await replayPatches(
        source,
        folder,
        published.snapshots,
        recorder,
        replay.tick,
      );
      replay.done();
      const days = progress.step(`${source.id}: comparing days`, published.days.length);
      days.done(checkFacts(published, folder, patches, recorder, days.tick));
      const versions = progress.step(`${source.id}: rebuilding versions`);
      const count = await checkVersions(source, folder, published.snapshots, recorder);
      versions.done(`${showNumber(count)} versions`);
    }
    checkOverviews(out, site, recorder);
    const place = {
      out,
      origin: new URL(options.siteUrl ?? archive.config.url ?? localOrigin).origin,
      basePath: normalizeBasePath(options.basePath ?? archive.config.base),
    };
    checkFeeds(out, place.basePath, site, recorder);
    const files = [...pages, ...listDocuments(out)];
    const links = progress.step("Following links", files.length);
    const followed = checkLinks(place, files, recorder, links.tick);
    links.done(`${showNumber(followed)} links`);
    const validation = progress.step("Validating HTML", pages.length);
    await html.finish(recorder, validation.tick);
    validation.done();
  } finally {
    await html.close();
  }
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
    throw new InputError({
      where: file,
      what: `cannot be read (${messageOf(error)})`,
      remedy: `Build the site first, or name its folder with --out (projects build into ${path.join(projectFolder, "dist")}).`,
    });
  }
}
