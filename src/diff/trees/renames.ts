import type { ContentHash, FileChange, FileVersion } from "../../model.ts";
import { baseName, comparePaths, measureCloseness } from "./paths.ts";
import { areLeftOut, type ProfiledFile } from "./renames-left-out.ts";
import { chunkLength, measureSimilarity, profileLines } from "./similarity.ts";
import { splitLines } from "../lines/text.ts";
import { sortChanges } from "./trees.ts";

const MIN_SIMILARITY = 0.5;
/** A chunk in more removed files than this says nothing about where a file came from. */
const MAX_POSTINGS = 32;
/** Of the files that share distinctive chunks with a new file, this many are compared in full. */
const MAX_CANDIDATES = 8;
/** Files with fewer filled lines are paired only by text that no other file of the pair holds. */
const TINY_LINES = 3;
/** Such text must have this many code units. */
const TINY_OWN_TEXT = 24;
/** What the same base name is worth against likeness when two files claim one. */
const NAME_BONUS = 0.1;

interface RenameCandidate {
  readonly from: ProfiledFile;
  readonly to: ProfiledFile;
  readonly similarity: number;
  readonly rank: number;
}

export interface Renames {
  readonly changes: FileChange[];
  /** Some removed and added files that may be renames were not compared: there were too many alike. */
  readonly approximate: boolean;
}

/**
 * Pairs removed files with added ones that hold at least half of the same text; other changes pass
 * through. `readText` gives a file's text, or null for a binary one, which like links and empty files is
 * never paired here. A file is compared with those only that share a line few others have, so the cost
 * grows with the lines and not with removed × added. Sorted as `compareTrees` sorts.
 */
export function compareRemoved(
  changes: readonly FileChange[],
  readText: (hash: ContentHash) => string | null,
): Renames {
  const removed = changes.flatMap((change) => (change.kind === "removed" ? [change.from] : []));
  const added = changes.flatMap((change) => (change.kind === "added" ? [change.to] : []));
  if (removed.length === 0 || added.length === 0)
    return { changes: [...changes], approximate: false };

  const renames = new Map<FileVersion, RenameCandidate>();
  const old = profile(removed, readText);
  const new_ = profile(added, readText);
  const holders = indexChunks(old);
  const compared = chooseSources(old, new_, holders);
  for (const candidate of rankCandidates(compared, holders)) {
    if (renames.has(candidate.from.version) || renames.has(candidate.to.version)) continue;
    renames.set(candidate.from.version, candidate).set(candidate.to.version, candidate);
  }
  const paired = changes.flatMap((change): FileChange[] => {
    if (change.kind === "removed") return renames.has(change.from) ? [] : [change];
    const rename = change.kind === "added" ? renames.get(change.to) : undefined;
    if (rename === undefined) return [change];
    const { from, to, similarity } = rename;
    return [{ kind: "renamed", from: from.version, to: to.version, similarity }];
  });
  const isLeft = ({ version }: ProfiledFile) => !renames.has(version);
  const approximate =
    // As few as are compared with every file: none was left out.
    old.length > MAX_CANDIDATES &&
    areLeftOut(old.filter(isLeft), new_.filter(isLeft), {
      holders,
      maxHolders: MAX_POSTINGS,
      compared,
      minSimilarity: MIN_SIMILARITY,
      isTiny: ({ profile }) => profile.filledLines < TINY_LINES,
      minOwnText: TINY_OWN_TEXT,
    });
  return { changes: sortChanges(paired), approximate };
}

/** The same, without word of what was left out. */
export function findRenames(
  changes: readonly FileChange[],
  readText: (hash: ContentHash) => string | null,
): FileChange[] {
  return compareRemoved(changes, readText).changes;
}

function profile(
  versions: readonly FileVersion[],
  readText: (hash: ContentHash) => string | null,
): ProfiledFile[] {
  return versions.flatMap((version) => {
    if (version.size === 0 || version.mode === "120000") return [];
    const text = readText(version.hash);
    return text === null ? [] : [{ version, profile: profileLines(splitLines(text)) }];
  });
}

/** For each added file the removed ones that it is compared with. */
function chooseSources(
  removed: readonly ProfiledFile[],
  added: readonly ProfiledFile[],
  holders: ReadonlyMap<number, readonly ProfiledFile[]>,
): Map<ProfiledFile, ReadonlySet<ProfiledFile>> {
  const byName = Map.groupBy(removed, ({ version }) => baseName(version.path));
  return new Map(
    added.map((to) => {
      const sameName = byName.get(baseName(to.version.path)) ?? [];
      return [to, new Set([...findSources(to, holders), ...sameName.slice(0, MAX_CANDIDATES)])];
    }),
  );
}

/** All pairs that may be renames, the best first. */
function rankCandidates(
  compared: ReadonlyMap<ProfiledFile, ReadonlySet<ProfiledFile>>,
  holders: ReadonlyMap<number, readonly ProfiledFile[]>,
): RenameCandidate[] {
  const addedHolders = countHolders(compared.keys());
  const isOwn = (chunk: number) =>
    holders.get(chunk)?.length === 1 && addedHolders.get(chunk) === 1;

  const candidates = [...compared].flatMap(([to, sources]) =>
    [...sources].flatMap((from) => compareFiles(from, to, isOwn)),
  );
  return candidates.sort(
    (left, right) =>
      right.rank - left.rank ||
      measureCloseness(right.from.version.path, right.to.version.path) -
        measureCloseness(left.from.version.path, left.to.version.path) ||
      comparePaths(left.to.version.path, right.to.version.path) ||
      comparePaths(left.from.version.path, right.from.version.path),
  );
}

function compareFiles(
  from: ProfiledFile,
  to: ProfiledFile,
  isOwn: (chunk: number) => boolean,
): RenameCandidate[] {
  const smaller = Math.min(from.profile.size, to.profile.size);
  const larger = Math.max(from.profile.size, to.profile.size);
  if (smaller < MIN_SIMILARITY * larger) return [];
  const likeness = measureSimilarity(from.profile, to.profile);
  if (likeness < MIN_SIMILARITY || isTinyLookalike(from, to, isOwn)) return [];
  // Reordered lines are wholly alike, yet 1 is kept for the same bytes.
  const similarity = Math.min(likeness, 0.99);
  const isSameName = baseName(from.version.path) === baseName(to.version.path);
  return [{ from, to, similarity, rank: similarity + (isSameName ? NAME_BONUS : 0) }];
}

/** The removed files that share most of the text that only few removed files hold. */
function findSources(
  to: ProfiledFile,
  holders: ReadonlyMap<number, readonly ProfiledFile[]>,
): ProfiledFile[] {
  const shared = new Map<ProfiledFile, number>();
  for (const chunk of new Set(to.profile.chunks)) {
    const sides = holders.get(chunk);
    if (sides === undefined || sides.length > MAX_POSTINGS) continue;
    for (const side of sides) shared.set(side, (shared.get(side) ?? 0) + chunkLength(chunk));
  }
  return [...shared]
    .sort(([, left], [, right]) => right - left)
    .slice(0, MAX_CANDIDATES)
    .map(([side]) => side);
}

function indexChunks(sides: readonly ProfiledFile[]): Map<number, ProfiledFile[]> {
  const holders = new Map<number, ProfiledFile[]>();
  for (const side of sides) {
    for (const chunk of new Set(side.profile.chunks)) {
      const known = holders.get(chunk);
      if (known === undefined) holders.set(chunk, [side]);
      // One more than is looked at tells that there are too many.
      else if (known.length <= MAX_POSTINGS) known.push(side);
    }
  }
  return holders;
}

function countHolders(sides: Iterable<ProfiledFile>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const side of sides) {
    for (const chunk of new Set(side.profile.chunks)) {
      counts.set(chunk, (counts.get(chunk) ?? 0) + 1);
    }
  }
  return counts;
}

/** Whether two stubs are alike only by what other files of the pair say too. */
function isTinyLookalike(
  from: ProfiledFile,
  to: ProfiledFile,
  isOwn: (chunk: number) => boolean,
): boolean {
  if (Math.min(from.profile.filledLines, to.profile.filledLines) >= TINY_LINES) return false;
  const inFrom = new Set(from.profile.chunks);
  let own = 0;
  for (const chunk of new Set(to.profile.chunks)) {
    if (inFrom.has(chunk) && isOwn(chunk)) own += chunkLength(chunk);
  }
  return own < TINY_OWN_TEXT;
}
