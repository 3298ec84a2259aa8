/**
 * What is searched: the change. Each change gives one record a side, with its path and sections above
 * the inserted or deleted text; context lines are in none.
 */
import { toDisplay } from "../bytes.ts";
import type { ChangeFacts, ChangedRow, IsoDate, LineSide, TextChange } from "../model.ts";
import { dropControls, escapeMarkup } from "./escape.ts";

export type Side = "inserted" | "deleted";

/** The texts of one change, kept in the cache until they are indexed. */
export interface SearchChange {
  readonly anchor: string;
  readonly hunks: readonly SearchHunk[];
}

export interface SearchHunk {
  readonly section: readonly string[];
  readonly inserted: SearchText | null;
  readonly deleted: SearchText | null;
}

export interface SearchText {
  /** The side's first changed line, which its link leads to. */
  readonly line: LineSide;
  readonly text: string;
}

/** A record as Pagefind takes it: a small page that is indexed and never written. */
export interface SearchRecord {
  readonly url: string;
  readonly html: string;
}

/** Takes the changed lines of every hunk; a change without text is found by its path. */
export function describeSearch(facts: ChangeFacts, text: TextChange | null): SearchChange {
  return {
    anchor: facts.anchor,
    hunks: (text?.hunks ?? []).map((hunk) => ({
      section: hunk.section,
      inserted: gatherText(hunk, "insertion", text?.newLines ?? []),
      deleted: gatherText(hunk, "deletion", text?.oldLines ?? []),
    })),
  };
}

/**
 * The records of one change, at `address` (its day's) with the anchor and side as a query: each record
 * needs an address of its own. A heading's id is the line that a hit opens.
 */
export function recordChange(
  facts: ChangeFacts,
  change: SearchChange,
  place: {
    readonly source: string;
    readonly date: IsoDate;
    readonly address: string;
    readonly lang: string;
  },
): SearchRecord[] {
  const sides = (["inserted", "deleted"] as const).filter((side) => isOnSide(facts, change, side));
  return sides.map((side) => ({
    url: `${place.address}?${facts.anchor}${side === "inserted" ? "i" : "d"}`,
    html: renderRecord(facts, change, side, place),
  }));
}

function isOnSide(facts: ChangeFacts, change: SearchChange, side: Side): boolean {
  if (change.hunks.some((hunk) => hunk[side] !== null)) return true;
  const silent = change.hunks.length === 0;
  return silent && side === (facts.kind === "removed" ? "deleted" : "inserted");
}

function renderRecord(
  facts: ChangeFacts,
  change: SearchChange,
  side: Side,
  { source, date, lang }: { source: string; date: IsoDate; lang: string },
): string {
  const path = toMarkup(facts.path);
  const hunks = change.hunks.flatMap((hunk) => {
    const text = hunk[side];
    if (!text) return [];
    const heading = toMarkup(hunk.section.join(" › ") || facts.path);
    return `<h2 id="${facts.anchor}${text.line}" data-pagefind-weight="3">${heading}</h2><p>${toMarkup(text.text)}</p>`;
  });
  const meta = {
    path: facts.path,
    date,
    source,
    side,
    kind: facts.kind,
    anchor: facts.anchor,
  };
  const metas = Object.entries(meta).map(
    ([key, value]) => `<meta data-pagefind-meta="${key}[content]" content="${toMarkup(value)}">`,
  );
  const filters = Object.entries({ source, kind: facts.kind, side }).map(
    ([key, value]) => `<meta data-pagefind-filter="${key}[content]" content="${toMarkup(value)}">`,
  );
  return `<!doctype html><html lang="${toMarkup(lang)}"><head><meta charset="utf-8"><title>${path}</title></head><body data-pagefind-body>${metas.join("")}${filters.join("")}<meta data-pagefind-sort="date[content]" content="${date}"><h1 data-pagefind-weight="5">${path}</h1>${hunks.join("")}</body></html>`;
}

function gatherText(
  hunk: TextChange["hunks"][number],
  kind: "insertion" | "deletion",
  lines: readonly string[],
): SearchText | null {
  const rows = hunk.rows.filter((row): row is ChangedRow => row.kind === kind);
  const [first] = rows;
  if (!first) return null;
  return {
    line: kind === "insertion" ? `R${first.line}` : `L${first.line}`,
    text: rows.map(({ line }) => lines[line - 1] ?? "").join(""),
  };
}

function toMarkup(text: string): string {
  return escapeMarkup(dropControls(toDisplay(text)));
}
