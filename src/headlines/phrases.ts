/** Every phrase of ours in headlines, and nothing else: to say something otherwise, say it here. */
import type { Headline } from "../model.ts";
import { showStamp } from "../stamp.ts";
import { isVersionHeading } from "./versions.ts";
import { cutAtWord } from "./visible-text.ts";

/** A part of a headline: ours, or a text of the document, which may hold code between backticks. */
export interface HeadlinePart {
  readonly text: string;
  /** `name`: what it is about; `quote`: words of the document; `change`: those that differ among them. */
  readonly style: "plain" | "name" | "quote" | "change";
}

/** Characters of a headline that is a title. */
const longestTitle = 90;

/** The sentence, at most `most` characters as `toPlain` writes it. */
export function sayHeadline(headline: Headline, most = longestTitle): HeadlinePart[] {
  const [sentence, ...more] = phrase(headline);
  return fit(sentence, more, most);
}

/** The sentence as plain text: names in quotation marks, code between backticks. */
export function toPlain(parts: readonly HeadlinePart[]): string {
  return parts.map(({ text, style }) => (style === "name" ? `“${text}”` : text)).join("");
}

/** A sentence, and what is added where there is room, in order. */
type Phrase = readonly [sentence: HeadlinePart[], ...more: HeadlinePart[][]];

const name = (text: string): HeadlinePart => ({ text, style: "name" });
const quote = (text: string): HeadlinePart => ({ text, style: "quote" });
const change = (text: string): HeadlinePart => ({ text, style: "change" });

/** A sentence: what stands in the template is ours, and so are strings put into it. */
function say(
  ours: readonly string[],
  ...put: readonly (string | HeadlinePart | readonly HeadlinePart[])[]
): HeadlinePart[] {
  const parts = ours.flatMap((text, index) => {
    const next = put[index] ?? [];
    const isOurs = typeof next === "string";
    const plain: HeadlinePart = { text: isOurs ? text + next : text, style: "plain" };
    return isOurs ? plain : [plain, ...[next].flat()];
  });
  return parts.filter(({ text }) => text !== "");
}

function phrase(headline: Headline): Phrase {
  const { kind, section = "", count = 1, files = 1, old = "", new: new_ = "" } = headline;
  const about = headline.name ?? "";
  const names = [about, ...(headline.names ?? [])].filter((text) => text !== "");
  const all = list(names, count);
  const inSection = section === "" ? [] : [say` in ${name(section)}`];
  const sentence = (text: string) => (text === "" ? [] : [say`: ${quote(text)}`]);
  const inPlaces = places(count, files);
  const isMany = count > 1;
  const isOneName = isMany && names.length === 1;
  switch (kind) {
    case "file-added":
      if (isMany) return [say`New ${many(about)} ${all}`];
      if (old !== "") return [say`New ${one(about)} ${name(about)}, copied from ${quote(old)}`];
      return [say`New ${one(about)} ${name(about)}`, ...sentence(new_)];
    case "file-swapped":
      return [say`${quote(old)} and ${quote(new_)} were swapped`];
    case "file-rewritten":
      return [say`${name(about)} rewritten; the old text is now ${quote(new_)}`];
    case "file-removed":
      if (isMany) return [say`${upper(many(about))} ${all} removed`];
      return [say`${upper(one(about))} ${name(about)} removed`, ...sentence(old)];
    case "file-returned":
      return [isMany ? say`${all} are back` : say`${name(about)} is back`];
    case "file-renamed":
      if (isMany) return [say`${String(count)} files moved: ${arrow(old, new_)} and others`];
      return [say`${quote(old)} is now ${quote(new_)}`];
    case "file-emptied":
      return [isMany ? say`${all} are empty now` : say`${name(about)} is empty now`];
    case "file-replaced":
      return [say`${name(about)} is another binary file now`];
    case "section-added":
      if (isVersionHeading(about)) {
        if (isMany) return [say`New versions ${all}`];
        const of = quote(section === "" ? "" : `${section} `);
        return [say`New version ${of}${quote(about)}`, ...sentence(new_)];
      }
      if (files > 1 || isOneName) return [say`New section ${name(about)}${inPlaces}`];
      if (isMany) return [say`New sections ${all}`];
      return [say`New section ${name(about)}`, ...sentence(new_)];
    case "section-removed":
      if (files > 1 || isOneName) return [say`Section ${name(about)} removed${inPlaces}`];
      if (isMany) return [say`Sections ${all} removed`];
      return [say`Section ${name(about)} removed`, ...sentence(old)];
    case "section-renamed":
      return [say`Section ${name(old)} is now ${name(new_)}${inPlaces}`];
    case "section-moved":
      return [isMany ? say`Sections ${all} moved` : say`Section ${name(about)} moved`];
    case "table-added":
      return [say`New table: ${quote(names.join(", "))}`, ...inSection];
    case "table-removed":
      return [say`Table removed: ${quote(names.join(", "))}`, ...inSection];
    case "column-added":
      return [say`New ${isMany ? "columns" : "column"} ${all}`, ...inSection];
    case "column-removed":
      return [say`${isMany ? "Columns" : "Column"} ${all} removed`, ...inSection];
    case "row-added":
      if (isOneName) return [say`New row ${name(about)}${inPlaces}`];
      return [say`New ${isMany ? "rows" : "row"} ${all}`, ...inSection];
    case "row-removed":
      if (isOneName) return [say`Row ${name(about)} removed${inPlaces}`];
      return [say`${isMany ? "Rows" : "Row"} ${all} removed`, ...inSection];
    case "cell":
      return sayCell(headline);
    case "version":
    case "requirement":
    case "date": {
      const lead = kind === "requirement" ? "Needs " : kind === "date" ? "Date of " : "";
      const of = about === "" ? [] : say`${lead}${quote(`${about} `)}`;
      return [say`${of}${arrow(old, new_)}${andOthers(count - 1, others[kind])}`];
    }
    case "value": {
      const became = say`${quote(old)} became ${quote(new_)}${inPlaces}`;
      if (isMany) return [became];
      const { before = "", after = "" } = headline;
      if (before === "" && after === "") return [became, ...inSection];
      const lead = before === "" || isDense(before.slice(-1)) ? before : `${before} `;
      const rest = after === "" || isDense(after) ? after : ` ${after}`;
      return [say`${quote(lead)}${arrow(old, new_)}${quote(rest)}`, ...inSection];
    }
    case "text-changed":
      return sayText(headline);
    case "text-added":
      if (isMany) return [say`${quote(new_)} added${inPlaces}`];
      return [say`New: ${quote(new_)}`, ...inSection];
    case "text-removed":
      if (isMany) return [say`${quote(old)} removed${inPlaces}`];
      return [say`Gone: ${quote(old)}`, ...inSection];
    case "text-moved":
      return [say`Moved: ${quote(new_ || old)}`];
    case "item-added":
      if (files > 1 || (isMany && headline.names === undefined))
        return [say`${quote(new_)} added${inPlaces}`];
      return [say`New item: ${quote(new_)}${andMore(count)}`, ...inSection];
    case "item-removed":
      if (files > 1 || (isMany && headline.names === undefined))
        return [say`${quote(old)} removed${inPlaces}`];
      return [say`Item removed: ${quote(old)}${andMore(count)}`, ...inSection];
    case "code-added":
      return [say`Code: ${quote(about || new_)} added${inPlaces}`, ...inSection];
    case "code-removed":
      return [say`Code: ${quote(about || old)} removed${inPlaces}`, ...inSection];
    case "code-changed": {
      const values = old === "" ? say`now ${quote(new_)}` : arrow(old, new_);
      const of = quote(about === "" ? "" : `${about}: `);
      return [say`Code: ${of}${values}${inPlaces}`, ...inSection];
    }
    case "link":
      if (isMany) {
        const links = ` in ${String(count)} links${ofFiles(files)}`;
        return [say`${arrow(old || "none", new_ || "none")}${links}`];
      }
      if (old === "") {
        const target = about === "" ? [] : say` to ${quote(new_)}`;
        return [say`New link ${name(about || new_)}${target}`];
      }
      if (new_ === "") return [say`Link ${name(about || old)} removed`];
      return [say`Link${about === "" ? [] : say` ${name(about)}`}: ${arrow(old, new_)}`];
    case "markup":
      if (about !== "") return [say`${name(about)} is marked up in another way${inPlaces}`];
      return [say`Other markup of the same words${isMany ? ` in ${String(count)} files` : ""}`];
    case "front-matter":
      if (old === "")
        return [say`Front matter: ${quote(`${about}: `)}${quote(new_)}${andMore(count)}`];
      if (new_ === "") return [say`Front matter: ${quote(about)}${andMore(count)} removed`];
      return [say`${quote(`${about}: `)}${arrow(old, new_)}${inPlaces}`];
    case "silent-edit":
      if (isMany) return [say`${all} changed, and their dates did not`];
      return [say`${name(about)} changed, and still has the date ${quote(new_)}`];
    case "date-only":
      if (isMany) return [say`Only the dates of ${all} changed`];
      return [say`Only the date of ${name(about)} changed: ${arrow(old, new_)}`];
    case "back": {
      if (isMany) return [say`${all} are back as on ${showStamp(new_)}`];
      const butFor = old === "" ? "" : `, but for ${old} ${old === "1" ? "line" : "lines"}`;
      return [say`${name(about)} is back as on ${showStamp(new_)}${butFor}`];
    }
    case "mode":
      return [isMany ? say`Other modes of ${all}` : say`Another mode of ${name(about)}`];
    case "formatting":
      return [say`Formatting only${isMany ? ` in ${String(count)} files` : ""}`];
  }
}

/** Whether it begins in a script that has no blanks between words. */
function isDense(text: string): boolean {
  return /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}、。，：；（「『]/u.test(text);
}

function sayCell(headline: Headline): Phrase {
  const { name: row = "", names = [], column = "", old = "", new: new_ = "" } = headline;
  const { count = 1, files = 1 } = headline;
  const values =
    old === ""
      ? say`now ${quote(new_)}`
      : new_ === ""
        ? say`no longer ${quote(old)}`
        : arrow(old, new_);
  if (names.length > 0) {
    const columns = [column, ...names].filter((text) => text !== "");
    return [say`${name(row)}: ${list(columns, count, quote)}: ${values}`];
  }
  if (count > 1) {
    const of = quote(column === "" ? "" : `${column}: `);
    return [say`${of}${values} in ${String(count)} rows${ofFiles(files)}`];
  }
  const lead = row === "" ? [] : say`${name(row)}: `;
  return [say`${lead}${quote(column === "" ? "" : `${column} `)}${values}`];
}

/** Characters of two texts that are told one beside the other. */
const shortWords = 64;

function sayText(headline: Headline): Phrase {
  const { before = "", old = "", new: new_ = "", after = "", count = 1, files = 1 } = headline;
  const inPlaces = places(count, files);
  if (before === "" && after === "") {
    if (new_ === "") return [say`No longer: ${quote(old)}${inPlaces}`];
    if (old === "" || old.length + new_.length > shortWords)
      return [say`Now: ${quote(new_)}${inPlaces}`];
    return [say`${quote(old)} became ${quote(new_)}${inPlaces}`];
  }
  const lead = quote(before);
  const both = say`${quote(old)} → ${change(new_)}`;
  const words = old === "" || new_ === "" ? [change(new_ || old)] : both;
  const told = new_ === "" ? "No longer: " : "Now: ";
  if (count > 1) return [say`${told}${lead}${words}${inPlaces}`];
  return [say`${words === both ? "" : told}${lead}${words}`, [quote(after)]];
}

function arrow(old: string, new_: string): HeadlinePart[] {
  return say`${quote(old)} → ${quote(new_)}`;
}

/** `*A*, *B* and 3 more` */
function list(names: readonly string[], count: number, write = name): HeadlinePart[] {
  const shown = names.slice(0, count > 3 ? 2 : 3);
  const rest = count - shown.length;
  const parts = shown.flatMap((text, index) => {
    const isLast = index === shown.length - 1 && rest === 0;
    return say`${index === 0 ? "" : isLast ? " and " : ", "}${write(text)}`;
  });
  return say`${parts}${rest > 0 ? ` and ${String(rest)} more` : ""}`;
}

function andMore(count: number): string {
  return count > 1 ? ` and ${String(count - 1)} more` : "";
}

const others = {
  version: ["another version", "other versions"],
  requirement: ["another requirement", "other requirements"],
  date: ["another date", "other dates"],
} as const;

function andOthers(count: number, [one, many]: readonly [string, string]): string {
  if (count < 1) return "";
  return count === 1 ? ` and ${one}` : ` and ${String(count)} ${many}`;
}

function places(count: number, files: number): string {
  return count > 1 ? ` in ${String(count)} places${ofFiles(files)}` : "";
}

function ofFiles(files: number): string {
  return files > 1 ? ` of ${String(files)} files` : "";
}

function one(title: string): string {
  return isFileName(title) ? "file" : "page";
}

function many(title: string): string {
  return isFileName(title) ? "files" : "pages";
}

function isFileName(title: string): boolean {
  return /^\S+\.[a-z0-9]{1,8}$/i.test(title);
}

function upper(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** What is left of a text that is cut, and room that is worth filling. */
const least = { cut: 10, added: 20 } as const;

function fit(
  parts: readonly HeadlinePart[],
  more: readonly (readonly HeadlinePart[])[],
  most: number,
): HeadlinePart[] {
  const fitted = parts.map((part) => ({ ...part }));
  for (let excess = measure(fitted) - most; excess > 0; excess = measure(fitted) - most) {
    const longest = fitted
      .filter(({ style }) => style !== "plain")
      .reduce<{ text: string } | null>(
        (best, part) => (best && best.text.length >= part.text.length ? best : part),
        null,
      );
    if (!longest || longest.text.length <= least.cut) break;
    // The longest give way first, down to what the next ones have.
    const target = Math.max(longest.text.length - Math.max(1, Math.min(excess, 8)), least.cut);
    longest.text = cutAtWord(longest.text, target);
  }
  for (const addition of more) {
    const room = most - measure(fitted);
    const size = measure(addition);
    const last = addition.at(-1);
    if (size <= room) {
      fitted.push(...addition.map((part) => ({ ...part })));
    } else if (
      last?.style === "quote" &&
      room - (size - last.text.length) >= (addition.length > 1 ? least.added : 6)
    ) {
      fitted.push(...addition.slice(0, -1).map((part) => ({ ...part })), {
        ...last,
        text: cutAtWord(last.text, room - (size - last.text.length)),
      });
    }
  }
  // A sentence that goes on with words of ours does not end before them.
  for (const [index, part] of fitted.entries()) {
    const next = fitted[index + 1];
    const goesOn = part.style === "quote" && next?.style === "plain" && /^ [a-z]/.test(next.text);
    if (goesOn) part.text = part.text.replace(/[.:]$/, "");
  }
  return fitted;
}

function measure(parts: readonly HeadlinePart[]): number {
  return toPlain(parts).length;
}
