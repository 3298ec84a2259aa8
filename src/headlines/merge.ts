/**
 * The same edit in many places is one headline, and so are things of one kind that are told in a row: five
 * new pages, seven versions.
 */
import type { PlacedHeadline } from "../model.ts";
import { rank, weighTogether } from "./ranking.ts";

/** Several told as one: all the places, in the order in which they came. */
export interface Merged extends PlacedHeadline {
  readonly places: readonly PlacedHeadline[];
}

const mostNames = 4;

/** Merges what belongs together and puts it in order, the best first. */
export function mergeHeadlines(all: readonly PlacedHeadline[]): Merged[] {
  const same = gather(
    all.map((found) => ({ ...found, places: [found] })),
    keyOfEdit,
  ).map(joinSame);
  const listed = gather(same, keyOfList).map(joinListed);
  return rank(listed, ({ anchor }) => anchor);
}

/** By key, in the order of the first; those without a key stay alone. */
function gather(items: readonly Merged[], keyOf: (item: Merged) => string | null): Merged[][] {
  const groups = new Map<string, Merged[]>();
  const gathered: Merged[][] = [];
  for (const item of items) {
    const key = keyOf(item);
    const group = key === null ? undefined : groups.get(key);
    if (group) group.push(item);
    else {
      const fresh = [item];
      gathered.push(fresh);
      if (key !== null) groups.set(key, fresh);
    }
  }
  return gathered;
}

const edits: ReadonlySet<string> = new Set([
  "value",
  "link",
  "code-changed",
  "cell",
  "section-renamed",
  "file-swapped",
  "text-changed",
  "text-added",
  "text-removed",
  "item-added",
  "item-removed",
  "code-added",
  "code-removed",
  "section-added",
  "section-removed",
  "row-added",
  "row-removed",
  "front-matter",
  "markup",
]);

/** Kinds of which as many are told as differ, in however many places each is seen. */
const distinct: ReadonlySet<string> = new Set(["version", "requirement", "date"]);

function keyOfVersion({ kind, name = "", old, new: new_ }: Merged): string {
  return JSON.stringify([kind, name.replaceAll("`", "").toLowerCase(), old, new_]);
}

/** Equal for the same edit in two places. */
function keyOfEdit(headline: Merged): string | null {
  const { kind, name, column, old, new: new_, before, after } = headline;
  // The list of a package's versions and its own page say one thing.
  if (distinct.has(kind)) return headline.count === undefined ? keyOfVersion(headline) : null;
  if (!edits.has(kind)) return null;
  const isValue = kind === "value" || kind === "link" || kind === "code-changed";
  if (isValue)
    return old === undefined && new_ === undefined ? null : JSON.stringify([kind, old, new_]);
  if (kind === "cell") return JSON.stringify([kind, column, old, new_, headline.names ?? []]);
  if (kind === "text-changed") return JSON.stringify([kind, before, old, new_, after]);
  return JSON.stringify([kind, name, old, new_]);
}

/** Equal for what is told in one list. */
function keyOfList({ kind, anchor, section, old, new: new_, places }: Merged): string | null {
  const isOne = places.length === 1;
  switch (kind) {
    case "file-added":
    case "file-removed":
    case "file-returned":
    case "file-emptied":
    case "formatting":
    case "version":
    case "requirement":
    case "date":
    case "date-only":
    case "silent-edit":
    case "mode":
      return kind;
    case "back":
      return old === undefined ? JSON.stringify([kind, new_]) : null;
    case "file-renamed":
      return JSON.stringify([kind, ...findMove(old ?? "", new_ ?? "")]);
    case "section-added":
    case "section-removed":
    case "section-moved":
      return isOne ? JSON.stringify([kind, anchor]) : null;
    case "row-added":
    case "row-removed":
      return isOne ? JSON.stringify([kind, anchor, section]) : null;
    default:
      return null;
  }
}

/** Equal for files that went to one folder, whatever folder below it, and for those renamed where they were. */
function findMove(old: string, new_: string): string[] {
  const [from, to] = [old, new_].map((path) => path.split("/"));
  let shared = 0;
  while (from?.[shared] !== undefined && from[shared] === to?.[shared]) shared += 1;
  const isFolder = to !== undefined && shared < to.length - 1;
  if (isFolder) return [to.slice(0, shared + 1).join("/")];
  return [old, new_].map((path) => path.slice(0, path.lastIndexOf("/") + 1));
}

function joinSame(group: readonly Merged[]): Merged {
  const [first] = group;
  if (!first) throw new RangeError("A group holds a headline at least.");
  if (group.length === 1) return first;
  const best = group.reduce((best, each) => (each.weight > best.weight ? each : best));
  const places = group.flatMap((merged) => merged.places);
  const anchors = new Set(places.map(({ anchor }) => anchor));
  const sections = new Set(group.map(({ section }) => section));
  const { section, before, after, ...rest } = best;
  // Words around it that stand in one place only are none of all of them.
  const isOneSentence = group.every((each) => each.before === before && each.after === after);
  if (distinct.has(best.kind)) return { ...best, places };
  return {
    ...rest,
    ...(isOneSentence && before !== undefined ? { before } : {}),
    ...(isOneSentence && after !== undefined ? { after } : {}),
    ...(sections.size === 1 && section !== undefined ? { section } : {}),
    places,
    count: group.reduce((sum, { kind, count }) => sum + (kind === "cell" ? 1 : (count ?? 1)), 0),
    ...(anchors.size > 1 ? { files: anchors.size } : {}),
    weight: weighTogether(best.weight, group.length),
  };
}

function joinListed(group: readonly Merged[]): Merged {
  const [first] = group;
  if (!first) throw new RangeError("A group holds a headline at least.");
  if (group.length === 1) return first;
  const ordered = group.toSorted((a, b) => b.weight - a.weight);
  const [best = first, ...others] = ordered;
  const places = ordered.flatMap((merged) => merged.places);
  const files = new Set(places.map(({ anchor }) => anchor)).size;
  const listed = others.flatMap(({ name, new: new_, names }) => [
    name ?? new_ ?? "",
    ...(names ?? []),
  ]);
  const names = new Set([...(best.names ?? []), ...listed].filter((name) => name !== best.name));
  return {
    ...best,
    places,
    names: varyNames([...names], best.name ?? "").slice(0, mostNames),
    count: group.reduce((sum, { count }) => sum + (count ?? 1), 0),
    ...(files > 1 ? { files } : {}),
    weight: weighTogether(best.weight, group.length),
  };
}

/** Names with one of each series first: behind `SEP-12` rather `Tides` than `SEP-13`. */
function varyNames(names: readonly string[], first: string): string[] {
  const seriesOf = (name: string) => /^\P{N}*(?=\p{N})/u.exec(name)?.[0] ?? name;
  const told = new Set([seriesOf(first)]);
  const others: string[] = [];
  const fresh = names.filter((name) => {
    const isFresh = !told.has(seriesOf(name));
    told.add(seriesOf(name));
    if (!isFresh) others.push(name);
    return isFresh;
  });
  return [...fresh, ...others];
}
