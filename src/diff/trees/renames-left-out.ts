/** Whether renames may have been missed because too many files were too much alike to compare all. */
import type { FileVersion } from "../../model.ts";
import { chunkLength, type TextProfile } from "./similarity.ts";

export interface ProfiledFile {
  readonly version: FileVersion;
  readonly profile: TextProfile;
}

/** What was compared, and by what rule a pair is a rename. */
export interface RenameSearch {
  /** Removed files by what they hold; of a chunk's files no more than `maxHolders` and one are listed. */
  readonly holders: ReadonlyMap<number, readonly ProfiledFile[]>;
  /** Chunks that more removed files hold were not used to choose what is compared. */
  readonly maxHolders: number;
  /** For each added file the removed ones that it was compared with. */
  readonly compared: ReadonlyMap<ProfiledFile, ReadonlySet<ProfiledFile>>;
  /** Text in common, as a share of the larger file, at least. */
  readonly minSimilarity: number;
  /** Small files are paired by text of their own only, which must have so many code units. */
  readonly isTiny: (side: ProfiledFile) => boolean;
  readonly minOwnText: number;
}

/** Pairs of files that may be looked at here; where there are more, some may well be renames. */
const MOST_PAIRS = 2_000_000;

/**
 * Whether any two of the files left over, which were not compared, may have enough in common to be a
 * rename. What they share is not measured but estimated, and never too low: text that only few removed
 * files hold is looked up, and of text that many hold both may hold all.
 */
export function areLeftOut(
  removed: readonly ProfiledFile[],
  added: readonly ProfiledFile[],
  search: RenameSearch,
): boolean {
  const { minSimilarity, compared, isTiny, minOwnText } = search;
  const commons = new Map(removed.map((side) => [side, weighCommon(side, search)]));
  let pairs = 0;
  for (const to of added) {
    const shared = weighShared(to, search);
    const common = weighCommon(to, search);
    const mayBeRename = (from: ProfiledFile) => {
      const commonOfFrom = commons.get(from);
      if (commonOfFrom === undefined || compared.get(to)?.has(from)) return false;
      const own = shared.get(from) ?? 0;
      if (own < minOwnText && (isTiny(from) || isTiny(to))) return false;
      const larger = Math.max(from.profile.size, to.profile.size);
      return own + Math.min(common, commonOfFrom) >= minSimilarity * larger;
    };
    // Where less is held by many, only files that share what few hold can be alike enough.
    const anyOfAll = !isTiny(to) && common >= minSimilarity * to.profile.size;
    if (anyOfAll) pairs += removed.length;
    if (pairs > MOST_PAIRS) return true;
    if ((anyOfAll ? removed : [...shared.keys()]).some(mayBeRename)) return true;
  }
  return false;
}

/** Code units of a file in chunks that many removed files hold. */
function weighCommon({ profile }: ProfiledFile, { holders, maxHolders }: RenameSearch): number {
  let common = 0;
  for (const chunk of profile.chunks) {
    if ((holders.get(chunk)?.length ?? 0) > maxHolders) common += chunkLength(chunk);
  }
  return common;
}

/** Code units of a file in other chunks, by the removed files that hold them as well. */
function weighShared(
  { profile: { chunks } }: ProfiledFile,
  { holders, maxHolders }: RenameSearch,
): ReadonlyMap<ProfiledFile, number> {
  const shared = new Map<ProfiledFile, number>();
  // Chunks ascend: the same one is looked up once, however often it occurs.
  for (let at = 0, next = 0; at < chunks.length; at = next) {
    const chunk = chunks[at] ?? 0;
    while (next < chunks.length && chunks[next] === chunk) next += 1;
    const sides = holders.get(chunk) ?? [];
    if (sides.length > maxHolders) continue;
    const weight = (next - at) * chunkLength(chunk);
    for (const side of sides) shared.set(side, (shared.get(side) ?? 0) + weight);
  }
  return shared;
}
