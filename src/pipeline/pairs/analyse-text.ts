/** Joins what diff and markdown say of one text file into hunks that can be rendered. */
import { alignBlock } from "../../diff/align/align.ts";
import type { AlignedRow } from "../../diff/align/rows.ts";
import { groupBlocks, type HunkSpan } from "../../diff/lines/hunks.ts";
import { markSpaces } from "../../diff/words/space-marks.ts";
import type { PairMarks } from "../../diff/words/marks.ts";
import { compareHeaders, findTableHeader } from "../../diff/tables/header.ts";
import { findInOrder, findTurned, type FoundInOrder, type Turned } from "../../kinds/in-order.ts";
import type { FindNoise, NoiseLines } from "../../kinds/noise.ts";
import { blank, type LineKeys, sign } from "../../kinds/line-keys.ts";
import { readLines } from "../../kinds/read-lines.ts";
import { classifyLines, type LineClasses } from "../../markdown/compare/cosmetic.ts";
import { createLazyDocument, type LazyDocument } from "../../markdown/read/document.ts";
import { createOutline, type Outline, sectionAt } from "../../markdown/outline/outline.ts";
import type {
  ChangedRow,
  ColumnChange,
  Approximation,
  ContextRow,
  Dialect,
  Hunk,
  LineBlock,
  LineClass,
  MarkupEdit,
  Path,
  Range,
  Row,
  TextChange,
} from "../../model.ts";

export interface TextInput {
  readonly path: Path;
  readonly dialect: Dialect;
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  readonly blocks: readonly LineBlock[];
  /** The line diff hit its budget. */
  readonly approximateLines: boolean;
  /** Of its lines, where they were read already. */
  readonly keys?: ChangeKeys;
  readonly findNoise?: FindNoise | undefined;
}

export interface ChangeKeys {
  readonly old: LineKeys;
  readonly new: LineKeys;
  readonly turned: Turned;
}

interface AnalysedBlock {
  readonly block: LineBlock;
  readonly rows: readonly AlignedRow[];
  readonly markupEdits: readonly MarkupEdit[];
}

/** Plain texts that people read and editors wrap. */
const prosePath = /\.(?:txt|text|rst|adoc|asciidoc|org)$/i;

/** The hunks of one changed text file, with marks, sections, and kinds as far as the file alone tells. */
export function analyseText(input: TextInput): TextChange {
  const { path, dialect, oldLines, newLines, blocks } = input;
  const lineDialect = dialect === "plain" && prosePath.test(path) ? "prose" : dialect;
  const alignments = blocks.map((block) =>
    alignBlock(
      oldLines.slice(block.old.start, block.old.end),
      newLines.slice(block.new.start, block.new.end),
      lineDialect,
      {
        oldHeader: findTableHeader(oldLines, block.old.start),
        newHeader: findTableHeader(newLines, block.new.start),
      },
    ),
  );
  const texts: Texts = {
    old: createLazyDocument(oldLines, dialect),
    new: createLazyDocument(newLines, dialect),
  };
  const classes = classifyBlocks(input, texts, alignments);
  const analysed = new Map<LineBlock, AnalysedBlock>(
    blocks.map((block, index) => [
      block,
      {
        block,
        rows: alignments[index]?.rows ?? [],
        markupEdits: classes.markupEdits[index] ?? [],
      },
    ]),
  );
  const noise = input.findNoise?.(input) ?? { old: new Map(), new: new Map() };
  const inOrder = findInOrder({ ...(input.keys ?? readKeys(input)), blocks }, (side, line) => {
    if (noise[side].has(line)) return false;
    const found = classes[side].get(line);
    return found === undefined || found === "content";
  });
  const sections = createSectionNamer(texts);
  const hunks = groupBlocks(blocks, oldLines.length, newLines.length).map((span) => {
    const inside = span.blocks.flatMap((block) => analysed.get(block) ?? []);
    return buildHunk(span, inside, classes, { inOrder, noise }, input, sections.nameSection);
  });
  const approximate: Approximation[] = [
    ...(input.approximateLines ? (["lines"] as const) : []),
    ...(alignments.some((alignment) => alignment.approximate) ? (["marks"] as const) : []),
    ...(classes.approximate ? (["cosmetic"] as const) : []),
    ...(classes.unreadDefinitions ? (["definitions"] as const) : []),
    ...(sections.areApproximate() ? (["sections"] as const) : []),
  ];
  return { path, dialect, oldLines, newLines, hunks, approximate };
}

/** The keys of both sides' lines. A blank line that made something of its neighbours shows something. */
export function readKeys({
  dialect,
  oldLines,
  newLines,
  blocks,
}: Pick<TextInput, "dialect" | "oldLines" | "newLines" | "blocks">): ChangeKeys {
  const keys = { old: readLines(oldLines, dialect), new: readLines(newLines, dialect) };
  const turned = findTurned({ ...keys, blocks });
  for (const side of ["old", "new"] as const) {
    const { sort } = keys[side];
    for (const line of turned[side]) if (sort[line] === blank) sort[line] = sign;
  }
  return { ...keys, turned };
}

/** Both sides, for all who read them as Markdown. */
interface Texts {
  readonly old: LazyDocument;
  readonly new: LazyDocument;
}

function classifyBlocks(
  { oldLines, newLines, blocks }: TextInput,
  texts: Texts,
  alignments: readonly { readonly rows: readonly AlignedRow[] }[],
): LineClasses {
  // A file that appears or vanishes is content through and through.
  if (oldLines.length === 0 || newLines.length === 0) {
    return {
      old: new Map(),
      new: new Map(),
      markupEdits: [],
      approximate: false,
      unreadDefinitions: false,
    };
  }
  const rows = alignments.map((alignment) => alignment.rows);
  return classifyLines(texts.old, texts.new, { blocks, rows });
}

function buildHunk(
  span: HunkSpan,
  inside: readonly AnalysedBlock[],
  classes: LineClasses,
  found: OwnKinds,
  input: TextInput,
  nameSection: (block: LineBlock) => readonly string[],
): Hunk {
  const rows: Row[] = [];
  let { start: oldLine } = span.old;
  let { start: newLine } = span.new;
  for (const { block, rows: aligned } of inside) {
    rows.push(...buildContext(oldLine, newLine, block.old.start - oldLine));
    // A block may have more rows than a call may have arguments.
    for (const row of aligned) rows.push(...buildChangedRows(row, block, classes, found, input));
    oldLine = block.old.end;
    newLine = block.new.end;
  }
  rows.push(...buildContext(oldLine, newLine, span.old.end - oldLine));
  const [first] = inside;
  const oldCount = span.old.end - span.old.start;
  const newCount = span.new.end - span.new.start;
  return {
    // As git writes it: an empty side names the line before it.
    oldStart: span.old.start + (oldCount === 0 ? 0 : 1),
    oldCount,
    newStart: span.new.start + (newCount === 0 ? 0 : 1),
    newCount,
    section: first ? nameSection(first.block) : [],
    rows,
    markupEdits: inside.flatMap(({ markupEdits }) => markupEdits),
    columnChanges: inside.flatMap((block) => compareTableHeaders(block, input)),
  };
}

/** Paired header rows whose columns differ. */
function compareTableHeaders({ block, rows }: AnalysedBlock, input: TextInput): ColumnChange[] {
  return rows.flatMap((row) => {
    if (row.old === null || row.new === null) return [];
    const { oldLines, newLines } = input;
    const [oldIndex, newIndex] = [block.old.start + row.old, block.new.start + row.new];
    return compareHeaders(oldLines, newLines, oldIndex, newIndex) ?? [];
  });
}

function buildContext(oldLine: number, newLine: number, count: number): ContextRow[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: "context",
    old: oldLine + index + 1,
    new: newLine + index + 1,
  }));
}

function buildChangedRows(
  row: AlignedRow,
  block: LineBlock,
  classes: LineClasses,
  found: OwnKinds,
  { oldLines, newLines }: TextInput,
): ChangedRow[] {
  const oldAt = row.old === null ? null : block.old.start + row.old;
  const newAt = row.new === null ? null : block.new.start + row.new;
  const old = readRowSide(oldAt, oldLines, classes.old);
  const new_ = readRowSide(newAt, newLines, classes.new);
  const isPair = oldAt !== null && newAt !== null;
  const marks = chooseMarks(row, block, old, new_);
  const rows: ChangedRow[] = [];
  if (oldAt !== null) {
    rows.push({
      kind: "deletion",
      line: oldAt + 1,
      ...kindOf("gone", old.class, oldAt, found, "old"),
      marks: marks.old,
      paired: isPair,
      move: null,
      link: null,
    });
  }
  if (newAt !== null) {
    rows.push({
      kind: "insertion",
      line: newAt + 1,
      ...kindOf("new", new_.class, newAt, found, "new"),
      marks: marks.new,
      paired: isPair,
      move: null,
      link: null,
    });
  }
  return rows;
}

/** What a file alone tells of its lines, besides their classes. */
interface OwnKinds {
  readonly inOrder: FoundInOrder;
  readonly noise: NoiseLines;
}

function kindOf(
  kind: "new" | "gone",
  found: LineClass,
  line: number,
  { inOrder, noise }: OwnKinds,
  side: "old" | "new",
): Pick<ChangedRow, "lineKind" | "noise"> {
  if (found === "cosmetic") return { lineKind: found };
  const rules = noise[side].get(line);
  if (rules !== undefined) return { lineKind: "noise", noise: rules };
  return { lineKind: found === "markup" ? found : (inOrder[side].get(line) ?? kind) };
}

interface RowSide {
  readonly text: string;
  readonly class: LineClass;
}

function readRowSide(
  at: number | null,
  lines: readonly string[],
  classes: ReadonlyMap<number, LineClass>,
): RowSide {
  if (at === null) return { text: "", class: "content" };
  return { text: lines[at] ?? "", class: classes.get(at) ?? "content" };
}

function chooseMarks(row: AlignedRow, block: LineBlock, old: RowSide, new_: RowSide): PairMarks {
  const isPair = row.old !== null && row.new !== null;
  const isMarked = row.rewrapped || row.oldMarks.length + row.newMarks.length > 0;
  const isContent = old.class === "content" && new_.class === "content";
  if (isPair && isContent && !isMarked) return markSpaces(old.text, new_.text);
  const marks = { old: row.oldMarks, new: row.newMarks };
  // Laid out over more or fewer lines, a tag lost no words, though they left the line.
  if (block.old.end - block.old.start === block.new.end - block.new.start) return marks;
  return { old: dropWords(old, marks.old), new: dropWords(new_, marks.new) };
}

function dropWords({ text, class: found }: RowSide, marks: readonly Range[]): readonly Range[] {
  if (found !== "cosmetic") return marks;
  return marks.filter(({ start, end }) => !/\p{L}/u.test(text.slice(start, end)));
}

interface SectionNamer {
  /** The section of a block: of its first new line, or of its first old line where nothing is new. */
  readonly nameSection: (block: LineBlock) => readonly string[];
  /** Whether headings may be missing among those that were asked for so far. */
  readonly areApproximate: () => boolean;
}

function createSectionNamer(texts: Texts): SectionNamer {
  const asked = new Set<Outline>();
  const oldOutline = createOutline(texts.old);
  const newOutline = createOutline(texts.new);
  const ask = (outline: Outline, line: number) => {
    asked.add(outline);
    return sectionAt(outline, line);
  };
  return {
    nameSection: (block) =>
      block.new.end > block.new.start
        ? ask(newOutline, block.new.start)
        : ask(oldOutline, block.old.start),
    areApproximate: () => [...asked].some((outline) => outline.approximate),
  };
}
