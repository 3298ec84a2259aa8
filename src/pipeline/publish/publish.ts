/** Puts a finished site in its place, so that at every moment either the old or the new one is whole. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { copyFolder } from "../../archive/copy-folder.ts";
import { attemptWrite } from "../../archive/system-error.ts";
import { InputError } from "../../errors.ts";
import { cleanLeftovers } from "./clean-leftovers.ts";
import { findForeignFiles, findForeignNames } from "./foreign-files.ts";

/** Every site has it at its root: what tells a folder of ours from somebody else's. */
const marker = "archive.json";

/** Another build of the same output may come between two renames: so often it is tried again. */
const attempts = 5;

const nextOf = (place: string) => `${place}.next-${String(process.pid)}`;
const previousOf = (place: string) => `${place}.previous`;

/**
 * Mends what an interrupted `publishSite` left. `published` names the files that the last build put
 * there, as far as is known. Throws InputError where `out` cannot be written, or holds something that
 * would be lost.
 */
export function prepareOutput(out: string, published: readonly string[] | null = null): void {
  attemptWrite(out, "--out", () => {
    const place = resolvePlace(out);
    mkdirSync(path.dirname(place), { recursive: true });
    cleanLeftovers(path.dirname(place), `${path.basename(place)}.next-`);
    // Better told now than when all is done.
    mkdirSync(nextOf(place), { recursive: true });
    rmdirSync(nextOf(place));
    restorePrevious(place);
    if (!existsSync(place)) return;
    requireSite(place);
    if (published) refuseForeign(place, findForeignFiles(place, published));
  });
}

/**
 * Moves the site in `siteFolder` to `out`, in place of the one that is there. Throws InputError as
 * `prepareOutput` does; the old site then stands as it was.
 */
export function publishSite(
  siteFolder: string,
  out: string,
  published: readonly string[] | null = null,
): void {
  attemptWrite(out, "--out", () => {
    const place = resolvePlace(out);
    if (existsSync(place)) {
      const foreign = published
        ? findForeignFiles(place, published)
        : findForeignNames(place, siteFolder);
      refuseForeign(place, foreign);
    }
    const staged = nextOf(place);
    try {
      stageBeside(siteFolder, staged);
      swapIn(staged, place, attempts);
    } catch (error) {
      rmSync(staged, { recursive: true, force: true });
      throw error;
    }
  });
}

function restorePrevious(place: string): void {
  const previous = previousOf(place);
  if (!existsSync(previous)) return;
  if (!existsSync(path.join(previous, marker))) {
    throw new InputError([
      {
        where: previous,
        what: "stands where the old site is put aside while the new one takes its place",
        remedy: "Move it elsewhere, or name another folder with --out.",
      },
    ]);
  }
  if (existsSync(place)) rmSync(previous, { recursive: true, force: true });
  else renameSync(previous, place);
}

function requireSite(place: string): void {
  const isFolder = statSync(place).isDirectory();
  if (isFolder && (readdirSync(place).length === 0 || existsSync(path.join(place, marker)))) return;
  throw new InputError([
    {
      where: place,
      what: "holds something that is not a site built by Tidemark, and would be replaced",
      remedy: "Name another folder with --out, or empty this one.",
    },
  ]);
}

function refuseForeign(place: string, foreign: readonly string[]): void {
  if (foreign.length === 0) return;
  const shown = foreign.slice(0, 5).join(", ");
  const rest = foreign.length > 5 ? ` and ${String(foreign.length - 5)} more` : "";
  throw new InputError([
    {
      where: place,
      what: `holds what no build put there, and it would be lost: ${shown}${rest}`,
      remedy: "Move it elsewhere; what belongs to every site belongs in public/.",
    },
  ]);
}

/** Follows links, also to a folder that is not there for the moment. Throws for a circle. */
function resolvePlace(out: string): string {
  if (existsSync(out)) return realpathSync(out);
  if (!lstatSync(out, { throwIfNoEntry: false })?.isSymbolicLink()) return out;
  // Throws for a circle, which `existsSync` takes for a missing file.
  statSync(out, { throwIfNoEntry: false });
  return resolvePlace(path.resolve(path.dirname(out), readlinkSync(out)));
}

/** Brings the site onto the file system of its place, where a rename is one step. */
function stageBeside(siteFolder: string, staged: string): void {
  mkdirSync(path.dirname(staged), { recursive: true });
  try {
    renameSync(siteFolder, staged);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    copyFolder(siteFolder, staged);
    rmSync(siteFolder, { recursive: true });
  }
}

function swapIn(staged: string, place: string, left: number): void {
  const previous = previousOf(place);
  const hadPrevious = existsSync(place);
  try {
    if (hadPrevious) renameSync(place, previous);
    renameSync(staged, place);
  } catch (error) {
    if (existsSync(previous) && !existsSync(place)) renameSync(previous, place);
    if (left === 0) throw error;
    rmSync(previous, { recursive: true, force: true });
    swapIn(staged, place, left - 1);
    return;
  }
  if (hadPrevious) removeIfPossible(previous);
}

/** The new site is in its place: what cannot be removed now is left to the next build. */
function removeIfPossible(previous: string): void {
  try {
    rmSync(previous, { recursive: true, force: true });
  } catch {
    return;
  }
}
