import { sideOf } from "../diff/lines/hunks.ts";
import type { ColumnChange, Hunk, LineKind, LineSide, MarkupEdit, Row } from "../model.ts";
import { renderLists, type RenderedLists } from "./list.ts";
import { markAddress, type ColouredChange } from "./row.ts";
import { escapeText } from "./text.ts";

/** A hunk, or a part of one that is too long for a chunk. */
export interface HunkPart {
  readonly hunk: Hunk;
  readonly rows: readonly Row[];
  /** For each row, whether it stands in a fold. */
  readonly folded: readonly boolean[];
  readonly continued: boolean;
}

/** A hunk's section: where it is, what its links' addresses became, and its lines. */
export function renderHunkPart(part: HunkPart, coloured: ColouredChange): RenderedLists {
  const edits = part.continued ? "" : renderEdits(part.hunk);
  const { html, shown } = renderRuns(part, coloured);
  return { html: `<section class=hunk>${renderHeading(part)}${edits}${html}</section>\n`, shown };
}

function renderHeading({ hunk, continued }: HunkPart): string {
  const side = firstChangedLine(hunk);
  const place =
    hunk.section.length > 0
      ? hunk.section.map(escapeText).join(" › ")
      : side === null
        ? "Top"
        : `Line ${side.slice(1)}`;
  const link = side === null ? place : `<a href="${markAddress(side)}">${place}</a>`;
  return `<h4>${link}${continued ? " (continued)" : ""}</h4>`;
}

function firstChangedLine({ rows }: Hunk): LineSide | null {
  const first = rows.find((row) => row.kind !== "context");
  return first ? sideOf(first) : null;
}

/** In words, each only once: `link “latest models”: /a → /b`. */
function renderEdits({ markupEdits, columnChanges }: Hunk): string {
  const sentences = [...columnChanges.map(renderColumns), ...markupEdits.map(renderEdit)];
  if (sentences.length === 0) return "";
  const times = new Map<string, number>();
  for (const html of sentences) {
    times.set(html, (times.get(html) ?? 0) + 1);
  }
  const items = [...times].map(
    ([html, count]) => `<li>${html}${count > 1 ? ` ×${String(count)}` : ""}`,
  );
  return `<ul class=edits>${items.join("\n")}</ul>`;
}

function renderColumns({ added, removed, reordered }: ColumnChange): string {
  const parts = [
    ...removed.map((name) => `<del>${escapeText(name)}</del> removed`),
    ...added.map((name) => `<ins>${escapeText(name)}</ins> added`),
    ...(reordered ? ["reordered"] : []),
  ];
  return `columns: ${parts.join(", ")}`;
}

function renderEdit({ kind, text, from, to }: MarkupEdit): string {
  const name = kind === "html" ? "HTML" : kind;
  const quoted = text === "" ? "" : ` “${escapeText(text)}”`;
  const show = (mark: string) => escapeText(shorten(mark)) || "none";
  return `${name}${quoted}: <del>${show(from)}</del> → <ins>${show(to)}</ins>`;
}

/** The lines below show it whole: an address may be a picture by itself. */
function shorten(mark: string): string {
  if (mark.length <= longestMark) return mark;
  const half = Math.floor(longestMark / 2);
  return `${mark.slice(0, half)} … ${mark.slice(-half)}`;
}

/** Characters of an address that are read in a sentence. */
const longestMark = 200;

/** Rows outside folds as lists, and each run inside as a closed fold. */
function renderRuns({ rows, folded }: HunkPart, coloured: ColouredChange): RenderedLists {
  let html = "";
  let shown = 0;
  let start = 0;
  for (let at = 1; at <= rows.length; at++) {
    if (at < rows.length && folded[at] === folded[start]) continue;
    const run = rows.slice(start, at);
    const lists = renderLists(run, coloured, folded[start]);
    html += folded[start] ? `<details>${summarise(run)}${lists.html}</details>` : lists.html;
    shown += folded[start] ? 0 : lists.shown;
    start = at;
  }
  return { html, shown };
}

const foldNotes: Partial<Record<LineKind, string>> = {
  cosmetic: "formatting only",
  layout: "same words, other layout",
  noise: "noise",
};

/** `5,361 lines: same words, other layout`; of several kinds all are named, the most frequent first. */
function summarise(run: readonly Row[]): string {
  const kinds = run.flatMap((row) => (row.kind === "context" ? [] : [row.lineKind]));
  const counts = [...Map.groupBy(kinds, (kind) => kind)].map(
    ([kind, of]) => [kind, of.length] as const,
  );
  const notes = counts
    .toSorted(([, one], [, other]) => other - one)
    .map(([kind]) => foldNotes[kind] ?? kind)
    .map((note) => (note === "noise" ? nameNoise(run) : note));
  const lines = String(kinds.length).replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return `<summary>${lines} ${kinds.length === 1 ? "line" : "lines"}: ${notes.join("; ")}</summary>`;
}

function nameNoise(run: readonly Row[]): string {
  const rules = run.flatMap((row) =>
    row.kind === "context" ? [] : (row.noise?.split(", ") ?? []),
  );
  const names = [...new Set(rules)].map((rule) => `“${escapeText(rule)}”`);
  if (names.length === 0) return "noise";
  const all = [names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(" and ");
  return `noise by the ${names.length === 1 ? "rule" : "rules"} ${all}`;
}
