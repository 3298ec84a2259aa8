/** What is said of a whole file: what it is about, what happened to it, whether its date goes with it. */
import { sideOf } from "../diff/lines/hunks.ts";
import { baseName, comparePaths } from "../diff/trees/paths.ts";
import {
  type ChangedRow,
  type ChangeFacts,
  type FileChange,
  foldedKinds,
  type Path,
  type RevertFacts,
  type TextChange,
} from "../model.ts";
import { countWords, type Draft } from "./draft.ts";
import { createLineReader, dropMarkers, readHeading } from "./line-roles.ts";
import { dateWords } from "./versions.ts";
import { firstSentence, toVisible } from "./visible-text.ts";

/** A change, and what is known of it besides its text. */
export interface ToldChange extends Pick<ChangeFacts, "textFrom" | "textTo"> {
  readonly change: FileChange;
  /** Null for a binary file and where the bytes did not change. */
  readonly text: TextChange | null;
  readonly binary: boolean;
  readonly revert: Pick<RevertFacts, "stamp" | "additions" | "deletions"> | null;
}

/** What is said of the file; empty where only its lines are of interest. */
export function describeFile(told: ToldChange): Draft[] {
  const { change, text, binary, revert, textFrom } = told;
  const base = { lineKind: null } as const;
  if (change.kind === "added") {
    const about = aboutOf(change.to.path, text?.newLines ?? [], text);
    const kind = revert === null ? "file-added" : "file-returned";
    const old = textFrom && nameApart(textFrom.path, change.to.path)[0];
    return [
      {
        kind,
        ...base,
        name: about.title,
        ...(old !== undefined && { old }),
        new: about.sentence,
        words: sizeOf(text?.newLines),
      },
    ];
  }
  if (change.kind === "removed") {
    const { title, sentence } = aboutOf(change.from.path, text?.oldLines ?? [], text);
    return [
      { kind: "file-removed", ...base, name: title, old: sentence, words: sizeOf(text?.oldLines) },
    ];
  }
  const drafts: Draft[] = describeElsewhere(told, change.to.path);
  if (change.kind === "renamed") {
    const [old, new_] = nameApart(change.from.path, change.to.path);
    drafts.push({ kind: "file-renamed", ...base, old, new: new_ });
  }
  if (revert !== null) {
    const lines = revert.additions + revert.deletions;
    drafts.push({
      kind: "back",
      ...base,
      name: baseName(change.to.path),
      new: revert.stamp,
      ...(lines > 0 && { old: String(lines) }),
      words: 0,
    });
  }
  if (binary && change.from.hash !== change.to.hash) {
    drafts.push({ kind: "file-replaced", ...base, name: baseName(change.to.path) });
  } else if (isEmpty(text?.newLines) && !isEmpty(text?.oldLines)) {
    drafts.push({ kind: "file-emptied", ...base, name: baseName(change.to.path) });
  }
  if (change.from.mode !== change.to.mode)
    drafts.push({ kind: "mode", ...base, name: baseName(change.to.path) });
  return drafts;
}

/** What is said of a file whose whole text stands in another one now. */
function describeElsewhere({ textFrom, textTo }: ToldChange, path: Path): Draft[] {
  if (!textTo) return [];
  const base = { lineKind: null } as const;
  if (textFrom?.path === textTo.path) {
    // The same is said of both files.
    const [first = path, second = path] = [path, textTo.path].sort(comparePaths);
    const [old, new_] = nameApart(first, second);
    return [{ kind: "file-swapped", ...base, old, new: new_ }];
  }
  if (!textTo.rewritten) return [];
  const [, new_] = nameApart(path, textTo.path);
  return [{ kind: "file-rewritten", ...base, name: baseName(path), new: new_ }];
}

function isEmpty(lines: readonly string[] | undefined): boolean {
  return lines !== undefined && lines.every((line) => line.trim() === "");
}

function sizeOf(lines: readonly string[] | undefined): number {
  return (lines?.length ?? 0) * 8;
}

/** Two paths without the folders that both are in. */
function nameApart(old: Path, new_: Path): [string, string] {
  const [a, b] = [old.split("/"), new_.split("/")];
  let head = 0;
  while (head < Math.min(a.length, b.length) - 1 && a[head] === b[head]) head += 1;
  return [a.slice(head).join("/"), b.slice(head).join("/")];
}

/** Lines of a file that are looked at for its title and its first sentence. */
const nearTop = 80;
const fewWords = 4;

interface About {
  readonly title: string;
  readonly sentence: string;
}

function aboutOf(path: Path, lines: readonly string[], text: TextChange | null): About {
  const name = baseName(path);
  if (text === null || text.dialect === "plain") return { title: name, sentence: "" };
  const { roleAt } = createLineReader(lines, text.dialect);
  let title = "";
  let description = "";
  let sentence = "";
  for (let at = 0; at < Math.min(lines.length, nearTop) && sentence === ""; at += 1) {
    const line = lines[at] ?? "";
    const role = roleAt(at);
    if (role === "front-matter") {
      const [, key, value = ""] = /^(\w+)\s*[:=]\s*(.*\S)/.exec(line) ?? [];
      if (key === "title") title = unquote(value);
      if (key === "description") description = unquote(value);
    } else if (role === "heading") {
      if (title === "") title = toVisible(readHeading(line).text);
    } else if (role === "prose" || role === "item") {
      const first = firstSentence(toVisible(readParagraph(lines, at, roleAt)));
      // A word or two below a heading are a label: a page's own description says more.
      if (countWords(first) >= fewWords || description === "") sentence = first;
    }
  }
  return { title: title || name, sentence: sentence || description };
}

/** The lines of a paragraph that begins at `start`, as one; long ones up to what a title needs. */
export function readParagraph(
  lines: readonly string[],
  start: number,
  roleAt: (index: number) => string,
): string {
  let text = dropMarkers((lines[start] ?? "").trimEnd());
  for (
    let at = start + 1;
    at < lines.length && text.length < 300 && roleAt(at) === "prose";
    at += 1
  ) {
    text += ` ${(lines[at] ?? "").trim()}`;
  }
  return text;
}

/** A value of front matter without the quotation marks around it. */
export function unquote(value: string): string {
  return value.replace(/^(["'])(.*)\1$/, "$2").replaceAll('\\"', '"');
}

const dateText =
  /\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}\s*년\s*\d{1,2}\s*월\s*\d{1,2}\s*일|(?:\d{1,2}(?:\.|er|º)?\s+)?(?:de\s+)?\p{L}{3,10}\.?\s+(?:de\s+)?(?:\d{1,2},?\s+)?\d{4}/u;
const dated = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${dateWords})[^\\p{L}\\p{N}]{1,12}(?:(?:am|le|el|em)\\s+)?(${dateText.source})`,
  "iu",
);
/** Lines at both ends of a document among which its date stands. */
const dateLines = { top: 40, bottom: 15 } as const;

/** The date that a document says it was last updated on, and the 0-based index of its line. */
function findDate(lines: readonly string[]): { date: string; index: number } | null {
  for (const [index, line] of lines.entries()) {
    if (index >= dateLines.top && index < lines.length - dateLines.bottom) continue;
    if (line.length > 600) continue;
    const date = dated.exec(line.replaceAll(/[*_]/g, ""))?.[1];
    if (date !== undefined) return { date, index };
  }
  return null;
}

/** Whether the date on a document went with its text. */
export function describeDate(text: TextChange): Draft[] {
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
            name: baseName(text.path),
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
      name: baseName(text.path),
      old: old.date,
      new: found.date,
      ...base,
      line: `R${found.index + 1}`,
    },
  ];
}
