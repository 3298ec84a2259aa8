/** `npm run build`: from snapshots to a site. */
import { buildArchive } from "../src/pipeline/build-archive.ts";
import { projectFolder } from "./arguments.ts";
import { readBuildOptions } from "./options.ts";
import { createProgress } from "./progress.ts";
import { runCommand } from "./run-command.ts";
import { formatSummary } from "./summary.ts";

await runCommand(async () => {
  const options = readBuildOptions(process.argv.slice(2), process.env);
  const summary = await buildArchive(options, projectFolder, createProgress());
  console.log(formatSummary(summary));
});
