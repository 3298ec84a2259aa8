import type { ContentPlace } from "../archive/content.ts";
import type { ContentHash, FileChange, Stamp } from "../model.ts";

/** All that a worker needs to build one pair: plain data. */
export interface PairTask {
  readonly cacheFolder: string;
  /** Key of everything the pair is made from. */
  readonly key: string;
  readonly from: Stamp;
  readonly to: Stamp;
  /** Exact renames are found already; those by similarity are not. */
  readonly changes: readonly FileChange[];
  /** Where the contents of all changes, and of the versions before, can be read. */
  readonly places: ReadonlyMap<ContentHash, ContentPlace>;
  /** For each modified path the version before *from*'s, to tell reverts. */
  readonly before: ReadonlyMap<string, EarlierVersion>;
}

export interface EarlierVersion {
  readonly hash: ContentHash;
  /** The newest snapshot that had this version. */
  readonly stamp: Stamp;
}
