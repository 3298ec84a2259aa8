/**
 * What a build does with the changed files of a pair, for any two snapshots: lines, moves between files,
 * marks, sections, HTML and facts. Whatever needs the whole history (lines that were there before, that
 * stand elsewhere in a snapshot) is left out.
 */
import { countInvalidBytes } from "../../bytes.ts";
import { applyKinds } from "../../kinds/apply-kinds.ts";
import { type FileKinds, findKinds, type KnownLine } from "../../kinds/find-kinds.ts";
import { beginHistory, openHistory } from "../../kinds/history.ts";
import type { FindNoise } from "../../kinds/noise.ts";
import type { OpenFile } from "../../kinds/open-lines.ts";
import type { ChangeFacts, FileChange, Path, TextChange } from "../../model.ts";
import { type AnalysedText, analyseChange } from "../../pipeline/pairs/analyse-change.ts";
import {
  compareLines,
  type ComparedText,
  isOtherType,
} from "../../pipeline/pairs/compare-change.ts";
import { describeChange, placeChunks } from "../../pipeline/pairs/describe-change.ts";
import { markEdited } from "../../pipeline/pairs/mark-edited.ts";
import { renderChange } from "../../render/change.ts";
import type { Highlighter } from "../../render/highlight/highlight.ts";
import { dialectOf } from "../../render/highlight/languages.ts";
import { pathOf, sidesOf } from "../../diff/trees/trees.ts";

/** A changed file with its texts: a side that does not exist is empty, one that is no text is null. */
export interface ChangedFile {
  readonly change: FileChange;
  readonly anchor: string;
  readonly oldLines: readonly string[] | null;
  readonly newLines: readonly string[] | null;
}

export interface AnalysedFile extends ChangedFile {
  readonly path: Path;
  readonly analysed: AnalysedText | null;
  readonly open: OpenFile | null;
}

export interface ComparedFile {
  readonly facts: ChangeFacts;
  /** The HTML of its chunks (see `render/README.md` for the marks in it). */
  readonly chunks: readonly string[];
  /** Null for what is not compared by lines. */
  readonly text: TextChange | null;
}

/** Leaves all lines without colours. */
export const noColours: Highlighter = {
  tokenise: () => ({ tokens: new Map(), approximate: false }),
};

/** Compares one file, as far as it tells by itself. */
export function analyseFile(file: ChangedFile, findNoise?: FindNoise): AnalysedFile {
  const path = pathOf(file.change);
  const text = compareFile(file);
  if (!text) return { ...file, path, analysed: null, open: null };
  const { change } = file;
  const item = { change, path, oldBytes: noBytes, newBytes: noBytes, binary: false, text };
  const { text: analysed, file: open } = analyseChange(item, findNoise);
  return { ...file, path, analysed, open };
}

const noBytes = new Uint8Array();

/** Tells by all files what moved; what is given renders one of them. */
export function tellKinds(
  files: readonly AnalysedFile[],
): (file: AnalysedFile, highlighter: Highlighter) => ComparedFile {
  const open = files.flatMap(({ open }) => open ?? []);
  const nothing = openHistory(beginHistory(new Map()));
  const kinds = new Map(findKinds(open, "", nothing).map((kind) => [kind.path, keepMoves(kind)]));
  const texts = new Map(
    files.flatMap(({ path, analysed, oldLines, newLines }): [Path, TextChange][] => {
      if (!analysed || !oldLines || !newLines) return [];
      const hunks = applyKinds(analysed.hunks, kinds.get(path), analysed.silent, refuseHistory);
      const { approximate } = analysed;
      return [[path, { path, dialect: dialectOf(path), oldLines, newLines, hunks, approximate }]];
    }),
  );
  return (file, highlighter) => {
    const { change, path, oldLines, newLines } = file;
    const lines = texts.get(path);
    const text = lines ? markEdited(lines, texts) : null;
    const rendered = text && renderChange(text, highlighter);
    const facts = describeChange({
      change,
      anchor: file.anchor,
      text,
      binary: oldLines === null || newLines === null,
      invalidBytes: countInvalidBytes(newLines?.join("") ?? ""),
      revert: null,
      feed: { html: "", removed: null },
      fragment: "",
      excerpt: null,
      headlines: [],
      chunks: placeChunks(rendered?.chunks ?? [], 0),
      approximate: rendered?.approximate ?? [],
    });
    return { facts, chunks: (rendered?.chunks ?? []).map(({ html }) => html), text };
  };
}

/** The HTML of the same chunks with other colours. */
export function colourAgain(text: TextChange, highlighter: Highlighter): string[] {
  return renderChange(text, highlighter).chunks.map(({ html }) => html);
}

/** Null where there is nothing to compare by lines: no text, or the same bytes. */
export function compareFile({ change, oldLines, newLines }: ChangedFile): ComparedText | null {
  if (oldLines === null || newLines === null) return null;
  const isOther = isOtherType(change);
  if (hasSameBytes(change) && !isOther) return null;
  return compareLines(oldLines, newLines, isOther);
}

/** Whether both sides are there and hold the same bytes. */
export function hasSameBytes(change: FileChange): boolean {
  const { from, to } = sidesOf(change);
  return from !== null && from.hash === to?.hash;
}

/** Without what is told by other files of a snapshot, and by others: they are not here. */
function keepMoves(kinds: FileKinds): FileKinds {
  const isHere = ({ kind }: KnownLine) => kind === "moved" || kind === "new" || kind === "gone";
  return { ...kinds, old: kinds.old.filter(isHere), new: kinds.new.filter(isHere) };
}

function refuseHistory(): never {
  throw new Error("No line is known from another day here.");
}
