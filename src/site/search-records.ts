/**
 * What is searched: the change. Each change gives one record a side, with its path and sections above
 * the inserted or deleted text; context lines are in none.
 */
import { toDisplay } from "../bytes.ts";
import type { ChangeFacts, ChangedRow, IsoDate, LineSide, TextChange } from "../model.ts";
import { isCosmeticOnly } from "./weight.ts";
import { dropControls, escapeMarkup } from "./escape.ts";
import { glueSigns } from "./search-query.ts";

type Side = "inserted" | "deleted";

/** The texts of one change, kept in the cache until they are indexed. */
export interface SearchChange {
  readonly anchor: string;
  readonly hunks: readonly SearchHunk[];
}

interface SearchHunk {
  readonly section: readonly string[];
  readonly inserted: SearchText | null;
  readonly deleted: SearchText | null;
}

interface SearchText {
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

/** Where a change stands, for its records. */
export interface RecordPlace {
  readonly source: string;
  readonly date: IsoDate;
  /** The day's address. */
  readonly address: string;
  readonly lang: string;
}

/**
 * The records of one change, at its day's address with the anchor and side as a query: each record needs
 * an address of its own. A heading's id is the line that a hit opens.
 */
export function recordChange(
  facts: ChangeFacts,
  change: SearchChange,
  place: RecordPlace,
): SearchRecord[] {
  const sides = (["inserted", "deleted"] as const).filter((side) => isOnSide(facts, change, side));
  return sides.map((side) => ({
    url: `${place.address}?${facts.anchor}${side === "inserted" ? "i" : "d"}`,
    html: renderRecord(facts, change, side, place),
  }));
}

function isOnSide(facts: ChangeFacts, change: SearchChange, side: Side): boolean {
  if (change.hunks.some((hunk) => hunk[side] !== null)) return true;
  const isSilent = change.hunks.length === 0;
  return isSilent && side === (facts.kind === "removed" ? "deleted" : "inserted");
}

function renderRecord(
  facts: ChangeFacts,
  change: SearchChange,
  side: Side,
  place: RecordPlace,
): string {
  const path = toMarkup(facts.path);
  const hunks = change.hunks.flatMap((hunk) => {
    const text = hunk[side];
    if (!text) return [];
    const heading = toMarkup(hunk.section.join(" › ") || facts.path);
    const extra = toMarkup(listHiddenTerms(text.text).join(" "));
    return [
      `<h2 id="${facts.anchor}${text.line}" data-pagefind-weight="3">${heading}</h2>`,
      `<p>${toMarkup(glueSigns(text.text))}</p>`,
      extra === "" ? "" : `<p data-pagefind-weight="0.5">${extra}</p>`,
    ];
  });
  const meta = Object.entries(listMeta(facts, side, place)).map(([name, value]) =>
    renderMeta("meta", name, value),
  );
  const filters = listFilters(facts, side, place).map(([name, value]) =>
    renderMeta("filter", name, value),
  );
  // Pagefind drops a record in which it finds no word at all.
  const isWordless = !/[\p{L}\p{N}]/u.test(`${path}${hunks.join("").replaceAll(/<[^>]*>/g, "")}`);
  if (isWordless) hunks.push(`<p>${facts.anchor}</p>`);
  return `<!doctype html><html lang="${toMarkup(place.lang)}"><head><title>${path}</title></head><body data-pagefind-body>${[...meta, ...filters].join("")}<meta data-pagefind-sort="date[content]" content="${place.date}"><h1 data-pagefind-weight="5">${path}</h1>${hunks.join("")}</body></html>`;
}

function listMeta(facts: ChangeFacts, side: Side, { source, date }: RecordPlace) {
  return { path: facts.path, date, source, side, kind: facts.kind, anchor: facts.anchor };
}

/** Names and values, in the order in which people narrow down. */
function listFilters(
  facts: ChangeFacts,
  side: Side,
  { source, date }: RecordPlace,
): (readonly [name: string, value: string])[] {
  const folder = facts.path.includes("/") ? facts.path.slice(0, facts.path.lastIndexOf("/")) : "";
  return [
    ["source", source],
    ["year", date.slice(0, 4)],
    ["month", date.slice(0, 7)],
    ["folder", `${folder}/`],
    ["file", facts.path],
    ["kind", facts.kind],
    ["side", side],
    ["substance", isCosmeticOnly(facts) ? "formatting" : "content"],
    ...(facts.moved > 0 ? ([["moved", "moved"]] as const) : []),
    ...(facts.revertOf === null ? [] : ([["reverted", "reverted"]] as const)),
  ];
}

function renderMeta(kind: "meta" | "filter", name: string, value: string): string {
  return `<meta data-pagefind-${kind}="${name}[content]" content="${toMarkup(value)}">`;
}

/**
 * Terms inside longer ones that Pagefind takes apart too finely to be found: it knows `gpt-5.5` as a
 * whole and as `gpt`, `5` and `5`, but not as `5.5`.
 */
function listHiddenTerms(text: string): string[] {
  const terms = new Set<string>();
  for (const [word] of text.matchAll(/\S*\w[.]\w\S*/g)) {
    const whole = word.replaceAll(/^[^\w$]+|[^\w$]+$/g, "");
    for (const [part] of whole.matchAll(/[\w$]+(?:\.\w+)+/g)) if (part !== whole) terms.add(part);
  }
  return [...terms];
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
