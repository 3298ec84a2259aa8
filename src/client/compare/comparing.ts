/** The worker that compares, and all that it is handed. */
import type { LanguageRegistration } from "shiki/types";
import type { NoiseRule, Path } from "../../model.ts";
import type { GrammarTable } from "../../render/highlight/grammar-table.ts";
import type { WantedChange } from "./list-changes.ts";
import type { WorkerAnswer, WorkerCommand } from "./messages.ts";
import { fetchFile, fetchJson } from "../fetch-json.ts";

export interface Comparing {
  /** Fetches what the changes need and compares them; what is running ends. */
  readonly start: (changes: readonly WantedChange[]) => void;
  /** Compares this file before the others. */
  readonly prefer: (path: Path) => void;
  readonly writePatch: (changes: readonly WantedChange[]) => void;
  /** Ends at once what is running. */
  readonly stop: () => void;
}

export interface ComparingEvents {
  /** Of `all` files that hold the versions so many are here. */
  readonly onFetched: (count: number, all: number) => void;
  readonly onAnswer: (answer: WorkerAnswer) => void;
  /** A file could not be had, or the worker not be started. */
  readonly onFailure: () => void;
}

/** Requests at once. */
const requests = 6;

/** What is handed over: from folders, whose addresses have a slash at their ends, and from the index. */
export interface ComparingSource {
  /** Of the version store. */
  readonly versions: string;
  readonly grammars: string;
  readonly noise: readonly NoiseRule[];
}

/** Starts its worker when there is something to compare. */
export function createComparing(source: ComparingSource, events: ComparingEvents): Comparing {
  let worker: Worker | null = null;
  let job = 0;
  let grammars: Promise<GrammarTable> | null = null;
  let fetching = new AbortController();

  function open(): Worker {
    if (worker) return worker;
    worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<WorkerAnswer>) => {
      if (data.kind === "lacking") void bringGrammars(data.names);
      else if (!("job" in data) || data.job === job) events.onAnswer(data);
    });
    worker.addEventListener("error", events.onFailure);
    return worker;
  }

  function say(command: WorkerCommand, transfer: Transferable[] = []): void {
    open().postMessage(command, transfer);
  }

  /** Colours may be missing: nothing waits for them. */
  async function colour(): Promise<void> {
    const mine = open();
    grammars ??= fetchJson(new URL("index.json", source.grammars));
    const table = await grammars.catch(() => null);
    if (table && worker === mine) say({ kind: "grammars", table });
  }

  async function bringGrammars(names: readonly string[]): Promise<void> {
    const mine = worker;
    await Promise.all(
      names.map(async (name) => {
        const address = new URL(`${name}.json`, source.grammars);
        const grammar = await fetchJson<LanguageRegistration>(address).catch(() => null);
        if (worker !== mine) return;
        say({ kind: "grammar", name, grammar });
      }),
    );
  }

  async function handOver(changes: readonly WantedChange[], signal: AbortSignal): Promise<void> {
    const names = [...new Set(changes.flatMap(({ from, to }) => [from?.volume, to?.volume]))];
    const left = names.filter((name) => name !== undefined).toReversed();
    const all = left.length;
    events.onFetched(0, all);
    const fetchNext = async () => {
      for (let name = left.pop(); name !== undefined; name = left.pop()) {
        const file = await fetchFile(new URL(name, source.versions), signal);
        const bytes = await file.arrayBuffer();
        signal.throwIfAborted();
        say({ kind: "volume", name, bytes }, [bytes]);
        events.onFetched(all - left.length, all);
      }
    };
    await Promise.all(Array.from({ length: requests }, fetchNext));
  }

  function begin(work: (signal: AbortSignal) => Promise<void>): void {
    fetching.abort();
    fetching = new AbortController();
    const { signal } = fetching;
    work(signal).catch(() => {
      if (!signal.aborted) events.onFailure();
    });
  }

  return {
    start(changes) {
      job += 1;
      const mine = job;
      // Starts while the files are on their way.
      open();
      begin(async (signal) => {
        await handOver(changes, signal);
        say({ kind: "compare", job: mine, changes, noise: source.noise });
        void colour();
      });
    },
    prefer(path) {
      say({ kind: "first", path });
    },
    writePatch(changes) {
      begin(async (signal) => {
        await handOver(changes, signal);
        say({ kind: "patch", changes });
      });
    },
    stop() {
      fetching.abort();
      worker?.terminate();
      worker = null;
      job += 1;
    },
  };
}
