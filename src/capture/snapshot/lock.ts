/** One capture of a source at a time: two would write the same snapshot, and count the same suspects twice. */
import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { isRunning } from "../../archive/is-running.ts";
import { InputError, hasCode } from "../../errors.ts";

/** No capture takes so long; then a lock of another machine, or of an id given anew, is a crash's. */
const longestMs = 24 * 3_600_000;

/** Another capture of the source runs. */
export class SourceLocked extends InputError {}

const held = new Set<string>();

/**
 * Locks the source's folder, which is there, until the function that it gives is called. A lock whose capture
 * has ended is taken over. Throws SourceLocked while another capture runs.
 */
export function lockSource(sourceFolder: string): () => void {
  const file = path.join(sourceFolder, ".capturing");
  const words = `${String(process.pid)} ${hostname()} ${randomUUID()}\n`;
  // Linked, so that a lock is never there without its words.
  const draft = `${file}-${randomUUID()}`;
  writeFileSync(draft, words);
  try {
    if (!take(draft, file) && !(removeStale(file) && take(draft, file))) throw refuse(file);
  } finally {
    rmSync(draft, { force: true });
  }
  held.add(words);
  return () => {
    held.delete(words);
    if (read(file) === words) rmSync(file, { force: true });
  };
}

function take(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** Whether the place is free now. What another capture put there in the meantime goes back. */
function removeStale(file: string): boolean {
  const words = read(file);
  if (words === null) return true;
  if (!isStale(words, file)) return false;
  const aside = `${file}-${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return true; // somebody else was faster; the next try tells
  }
  const isSame = read(aside) === words;
  if (!isSame) take(aside, file);
  rmSync(aside, { force: true });
  return isSame;
}

function isStale(words: string, file: string): boolean {
  const [id, host] = words.trim().split(" ");
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  if (age > longestMs) return true;
  if (host !== hostname()) return false;
  // A machine that starts anew gives ids anew: a lock in this process's name that it does not hold is none.
  return Number(id) === process.pid ? !held.has(words) : !isRunning(Number(id));
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function refuse(file: string): SourceLocked {
  const [id = "?", host = "?"] = (read(file) ?? "").trim().split(" ");
  return new SourceLocked({
    where: path.dirname(file),
    what: `is being captured already, by process ${id} on ${host}`,
    remedy: `Wait until that one has ended; where there is none, delete ${file}.`,
  });
}
