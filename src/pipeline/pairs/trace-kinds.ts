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
}

/** Opens the pass over `tasks`; `firstKey` names all that the first snapshot's keys follow from. */
export function openTrace(
  tasks: readonly PairTask[],
  firstKey: string,
  { cache, begin, readOpen }: TraceTools,
): KindsTrace {
  const names = [firstKey];
  for (const { key } of tasks) names.push(hashText(`${names.at(-1) ?? ""} ${key}`));
  const nameOf = (index: number) => names[index + 1] ?? "";
  let history: History | null = null;
  /** How many pairs the history has behind it. */
  let done = 0;

  async function goTo(index: number): Promise<History> {
    if (history === null) {
      done = index - (index % pairsBetweenSaves);
      let saved = readHistory(cache, names[done] ?? "");
      while (saved === null && done > 0) {
        done -= pairsBetweenSaves;
        saved = readHistory(cache, names[done] ?? "");
      }
      if (saved === null) {
        await begin(firstKey);
        saved = readHistory(cache, firstKey);
      }
      if (saved === null)
        throw new Error("The cache lost what a history begins with: build again.");
      history = openHistory(saved);
    }
    for (; done < index;) {
      const task = tasks[done];
      if (task) history.advance(await readOpen(task), task.to).note();
      pass(history);
    }
    return history;
  }

  function pass(at: History): void {
    done += 1;
    if (done % pairsBetweenSaves !== 0 || cache.read("history", names[done] ?? "")) return;
    cache.write("history", names[done] ?? "", serialize(at.save()));
  }

  return {
    nameOf,
    readKnown: (index) => readKinds(cache, nameOf(index)),
    async find(index) {
      const task = tasks[index];
      if (!task) throw new RangeError(`There is no pair ${String(index)}.`);
      const at = await goTo(index);
      const kinds = findKinds(await readOpen(task), task.to, at);
      pass(at);
      const shown = JSON.stringify(kinds);
      const found: FoundKinds = { key: hashText(`${task.key} ${shown}`), kinds };
      cache.write("kinds", nameOf(index), JSON.stringify(found));
      return found;
    },
  };
}

function readHistory(cache: Cache, name: string): SavedHistory | null {
  const bytes = cache.read("history", name);
  return bytes && (deserialize(bytes) as SavedHistory);
}
