/** The worker of the page that compares, driven by a script in a browser. */
import { readdirSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import type { WantedChange } from "../../src/client/compare/list-changes.ts";
import type { NoiseRule } from "../../src/model.ts";
import type { Answer, Command } from "../../src/client/compare/messages.ts";
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
  readonly compare: (change: WantedChange) => Promise<ComparedHere>;
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
    compare: (change) =>
      page.evaluate(
        (wanted) =>
          (
            globalThis as unknown as { compare: (change: WantedChange) => Promise<ComparedHere> }
          ).compare(wanted),
        change,
      ),
    close: () => page.close(),
  };
}

/** Runs in the browser: does what the page does, for one file at a time. */
async function startWorker({
  versions,
  grammars,
  worker: address,
  noise,
}: ComparePlaces): Promise<void> {
  const worker = new Worker(address, { type: "module" });
  const say = (command: Command) => worker.postMessage(command);
  const load = async (url: string) => (await fetch(url)).json() as Promise<never>;
  let job = 0;
  let onAnswer: (answer: Answer) => void = () => undefined;
  worker.addEventListener("error", ({ message }) => {
    onAnswer({ kind: "failed", message });
  });
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
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
    async compare(change: WantedChange): Promise<ComparedHere> {
      job += 1;
      for (const side of [change.from, change.to]) {
        if (!side) continue;
        const bytes = await (await fetch(versions + side.volume)).arrayBuffer();
        say({ kind: "volume", name: side.volume, bytes });
      }
      let plain: readonly string[] = [];
      return new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`No answer for ${change.path} in a minute.`)), 60_000);
        onAnswer = (answer) => {
          if (answer.kind === "failed") reject(new Error(answer.message));
          else if (answer.kind === "compared") {
            plain = answer.chunks;
            if (plain.length === 0) resolve({ plain, coloured: [] });
          } else if (answer.kind === "coloured") resolve({ plain, coloured: answer.chunks });
        };
        say({ kind: "compare", job, changes: [change], noise });
      });
    },
  });
}
