import type { ContentPlace } from "../../archive/content.ts";
import type { ContentHash, FileChange, NoiseRule, Path, Stamp } from "../../model.ts";

/** All that a worker needs to build one pair: plain data. */
export interface PairTask {
  readonly cacheFolder: string;
  /** Key of everything the pair is made from. */
  readonly key: string;
  readonly from: Stamp;
  readonly to: Stamp;
  /** Exact renames are found already; those by similarity are not. */
  readonly changes: readonly FileChange[];
  /** Files that went missing in a collection gap: in no change, but in the patch. */
  readonly missing: readonly Path[];
  /** Files that came back from an earlier gap. */
  readonly returned: readonly Path[];
  /** Files of an earlier gap that count as removed now: among the changes, not in the patch. */
  readonly notBack: readonly Path[];
  /** What really happened to the bytes, where that is not `changes`. */
  readonly patched: readonly FileChange[] | null;
  /** Where the contents of all changes can be read. */
  readonly places: ReadonlyMap<ContentHash, ContentPlace>;
  /** The source's rules for noise. */
  readonly noise: readonly NoiseRule[];
}
