import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export const projectFolder = path.dirname(path.dirname(import.meta.dirname));

export interface CommandResult {
  readonly code: number;
  readonly output: string;
}

/** Runs the build command as a keeper does, into folders of its own. */
export async function runBuild(
  snapshots: string,
  out: string,
  environment: Record<string, string> = {},
  options: readonly string[] = [],
): Promise<CommandResult> {
  // Where an option is named twice the last one counts.
  const args = [
    ...["--snapshots", snapshots, "--out", out],
    ...["--cache", path.join(path.dirname(out), "cache"), ...options],
  ];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(projectFolder, "scripts", "build.ts"), ...args],
      { env: { ...process.env, NODE_ENV: "production", ...environment }, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr });
      },
    );
  });
}

/** As `runBuild`. Throws what the build said where it failed. */
export async function mustBuild(...build: Parameters<typeof runBuild>): Promise<void> {
  const { code, output } = await runBuild(...build);
  if (code !== 0) throw new Error(output);
}

/** A folder of its own under the system's temporary one. */
export function makeScratchFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "tidemark-build-"));
}

/** Writes a file, and the folders that it needs. */
export function writeFile(file: string, content: string | Uint8Array): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Copies a fixture archive, so that a test may change it. */
export function copyFixture(name: string): string {
  const folder = path.join(makeScratchFolder(), "snapshots");
  cpSync(path.join(projectFolder, "tests", "fixtures", "archives", name), folder, {
    recursive: true,
  });
  return folder;
}
