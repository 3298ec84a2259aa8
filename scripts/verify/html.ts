/** Validates the HTML of every page, in worker threads: most of the time of verifying goes there. */
import { statSync } from "node:fs";
import path from "node:path";
import { Piscina } from "piscina";
import type { Recorder } from "./check.ts";
import type { HtmlProblem } from "./html-worker.ts";

/** A thread's task holds pages of so many bytes together, or one page. */
const taskBytes = 1_000_000;

export interface HtmlCheck {
  /**
   * Waits for the rest and notes every page that is valid; what is wrong, on however many pages, is told
   * once. `onPages` is told how many were done.
   */
  readonly finish: (recorder: Recorder, onPages: (count: number) => void) => Promise<void>;
  /** Ends the threads. */
  readonly close: () => Promise<void>;
}

/** Begins to validate `pages`, files below `out`; other checks may go on meanwhile. */
export function beginHtmlCheck(out: string, pages: readonly string[]): HtmlCheck {
  const pool = new Piscina<readonly string[], HtmlProblem[][]>({
    filename: new URL("html-worker.ts", import.meta.url).href,
    idleTimeout: Infinity,
  });
  const tasks = gatherTasks(out, pages).map((names) => {
    const found = pool.run(names.map((name) => path.join(out, name)));
    // Whoever waits for it hears of a failure; until then nobody does.
    found.catch(() => undefined);
    return { names, found };
  });
  return {
    async finish(recorder, onPages) {
      const places = new Map<string, string[]>();
      for (const { names, found } of tasks) {
        const problems = await found;
        for (const [index, name] of names.entries()) {
          const here = problems[index] ?? [];
          if (here.length === 0) recorder.note(`${name}: its HTML`, null);
          for (const { what, where } of here) {
            const known = places.get(what) ?? [];
            known.push(`${name}:${where}`);
            places.set(what, known);
          }
        }
        onPages(names.length);
      }
      for (const [what, where] of places) recorder.note(describePlaces(where), what);
    },
    close: () => pool.destroy(),
  };
}

function describePlaces(places: readonly string[]): string {
  const [first = ""] = places;
  return places.length === 1 ? first : `${first} and ${String(places.length - 1)} more places`;
}

/** Large pages first: one of them at the end would keep one thread busy and the others idle. */
function gatherTasks(out: string, pages: readonly string[]): string[][] {
  const sized = pages
    .map((name) => ({ name, bytes: statSync(path.join(out, name)).size }))
    .toSorted((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
  const tasks: string[][] = [];
  let room = 0;
  for (const { name, bytes } of sized) {
    if (bytes > room) {
      tasks.push([]);
      room = taskBytes;
    }
    tasks.at(-1)?.push(name);
    room -= bytes;
  }
  return tasks;
}
