/** Astro lays the facts and fragments into pages, those that the last output has already left out. */
import { type ChildProcess, fork } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import type { KeptPages } from "../../archive/build-context.ts";
import type { PageNote } from "../../archive/page-notes.ts";
import type { Plan } from "../../archive/page-plan.ts";
import type { ArchiveFacts } from "../../model.ts";
import type { PagesMessage, PagesTask } from "./pages-process.ts";

export interface PageBuild {
  /** The project's folder, which holds `astro.config.mjs`. */
  readonly projectFolder: string;
  /** Inside the project: Astro finds no modules from elsewhere. */
  readonly siteFolder: string;
  readonly cacheFolder: string;
  readonly factsFile: string;
  readonly kept: KeptPages;
  /** Ids of sources whose pages are not to be laid out. */
  readonly readySources: readonly string[];
  readonly pages: PagesProcess;
  readonly onPage: () => void;
}

export interface LaidOutPages {
  /** What each page that may be kept next time was made from. */
  readonly notes: readonly PageNote[];
  /** Peak resident size of the process that laid them out. */
  readonly peakBytes: number;
}

/** Builds all pages into `siteFolder`. Throws what Astro throws. */
export async function layOutPages(
  archive: ArchiveFacts,
  { projectFolder, siteFolder, pages, onPage, ...context }: PageBuild,
): Promise<LaidOutPages> {
  const plans = new Map<string, Plan>();
  const task: PagesTask = {
    context: { ...context, isServed: false },
    root: projectFolder,
    outDir: siteFolder,
    base: archive.basePath,
    site: archive.siteUrl,
  };
  const peakBytes = await pages.run(task, onPage, (plan) => plans.set(plan.file, plan));
  for (const { file, isKept } of plans.values()) {
    if (isKept) moveFile(path.join(context.kept.folder, file), path.join(siteFolder, file));
    else expectFile(siteFolder, file);
  }
  return { notes: [...plans.values()].map(({ file, key }) => ({ file, key })), peakBytes };
}

/** The process that lays out pages. */
export interface PagesProcess {
  /** Starts it, so that it is ready when facts are; does nothing the second time. */
  readonly start: () => void;
  /** Runs the task, once, and gives the peak memory. Throws what the process throws, or that it ended. */
  readonly run: (
    task: PagesTask,
    onPage: () => void,
    onPlan: (plan: Plan) => void,
  ) => Promise<number>;
  /** Ends it, if it was started. */
  readonly end: () => void;
}

/** A process that is started when first needed. */
export function createPagesProcess(): PagesProcess {
  let started: ChildProcess | null = null;
  const start = () =>
    (started ??= fork(path.join(import.meta.dirname, "pages-process.ts"), {
      // Packages have other code for their developers, and a site is the same wherever it is built.
      env: { ...process.env, NODE_ENV: "production" },
      serialization: "advanced",
      // Half of what Node takes for young objects costs no time here, and saves 130 MB.
      execArgv: [...process.execArgv, "--max-semi-space-size=8"],
    }));
  return {
    start: () => void start(),
    run: (task, onPage, onPlan) =>
      new Promise((resolve, reject) => {
        const child = start();
        child.on("message", (said) => {
          const message = said as PagesMessage;
          if (message.kind === "page") onPage();
          else if (message.kind === "plan") onPlan(message.plan);
          else if (message.kind === "done") resolve(message.peakBytes);
          else reject(asError(message.error));
        });
        child.once("error", reject);
        child.once("exit", (code, signal) => {
          reject(new Error(`The process that lays out pages ended (${String(signal ?? code)}).`));
        });
        child.send(task);
      }),
    end() {
      if (started?.connected) started.disconnect();
    },
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function moveFile(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  renameSync(from, to);
}

/** A page whose address is not where Astro put it could never be kept. */
function expectFile(folder: string, file: string): void {
  if (!existsSync(path.join(folder, file))) throw new Error(`No page was laid out at ${file}.`);
}
