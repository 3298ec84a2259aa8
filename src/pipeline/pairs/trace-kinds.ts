/**
 * One pass over a source's pairs, in order, tells the kinds of their lines. What was found for a pair is kept
 * under a name that follows from all pairs up to it, so that only what comes after a difference is done
 * again: from the last saved history that fits.
 */
import { deserialize, serialize } from "node:v8";
import type { Cache } from "../../archive/cache.ts";
import { findKinds } from "../../kinds/find-kinds.ts";
import { type History, openHistory, type SavedHistory } from "../../kinds/history.ts";
import type { OpenFile } from "../../kinds/open-lines.ts";
import { openReverts, type Revert, type Reverts, type SavedVersions } from "../../kinds/reverts.ts";
import type { Path } from "../../model.ts";
import { hashText } from "../hash.ts";
import { type FoundKinds, readKinds } from "./kinds-cache.ts";
import type { PairTask } from "./pair-task.ts";

/** The history is saved after so many pairs. */
const pairsBetweenSaves = 64;

export interface KindsTrace {
  /** What is kept of a pair's kinds, or null. */
  readonly readKnown: (index: number) => FoundKinds | null;
  /** The name under which a pair's kinds are kept. */
  readonly nameOf: (index: number) => string;
  /** Finds and keeps the kinds of the pair's lines; the pairs before it must have been compared. */
  readonly find: (index: number) => Promise<FoundKinds>;
}

export interface TraceTools {
  readonly cache: Cache;
  /** The keys of the first snapshot's files are kept under `key`, or brought there. */
  readonly begin: (key: string) => Promise<void>;
  /** What comparing noted of the pair's open lines: it is compared again where that is lost. */
  readonly readOpen: (task: PairTask) => Promise<readonly OpenFile[]>;
  /** Whether the file's change brings the earlier version back that it is nearest to. */
  readonly isRevert: (file: OpenFile, revert: Revert) => Promise<boolean>;
}

/** What is known before a pair: where lines stand, and the versions of files. */
interface Known {
  readonly history: History;
  readonly reverts: Reverts;
}

/** Plain data. */
export interface SavedKnown {
  readonly history: SavedHistory;
  readonly versions: SavedVersions;
}

/** Opens the pass over `tasks`; `firstKey` names all that the first snapshot's keys follow from. */
export function openTrace(
  tasks: readonly PairTask[],
  firstKey: string,
  { cache, begin, readOpen, isRevert }: TraceTools,
): KindsTrace {
  const names = [firstKey];
  for (const { key } of tasks) names.push(hashText(`${names.at(-1) ?? ""} ${key}`));
  const nameOf = (index: number) => names[index + 1] ?? "";
  const readFound = (index: number) => readKinds(cache, nameOf(index));
  let known: Known | null = null;
  /** How many pairs are behind it. */
  let done = 0;

  async function goTo(index: number): Promise<Known> {
    if (known === null) {
      done = index - (index % pairsBetweenSaves);
      let saved = readSaved(cache, names[done] ?? "");
      while (saved === null && done > 0) {
        done -= pairsBetweenSaves;
        saved = readSaved(cache, names[done] ?? "");
      }
      if (saved === null) {
        await begin(firstKey);
        saved = readSaved(cache, firstKey);
      }
      if (saved === null)
        throw new Error("The cache lost what a history begins with: build again.");
      known = { history: openHistory(saved.history), reverts: openReverts(saved.versions) };
    }
    for (; done < index;) {
      const task = tasks[done];
      if (task) {
        const files = await readOpen(task);
        known.history.advance(files, task.to).note();
        const found = readFound(done)?.kinds.flatMap(({ path, revert }) =>
          revert ? [[path, revert] as const] : [],
        );
        known.reverts.advance(
          task,
          files,
          found ? new Map(found) : await findReverts(files, known),
        );
      }
      pass(known);
    }
    return known;
  }

  function pass({ history, reverts }: Known): void {
    done += 1;
    if (done % pairsBetweenSaves !== 0 || cache.read("history", names[done] ?? "")) return;
    const saved: SavedKnown = { history: history.save(), versions: reverts.save() };
    cache.write("history", names[done] ?? "", serialize(saved));
  }

  async function findReverts(
    files: readonly OpenFile[],
    { reverts }: Known,
  ): Promise<Map<Path, Revert>> {
    const found = new Map<Path, Revert>();
    for (const file of files) {
      const revert = reverts.propose(file);
      if (revert && (revert.hash === file.hashes.new || (await isRevert(file, revert))))
        found.set(file.path, revert);
    }
    return found;
  }

  return {
    nameOf,
    readKnown: readFound,
    async find(index) {
      const task = tasks[index];
      if (!task) throw new RangeError(`There is no pair ${String(index)}.`);
      const at = await goTo(index);
      const files = await readOpen(task);
      const reverts = await findReverts(files, at);
      at.reverts.advance(task, files, reverts);
      const kinds = findKinds(files, task.to, at.history).map((file) => {
        const revert = reverts.get(file.path);
        return revert ? { ...file, revert } : file;
      });
      pass(at);
      const shown = JSON.stringify(kinds);
      const found: FoundKinds = { key: hashText(`${task.key} ${shown}`), kinds };
      cache.write("kinds", nameOf(index), JSON.stringify(found));
      return found;
    },
  };
}

function readSaved(cache: Cache, name: string): SavedKnown | null {
  const bytes = cache.read("history", name);
  return bytes && (deserialize(bytes) as SavedKnown);
}
