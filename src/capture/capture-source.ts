/** Takes the next snapshot of one source. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { CaptureConfig, WebCaptureConfig } from "../config-capture.ts";
import type { Stamp } from "../model.ts";
import { type BrowserFetcher, createBrowserFetcher } from "./browser/browser-fetcher.ts";
import { type Clock } from "./http/clock.ts";
import { createFetcher, type Fetched, type Fetcher } from "./http/fetcher.ts";
import { openResponseCache } from "./http/response-cache.ts";
import { robotName } from "./http/robots.ts";
import { openConnections } from "./http/send-request.ts";
import type { Tally } from "./http/tally.ts";
import { takeCommand } from "./kinds/command.ts";
import type { KindContext, WebContext } from "./kinds/context.ts";
import { listRedirectHosts } from "./kinds/choose-addresses.ts";
import { takeLlms } from "./kinds/llms.ts";
import { takeNpm } from "./kinds/npm.ts";
import { takeSitemap } from "./kinds/sitemap.ts";
import { takeUrls } from "./kinds/urls.ts";
import { type NoiseProposal, proposeAgainstNoise } from "./noise/propose.ts";
import { openKeptDocuments } from "./pages/kept-documents.ts";
import { createRewriter } from "./kinds/write-document.ts";
import {
  type Arrival,
  decide,
  type Decision,
  type Failure,
  type Taken,
} from "./snapshot/decide.ts";
import { type SnapshotDraft, openDraft } from "./snapshot/draft.ts";
import type { StrangeAnswer, Suspicion } from "./trust/judge.ts";
import { sift, type Sifted } from "./trust/sift.ts";
import { readSuspected, writeSuspected } from "./trust/suspected-file.ts";
import { lockSource } from "./snapshot/lock.ts";
import { type LastSnapshot, nameNextSnapshot, readLastSnapshot } from "./snapshot/last-snapshot.ts";

export interface CaptureTask {
  readonly id: string;
  /** Absolute: where its snapshots are. */
  readonly folder: string;
  readonly config: CaptureConfig;
  /** Where answers are kept, for all sources. */
  readonly cache: string;
  /** Write the snapshot even when too much vanishes, and whatever came. */
  readonly force: boolean;
  /** The moment of the snapshot, milliseconds. */
  readonly now: number;
  readonly clock: Clock;
  readonly onFile: (total: number) => void;
}

export interface CaptureResult {
  readonly id: string;
  /** Where what failed keeps the rest from being known, the verdict still tells of the rest. */
  readonly verdict: Decision["verdict"];
  /** Of the snapshot that was written; null where none was. */
  readonly stamp: Stamp | null;
  readonly decision: Decision;
  readonly failures: readonly Failure[];
  readonly disallowed: readonly Failure[];
  /** Were suspected several times, came the same each time, and are taken now. */
  readonly believed: readonly Suspicion[];
  /** Look strange, and are taken all the same. */
  readonly doubts: readonly StrangeAnswer[];
  /** What changed on nearly all files in the same way. */
  readonly noise: readonly NoiseProposal[];
  /** Files whose address led elsewhere, by address. */
  readonly redirects: readonly Arrival[];
  /** Null where no server was asked. */
  readonly tally: Tally | null;
  /** Whether any file came. */
  readonly tookAny: boolean;
  /** Files of the last snapshot. */
  readonly before: number;
}

/**
 * Takes a snapshot and writes it when something changed and not too much vanished. Throws InputError
 * where the newest snapshot is not older than `now`, and SourceLocked where another capture of the source runs.
 */
export async function captureSource(task: CaptureTask): Promise<CaptureResult> {
  mkdirSync(task.folder, { recursive: true });
  const unlock = lockSource(task.folder);
  try {
    return await captureLocked(task);
  } finally {
    unlock();
  }
}

async function captureLocked(task: CaptureTask): Promise<CaptureResult> {
  const last = readLastSnapshot(task.folder);
  const stamp = nameNextSnapshot(last, task.now, task.folder);
  const draft = openDraft(task.folder);
  try {
    const { taken, tally, judgement } = await take(task, draft, last);
    const decision = decide(last?.tree ?? null, taken, task.force ? 1 : task.config.share);
    const noise = proposeAgainstNoise(taken, draft.folder, last);
    const isWritten = decision.verdict === "changed";
    if (isWritten) {
      for (const kept of decision.kept) keep(draft, kept, last);
      draft.publish(stamp);
    }
    writeSuspected(task.folder, judgement?.suspected ?? new Map());
    return {
      id: task.id,
      verdict: decision.verdict,
      stamp: isWritten ? stamp : null,
      decision,
      failures: taken.failures.toSorted(byAddress),
      disallowed: taken.disallowed.toSorted(byAddress),
      noise,
      believed: judgement?.believed ?? [],
      doubts: judgement?.doubts ?? [],
      redirects: [...taken.arrivals.values()]
        .filter(({ address, url }) => address !== url)
        .toSorted(byAddress),
      tally,
      tookAny: taken.files.size > 0,
      before: last?.tree.size ?? 0,
    };
  } finally {
    draft.discard();
  }
}

/** No order of answers shows. */
function byAddress(a: { readonly address: string }, b: { readonly address: string }): number {
  return a.address < b.address ? -1 : Number(a.address > b.address);
}

function keep(draft: SnapshotDraft, kept: string, last: LastSnapshot | null): void {
  const entry = last?.tree.get(kept);
  if (last && entry) draft.copy(kept, last.folder, entry.mode);
}

async function take(
  task: CaptureTask,
  draft: SnapshotDraft,
  last: LastSnapshot | null,
): Promise<Partial<Sifted> & { taken: Taken; tally: Tally | null }> {
  const { config, folder, now, onFile } = task;
  const context: KindContext = {
    sourceFolder: folder,
    draft,
    last,
    rewrite: createRewriter(config.replace),
    now,
    onFile,
  };
  if (config.kind === "npm") return { taken: await takeNpm(config, context), tally: null };
  if (config.kind === "command") {
    return { ...(await trust(await takeCommand(config, context), task, context)), tally: null };
  }
  return takeFromWeb(config, context, task);
}

/** Without what cannot be what was asked for, unless the keeper wants all of it. */
async function trust(
  taken: Taken,
  { config, folder, force }: CaptureTask,
  { draft, last }: KindContext,
  ask: ((address: string) => Promise<Fetched>) | null = null,
): Promise<Partial<Sifted> & { taken: Taken }> {
  if (force) return { taken };
  const patience = { before: readSuspected(folder), believe: config.believe };
  return sift(taken, draft, last, patience, ask);
}

async function takeFromWeb(
  config: WebCaptureConfig,
  context: KindContext,
  task: CaptureTask,
): Promise<Partial<Sifted> & { taken: Taken; tally: Tally }> {
  const { cache: cacheFolder, id, clock } = task;
  const connections = openConnections(config);
  const cache = openResponseCache(path.join(cacheFolder, "capture", id, "answers"));
  const kept = openKeptDocuments(path.join(cacheFolder, "capture", id, "documents"));
  const options = {
    ...config,
    userAgent: describeAgent(config.contact),
    hosts: listRedirectHosts(config),
  };
  const fetcher = createFetcher(options, { connections, cache, clock });
  const browser = browserFor(config, fetcher);
  try {
    const all = await takeKind(config, { ...context, fetcher: browser ?? fetcher, kept });
    const sifted = await trust(all, task, context, (address) => fetcher.fetch(address));
    const { taken } = sifted;
    // After a failure kept answers may still be of use.
    if (taken.whole && taken.failures.length === 0) {
      cache.prune();
      kept.prune();
    }
    return { ...sifted, tally: fetcher.tally() };
  } finally {
    await browser?.close();
    connections.close();
  }
}

function browserFor(config: WebCaptureConfig, fetcher: Fetcher): BrowserFetcher | null {
  if (config.kind === "llms" || !config.browser) return null;
  const pages = config.kind === "urls" ? config.urls : [];
  const byAddress = new Map(pages.map(({ url, selector }) => [new URL(url).href, selector]));
  const common = config.kind === "sitemap" ? config.selector : undefined;
  return createBrowserFetcher(fetcher, config, (address) => byAddress.get(address) ?? common);
}

function takeKind(config: WebCaptureConfig, context: WebContext): Promise<Taken> {
  if (config.kind === "llms") return takeLlms(config, context);
  if (config.kind === "sitemap") return takeSitemap(config, context);
  return takeUrls(config, context);
}

function describeAgent(contact: string | undefined): string {
  const purpose = "an archive of what changed in documents";
  return `${robotName}/0.1 (${purpose}${contact === undefined ? "" : `; ${contact}`})`;
}
