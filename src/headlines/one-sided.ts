/** What is said of lines that stand on one side only. */
import { sideOf } from "../diff/lines/hunks.ts";
import { readCells } from "../diff/tables/rows.ts";
import type { LineKind } from "../model.ts";
import type { BothTexts, ChangedLine, SeenAt } from "./changed-lines.ts";
import { findDefinedName, isOpening, readNamed, saysSomething } from "./code.ts";
import { countWords, type Draft } from "./draft.ts";
import { readParagraph, unquote } from "./files.ts";
import { dropMarkers, readHeading } from "./line-roles.ts";
import { nameRow } from "./tables.ts";
import { isVersionHeading } from "./versions.ts";
import { firstSentence, toCode, toVisible } from "./visible-text.ts";

/** Where a walk through a hunk stands. */
export interface HunkWalk {
  section: string;
  /** The section that began among the lines added (removed) last: what follows belongs to it. */
  added: OpenSection | null;
  removed: OpenSection | null;
}

type OneSide = "added" | "removed";

interface OpenSection {
  readonly depth: number;
  /** The statement that it is new (removed), which grows with it. */
  draft: GrowingDraft;
  /** The heading below it that was read last. */
  under?: string;
}

type GrowingDraft = { -readonly [Name in keyof Draft]: Draft[Name] };

/** Headings of a log of changes without which what is below them says the opposite. */
const warning = /^\P{L}*(?:remov|deprecat|break|secur|known issues)/iu;

/** What lines say that stand on one side only. */
export function describeOneSided(
  lines: readonly ChangedLine[],
  side: OneSide,
  walk: HunkWalk,
  sides: BothTexts,
): Draft[] {
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

function describeLine(
  line: ChangedLine,
  side: OneSide,
  place: SeenAt,
  sides: BothTexts,
): Draft | null {
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
    if (!saysSomething(text)) return null;
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
function readSentence(line: ChangedLine, side: OneSide, sides: BothTexts): string {
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
export function joinReplaced(removed: readonly Draft[], added: readonly Draft[]): Draft[] {
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
