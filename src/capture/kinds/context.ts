import type { Tree } from "../../model.ts";
import type { Fetcher } from "../http/fetcher.ts";
import type { KeptDocuments } from "../pages/kept-documents.ts";
import type { Taken } from "../snapshot/decide.ts";
import type { SnapshotDraft } from "../snapshot/draft.ts";
import type { LastSnapshot } from "../snapshot/last-snapshot.ts";

/** What the kinds work with. */
export interface KindContext {
  readonly sourceFolder: string;
  readonly draft: SnapshotDraft;
  readonly last: LastSnapshot | null;
  /** The source's rewrites. */
  readonly rewrite: (text: string) => string;
  /** Milliseconds. */
  readonly now: number;
  /** Told of each file that was asked for, and of how many there are. */
  readonly onFile: (total: number) => void;
}

/** What those work with that ask servers themselves. */
export interface WebContext extends KindContext {
  readonly fetcher: Fetcher;
  readonly kept: KeptDocuments;
}

/** All that there is came, and nothing was asked of servers. */
export function takeWhole(files: Tree): Taken {
  return {
    files,
    arrivals: new Map(),
    gone: new Set(),
    failures: [],
    disallowed: [],
    whole: true,
  };
}

/** Nothing came: all stays as it was. */
export function failWhole(address: string, reason: string): Taken {
  const failures = [{ address, path: null, reason }];
  return { ...takeWhole(new Map()), failures, whole: false };
}
