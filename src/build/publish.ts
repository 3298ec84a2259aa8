/** Puts a finished site in its place, so that at every moment either the old or the new one is whole. */
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { InputError } from "../errors.ts";
import { cleanLeftovers } from "./clean-leftovers.ts";

/** Every site has it at its root: what tells a folder of ours from somebody else's. */
const marker = "archive.json";

const previousOf = (out: string) => `${out}.previous`;

/**
 * Mends what an interrupted `publishSite` left. Throws InputError where `out` holds something that is
 * not a site of ours: it would be replaced.
 */
export function prepareOutput(out: string): void {
  cleanLeftovers(path.dirname(out), `${path.basename(out)}.next-`);
  if (existsSync(previousOf(out))) {
    if (existsSync(out)) rmSync(previousOf(out), { recursive: true });
    else renameSync(previousOf(out), out);
  }
  if (!existsSync(out)) return;
  const isFolder = statSync(out).isDirectory();
  if (isFolder && (readdirSync(out).length === 0 || existsSync(path.join(out, marker)))) return;
  throw new InputError([
    {
      where: out,
      what: "holds something that is not a site built by Tidemark, and would be replaced",
      remedy: "Name another folder with --out, or empty this one.",
    },
  ]);
}

/** Moves the site in `siteFolder` to `out`, in place of the one that is there. */
export function publishSite(siteFolder: string, out: string): void {
  const staged = stageBeside(siteFolder, out);
  const hadPrevious = existsSync(out);
  if (hadPrevious) renameSync(out, previousOf(out));
  renameSync(staged, out);
  if (hadPrevious) rmSync(previousOf(out), { recursive: true });
}

/** Brings the site onto the file system of `out`, where a rename is one step. */
function stageBeside(siteFolder: string, out: string): string {
  const staged = `${out}.next-${String(process.pid)}`;
  mkdirSync(path.dirname(out), { recursive: true });
  try {
    renameSync(siteFolder, staged);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    cpSync(siteFolder, staged, { recursive: true });
    rmSync(siteFolder, { recursive: true });
  }
  return staged;
}
