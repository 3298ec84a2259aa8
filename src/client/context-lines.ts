/** Lines around a hunk, from the version store: loaded when somebody asks for them. */
import { bareLine, escapeText } from "../render/text.ts";
import type { VersionIndex, VersionVolume } from "../versions/format.ts";
import { findIndexedFile, findSnapshot, stateAt } from "../versions/read-index.ts";
import { openStore, type VersionStore } from "../versions/store.ts";
import { fetchJson } from "./fetch-json.ts";

const stores = new Map<string, Promise<VersionStore>>();

/** The lines of the version that the link leads to. Rejects where they cannot be had. */
export async function fetchLines(link: HTMLAnchorElement): Promise<readonly string[]> {
  const address = new URL(link.href);
  const folder = new URL("../versions/", address);
  const opened = stores.get(folder.href) ?? open(folder);
  stores.set(folder.href, opened);
  const store = await opened;
  const file = findIndexedFile(store.index, address.searchParams.get("file") ?? "");
  const snapshot = findSnapshot(store.index, address.searchParams.get("at") ?? "");
  if (!file || snapshot === null) throw new Error("The version store does not know the file.");
  const { lines } = await store.read(file, stateAt(file, snapshot).version);
  if (!lines) throw new Error("The version store has no text of it.");
  return lines;
}

async function open(folder: URL): Promise<VersionStore> {
  const index = await fetchJson<VersionIndex>(new URL("index.json", folder));
  return openStore(index, (name) => fetchJson<VersionVolume>(new URL(name, folder)));
}

/** Adds up to `count` lines above the hunk and below it; gives whether no more are missing. */
export function addLines(hunk: HTMLElement, lines: readonly string[], count: number): boolean {
  const rows = [...hunk.querySelectorAll<HTMLElement>("ol > li")];
  const [first, last] = [rows[0], rows.at(-1)];
  const above = first && numbersOf(first);
  const below = last && numbersOf(last);
  let isAll = true;
  if (above) {
    const floor = edgeOf(hunk.previousElementSibling, "last");
    const start = Math.max(floor + 1, above.new - count);
    const list = makeList(lines, start, above.new, above.old - above.new);
    hunk.querySelector("ol")?.before(...list);
    isAll &&= start === floor + 1;
  }
  if (below) {
    const ceiling = edgeOf(hunk.nextElementSibling, "first") ?? lines.length + 1;
    const end = Math.min(ceiling, below.new + 1 + count);
    const lists = hunk.querySelectorAll("ol");
    lists[lists.length - 1]?.after(...makeList(lines, below.new + 1, end, below.old - below.new));
    isAll &&= end === ceiling;
  }
  return isAll;
}

/** The new line number that a neighbouring hunk ends or begins with; without one, that of the file's edge. */
function edgeOf(neighbour: Element | null, side: "last"): number;
function edgeOf(neighbour: Element | null, side: "first"): number | null;
function edgeOf(neighbour: Element | null, side: "first" | "last"): number | null {
  const rows = [...(neighbour?.querySelectorAll<HTMLElement>(`ol > li:not([id*="L"])`) ?? [])];
  const row = side === "first" ? rows[0] : rows.at(-1);
  if (row) return numberOf(row);
  return side === "first" ? null : 0;
}

/** Of a context line; null at a changed one, beyond which the file has no more. */
function numbersOf(row: HTMLElement): { readonly old: number; readonly new: number } | null {
  return row.id === "" ? { old: Number(row.dataset["o"]), new: numberOf(row) } : null;
}

/** The number in the new text of a line that is no deletion, as its list counts it. */
function numberOf(row: Element): number {
  const list = row.parentElement as HTMLOListElement;
  const counted = [...list.querySelectorAll(`li:not([id*="L"])`)];
  return list.start + counted.indexOf(row);
}

/** Context lines from `start` up to `end` (numbers in the new text) as a list; none where there are none. */
function makeList(
  lines: readonly string[],
  start: number,
  end: number,
  offset: number,
): HTMLElement[] {
  if (end <= start) return [];
  const list = document.createElement("ol");
  list.start = start;
  for (let number = start; number < end; number += 1) {
    const row = document.createElement("li");
    row.dataset["o"] = String(number + offset);
    row.innerHTML = `${escapeText(bareLine(lines, number - 1))}\n`;
    list.append(row);
  }
  return [list];
}
