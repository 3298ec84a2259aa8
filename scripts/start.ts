/** `npm start`: builds the archive and serves it. */
import { buildArchive } from "../src/pipeline/build-archive.ts";
import { projectFolder } from "./arguments.ts";
import { readBuildOptions } from "./options.ts";
import { createProgress } from "./progress.ts";
import { runCommand } from "./run-command.ts";
import { serveFolder } from "./serve.ts";
import { formatSummary } from "./summary.ts";

await runCommand(async () => {
  const options = readBuildOptions(process.argv.slice(2), process.env, "start");
  const summary = await buildArchive(options, projectFolder, createProgress());
  console.log(formatSummary(summary));
  const { url } = await serveFolder(options.out, { port: 4321, basePath: summary.basePath });
  console.log(`\nServing at ${url} (Ctrl+C ends it)`);
});
