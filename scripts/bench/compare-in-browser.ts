/** The worker of the page that compares, driven by a script in a browser. */
import { readdirSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import type { WantedChange } from "../../src/client/compare/list-changes.ts";
import type { NoiseRule } from "../../src/model.ts";
import type { WorkerAnswer, WorkerCommand } from "../../src/client/compare/messages.ts";
import type { ComparedHere } from "./compare-here.ts";

/** Addresses, and what the page hands over besides. */
export interface ComparePlaces {
  readonly versions: string;
  readonly grammars: string;
  readonly worker: string;
  /** The source's rules. */
  readonly noise: readonly NoiseRule[];
}

export interface ComparingBrowser {
  /** In the order of the changes. */
  readonly compare: (changes: readonly WantedChange[]) => Promise<readonly ComparedHere[]>;
  readonly close: () => Promise<void>;
}

/** The file name of a built site's worker. */
export function findWorker(site: string): string {
  const files = readdirSync(path.join(site, "_astro"));
  const worker = files.find((file) => /^worker-.*\.js$/.test(file));
  if (worker === undefined) throw new Error(`${site} has no worker.`);
  return worker;
}

/** Opens a page of the site and starts its worker there. */
export async function compareInBrowser(
  browser: Browser,
  places: ComparePlaces,
): Promise<ComparingBrowser> {
  const page = await browser.newPage();
  // Any page of the site that has no script of its own.
  await page.goto(new URL("index.json", places.versions).href);
  await page.evaluate(startWorker, places);
  return {
    compare: (changes) =>
      page.evaluate(
        (wanted) => (globalThis as unknown as Pick<ComparingBrowser, "compare">).compare(wanted),
        changes,
      ),
    close: () => page.close(),
  };
}

/** Runs in the browser: does what the page does. */
async function startWorker({
  versions,
  grammars,
  worker: address,
  noise,
}: ComparePlaces): Promise<void> {
  const worker = new Worker(address, { type: "module" });
  const say = (command: WorkerCommand) => worker.postMessage(command);
  const load = async (url: string) => (await fetch(url)).json() as Promise<never>;
  let job = 0;
  let onAnswer: (answer: WorkerAnswer) => void = () => undefined;
  worker.addEventListener("error", ({ message }) => {
    onAnswer({ kind: "failed", message });
  });
  worker.addEventListener("message", ({ data }: MessageEvent<WorkerAnswer>) => {
    if (data.kind !== "lacking") onAnswer(data);
    else {
      for (const name of data.names)
        void load(`${grammars}${name}.json`).then((grammar) =>
          say({ kind: "grammar", name, grammar }),
        );
    }
  });
  say({ kind: "grammars", table: await load(`${grammars}index.json`) });
  Object.assign(globalThis, {
    async compare(changes: readonly WantedChange[]): Promise<readonly ComparedHere[]> {
      job += 1;
      const volumes = changes.flatMap(({ from, to }) => [from?.volume, to?.volume]);
      for (const name of new Set(volumes)) {
        if (name === undefined) continue;
        const bytes = await (await fetch(versions + name)).arrayBuffer();
        say({ kind: "volume", name, bytes });
      }
      const plain = new Map<string, readonly string[]>();
      const coloured = new Map<string, readonly string[]>();
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error("No answer in two minutes.")), 120_000);
        onAnswer = (answer) => {
          if (answer.kind === "failed") reject(new Error(answer.message));
          else if (answer.kind === "compared") {
            plain.set(answer.path, answer.chunks);
            if (answer.chunks.length === 0) coloured.set(answer.path, []);
          } else if (answer.kind === "coloured") coloured.set(answer.path, answer.chunks);
          if (plain.size < changes.length || coloured.size < changes.length) return;
          clearTimeout(late);
          resolve(
            changes.map(({ path }) => ({
              plain: plain.get(path) ?? [],
              coloured: coloured.get(path) ?? [],
            })),
          );
        };
        say({ kind: "compare", job, changes, noise });
      });
    },
  });
}
