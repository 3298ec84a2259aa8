/**
 * Which of the texts that came can be what was asked for. Servers answer 200 with error pages, forms to sign in
 * and nothing at all; a text that looks like that waits until the same answer came several times in a row. Pure.
 */
import type { Path } from "../../model.ts";
import type { Candidate } from "./candidate.ts";
import { type Crowd, countCrowd, listDuplicates, lostHalf, sameDocument } from "./crowd.ts";
import { findErrorWords, isAboutErrors, isTrap, mostWords } from "./error-words.ts";
import type { Suspected, Waiting } from "./suspected-file.ts";
import { areAlike, isReadable, normalise, shareWords, type Signs } from "./signs.ts";

/** How a host answers an address that cannot exist; absent where it says 404, or was not asked. */
type Probes = ReadonlyMap<string, { readonly url: string; readonly signs: Signs }>;

export interface Circumstances {
  readonly probes: Probes;
  /** All files that came. */
  readonly total: number;
  /** Of these, the ones that the last snapshot has, too. */
  readonly known: number;
  readonly before: Suspected;
  /** So many times in a row the same answer is taken for the truth. */
  readonly believe: number;
}

export interface StrangeAnswer {
  readonly address: string;
  readonly reason: string;
}

export interface Suspicion extends StrangeAnswer {
  readonly path: Path;
  readonly times: number;
}

export interface Judgement {
  readonly suspects: readonly Suspicion[];
  /** Were suspected, and came the same often enough. */
  readonly believed: readonly Suspicion[];
  /** Look strange, and are taken all the same. */
  readonly doubts: readonly StrangeAnswer[];
  /** For the next capture. */
  readonly suspected: Suspected;
}

/** A rule that a file breaks, under a name that stays the same where its words hold a number. */
interface Finding {
  readonly rule: string;
  readonly reason: string;
}

/** Judges what came; whoever is not suspected now starts from the beginning next time. All lists go by address. */
export function judge(candidates: readonly Candidate[], around: Circumstances): Judgement {
  const crowd = countCrowd(candidates);
  const suspicions: (Suspicion & { waiting: Waiting })[] = [];
  const doubts: StrangeAnswer[] = [];
  for (const candidate of candidates.toSorted((a, b) => (a.address < b.address ? -1 : 1))) {
    const { path, address } = candidate;
    const finding = suspect(candidate, crowd, around);
    if (finding) {
      const waiting = countTimes(candidate, finding, around.before.get(path));
      suspicions.push({ path, address, reason: finding.reason, times: waiting.times, waiting });
    } else {
      const reason = doubt(candidate, crowd);
      if (reason !== null) doubts.push({ address, reason });
    }
  }
  const suspects = suspicions.filter(({ times }) => times < around.believe);
  return {
    suspects,
    believed: suspicions.filter(({ times }) => times >= around.believe),
    doubts,
    suspected: new Map(suspects.map(({ path, waiting }) => [path, waiting])),
  };
}

/** The same answer as before is one more; a page that shrank may well say something else each day. */
function countTimes({ address, now }: Candidate, { rule }: Finding, before?: Waiting): Waiting {
  const heading = normalise(now.heading, address);
  const isSame =
    before !== undefined &&
    (before.answer === now.key ||
      (before.rule === rule &&
        (!isReadable(now.kind) ||
          (heading !== "" && heading === before.heading) ||
          shareWords(before.words, now.sketch))));
  const times = isSame ? before.times + 1 : 1;
  return { answer: now.key, times, rule, heading, words: now.sketch };
}

/** Nearly all of a text is what leaves a tenth of it; a text of a line or two may well change so. */
const leastLetters = 200;
const leastLeft = 0.1;

function suspect(candidate: Candidate, crowd: Crowd, around: Circumstances): Finding | null {
  const { now, last, kept } = candidate;
  if (now.letters === 0) return last?.letters === 0 ? null : name("empty", "is empty");
  const type = findTypeChange(candidate);
  if (type !== null) return name(`is ${now.kind}`, type);
  if (!isReadable(now.kind)) return null;
  const words = name("words", findWords(candidate));
  const probe = name("probe", findProbe(candidate, around.probes));
  if (last && kept >= sameDocument) {
    return (
      name("shrunk", findLoss(candidate, crowd, around)) ??
      words ??
      probe ??
      name("crowd", findDuplicates(candidate.duplicates))
    );
  }
  return (
    name("shrunk", findLoss(candidate, crowd, around)) ??
    name("redirect", findRedirect(candidate, crowd, around)) ??
    words ??
    probe ??
    name("crowd", findCrowd(candidate, crowd, around))
  );
}

function name(rule: string, reason: string | null): Finding | null {
  return reason === null ? null : { rule, reason };
}

/** One page loses nearly all of its text, or most pages lose half of theirs at once. */
function findLoss(candidate: Candidate, crowd: Crowd, { known }: Circumstances): string | null {
  const { now, last } = candidate;
  if (!last || last.letters < leastLetters) return null;
  const lost = `lost ${String(Math.floor(100 - (now.letters / last.letters) * 100))} % of its text`;
  if (now.letters < last.letters * leastLeft) return lost;
  const isLikeMost = crowd.shrunk >= 3 && crowd.shrunk > known / 2;
  return isLikeMost && lostHalf(candidate)
    ? `${lost}, as ${String(crowd.shrunk)} of ${String(known)} files lost half of theirs or more`
    : null;
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

function findWords({ address, title, now, last, kept }: Candidate): string | null {
  if (isAboutErrors(address)) return null;
  // Where half of the words are still there, its own heading says that it is the same document.
  if (last && kept >= sameDocument && now.heading === last.heading) return null;
  const words = findErrorWords(now, title, last);
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

function findCrowd(candidate: Candidate, crowd: Crowd, { total }: Circumstances): string | null {
  const { title, now, last, duplicates } = candidate;
  if (!last) return findFreshCrowd(candidate, crowd, total);
  const same = Math.max(duplicates, crowd.keys.get(now.key)?.size ?? 0);
  if (isCrowd(same, true, total)) return tellDuplicates(same);
  if (now.heading === last.heading || now.words > mostWords) return null;
  const headings = crowd.headings.get(now.heading)?.size ?? 0;
  if (headings >= 3) return `has one heading with ${String(headings - 1)} others`;
  const titles = crowd.titles.get(title)?.size ?? 0;
  return titles >= 3 ? `has one title with ${String(titles - 1)} others` : null;
}

/**
 * Nothing is known of files that were never seen before, and some of a site may well be alike. They wait where
 * most of them are, and where a few say the same few words under the same title.
 */
function findFreshCrowd(candidate: Candidate, crowd: Crowd, total: number): string | null {
  const alike = countAlike(candidate, crowd);
  if (isCrowd(alike.max, false, total)) return tellDuplicates(alike.max);
  if (candidate.isBare && isCrowd(crowd.bare, false, total)) return bare;
  const isShort = candidate.now.words <= mostWords && URL.canParse(candidate.address);
  return isShort && alike.named >= 3 ? tellDuplicates(alike.named) : null;
}

/** What is taken, but told: the archive's keeper knows better. */
function doubt(candidate: Candidate, crowd: Crowd): string | null {
  const { address, last, now, isBare } = candidate;
  if (last || now.letters === 0 || !isReadable(now.kind) || !URL.canParse(address)) return null;
  const { max } = countAlike(candidate, crowd);
  if (max >= 3) return tellDuplicates(max);
  return isBare ? bare : null;
}

const bare = "has no text but its heading and what most pages have";

/** Files that have this one's text: under its title and but for numbers, and at most. */
function countAlike(candidate: Candidate, crowd: Crowd): { named: number; max: number } {
  const duplicates = listDuplicates(candidate, crowd);
  const label = labelOf(candidate);
  const named = duplicates.filter((duplicate) => labelOf(duplicate) === label).length;
  return { named, max: duplicates.length === 0 ? 0 : Math.max(named, candidate.duplicates) };
}

function labelOf({ address, title, now }: Candidate): string {
  const own = title === "" ? now.heading : title;
  return own.replaceAll(address, "").replaceAll(URL.parse(address)?.pathname ?? address, "");
}

/** Documents that are much alike become one, byte for byte: two may, but not three. */
function findDuplicates(duplicates: number): string | null {
  return duplicates >= 3 ? tellDuplicates(duplicates) : null;
}

function tellDuplicates(count: number): string {
  return `has one text with ${String(count - 1)} other${count === 2 ? "" : "s"}`;
}

/** Two documents that become one are a sign; of documents never seen before, some may well be alike. */
function isCrowd(count: number, isKnown: boolean, total: number): boolean {
  return isKnown ? count >= 2 : count >= 3 && count > total / 2;
}
