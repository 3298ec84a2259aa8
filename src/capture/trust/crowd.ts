/** What several files of one capture have in common: what fails, fails alike on many pages. Pure. */
import type { Candidate } from "./candidate.ts";

/** A text that keeps half of its words is still the same document, whatever else it says. */
export const sameDocument = 0.5;

/** A text of a line or two may well lose half of its words. */
const leastLetters = 200;

export interface Crowd {
  /** Addresses by where they led. */
  readonly targets: ReadonlyMap<string, number>;
  /** Of known files that are not what they were; sets hold what they differed in before. */
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
  readonly headings: ReadonlyMap<string, ReadonlySet<string>>;
  readonly titles: ReadonlyMap<string, ReadonlySet<string>>;
  /** Known files that lost half of their text. */
  readonly shrunk: number;
  /** Files never seen before, by their text without numbers and addresses. */
  readonly fresh: ReadonlyMap<string, readonly Candidate[]>;
  /** Files never seen before that hold nothing of their own. */
  readonly bare: number;
}

/** Counts over all files that a capture brought. */
export function countCrowd(candidates: readonly Candidate[]): Crowd {
  const targets = new Map<string, number>();
  const keys = new Map<string, Set<string>>();
  const headings = new Map<string, Set<string>>();
  const titles = new Map<string, Set<string>>();
  const put = (all: Map<string, Set<string>>, name: string, before: string) => {
    if (name !== "") all.set(name, (all.get(name) ?? new Set()).add(before));
  };
  for (const { address, url, title, now, last, kept } of candidates) {
    if (url !== address) targets.set(url, (targets.get(url) ?? 0) + 1);
    if (!last || kept >= sameDocument) continue;
    put(keys, now.key, last.key);
    put(headings, now.heading, last.heading);
    put(titles, title, last.heading);
  }
  const unseen = candidates.filter(({ last }) => !last);
  return {
    targets,
    keys,
    headings,
    titles,
    shrunk: candidates.filter(lostHalf).length,
    fresh: Map.groupBy(unseen, ({ now }) => now.key),
    bare: unseen.filter(({ isBare }) => isBare).length,
  };
}

/** Whether a known file's text, one of more than a few lines, has at most half of its letters. */
export function lostHalf({ now, last }: Candidate): boolean {
  return last !== null && last.letters >= leastLetters && now.letters <= last.letters / 2;
}

/**
 * Of files never seen before, those that have one text with this one and are no second addresses of one page:
 * a page with several addresses says so, and versions of a documentation end in the same name.
 */
export function listDuplicates(
  { now, canonical }: Candidate,
  { fresh }: Crowd,
): readonly Candidate[] {
  const group = fresh.get(now.key) ?? [];
  const names = new Set(
    group.map(({ address }) => address.replace(/\/$/, "").replace(/^.*\//, "")),
  );
  const isOnePage =
    canonical !== "" &&
    new URL(canonical).pathname !== "/" &&
    group.every((other) => other.canonical === canonical);
  return isOnePage || names.size < 3 ? [] : group;
}
