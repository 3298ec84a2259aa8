/** Whole texts that another file holds now, while another text stands where they stood. */
import type { ContentHash, FileChange, FileVersion, RelocatedText } from "../../model.ts";
import { findRenames } from "./renames.ts";
import { comparePaths } from "./paths.ts";
import { isLink } from "./trees.ts";

/** Of fewer bytes a file's text may stand in another by chance. */
const LEAST_BYTES = 24;

type Modified = Extract<FileChange, { kind: "modified" }>;

/**
 * Finds what `compareTrees` cannot call a rename, because the path did not vanish: a page that was
 * archived elsewhere and rewritten, files that were swapped. A text is found by its exact bytes, where no
 * other file of the pair has the same; that of a rewritten file also as renames are found, in files that
 * are added or rewritten. `readText` gives a file's text, or null for a binary one; `isRewritten` tells
 * whether less than half of a file stayed. Sorted by the path where the text stood.
 */
export function findRelocated(
  changes: readonly FileChange[],
  readText: (hash: ContentHash) => string | null,
  isRewritten: (change: Modified) => boolean,
): RelocatedText[] {
  const modified = changes.filter((change) => change.kind === "modified").filter(mayHaveMoved);
  const added = changes.flatMap((change) => (change.kind === "added" ? [change.to] : []));
  if (modified.length === 0 || modified.length + added.length < 2) return [];
  const rewritten = new Map(
    modified.flatMap((change) => (isRewritten(change) ? [[change.from.path, change]] : [])),
  );
  const pairs = pairExactly(
    modified.map(({ from }) => from),
    [...added, ...modified.map(({ to }) => to)],
  );
  const taken = new Set(pairs.flat());
  const isFree = (version: FileVersion) => !taken.has(version);
  const olds = [...rewritten.values()].map(({ from }) => from).filter(isFree);
  const news = [...added, ...[...rewritten.values()].map(({ to }) => to)].filter(isFree);
  const alike = findRenames(
    [
      ...olds.map((from) => ({ kind: "removed", from }) as const),
      ...news.map((to) => ({ kind: "added", to }) as const),
    ],
    readText,
  );
  for (const change of alike) if (change.kind === "renamed") pairs.push([change.from, change.to]);
  return pairs
    .filter(([from, to]) => from.path !== to.path)
    .map(([from, to]) => ({
      from: from.path,
      to: to.path,
      rewritten: rewritten.has(from.path),
    }))
    .sort((left, right) => comparePaths(left.from, right.from));
}

function mayHaveMoved({ from, to }: Modified): boolean {
  return from.hash !== to.hash && !isLink(from) && !isLink(to);
}

function pairExactly(
  olds: readonly FileVersion[],
  news: readonly FileVersion[],
): [FileVersion, FileVersion][] {
  const newByHash = Map.groupBy(news, ({ hash }) => hash);
  return [...Map.groupBy(olds, ({ hash }) => hash)].flatMap(([hash, same]) => {
    const others = newByHash.get(hash) ?? [];
    const [from, to] = [same[0], others[0]];
    if (!from || !to || same.length > 1 || others.length > 1 || isLink(to)) return [];
    return from.size < LEAST_BYTES ? [] : [[from, to] as [FileVersion, FileVersion]];
  });
}
