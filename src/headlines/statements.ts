/** From the rows of one change to statements: one for each thing that a reader would tell apart. */
import {
  foldedKinds,
  type ChangedRow,
  type Hunk,
  type LineKind,
  type LineSide,
  type Row,
  type TextChange,
} from "../model.ts";
import { describeCodePair, findDefinedName, isOpening, isTelling, readNamed } from "./code.ts";
import { countWords, type Draft } from "./draft.ts";
import {
  describeFile,
  findDate,
  nameOfPath,
  readParagraph,
  type ToldChange,
  unquote,
} from "./files.ts";
import {
  createLineReader,
  dropMarkers,
  type LineReader,
  type LineRole,
  readHeading,
} from "./line-roles.ts";
import { describeMarkup } from "./links.ts";
import { describeAttribute } from "./attributes.ts";
import { describeProsePair, isSameButForSigns } from "./prose.ts";
import { describeCells, nameRow } from "./tables.ts";
import { isLabel, isVersionHeading, nameVersions, readVersions, tellDates } from "./versions.ts";
import { readCells } from "../diff/tables/rows.ts";
import { firstSentence, tidy, toCode, toVisible } from "./visible-text.ts";
import { sideOf } from "../diff/lines/hunks.ts";

/** What is said of one change, in no order. */
export function describeChange(told: ToldChange): Draft[] {
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

/** One side of a changed line. */
interface SideLine {
  readonly index: number;
  readonly text: string;
  readonly role: LineRole;
  readonly row: ChangedRow;
}

interface LinePair {
  readonly old: SideLine;
  readonly new: SideLine;
}

interface Sides {
  readonly text: TextChange;
  readonly old: LineReader;
  readonly new: LineReader;
}

/** Statements of one change: what comes behind them is told by the diff. */
const mostStatements = 2000;

function describeText(text: TextChange): Draft[] {
  const sides: Sides = {
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

/** Where a walk through a hunk stands. */
interface Walk {
  section: string;
  /** The section that began among the lines added (removed) last: what follows belongs to it. */
  added: OpenSection | null;
  removed: OpenSection | null;
}

function describeHunk(hunk: Hunk, sides: Sides): Draft[] {
  const first = hunk.rows.find((row) => row.kind !== "context");
  if (!first) return [];
  const walk: Walk = { section: toVisible(hunk.section.at(-1) ?? ""), added: null, removed: null };
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
  for (const run of cutRuns(hunk.rows)) {
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
function cutRuns(rows: readonly Row[]): Row[][] {
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

function describeRun(rows: readonly ChangedRow[], walk: Walk, sides: Sides): Draft[] {
  const pairs: LinePair[] = [];
  const added: SideLine[] = [];
  const removed: SideLine[] = [];
  for (const [at, row] of rows.entries()) {
    if (foldedKinds.includes(row.lineKind)) continue;
    const line = readSide(row, sides);
    const next = rows[at + 1];
    if (row.kind === "deletion" && row.paired && next) {
      pairs.push({ old: line, new: readSide(next, sides) });
    } else if (row.kind === "deletion") removed.push(line);
    else if (!row.paired || foldedKinds.includes(rows[at - 1]?.lineKind ?? "new")) added.push(line);
  }
  const told: Draft[] = [];
  let before: LinePair | null = null;
  const headings = [...added, ...pairs.map((pair) => pair.new)]
    .filter(({ role }) => role === "heading")
    .toSorted((a, b) => a.index - b.index);
  const lastHeading = headings.at(-1);
  for (const pair of pairs) {
    while (headings[0] && headings[0].index <= pair.new.index) {
      walk.section = nameHeading(headings.shift());
    }
    const drafts = describePair(pair, walk.section, sides);
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
  const ofRemoved = describeSide(removed, "removed", walk, sides);
  const ofAdded = describeSide(added, "added", walk, sides);
  if (lastHeading && !added.includes(lastHeading)) {
    walk.section = nameHeading(lastHeading);
    walk.added = null;
  }
  return [...told, ...joinReplaced(ofRemoved, ofAdded)];
}

function nameHeading(line: SideLine | undefined): string {
  return toVisible(readHeading(line?.text ?? "").text);
}

function isNextLine(before: LinePair, pair: LinePair): boolean {
  return pair.new.index === before.new.index + 1 && pair.new.role === "prose";
}

function areTexts(one: Draft, other: Draft): boolean {
  return one.kind === "text-changed" && other.kind === "text-changed";
}

function readSide(row: ChangedRow, { text, old, new: new_ }: Sides): SideLine {
  const isOld = row.kind === "deletion";
  const index = row.line - 1;
  const lines = isOld ? text.oldLines : text.newLines;
  const role = (isOld ? old : new_).roleAt(index);
  return { index, text: (lines[index] ?? "").replace(/[\r\n]+$/, ""), role, row };
}

/** Roles of lines that say nothing by themselves. */
const silent: ReadonlySet<LineRole> = new Set(["blank", "fence", "markup", "rule"]);

function describePair({ old, new: new_ }: LinePair, section: string, { text }: Sides): Draft[] {
  const line = sideOf(new_.row);
  const { lineKind } = new_.row;
  const place = { line, section, lineKind };
  // What changed around the same words, the hunk's markup edits say.
  if (lineKind === "markup") return [];
  if (old.role === "blank" || new_.role === "blank") return [];
  if (old.role === "heading" && new_.role === "heading") return describeHeadings(old, new_, place);
  if (old.role === "row" && new_.role === "row") {
    const at = (lines: readonly string[], index: number) => ({ lines, index });
    return describeCells(at(text.oldLines, old.index), at(text.newLines, new_.index), place);
  }
  if (silent.has(old.role) && silent.has(new_.role) && new_.role !== "markup") return [];
  const pair = {
    oldLine: old.text,
    newLine: new_.text,
    oldMarks: old.row.marks,
    newMarks: new_.row.marks,
    ...place,
  };
  if (old.role === "front-matter" && new_.role === "front-matter")
    return describeKeys(old, new_, place);
  if (new_.role === "code" || new_.role === "fence") return describeCodePair(pair);
  if (new_.role === "markup") return describeAttribute(pair, text.newLines, new_.index);
  if (new_.role === "definition")
    return describeProsePair(pair).filter(({ kind }) => kind === "link");
  return describeProsePair(pair);
}

interface Place {
  readonly line: LineSide;
  readonly section: string;
  readonly lineKind: LineKind;
}

function describeHeadings(old: SideLine, new_: SideLine, place: Place): Draft[] {
  const [from, to] = [old, new_].map(({ text }) => toVisible(readHeading(text).text));
  if (from === undefined || to === undefined || from === to) return [];
  const isTrifle = isSameButForSigns(dropNumber(from), dropNumber(to));
  return [
    {
      kind: "section-renamed",
      ...place,
      section: "",
      old: from,
      new: to,
      ...(isTrifle ? { isTrifle } : {}),
    },
  ];
}

function dropNumber(heading: string): string {
  return heading.replace(/^[\d.)(]+\s+/, "");
}

function describeKeys(old: SideLine, new_: SideLine, place: Place): Draft[] {
  const read = (line: string) => /^\s*(?:-\s*)?["']?([\w.-]+)["']?\s*[:=]\s*(.*)$/.exec(line);
  const [, name = "", value = ""] = read(new_.text) ?? [];
  const [, before = "", was = ""] = read(old.text) ?? [];
  if (name === "" || name !== before) return [];
  const show = (text: string) => tidy(unquote(text.trim()));
  const version = readVersions(show(was), show(value), name);
  if (version !== null) return [{ ...version, ...(isLabel(name) ? {} : { name }), ...place }];
  return [{ kind: "front-matter", name, old: show(was), new: show(value), ...place, section: "" }];
}

type Side = "added" | "removed";

interface OpenSection {
  readonly depth: number;
  /** Its place among the drafts, or null where they are told already. */
  draft: GrowingDraft;
  /** The heading below it that was read last. */
  under?: string;
}

type GrowingDraft = { -readonly [Name in keyof Draft]: Draft[Name] };

/** Headings of a log of changes without which what is below them says the opposite. */
const warning = /^\P{L}*(?:remov|deprecat|break|secur|known issues)/iu;

/** What lines say that stand on one side only. */
function describeSide(lines: readonly SideLine[], side: Side, walk: Walk, sides: Sides): Draft[] {
  const told: GrowingDraft[] = [];
  const isTable = lines.some(({ role }) => role === "rule");
  let table: GrowingDraft | null = null;
  let block: GrowingDraft | null = null;
  for (const line of lines) {
    const { role, text, row } = line;
    const place = { line: sideOf(row), section: walk.section, lineKind: row.lineKind };
    let open: OpenSection | null = walk[side];
    if (role === "heading") {
      const { depth, text: source } = readHeading(text);
      const name = toVisible(source);
      if (name === "") continue;
      block = null;
      if (open && depth > open.depth) {
        open.under = name;
        continue;
      }
      const kind = row.lineKind === "moved" ? "section-moved" : (`section-${side}` as const);
      const draft: GrowingDraft = { kind, ...place, section: "", name, words: 0 };
      open = { depth, draft };
      walk[side] = open;
      if (side === "added") walk.section = name;
      told.push(draft);
      continue;
    }
    if (role === "blank" || role === "fence" || role === "rule") continue;
    const words = countWords(text);
    if (open) {
      open.draft.words = (open.draft.words ?? 0) + words;
      if (
        (role === "prose" || role === "item") &&
        open.draft.new === undefined &&
        open.draft.old === undefined
      ) {
        const sentence = readSentence(line, side, sides);
        const { under = "" } = open;
        const isWarning = warning.test(under) && isVersionHeading(open.draft.name ?? "");
        open.draft[side === "added" ? "new" : "old"] = isWarning
          ? `${under}: ${sentence}`
          : sentence;
      }
      continue;
    }
    if (role === "row") {
      const cells = readCells(text);
      const name = nameRow(cells);
      if (isTable) {
        if (table) table.words = (table.words ?? 0) + words;
        else {
          const names = cells.map(toVisible).filter((cell) => cell !== "");
          table = {
            kind: `table-${side}`,
            ...place,
            name: names[0] ?? "",
            names: names.slice(1),
            words,
          };
          told.push(table);
        }
      } else if (name !== "") told.push({ kind: `row-${side}`, ...place, name, words });
      continue;
    }
    const draft = describeLine(line, side, place, sides);
    if (draft === null) {
      if (block) block.words = (block.words ?? 0) + words;
    } else if (block === null) {
      block = { ...draft, words };
      told.push(block);
    } else growBlock(block, draft, words);
  }
  return told;
}

/** Of what stands together prose is told first, then items, then code. */
const tellingOrder = ["text", "item", "code", "front-matter", "link"] as const;

function orderOf({ kind }: Draft): number {
  return tellingOrder.findIndex((family) => kind.startsWith(family));
}

function growBlock(block: GrowingDraft, draft: Draft, words: number): void {
  const sum = (block.words ?? 0) + words;
  const isNews = (kind: LineKind | null) => kind === "new" || kind === "gone";
  const isBetter =
    isNews(draft.lineKind) === isNews(block.lineKind)
      ? orderOf(draft) < orderOf(block) || isClearer(draft, block)
      : isNews(draft.lineKind);
  if (isBetter) {
    delete block.count;
    delete block.names;
    Object.assign(block, draft);
  } else if (
    draft.kind === block.kind &&
    (draft.kind.startsWith("item") || draft.kind === "front-matter")
  ) {
    block.count = (block.count ?? 1) + 1;
    block.names = [...(block.names ?? []), draft.new ?? draft.old ?? draft.name ?? ""];
  }
  block.words = sum;
}

/** Of code and of front matter, the line that tells what it is about. */
function isClearer(draft: Draft, block: Draft): boolean {
  if (draft.kind !== block.kind) return false;
  if (draft.kind === "front-matter") return isTitle(draft) && !isTitle(block);
  if (!draft.kind.startsWith("code") || draft.name === undefined) return false;
  return block.name === undefined || (isNaming(draft) && !isNaming(block));
}

function isNaming({ new: new_, old = "" }: Draft): boolean {
  return readNamed((new_ ?? old).replaceAll("`", "")) !== null;
}

function isTitle({ name = "" }: Draft): boolean {
  return /^(?:title|text|name|description)$/i.test(name);
}

function describeLine(line: SideLine, side: Side, place: Place, sides: Sides): Draft | null {
  const { role, text } = line;
  const put = (value: string) => (side === "added" ? { new: value } : { old: value });
  if (role === "markup") return null;
  if (role === "definition") {
    const [, name = "", url = ""] = /^\s*\[([^\]]+)\]:\s*(\S+)/.exec(text) ?? [];
    return { kind: "link", name, ...put(toCode(url)), ...place };
  }
  if (role === "front-matter") {
    const [, name = "", value = ""] = /^\s*(?:-\s*)?([\w.-]+)\s*[:=]\s*(.*)$/.exec(text) ?? [];
    return name === ""
      ? null
      : { kind: "front-matter", name, ...put(unquote(value.trim())), ...place };
  }
  if (role === "code") {
    if (!isTelling(text)) return null;
    const name = isOpening(text) ? null : findDefinedName(text);
    const whole = toCode(text);
    return {
      kind: `code-${side}`,
      ...place,
      ...put(whole),
      ...(name === null ? {} : { name: toCode(name) }),
    };
  }
  const sentence = readSentence(line, side, sides);
  if (!/[\p{L}\p{N}]/u.test(sentence)) return null;
  const isMoved = line.row.lineKind === "moved";
  const kind =
    role === "item"
      ? (`item-${side}` as const)
      : isMoved
        ? "text-moved"
        : (`text-${side}` as const);
  return { kind, ...place, ...put(sentence) };
}

/** The first sentence of the paragraph or item that begins with the line. */
function readSentence(line: SideLine, side: Side, sides: Sides): string {
  const { text } = sides;
  const lines = side === "added" ? text.newLines : text.oldLines;
  const { roleAt } = side === "added" ? sides.new : sides.old;
  const own = toVisible(readParagraph(lines, line.index, roleAt));
  if (line.role !== "prose" || roleAt(line.index - 1) !== "prose") return firstSentence(own);
  // Inside a paragraph: from the start of the sentence, if it is near.
  const before = (lines[line.index - 1] ?? "").trim();
  const start = (
    toVisible(dropMarkers(before))
      .split(/(?<=[.!?:])\s+/)
      .at(-1) ?? ""
  ).replace(/^.*[.!?:]$/, "");
  if (start === "") return firstSentence(own);
  return start.length > 40 ? `…${firstSentence(own)}` : firstSentence(`${start} ${own}`);
}

/** A heading for a heading is a new name, a paragraph for a paragraph new words. */
function joinReplaced(removed: readonly Draft[], added: readonly Draft[]): Draft[] {
  const [old, ...moreOld] = removed;
  const [new_, ...moreNew] = added;
  if (!old || !new_ || moreOld.length + moreNew.length > 0) return [...removed, ...added];
  const words = (old.words ?? 0) + (new_.words ?? 0);
  if (old.kind === "section-removed" && new_.kind === "section-added") {
    return [
      {
        ...new_,
        kind: "section-renamed",
        old: old.name ?? "",
        new: new_.name ?? "",
        name: "",
        words,
      },
    ];
  }
  const isText = (kind: string, side: string) => kind === `text-${side}` || kind === `item-${side}`;
  if (isText(old.kind, "removed") && isText(new_.kind, "added")) {
    return [{ ...new_, kind: "text-changed", names: [], count: 1, old: old.old ?? "", words }];
  }
  if (old.kind === "code-removed" && new_.kind === "code-added") {
    return [{ ...new_, kind: "code-changed", old: old.old ?? "", words }];
  }
  return [...removed, ...added];
}

/** Whether the date on a document went with its text. */
function describeDate(text: TextChange): Draft[] {
  if (text.dialect === "plain") return [];
  const found = findDate(text.newLines);
  if (found === null) return [];
  const changed = text.hunks.flatMap(({ rows }) => rows).filter((row) => row.kind !== "context");
  const telling = changed.filter(({ lineKind }) => !foldedKinds.includes(lineKind));
  if (telling.length === 0) return [];
  const isDate = (row: ChangedRow) => row.kind === "insertion" && row.line === found.index + 1;
  const base = { section: "", lineKind: null } as const;
  if (!telling.some(isDate)) {
    const isNews = telling.some(({ lineKind }) => lineKind === "new" || lineKind === "gone");
    const [first] = telling;
    return isNews && first
      ? [
          {
            kind: "silent-edit",
            name: nameOfPath(text.path),
            new: found.date,
            ...base,
            line: sideOf(first),
          },
        ]
      : [];
  }
  const old = findDate(text.oldLines);
  const others = telling.filter(
    (row) => !isDate(row) && !(row.kind === "deletion" && row.line - 1 === old?.index),
  );
  if (others.length > 0 || old === null) return [];
  return [
    {
      kind: "date-only",
      name: nameOfPath(text.path),
      old: old.date,
      new: found.date,
      ...base,
      line: `R${found.index + 1}`,
    },
  ];
}
