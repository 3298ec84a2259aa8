/** What a capture amounts to: which files stay, which vanish, and whether that can be true. Pure. */
import type { FileEntry, Path, Tree } from "../../model.ts";

/** Something that could not be had. */
export interface Failure {
  readonly address: string;
  /** The file that it would have been; null where that is not known (a list, a program). */
  readonly path: Path | null;
  readonly reason: string;
  /** Something came, but hardly what was asked for. */
  readonly isSuspect?: boolean;
}

/** Where a file of the capture came from. */
export interface Arrival {
  readonly address: string;
  /** Where redirects led. */
  readonly url: string;
  readonly contentType: string;
  /** Of the web page; empty where there is none. */
  readonly title: string;
  /** The address that a web page says is its own; empty where it says none. */
  readonly canonical: string;
  /** The page itself, of a few of them: a sample. */
  readonly html?: string;
}

/** What one kind of capture brought. */
export interface Taken {
  /** The files that came. */
  readonly files: Tree;
  /** Of those that servers sent. */
  readonly arrivals: ReadonlyMap<Path, Arrival>;
  /** Files that the host says are no more. */
  readonly gone: ReadonlySet<Path>;
  readonly failures: readonly Failure[];
  /** Files that robots.txt does not let us ask for. */
  readonly disallowed: readonly Failure[];
  /** Whether it is known what there should be: what is not named then is no more. */
  readonly whole: boolean;
}

export interface Decision {
  readonly verdict: "changed" | "unchanged" | "refused";
  /** Files that keep their last text. */
  readonly kept: readonly Path[];
  readonly added: readonly Path[];
  readonly modified: readonly Path[];
  readonly removed: readonly Path[];
}

/**
 * Compares what came with the last snapshot (null for none). What failed stays as it was. When more than
 * `share` (0 to 1) of the last snapshot would vanish, or two files and more than that share are suspected,
 * the decision is to refuse.
 */
export function decide(last: Tree | null, taken: Taken, share: number): Decision {
  const before: Tree = last ?? new Map<Path, FileEntry>();
  const unknown = new Set([...taken.failures, ...taken.disallowed].map(({ path }) => path));
  const missing = [...before.keys()].filter((path) => !taken.files.has(path));
  const isKept = (path: Path) => unknown.has(path) || !(taken.whole || taken.gone.has(path));
  const removed = missing.filter((path) => !isKept(path));
  const added = [...taken.files.keys()].filter((path) => !before.has(path));
  const modified = [...taken.files].filter(([path, entry]) => differs(before.get(path), entry));
  const changes = removed.length + added.length + modified.length;
  const suspects = taken.failures.filter(({ isSuspect }) => isSuspect === true).length;
  const asked = Math.max(before.size, taken.files.size + taken.failures.length);
  const isRefused =
    removed.length > share * before.size || (suspects > 1 && suspects > share * asked);
  return {
    verdict: isRefused ? "refused" : changes > 0 ? "changed" : "unchanged",
    kept: missing.filter(isKept),
    added: added.toSorted(),
    modified: modified.map(([path]) => path).toSorted(),
    removed: removed.toSorted(),
  };
}

function differs(before: FileEntry | undefined, now: FileEntry): boolean {
  return before !== undefined && (before.hash !== now.hash || before.mode !== now.mode);
}
