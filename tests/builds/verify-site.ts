import { execFile } from "node:child_process";
import path from "node:path";
import { type CommandResult, projectFolder } from "./build-site.ts";

/** Runs the verify command as a keeper does. */
export function verifySite(snapshots: string, out: string): Promise<CommandResult> {
  const script = path.join(projectFolder, "scripts", "verify.ts");
  const args = [script, "--snapshots", snapshots, "--out", out];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr });
    });
  });
}
