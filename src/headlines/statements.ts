/** From the rows of one change to statements: one for each thing that a reader would tell apart. */
import { sideOf } from "../diff/lines/hunks.ts";
import { type ChangedRow, foldedKinds, type Hunk, type Row, type TextChange } from "../model.ts";
import {
  type BothTexts,
  type ChangedLine,
  type ChangedPair,
  readChangedLine,
} from "./changed-lines.ts";
import type { Draft } from "./draft.ts";
import { describeDate, describeFile, type ToldChange } from "./files.ts";
import { describeLinePair } from "./line-pairs.ts";
import { createLineReader, readHeading } from "./line-roles.ts";
import { describeMarkup } from "./links.ts";
import { describeOneSided, type HunkWalk, joinReplaced } from "./one-sided.ts";
import { nameVersions, tellDates } from "./versions.ts";
import { toVisible } from "./visible-text.ts";

/** What is said of one change, in no order. */
export function findStatements(told: ToldChange): Draft[] {
  const ofFile = describeFile(told);
  const { change, text } = told;
  const isWhole = change.kind === "added" || change.kind === "removed";
  if (text === null || isWhole || ofFile.some(({ kind }) => kind === "file-emptied")) return ofFile;
  const ofLines = describeText(text);
  const date = describeDate(text);
  if (ofFile.length + ofLines.length + date.length > 0) {
    return [...ofFile, ...date, ...(date[0]?.kind === "date-only" ? [] : ofLines)];
  }
  const isFolded = text.hunks.every(({ rows }) =>
    rows.every((row) => row.kind === "context" || foldedKinds.includes(row.lineKind)),
  );
  return [{ kind: isFolded ? "formatting" : "markup", lineKind: null }];
}

/** Statements of one change: what comes behind them is told by the diff. */
const mostStatements = 2000;

function describeText(text: TextChange): Draft[] {
  const sides: BothTexts = {
    text,
    old: createLineReader(text.oldLines, text.dialect),
    new: createLineReader(text.newLines, text.dialect),
  };
  const told: Draft[] = [];
  for (const hunk of text.hunks) {
    if (told.length > mostStatements) break;
    for (const draft of describeHunk(hunk, sides)) told.push(draft);
  }
  return told;
}

function describeHunk(hunk: Hunk, sides: BothTexts): Draft[] {
  const first = hunk.rows.find((row) => row.kind !== "context");
  if (!first) return [];
  const walk: HunkWalk = {
    section: toVisible(hunk.section.at(-1) ?? ""),
    added: null,
    removed: null,
  };
  const told: Draft[] = describeMarkup(hunk, sideOf(first), walk.section);
  for (const { added, removed } of hunk.columnChanges) {
    const place = { line: sideOf(first), section: walk.section, lineKind: null };
    const name = (names: readonly string[]) => ({
      name: names[0] ?? "",
      names: names.slice(1),
      count: names.length,
    });
    if (added.length > 0) told.push({ kind: "column-added", ...name(added), ...place });
    if (removed.length > 0) told.push({ kind: "column-removed", ...name(removed), ...place });
  }
  for (const run of groupRows(hunk.rows)) {
    const [row] = run;
    if (row?.kind === "context") {
      if (sides.new.roleAt(row.new - 1) !== "heading") continue;
      walk.section = toVisible(readHeading(sides.text.newLines[row.new - 1] ?? "").text);
      walk.added = null;
      walk.removed = null;
    } else
      for (const draft of describeRun(run as readonly ChangedRow[], walk, sides)) told.push(draft);
  }
  const title = toVisible(hunk.section[0] ?? "");
  return nameVersions(tellDates(told), title, sides.text);
}

/** Runs of changed rows; each row of context is one by itself. */
function groupRows(rows: readonly Row[]): Row[][] {
  const runs: Row[][] = [];
  let isOpen = false;
  for (const row of rows) {
    const isChanged = row.kind !== "context";
    if (isChanged && isOpen) runs.at(-1)?.push(row);
    else runs.push([row]);
    isOpen = isChanged;
  }
  return runs;
}

function describeRun(rows: readonly ChangedRow[], walk: HunkWalk, sides: BothTexts): Draft[] {
  const pairs: ChangedPair[] = [];
  const added: ChangedLine[] = [];
  const removed: ChangedLine[] = [];
  for (const [at, row] of rows.entries()) {
    if (foldedKinds.includes(row.lineKind)) continue;
    const line = readChangedLine(row, sides);
    const next = rows[at + 1];
    if (row.kind === "deletion" && row.paired && next) {
      pairs.push({ old: line, new: readChangedLine(next, sides) });
    } else if (row.kind === "deletion") removed.push(line);
    else if (!row.paired || foldedKinds.includes(rows[at - 1]?.lineKind ?? "new")) added.push(line);
  }
  const told: Draft[] = [];
  let before: ChangedPair | null = null;
  const headings = [...added, ...pairs.map((pair) => pair.new)]
    .filter(({ role }) => role === "heading")
    .toSorted((a, b) => a.index - b.index);
  const lastHeading = headings.at(-1);
  for (const pair of pairs) {
    while (headings[0] && headings[0].index <= pair.new.index) {
      walk.section = nameHeading(headings.shift());
    }
    const drafts = describeLinePair(pair, walk.section, sides);
    // A paragraph over several lines is told once.
    const last = told.at(-1);
    const [draft] = drafts;
    if (
      last &&
      draft &&
      before &&
      drafts.length === 1 &&
      isNextLine(before, pair) &&
      areTexts(last, draft)
    ) {
      // The first says how the sentence begins, unless it says next to nothing.
      const isMore = (draft.words ?? 0) > (last.words ?? 0) * 3;
      const [best, other] = isMore || last.isTrifle ? [draft, last] : [last, draft];
      told[told.length - 1] = { ...best, words: (best.words ?? 0) + (other.words ?? 0) };
    } else for (const draft of drafts) told.push(draft);
    before = pair;
  }
  const ofRemoved = describeOneSided(removed, "removed", walk, sides);
  const ofAdded = describeOneSided(added, "added", walk, sides);
  if (lastHeading && !added.includes(lastHeading)) {
    walk.section = nameHeading(lastHeading);
    walk.added = null;
  }
  return [...told, ...joinReplaced(ofRemoved, ofAdded)];
}

function nameHeading(line: ChangedLine | undefined): string {
  return toVisible(readHeading(line?.text ?? "").text);
}

function isNextLine(before: ChangedPair, pair: ChangedPair): boolean {
  return pair.new.index === before.new.index + 1 && pair.new.role === "prose";
}

function areTexts(one: Draft, other: Draft): boolean {
  return one.kind === "text-changed" && other.kind === "text-changed";
}
