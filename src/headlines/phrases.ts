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
  const { parts, more } = phrase(headline);
  return fit(parts, more, most);
}

/** The sentence as plain text: names in quotation marks, code between backticks. */
export function toPlain(parts: readonly HeadlinePart[]): string {
  return parts.map(({ text, style }) => (style === "name" ? `“${text}”` : text)).join("");
}

interface Phrase {
  readonly parts: readonly HeadlinePart[];
  /** What is added where there is room, in order. */
  readonly more: readonly (readonly HeadlinePart[])[];
}

const plain = (text: string): HeadlinePart => ({ text, style: "plain" });
const name = (text: string): HeadlinePart => ({ text, style: "name" });
const quote = (text: string): HeadlinePart => ({ text, style: "quote" });
const change = (text: string): HeadlinePart => ({ text, style: "change" });

function phrase(headline: Headline): Phrase {
  const { kind, section, count = 1, files = 1 } = headline;
  const about = headline.name ?? "";
  const old = headline.old ?? "";
  const new_ = headline.new ?? "";
  const names = [about, ...(headline.names ?? [])].filter((text) => text !== "");
  const inSection = section === undefined ? [] : [[plain(" in "), name(section)]];
  const sentence = (text: string) => (text === "" ? [] : [[plain(": "), quote(text)]]);
  const just = (...parts: HeadlinePart[]): Phrase => ({ parts, more: [] });
  const isMany = count > 1;
  switch (kind) {
    case "file-added":
      if (isMany) return just(plain(`New ${many(about)} `), ...list(names, count));
      if (old !== "")
        return just(plain(`New ${one(about)} `), name(about), plain(", copied from "), quote(old));
      return { parts: [plain(`New ${one(about)} `), name(about)], more: sentence(new_) };
    case "file-swapped":
      return just(quote(old), plain(" and "), quote(new_), plain(" were swapped"));
    case "file-rewritten":
      return just(name(about), plain(" rewritten; the old text is now "), quote(new_));
    case "file-removed":
      if (isMany)
        return just(plain(`${upper(many(about))} `), ...list(names, count), plain(" removed"));
      return {
        parts: [plain(`${upper(one(about))} `), name(about), plain(" removed")],
        more: sentence(old),
      };
    case "file-returned":
      if (isMany) return just(...list(names, count), plain(" are back"));
      return just(name(about), plain(" is back"));
    case "file-renamed":
      if (isMany)
        return just(
          plain(`${String(count)} files moved: `),
          ...arrow(old, new_),
          plain(" and others"),
        );
      return just(quote(old), plain(" is now "), quote(new_));
    case "file-emptied":
      if (isMany) return just(...list(names, count), plain(" are empty now"));
      return just(name(about), plain(" is empty now"));
    case "file-replaced":
      return just(name(about), plain(" is another binary file now"));
    case "section-added":
      if (isVersionHeading(about)) {
        if (isMany) return just(plain("New versions "), ...list(names, count));
        const of = section === undefined ? [] : [quote(`${section} `)];
        return { parts: [plain("New version "), ...of, quote(about)], more: sentence(new_) };
      }
      if (files > 1 || (isMany && names.length === 1)) {
        return just(plain("New section "), name(about), plain(places(count, files)));
      }
      if (isMany) return just(plain("New sections "), ...list(names, count));
      return { parts: [plain("New section "), name(about)], more: sentence(new_) };
    case "section-removed":
      if (files > 1 || (isMany && names.length === 1)) {
        return just(plain("Section "), name(about), plain(" removed"), plain(places(count, files)));
      }
      if (isMany) return just(plain("Sections "), ...list(names, count), plain(" removed"));
      return { parts: [plain("Section "), name(about), plain(" removed")], more: sentence(old) };
    case "section-renamed":
      return just(
        plain("Section "),
        name(old),
        plain(" is now "),
        name(new_),
        plain(places(count, files)),
      );
    case "section-moved":
      if (isMany) return just(plain("Sections "), ...list(names, count), plain(" moved"));
      return just(plain("Section "), name(about), plain(" moved"));
    case "table-added":
      return { parts: [plain("New table: "), quote(names.join(", "))], more: inSection };
    case "table-removed":
      return { parts: [plain("Table removed: "), quote(names.join(", "))], more: inSection };
    case "column-added":
      return {
        parts: [plain(isMany ? "New columns " : "New column "), ...list(names, count)],
        more: inSection,
      };
    case "column-removed":
      return {
        parts: [plain(isMany ? "Columns " : "Column "), ...list(names, count), plain(" removed")],
        more: inSection,
      };
    case "row-added":
      if (isMany && names.length === 1)
        return { parts: [plain("New row "), name(about), plain(places(count, files))], more: [] };
      return {
        parts: [plain(isMany ? "New rows " : "New row "), ...list(names, count)],
        more: inSection,
      };
    case "row-removed":
      if (isMany && names.length === 1)
        return {
          parts: [plain("Row "), name(about), plain(` removed${places(count, files)}`)],
          more: [],
        };
      return {
        parts: [plain(isMany ? "Rows " : "Row "), ...list(names, count), plain(" removed")],
        more: inSection,
      };
    case "cell":
      return sayCell(headline);
    case "version":
    case "requirement":
    case "date": {
      const lead = kind === "requirement" ? "Needs " : kind === "date" ? "Date of " : "";
      return just(
        plain(about === "" ? "" : lead),
        quote(about === "" ? "" : `${about} `),
        ...arrow(old, new_),
        plain(andOthers(count - 1, others[kind])),
      );
    }
    case "value": {
      if (count > 1)
        return just(quote(old), plain(" became "), quote(new_), plain(places(count, files)));
      const { before = "", after = "" } = headline;
      if (before === "" && after === "") {
        return { parts: [quote(old), plain(" became "), quote(new_)], more: inSection };
      }
      const words = [
        quote(before === "" ? "" : `${before}${isDense(before.slice(-1)) ? "" : " "}`),
        ...arrow(old, new_),
        quote(after === "" ? "" : `${isDense(after) ? "" : " "}${after}`),
      ];
      return { parts: words, more: inSection };
    }
    case "text-changed":
      return sayText(headline);
    case "text-added":
      if (isMany) return just(quote(new_), plain(` added${places(count, files)}`));
      return { parts: [plain("New: "), quote(new_)], more: inSection };
    case "text-removed":
      if (isMany) return just(quote(old), plain(` removed${places(count, files)}`));
      return { parts: [plain("Gone: "), quote(old)], more: inSection };
    case "text-moved":
      return { parts: [plain("Moved: "), quote(new_ || old)], more: [] };
    case "item-added":
      if (files > 1 || (isMany && headline.names === undefined)) {
        return just(quote(new_), plain(` added${places(count, files)}`));
      }
      return { parts: [plain("New item: "), quote(new_), plain(andMore(count))], more: inSection };
    case "item-removed":
      if (files > 1 || (isMany && headline.names === undefined)) {
        return just(quote(old), plain(` removed${places(count, files)}`));
      }
      return {
        parts: [plain("Item removed: "), quote(old), plain(andMore(count))],
        more: inSection,
      };
    case "code-added":
      return {
        parts: [plain("Code: "), quote(about || new_), plain(` added${places(count, files)}`)],
        more: inSection,
      };
    case "code-removed":
      return {
        parts: [plain("Code: "), quote(about || old), plain(` removed${places(count, files)}`)],
        more: inSection,
      };
    case "code-changed": {
      const lead = [plain("Code: "), quote(about === "" ? "" : `${about}: `)];
      if (old === "")
        return {
          parts: [...lead, plain("now "), quote(new_), plain(places(count, files))],
          more: inSection,
        };
      return {
        parts: [...lead, ...arrow(old, new_), plain(places(count, files))],
        more: inSection,
      };
    }
    case "link":
      if (isMany)
        return just(
          ...arrow(old || "none", new_ || "none"),
          plain(` in ${String(count)} links${ofFiles(files)}`),
        );
      if (old === "")
        return just(
          plain("New link "),
          name(about || new_),
          ...(about === "" ? [] : [plain(" to "), quote(new_)]),
        );
      if (new_ === "") return just(plain("Link "), name(about || old), plain(" removed"));
      return just(
        plain(about === "" ? "Link" : "Link "),
        ...(about === "" ? [] : [name(about)]),
        plain(": "),
        ...arrow(old, new_),
      );
    case "markup":
      if (about === "")
        return just(
          plain(`Other markup of the same words${isMany ? ` in ${String(count)} files` : ""}`),
        );
      return just(name(about), plain(` is marked up in another way${places(count, files)}`));
    case "front-matter":
      if (old === "")
        return just(
          plain("Front matter: "),
          quote(`${about}: `),
          quote(new_),
          plain(andMore(count)),
        );
      if (new_ === "")
        return just(
          plain("Front matter: "),
          quote(about),
          plain(andMore(count)),
          plain(" removed"),
        );
      return just(quote(`${about}: `), ...arrow(old, new_), plain(places(count, files)));
    case "silent-edit":
      if (isMany) return just(...list(names, count), plain(" changed, and their dates did not"));
      return just(name(about), plain(" changed, and still has the date "), quote(new_));
    case "date-only":
      if (isMany)
        return just(plain("Only the dates of "), ...list(names, count), plain(" changed"));
      return just(
        plain("Only the date of "),
        name(about),
        plain(" changed: "),
        ...arrow(old, new_),
      );
    case "back":
      if (isMany) return just(...list(names, count), plain(` are back as on ${showStamp(new_)}`));
      return just(
        name(about),
        plain(` is back as on ${showStamp(new_)}`),
        plain(old === "" ? "" : `, but for ${old} ${old === "1" ? "line" : "lines"}`),
      );
    case "mode":
      if (isMany) return just(plain("Other modes of "), ...list(names, count));
      return just(plain("Another mode of "), name(about));
    case "formatting":
      return just(plain(isMany ? `Formatting only in ${String(count)} files` : "Formatting only"));
  }
}

/** Whether it begins in a script that has no blanks between words. */
function isDense(text: string): boolean {
  return /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}、。，：；（「『]/u.test(text);
}

function sayCell({
  name: row = "",
  names = [],
  column = "",
  old = "",
  new: new_ = "",
  count = 1,
  files = 1,
}: Headline): Phrase {
  const values =
    old === ""
      ? [plain("now "), quote(new_)]
      : new_ === ""
        ? [plain("no longer "), quote(old)]
        : arrow(old, new_);
  const columns = [column, ...names].filter((text) => text !== "");
  if (names.length > 0)
    return {
      parts: [name(row), plain(": "), ...listPlain(columns, count), plain(": "), ...values],
      more: [],
    };
  if (count > 1) {
    const where = ` in ${String(count)} rows${ofFiles(files)}`;
    return {
      parts: [quote(column === "" ? "" : `${column}: `), ...values, plain(where)],
      more: [],
    };
  }
  const lead = row === "" ? [] : [name(row), plain(": ")];
  return { parts: [...lead, quote(column === "" ? "" : `${column} `), ...values], more: [] };
}

/** Characters of two texts that are told one beside the other. */
const shortWords = 64;

function sayText({
  before = "",
  old = "",
  new: new_ = "",
  after = "",
  count = 1,
  files = 1,
}: Headline): Phrase {
  const where = plain(places(count, files));
  if (before === "" && after === "") {
    if (new_ === "") return { parts: [plain("No longer: "), quote(old), where], more: [] };
    const isShort = old !== "" && old.length + new_.length <= shortWords;
    if (isShort) return { parts: [quote(old), plain(" became "), quote(new_), where], more: [] };
    return { parts: [plain("Now: "), quote(new_), where], more: [] };
  }
  const lead = quote(before);
  if (count > 1) {
    const words =
      old === "" || new_ === "" ? [change(new_ || old)] : [quote(old), plain(" → "), change(new_)];
    return {
      parts: [plain(new_ === "" ? "No longer: " : "Now: "), lead, ...words, where],
      more: [],
    };
  }
  const more = [[quote(after)]];
  if (new_ === "") return { parts: [plain("No longer: "), lead, change(old)], more };
  if (old === "") return { parts: [plain("Now: "), lead, change(new_)], more };
  return { parts: [lead, quote(old), plain(" → "), change(new_)], more };
}

function arrow(old: string, new_: string): HeadlinePart[] {
  return [quote(old), plain(" → "), quote(new_)];
}

/** `*A*, *B* and 3 more` */
function list(names: readonly string[], count: number): HeadlinePart[] {
  return joinNames(names, count, name);
}

function listPlain(names: readonly string[], count: number): HeadlinePart[] {
  return joinNames(names, count, quote);
}

function joinNames(
  names: readonly string[],
  count: number,
  write: (text: string) => HeadlinePart,
): HeadlinePart[] {
  const shown = names.slice(0, count > 3 ? 2 : 3);
  const rest = count - shown.length;
  return [
    ...shown.flatMap((text, index) => {
      const isLast = index === shown.length - 1 && rest === 0;
      return [...(index === 0 ? [] : [plain(isLast ? " and " : ", ")]), write(text)];
    }),
    plain(rest > 0 ? ` and ${String(rest)} more` : ""),
  ];
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

function fit(parts: readonly HeadlinePart[], more: Phrase["more"], most: number): HeadlinePart[] {
  const fitted = parts.filter(({ text }) => text !== "").map((part) => ({ ...part }));
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
