/** The filters of the search page, and how their values are shown. Pure. */

export interface SearchFilter {
  /** As the records name it. */
  readonly name: string;
  readonly label: string;
  /** What stands in it where nothing is chosen. */
  readonly all: string;
}

/** In the order in which people narrow down. */
export const searchFilters: readonly SearchFilter[] = [
  { name: "source", label: "Source", all: "all" },
  { name: "side", label: "Text that was", all: "added or removed" },
  { name: "kind", label: "File was", all: "anything" },
  { name: "year", label: "Year", all: "all" },
  { name: "month", label: "Month", all: "all" },
  { name: "folder", label: "Folder", all: "all" },
  { name: "file", label: "File", all: "all" },
  { name: "substance", label: "Substance", all: "all" },
  { name: "moved", label: "Moved", all: "any" },
  { name: "reverted", label: "Reverted", all: "any" },
];

const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  side: { inserted: "added", deleted: "removed" },
  substance: { content: "content", formatting: "formatting only" },
  moved: { moved: "with moved blocks" },
  reverted: { reverted: "brings an old text back" },
};

export interface FilterValue {
  readonly value: string;
  readonly label: string;
}

/**
 * The values of a filter that would leave something, and the chosen one; years and months newest first,
 * all others by name.
 */
export function describeFilters(
  name: string,
  counts: Readonly<Record<string, number>>,
  chosen: string,
): FilterValue[] {
  const direction = name === "year" || name === "month" ? -1 : 1;
  return Object.entries(counts)
    .filter(([value, count]) => count > 0 || value === chosen)
    .map(([value]) => ({ value, label: labels[name]?.[value] ?? value }))
    .toSorted((a, b) => (a.value < b.value ? -direction : direction));
}
