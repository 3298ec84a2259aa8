/**
 * What is searched: the change. Each change gives one record a side, with its path and sections above
 * the inserted or deleted text; context lines are in none.
 */
import { toDisplay } from "../../bytes.ts";
import type { ChangeFacts, Hunk, IsoDate, LineSide, TextChange } from "../../model.ts";
import { isFormattingOnly } from "../pages/totals.ts";
import { dropControls, escapeMarkup } from "../text/escape.ts";
import { showHeadline } from "../text/headlines.ts";
import { formatAddress } from "./record-address.ts";
import { glueSigns } from "./query.ts";
import { cutRuns } from "../cut-runs.ts";

type Side = "inserted" | "deleted";

/** The texts of one change, kept in the cache until they are indexed. */
export interface SearchChange {
  readonly anchor: string;
  readonly inserted: readonly SearchText[];
  readonly deleted: readonly SearchText[];
}

/** Changed lines of one side of a hunk, or a run of them where there are very many. */
interface SearchText {
  readonly section: readonly string[];
  /** The first of these lines, which a hit opens. */
  readonly line: LineSide;
  readonly text: string;
}

/** A record as Pagefind takes it: a small page that is indexed and never written. */
export interface SearchRecord {
  readonly url: string;
  readonly html: string;
}

/**
 * Characters of text in one record. A change with more has several records a side, so that showing a hit
 * never transfers a whole rewritten file; they are one hit all the same.
 */
const mostText = 10_000;

/** Takes the changed lines of every hunk; a change without text is found by its path. */
export function describeSearch(facts: ChangeFacts, text: TextChange | null): SearchChange {
  const hunks = text?.hunks ?? [];
  return {
    anchor: facts.anchor,
    inserted: hunks.flatMap((hunk) => gatherTexts(hunk, "insertion", text?.newLines ?? [])),
    deleted: hunks.flatMap((hunk) => gatherTexts(hunk, "deletion", text?.oldLines ?? [])),
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
 * The records of one change, at its day's address with the anchor, side and number as a query: each
 * record needs an address of its own. A heading's id is the line that a hit opens.
 */
export function recordChange(
  facts: ChangeFacts,
  change: SearchChange,
  place: RecordPlace,
): SearchRecord[] {
  const silentSide: Side = facts.kind === "removed" ? "deleted" : "inserted";
  const [best] = facts.headlines;
  const headline = best ? showHeadline(best) : "";
  const isSilent = change.inserted.length + change.deleted.length === 0;
  return (["inserted", "deleted"] as const).flatMap((side) => {
    const records =
      isSilent && side === silentSide
        ? [[]]
        : cutRuns(change[side], ({ text }) => [text.length], [mostText]);
    return records.map((texts, index) => ({
      url: formatAddress(place.address, facts.anchor, side, index, headline),
      html: renderRecord(facts, texts, side, place),
    }));
  });
}

function renderRecord(
  facts: ChangeFacts,
  texts: readonly SearchText[],
  side: Side,
  place: RecordPlace,
): string {
  const path = toMarkup(facts.path);
  const body = texts.flatMap(({ section, line, text }) => {
    const heading = toMarkup(section.join(" › ") || facts.path);
    const extra = toMarkup(listHiddenTerms(text).join(" "));
    return [
      `<h2 id="${facts.anchor}${line}" data-pagefind-weight="3">${heading}</h2>`,
      `<p>${toMarkup(glueSigns(text))}</p>`,
      extra === "" ? "" : `<p data-pagefind-weight="0.5">${extra}</p>`,
    ];
  });
  // A filter is no text: metadata would be searched, and every record of a source found by its name.
  const filters = listFilters(facts, side, place).map(
    ([name, value]) =>
      `<meta data-pagefind-filter="${name}[content]" content="${toMarkup(value)}">`,
  );
  // Pagefind drops a record in which it finds no word at all.
  const isWordless = !/[\p{L}\p{N}]/u.test(`${path}${body.join("").replaceAll(/<[^>]*>/g, "")}`);
  if (isWordless) body.push(`<p>${facts.anchor}</p>`);
  return `<!doctype html><html lang="${toMarkup(place.lang)}"><head><title>${path}</title></head><body data-pagefind-body>${filters.join("")}<meta data-pagefind-sort="date[content]" content="${place.date}"><h1 data-pagefind-weight="5">${path}</h1>${body.join("")}</body></html>`;
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
    ["substance", isFormattingOnly(facts) ? "formatting" : "content"],
    ...(facts.moved > 0 ? ([["moved", "moved"]] as const) : []),
    ...(facts.revert === null ? [] : ([["reverted", "reverted"]] as const)),
  ];
}

/**
 * Terms inside longer ones that Pagefind takes apart too finely to be found: it knows `gpt-5.5` as a
 * whole and as `gpt`, `5` and `5`, but not as `5.5`.
 */
function listHiddenTerms(text: string): string[] {
  const terms = new Set<string>();
  for (const [word] of text.matchAll(/\S+/g)) {
    if (!/\w[.]\w/.test(word)) continue;
    const whole = word.replaceAll(/^[^\w$]+|(?<![^\w$])[^\w$]+$/g, "");
    for (const [part] of whole.matchAll(/[\w$]+(?:\.\w+)+/g)) if (part !== whole) terms.add(part);
  }
  return [...terms];
}

function gatherTexts(
  hunk: Hunk,
  kind: "insertion" | "deletion",
  lines: readonly string[],
): SearchText[] {
  const texts: { section: readonly string[]; line: LineSide; text: string }[] = [];
  for (const row of hunk.rows) {
    if (row.kind !== kind) continue;
    const text = lines[row.line - 1] ?? "";
    const last = texts.at(-1);
    if (last && last.text.length + text.length <= mostText) {
      last.text += text;
    } else {
      const line: LineSide = kind === "insertion" ? `R${row.line}` : `L${row.line}`;
      texts.push({ section: hunk.section, line, text });
    }
  }
  return texts;
}

function toMarkup(text: string): string {
  return escapeMarkup(dropControls(toDisplay(text)));
}
