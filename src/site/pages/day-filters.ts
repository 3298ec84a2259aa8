/** What a day's changes can be filtered by: only what tells some of them from others is offered. */
import { toDisplay } from "../../bytes.ts";
import type { ChangeFacts } from "../../model.ts";
import { kindSigns } from "../text/describe.ts";
import { splitPath } from "./file-list.ts";
import { isFormattingOnly } from "./totals.ts";

export interface FilterOption {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** How a change is filtered: its kind, or `formatting` where nothing else changed. */
export function filterKindOf(change: ChangeFacts): string {
  return isFormattingOnly(change) ? "formatting" : change.kind;
}

/** The kinds that occur; nothing where all changes are of one. */
export function listKindOptions(changes: readonly ChangeFacts[]): FilterOption[] {
  const kinds = changes.map(filterKindOf);
  const count = (kind: string) => kinds.filter((it) => it === kind).length;
  const options = [
    {
      value: "content",
      label: "More than formatting",
      count: changes.length - count("formatting"),
    },
    ...Object.entries(kindSigns).map(([kind, { name }]) => ({
      value: kind,
      label: name,
      count: count(kind),
    })),
    { value: "formatting", label: "Formatting only", count: count("formatting") },
  ];
  return options.filter((option) => option.count > 0 && option.count < changes.length);
}

/** The outermost folders, and those inside them where they part the changes further. */
export function listFolderOptions(changes: readonly ChangeFacts[]): FilterOption[] {
  const counts = new Map<string, number>();
  for (const { path } of changes) {
    const segments = splitPath(toDisplay(path)).folder.split("/").filter(Boolean);
    for (const depth of [1, 2].filter((it) => it <= segments.length)) {
      const folder = `${segments.slice(0, depth).join("/")}/`;
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([folder, count]) => ({ value: folder, label: folder, count }))
    .filter(({ value, count }) => {
      const outer = counts.get(value.slice(0, value.indexOf("/") + 1));
      return count < changes.length && (outer === count ? value.split("/").length === 2 : true);
    })
    .sort((a, b) => (a.value < b.value ? -1 : 1));
}
