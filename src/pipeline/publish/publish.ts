/**
 * Puts a finished site in its place, so that either the old or the new one is whole; between two renames there
 * is none for an instant. A place that cannot be moved aside is filled file by file.
 */
import {
  existsSync,
  lstatSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { copyFolder } from "../../archive/copy-folder.ts";
import { attemptWrite } from "../../archive/system-error.ts";
import { makeFolder } from "../../archive/make-folder.ts";
import { InputError, hasCode } from "../../errors.ts";
import { cleanLeftovers } from "./clean-leftovers.ts";
import { draftPrefix, fillInPlace } from "./fill-in-place.ts";
import { findForeignFiles, findForeignNames, marker } from "./foreign-files.ts";

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
    // Better told now than when all is done.
    if (canSwap(place)) {
      cleanLeftovers(path.dirname(place), `${path.basename(place)}.next-`);
      restorePrevious(place);
    } else probePlace(place);
    if (!existsSync(place)) return;
    requireSite(place);
    if (published) refuseForeign(place, findForeignFiles(place, published));
  });
}

/** How a site came to its place: in one step, or file by file. */
export type Publishing = "swapped" | "filled";

/**
 * Moves the site in `siteFolder` to `out`, in place of the one that is there, and says how. Throws InputError
 * as `prepareOutput` does; the old site then stands as it was, unless it was being filled.
 */
export function publishSite(
  siteFolder: string,
  out: string,
  published: readonly string[] | null = null,
): Publishing {
  return attemptWrite(out, "--out", () => {
    const place = resolvePlace(out);
    if (existsSync(place)) {
      const foreign = published
        ? findForeignFiles(place, published)
        : findForeignNames(place, siteFolder);
      refuseForeign(place, foreign);
    }
    if (!canSwap(place)) {
      fillInPlace(siteFolder, place, marker);
      return "filled";
    }
    const staged = nextOf(place);
    try {
      stageBeside(siteFolder, staged);
      if (swapIn(staged, place, attempts)) return "swapped";
      fillInPlace(staged, place, marker);
      rmSync(staged, { recursive: true, force: true });
      return "filled";
    } catch (error) {
      rmSync(staged, { recursive: true, force: true });
      throw error;
    }
  });
}

/**
 * Whether a folder can stand beside `place` to be renamed to it. Not where a file system is mounted there, and
 * not where a folder that can be written stands in one that cannot.
 */
function canSwap(place: string): boolean {
  const parent = path.dirname(place);
  if (existsSync(place) && statSync(place).dev !== statSync(parent).dev) return false;
  makeFolder(parent, place);
  try {
    makeFolder(nextOf(place), place);
    rmSync(nextOf(place), { recursive: true });
    return true;
  } catch (error) {
    if (existsSync(place) && hasCode(error, "EACCES", "EPERM", "EROFS")) return false;
    throw error;
  }
}

function probePlace(place: string): void {
  if (!statSync(place).isDirectory()) return;
  cleanLeftovers(place, draftPrefix);
  const probe = path.join(place, `${draftPrefix}${String(process.pid)}`);
  writeFileSync(probe, "");
  rmSync(probe);
}

function restorePrevious(place: string): void {
  const previous = previousOf(place);
  if (!existsSync(previous)) return;
  if (!existsSync(path.join(previous, marker))) {
    throw new InputError({
      where: previous,
      what: "stands where the old site is put aside while the new one takes its place",
      remedy: "Move it elsewhere, or name another folder with --out.",
    });
  }
  if (!existsSync(place)) renameSync(previous, place);
  else if (!removeIfPossible(previous)) {
    throw new InputError({
      where: previous,
      what: "is an older site that this user may not remove, and the next one has no room to be put aside",
      remedy: "Remove it as the user whom it belongs to, or name another folder with --out.",
    });
  }
}

function requireSite(place: string): void {
  const isFolder = statSync(place).isDirectory();
  if (isFolder && (readdirSync(place).length === 0 || existsSync(path.join(place, marker)))) return;
  throw new InputError({
    where: place,
    what: "holds something that is not a site built by Tidemark, and would be replaced",
    remedy: "Name another folder with --out, or empty this one.",
  });
}

function refuseForeign(place: string, foreign: readonly string[]): void {
  if (foreign.length === 0) return;
  const shown = foreign.slice(0, 5).join(", ");
  const rest = foreign.length > 5 ? ` and ${String(foreign.length - 5)} more` : "";
  throw new InputError({
    where: place,
    what: `holds what no build put there, and it would be lost: ${shown}${rest}`,
    remedy: "Move it elsewhere; what belongs to every site belongs in public/.",
  });
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
  makeFolder(path.dirname(staged));
  try {
    renameSync(siteFolder, staged);
  } catch (error) {
    if (!hasCode(error, "EXDEV")) throw error;
    copyFolder(siteFolder, staged);
    rmSync(siteFolder, { recursive: true });
  }
}

/** False where the place cannot be moved: something is mounted there from the same disk. */
function swapIn(staged: string, place: string, left: number): boolean {
  const previous = previousOf(place);
  const hadPrevious = existsSync(place);
  try {
    if (hadPrevious) renameSync(place, previous);
    renameSync(staged, place);
  } catch (error) {
    if (existsSync(previous) && !existsSync(place)) renameSync(previous, place);
    if (hasCode(error, "EBUSY", "EXDEV") && existsSync(place)) return false;
    if (left === 0) throw error;
    rmSync(previous, { recursive: true, force: true });
    return swapIn(staged, place, left - 1);
  }
  if (hadPrevious) removeIfPossible(previous);
  return true;
}

/** Once the new site is in its place, what cannot be removed is left to the next build. */
function removeIfPossible(previous: string): boolean {
  try {
    rmSync(previous, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}
