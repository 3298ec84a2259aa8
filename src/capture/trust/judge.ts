/**
 * Which of the texts that came can be what was asked for. Servers answer 200 with error pages, forms to sign in
 * and nothing at all; a text that looks like that waits until the same answer came several times in a row. Pure.
 */
import type { Path } from "../../model.ts";
import { findErrorWords, isAboutErrors, isTrap } from "./error-words.ts";
import { areAlike, isReadable, type Signs } from "./signs.ts";

/** A file that is new or not what it was. */
export interface Candidate {
  readonly path: Path;
  /** What was asked for, and where redirects led; of a program's file its path. */
  readonly address: string;
  readonly url: string;
  /** Of the web page; empty where there is none. */
  readonly title: string;
  readonly now: Signs;
  /** Null for a file that the last snapshot did not have. */
  readonly last: Signs | null;
  /** The share of the last text's words that are still there, 0 to 1. */
  readonly kept: number;
  /** Files of the capture, itself among them, that came byte for byte so and were not one text before. */
  readonly twins: number;
}

/** How a host answers an address that cannot exist; absent where it says 404, or was not asked. */
type Probes = ReadonlyMap<string, { readonly url: string; readonly signs: Signs }>;

/** Files that wait, with what came instead and how often in a row. */
export type Suspected = ReadonlyMap<Path, { readonly answer: string; readonly times: number }>;

export interface Circumstances {
  readonly probes: Probes;
  /** All files that came. */
  readonly total: number;
  readonly before: Suspected;
  /** So many times in a row the same answer is taken for the truth. */
  readonly believe: number;
}

export interface Suspicion {
  readonly path: Path;
  readonly address: string;
  readonly reason: string;
  readonly times: number;
}

export interface Judgement {
  readonly suspects: readonly Suspicion[];
  /** Were suspected, and came the same often enough. */
  readonly believed: readonly Suspicion[];
  /** For the next capture. */
  readonly suspected: Suspected;
}

/** Judges what came; whoever is not suspected now starts from the beginning next time. */
export function judge(candidates: readonly Candidate[], around: Circumstances): Judgement {
  const crowd = countCrowd(candidates);
  const suspicions = candidates.flatMap((candidate): (Suspicion & { answer: string })[] => {
    const reason = suspect(candidate, crowd, around);
    if (reason === null) return [];
    const { path, address, now } = candidate;
    const earlier = around.before.get(path);
    const times = earlier?.answer === now.key ? earlier.times + 1 : 1;
    return [{ path, address, reason, times, answer: now.key }];
  });
  const suspects = suspicions.filter(({ times }) => times < around.believe);
  return {
    suspects,
    believed: suspicions.filter(({ times }) => times >= around.believe),
    suspected: new Map(suspects.map(({ path, answer, times }) => [path, { answer, times }])),
  };
}

/** Nearly all of a text is what leaves a tenth of it; a text of a line or two may well change so. */
const leastLetters = 200;
const leastLeft = 0.1;

/** A text that keeps half of its words is still the same document, whatever else it says. */
const sameDocument = 0.5;

function suspect(candidate: Candidate, crowd: Crowd, around: Circumstances): string | null {
  const { now, last, kept } = candidate;
  if (now.letters === 0) return last?.letters === 0 ? null : "is empty";
  const type = findTypeChange(candidate);
  if (type !== null) return type;
  if (!isReadable(now.kind)) return null;
  if (last && last.letters >= leastLetters && now.letters < last.letters * leastLeft) {
    return `lost ${String(Math.floor(100 - (now.letters / last.letters) * 100))} % of its text`;
  }
  if (last && kept >= sameDocument) {
    return findProbe(candidate, around.probes) ?? findTwins(candidate.twins);
  }
  return (
    findRedirect(candidate, crowd, around) ??
    findWords(candidate) ??
    findProbe(candidate, around.probes) ??
    findCrowd(candidate, crowd, around)
  );
}

function findTypeChange({ path, now, last }: Candidate): string | null {
  if (last && last.letters > 0 && last.kind !== now.kind) {
    return `is ${now.kind} and was ${last.kind}`;
  }
  const isPage = /\.(?:mdx?|markdown|txt)$/i.test(path);
  return last || !isPage || now.kind === "a text"
    ? null
    : `is ${now.kind} where a text was expected`;
}

function findRedirect(
  { address, url, last }: Candidate,
  crowd: Crowd,
  { total }: Circumstances,
): string | null {
  if (url === address) return null;
  if (isTrap(url) && !isAboutErrors(address)) {
    return `redirects to ${url}, by its name a page of errors or to sign in`;
  }
  if (last && new URL(url).pathname === "/") return `redirects to the start page ${url}`;
  const others = crowd.targets.get(url) ?? 0;
  return isCrowd(others, last !== null, total)
    ? `redirects to ${url}, as ${String(others)} addresses do`
    : null;
}

function findWords({ address, title, now, last }: Candidate): string | null {
  if (isAboutErrors(address)) return null;
  const words = findErrorWords(now, title, last !== null);
  return words === null ? null : `says “${words}”`;
}

function findProbe({ address, url, now, last }: Candidate, probes: Probes): string | null {
  const host = URL.parse(address)?.host;
  const probe = host === undefined ? undefined : probes.get(host);
  // A site may answer everything with its start page; that one is what it is.
  if (!probe || new URL(address).pathname === "/") return null;
  const isAlike = areAlike(now, probe.signs) && !(last && areAlike(last, probe.signs));
  const isTarget = url !== address && url === probe.url;
  return isAlike || isTarget ? "is what the site answers to addresses that do not exist" : null;
}

function findCrowd(
  { title, now, last, twins }: Candidate,
  crowd: Crowd,
  { total }: Circumstances,
): string | null {
  const same = Math.max(twins, last ? (crowd.keys.get(now.key)?.size ?? 0) : 0);
  if (isCrowd(same, last !== null, total)) {
    return `has one text with ${String(same - 1)} other${same === 2 ? "" : "s"}`;
  }
  if (!last || now.heading === last.heading) return null;
  const headings = crowd.headings.get(now.heading)?.size ?? 0;
  if (headings >= 3) return `has one heading with ${String(headings - 1)} others`;
  const titles = crowd.titles.get(title)?.size ?? 0;
  return title !== "" && titles >= 3 && now.words < 60
    ? `has one title with ${String(titles - 1)} others`
    : null;
}

/** Documents that are much alike become one, byte for byte: two may, but not three. */
function findTwins(twins: number): string | null {
  return twins >= 3 ? `has one text with ${String(twins - 1)} others` : null;
}

/** Two documents that become one are a sign; of documents never seen before, some may well be alike. */
function isCrowd(count: number, isKnown: boolean, total: number): boolean {
  return isKnown ? count >= 2 : count >= 3 && count > total / 2;
}

/** What several of those have in common that are not what they were; sets hold what they differed in before. */
interface Crowd {
  readonly targets: ReadonlyMap<string, number>;
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
  readonly headings: ReadonlyMap<string, ReadonlySet<string>>;
  readonly titles: ReadonlyMap<string, ReadonlySet<string>>;
}

function countCrowd(candidates: readonly Candidate[]): Crowd {
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
  return { targets, keys, headings, titles };
}
