import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { readFile, toNativePath } from "../../archive/content.ts";
import { readSnapshotFolder } from "../../archive/snapshot-folder.ts";
import type { CaptureConfig } from "../../config-capture.ts";
import { InputError } from "../../errors.ts";
import type { Taken } from "../snapshot/decide.ts";
import { isSafePath } from "../snapshot/safe-path.ts";
import { failWhole, type KindContext, takeWhole } from "./context.ts";
import { rewriteBytes } from "./write-document.ts";
import type { Tree } from "../../model.ts";

/**
 * Lets a program fill the draft's folder. It runs in the source's folder, without a shell; `{folder}` in its
 * words, and SNAPSHOT_FOLDER in its environment, name the folder. It succeeds by ending with 0.
 */
export async function takeCommand(
  config: CaptureConfig & { kind: "command" },
  context: KindContext,
): Promise<Taken> {
  const words = config.run.map((word) => word.replaceAll("{folder}", context.draft.folder));
  const address = config.run.join(" ");
  const problem = await run(words, config.minutes, context);
  if (problem !== null) return failWhole(address, problem);
  try {
    return takeWhole(readDraft(context));
  } catch (error) {
    if (error instanceof InputError) return failWhole(address, error.message);
    throw error;
  }
}

function run(
  [program = "", ...words]: readonly string[],
  minutes: number,
  { sourceFolder, draft }: KindContext,
): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd: sourceFolder,
      env: { ...process.env, SNAPSHOT_FOLDER: draft.folder },
      stdio: ["ignore", 2, 2],
    });
    // Node's own time-out would go on, and keep the capture waiting, where no program could be started.
    const timer = setTimeout(() => child.kill("SIGKILL"), minutes * 60_000);
    child.on("error", (error) => {
      clearTimeout(timer);
      resolve(`could not be run: ${error.message}`);
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(null);
      else if (signal === "SIGKILL") resolve(`took more than ${String(minutes)} minutes`);
      else resolve(`ended with ${String(code ?? signal)}`);
    });
  });
}

function readDraft({ draft, rewrite }: KindContext): Tree {
  const { tree } = readSnapshotFolder(draft.folder, () => true);
  const unsafe = [...tree.keys()].filter((path) => !isSafePath(path));
  if (unsafe.length > 0) {
    throw new InputError(
      unsafe.map((path) => ({
        where: path,
        what: "is no path of a snapshot",
        remedy: "Let the program leave no .git behind.",
      })),
    );
  }
  for (const [path, { mode }] of tree) {
    if (mode === "120000") continue;
    const file = `${draft.folder}/${path}`;
    const bytes = readFile({ file, link: false });
    const rewritten = rewriteBytes(bytes, rewrite);
    if (rewritten !== bytes) replace(file, rewritten, mode === "100755" ? 0o755 : 0o644);
  }
  return readSnapshotFolder(draft.folder, () => true).tree;
}

/** Writes anew instead of over: the program may have linked its own files into the folder. */
function replace(file: string, bytes: Uint8Array, mode: number): void {
  rmSync(toNativePath(file));
  writeFileSync(toNativePath(file), bytes, { flag: "wx", mode });
}
