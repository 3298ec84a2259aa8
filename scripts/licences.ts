/** `npm run licences`: every package of the lock file and its licence; fails on one that is not compatible. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { projectFolder, readArguments } from "./arguments.ts";
import {
  compatibleLicences,
  isCompatible,
  listPackages,
  type LockFile,
} from "./licences/list-packages.ts";
import { runCommand } from "./run-command.ts";

await runCommand(async () => {
  readArguments("npm run licences", {});
  const file = path.join(projectFolder, "package-lock.json");
  const packages = listPackages(JSON.parse(readFileSync(file, "utf8")) as LockFile);
  const byLicence = Map.groupBy(packages, ({ licence }) => licence ?? "none stated");
  for (const [licence, members] of [...byLicence].toSorted((a, b) => b[1].length - a[1].length)) {
    const reason = compatibleLicences[licence];
    console.log(`\n${licence} (${String(members.length)})${reason ? `: ${reason}` : ""}`);
    console.log(members.map(({ name, version }) => `${name}@${version}`).join(", "));
  }
  const bad = packages.filter(({ licence }) => licence === null || !isCompatible(licence));
  for (const { name, version, licence } of bad) {
    console.error(
      `${name}@${version}: ${licence ?? "no licence"} is not in scripts/licences/compatible.ts`,
    );
  }
  console.log(`\n${String(packages.length)} packages, ${String(bad.length)} not compatible`);
  if (bad.length > 0) process.exitCode = 1;
  await Promise.resolve();
});
