/**
 * Which pages are laid out again. A page is a function of its props and of the code, so one whose props
 * and code are those of the last build is taken from that build's output as it is.
 */
import { createHash } from "node:crypto";
import { channel } from "node:diagnostics_channel";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { ArchiveFacts, PairFacts } from "../model.ts";
import { type KeptPages, readBuildContext } from "./build-context.ts";
import { openCache } from "./cache.ts";
import { linkFile } from "./copy-folder.ts";
import { readArchive } from "./facts.ts";
import { isAsNoted, type PageNote, type PublishedPage, readPageNotes } from "./page-notes.ts";

export interface Plan extends PageNote {
  /** Whether the file was taken from the last output. */
  readonly isKept: boolean;
}

/** What `getStaticPaths` knows of a page. `address` begins with the base path. */
interface Page {
  readonly address: string;
  readonly props: object;
}

const plans = channel("tidemark:plan");

/** Calls `onPlan` for every page that is planned in this process from now on. */
export function watchPlans(onPlan: (plan: Plan) => void): void {
  plans.subscribe((plan) => {
    onPlan(plan as Plan);
  });
}

/**
 * Of the pages that `list` names the ones that have to be laid out; the others are taken from the last output,
 * or are there already.
 */
export function planPages<Planned extends Page>(
  list: (archive: ArchiveFacts) => Planned[],
): Planned[] {
  const archive = readArchive();
  const pages = list(archive);
  const { kept, readySources } = readBuildContext();
  if (!kept) return pages;
  const published = readPublished(kept.notes);
  const ready = new Set(readySources);
  return pages.filter((page) => {
    const file = fileOfAddress(page.address.slice(archive.basePath.length));
    if (ready.has(file.slice(0, file.indexOf("/")))) return false;
    const key = hashProps(page.props);
    const last = published.get(file);
    const isKept = last?.key === key && keepFile(last, kept);
    plans.publish({ file, key, isKept } satisfies Plan);
    return !isKept;
  });
}

function fileOfAddress(address: string): string {
  return address.endsWith("/") ? `${address}index.html` : address;
}

/** A pair stands for itself by its key in the cache, which names all that it was made from. */
function hashProps(props: Page["props"]): string {
  const text = JSON.stringify(props, (_, value: unknown) => (isPair(value) ? value.key : value));
  return createHash("sha1").update(text).digest("hex");
}

function isPair(value: unknown): value is PairFacts {
  return typeof value === "object" && value !== null && "patch" in value && "changes" in value;
}

/** Brings the file into the folder of what is kept; false where nobody vouches for it. */
function keepFile(page: PublishedPage, { out, folder }: KeptPages): boolean {
  const [from, to] = [path.join(out, page.file), path.join(folder, page.file)];
  if (existsSync(to)) return true;
  try {
    if (!isAsNoted(from, page)) return false;
    mkdirSync(path.dirname(to), { recursive: true });
    linkFile(from, to);
    return true;
  } catch {
    // The output is gone or was replaced by another build: the page is laid out.
    return false;
  }
}

let known: { readonly key: string; readonly pages: ReadonlyMap<string, PublishedPage> } | null =
  null;

function readPublished(key: string): ReadonlyMap<string, PublishedPage> {
  if (known?.key !== key) {
    const cache = openCache(readBuildContext().cacheFolder);
    known = { key, pages: new Map(readPageNotes(cache, key).map((note) => [note.file, note])) };
  }
  return known.pages;
}
