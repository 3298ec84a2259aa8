/** What is said of a line that stands for another. */
import { sideOf } from "../diff/lines/hunks.ts";
import { describeAttribute } from "./attributes.ts";
import type { BothTexts, ChangedLine, ChangedPair, SeenAt } from "./changed-lines.ts";
import { describeCodePair } from "./code.ts";
import type { Draft } from "./draft.ts";
import { unquote } from "./files.ts";
import { type LineRole, readHeading } from "./line-roles.ts";
import { describeProsePair, isSameButForSigns } from "./prose.ts";
import { describeCells } from "./tables.ts";
import { isLabel, readVersionPair } from "./versions.ts";
import { tidy, toVisible } from "./visible-text.ts";

/** Roles of lines that say nothing by themselves. */
const silent: ReadonlySet<LineRole> = new Set(["blank", "fence", "markup", "rule"]);

/** Statements of one pair of lines, in the section that the new one stands in. */
export function describeLinePair(
  { old, new: new_ }: ChangedPair,
  section: string,
  { text }: BothTexts,
): Draft[] {
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

function describeHeadings(old: ChangedLine, new_: ChangedLine, place: SeenAt): Draft[] {
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

function describeKeys(old: ChangedLine, new_: ChangedLine, place: SeenAt): Draft[] {
  const read = (line: string) => /^\s*(?:-\s*)?["']?([\w.-]+)["']?\s*[:=]\s*(.*)$/.exec(line);
  const [, name = "", value = ""] = read(new_.text) ?? [];
  const [, before = "", was = ""] = read(old.text) ?? [];
  if (name === "" || name !== before) return [];
  const show = (text: string) => tidy(unquote(text.trim()));
  const version = readVersionPair(show(was), show(value), name);
  if (version !== null) return [{ ...version, ...(isLabel(name) ? {} : { name }), ...place }];
  return [{ kind: "front-matter", name, old: show(was), new: show(value), ...place, section: "" }];
}
