import type { ChangedRow, LineLink, Range, Row } from "../model.ts";
import { cutLater, foldLater } from "./folds.ts";
import { renderChangedRow, renderContextRow, type ColouredChange } from "./row.ts";

export interface RenderedLists {
  readonly html: string;
  /** Lines that are laid out at once. */
  readonly shown: number;
}

/**
 * Lists of lines. In split view an insertion goes beside the deletion before it, or into a row of its
 * own. That is right for pairs, but would set a run of unpaired insertions beside the last of the
 * deletions before it: such a block becomes a list of its own (class b), which fills both columns from
 * the top. Outside folds a long list goes on in folds, but never a block, whose columns begin together.
 */
export function renderLists(
  rows: readonly Row[],
  coloured: ColouredChange,
  inFold = false,
): RenderedLists {
  const starts = findLinkStarts(rows);
  const render = (list: readonly Row[], attributes = "") => {
    const items = list
      .map((row, at) =>
        row.kind === "context"
          ? renderContextRow(row, coloured)
          : renderChangedRow(row, starts.has(row), coloured, findPartner(row, list[at - 1])),
      )
      .join("");
    return `<ol${attributes}${renderStart(list)}>${items}</ol>`;
  };
  let html = "";
  let shown = 0;
  for (const { isBlock, rows: list } of cutLists(rows)) {
    const [first = [], ...later] = isBlock || inFold ? [list] : cutLater(list);
    html += render(first, isBlock ? " class=b" : "");
    for (const more of later) html += foldLater(render(more), more.length, "line");
    shown += first.length;
  }
  return { html, shown };
}

/** Where the list's numbers begin: those of the new text, in which its deletions are not counted. */
function renderStart(rows: readonly Row[]): string {
  const first = rows.find((row) => row.kind !== "deletion");
  if (!first) return "";
  return ` start=${String(first.kind === "context" ? first.new : first.line)}`;
}

/** The deletion that an insertion is paired with. */
function findPartner(row: ChangedRow, before: Row | undefined): ChangedRow | null {
  const isPair = row.kind === "insertion" && before?.kind === "deletion" && before.paired;
  return isPair ? before : null;
}

/** Blocks, and what stands between them. */
function cutLists(rows: readonly Row[]): readonly { isBlock: boolean; rows: readonly Row[] }[] {
  const lists: { isBlock: boolean; rows: readonly Row[] }[] = [];
  let end = 0;
  for (const block of findBlocks(rows)) {
    if (block.start > end) lists.push({ isBlock: false, rows: rows.slice(end, block.start) });
    lists.push({ isBlock: true, rows: rows.slice(block.start, block.end) });
    end = block.end;
  }
  if (rows.length > end) lists.push({ isBlock: false, rows: rows.slice(end) });
  return lists;
}

/** Runs of two or more unpaired deletions before unpaired insertions. */
function findBlocks(rows: readonly Row[]): readonly Range[] {
  const blocks: Range[] = [];
  for (let at = 0; at < rows.length; at++) {
    const start = at;
    while (isUnpairedDeletion(rows[at])) at++;
    const middle = at;
    // Insertions right behind unpaired deletions have no partner either.
    while (middle - start >= 2 && rows[at]?.kind === "insertion") at++;
    if (at > middle) blocks.push({ start, end: at });
    // The row that ended the run may be a paired deletion: its insertion is not part of a run.
    if (at > start) at--;
  }
  return blocks;
}

function isUnpairedDeletion(row: Row | undefined): boolean {
  return row?.kind === "deletion" && !row.paired;
}

/** Rows that lead to another place than the row before them on their side. */
function findLinkStarts(rows: readonly Row[]): ReadonlySet<Row> {
  const starts = new Set<Row>();
  let previous: Partial<Record<ChangedRow["kind"], ChangedRow>> = {};
  for (const row of rows) {
    if (row.kind === "context") {
      previous = {};
      continue;
    }
    if (!goesOn(row, previous[row.kind])) starts.add(row);
    previous[row.kind] = row;
  }
  return starts;
}

/** Blank lines between lines that moved together have no other end of their own. */
function goesOn(row: ChangedRow, previous: ChangedRow | undefined): boolean {
  if (row.lineKind !== previous?.lineKind || row.line !== previous.line + 1) return false;
  const { move, link } = row;
  if (move && previous.move) {
    const step = move.line - previous.move.line;
    return move.path === previous.move.path && (step === 0 || step === 1);
  }
  return move === previous.move && isSameLink(link, previous.link);
}

function isSameLink(one: LineLink | null, other: LineLink | null): boolean {
  if (one?.kind === "file") return other?.kind === "file" && one.path === other.path;
  if (one?.kind === "change") return other?.kind === "change" && one.anchor === other.anchor;
  return other === null;
}
