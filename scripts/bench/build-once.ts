/** A build that says nothing but its summary, as JSON. */
import { buildArchive } from "../../src/pipeline/build-archive.ts";
import { projectFolder } from "../arguments.ts";
import { readBuildOptions } from "../options.ts";
import { runCommand } from "../run-command.ts";

const silent = {
  step: () => ({ tick: () => undefined, done: () => undefined }),
  say: () => undefined,
};

await runCommand(async () => {
  const options = readBuildOptions(process.argv.slice(2), process.env);
  console.log(JSON.stringify(await buildArchive(options, projectFolder, silent)));
});
