/** An excerpt of a found text as it is read: what only Markdown needs is left out. Pure. */
import { showBlanks } from "./query.ts";

/** A stretch of an excerpt, and whether it is what was sought. */
export interface ExcerptPart {
  readonly text: string;
  readonly isMarked: boolean;
}

/** Stand around what was sought while the text is cleaned; no snapshot's text holds them by then. */
const [open, close] = ["\u0001", "\u0002"];
const marks = /[\u0001\u0002]/g;

/** What is shown of a place: the headings above it, and its text. */
export interface CleanExcerpt {
  readonly heading: readonly ExcerptPart[];
  readonly text: readonly ExcerptPart[];
}

/**
 * Leaves out the targets of links and pictures and the tags of components, unless they hold what was
 * sought, the delimiter rows of tables, and the headings that an excerpt begins with. An excerpt is cut anywhere: of a link its first or
 * its last half may be there.
 *
 * @param section the headings above the text, joined by ` › `; "" for none
 */
export function cleanExcerpt(parts: readonly ExcerptPart[], section: string): CleanExcerpt {
  const whole = parts
    .map(({ text, isMarked }) => {
      const shown = showBlanks(text).replaceAll(marks, "");
      return isMarked ? `${open}${shown}${close}` : shown;
    })
    .join("");
  const [heading, body] = takeStart(whole.trim(), section);
  const last = section.split(" › ").at(-1) ?? "";
  // The text itself may hold the heading's line.
  const [, text] = takeStart(body.replace(/^#{1,6}\s+/, ""), last);
  return {
    heading: splitMarks(heading === "" ? section : heading),
    text: splitMarks(dropTags(dropRules(dropTargets(text)))),
  };
}

function dropTargets(text: string): string {
  return (
    text
      .replaceAll(/!?\[([^[\]]*)\]\(([^()\s]*)(?:\s+"[^"]*")?\)/g, keepSought)
      // Only the end of a link, and only the beginning of one.
      .replace(/^([^[\]()]*)\]\(([^()\s]*)\)/, keepSought)
      .replace(/!?\[([^[\]]*)\]\(([^()\s]*)$/, keepSought)
  );
}

function keepSought(_: string, words: string, target: string): string {
  return target.includes(open) || target.includes(close) ? `${words} (${target})` : words;
}

/** Cells of nothing but dashes, two or more in a row: a table's delimiter row, whole or cut. */
function dropRules(text: string): string {
  return text.replaceAll(/(?:\|\s*)?:?-{2,}:?(?:\s*\|\s*:?-{2,}:?)+(?:\s*\|)?/g, " ");
}

/**
 * Tags with attributes, that close themselves or others, and the ones that these close: `Vec<String>` is
 * none.
 */
function dropTags(text: string): string {
  const closed = new Set([...text.matchAll(/<\/([A-Za-z][\w.-]*)>/g)].map(([, name]) => name));
  return text
    .replaceAll(/<[A-Za-z][\w.-]*\s+[\w:-]+=[^<>\u0001\u0002]*>|<[A-Za-z][\w.-]*\s*\/>/g, "")
    .replaceAll(/<\/?([A-Za-z][\w.-]*)>/g, (tag: string, name: string) =>
      closed.has(name) ? "" : tag,
    );
}

/** Parts `text` behind `start`, whatever marks and blanks stand in it; ["", text] where it begins otherwise. */
function takeStart(text: string, start: string): readonly [string, string] {
  let at = 0;
  for (const sign of start.replaceAll(/\s+/g, "")) {
    while (/[\s\u0001\u0002]/.test(text.charAt(at))) at++;
    if (!text.startsWith(sign, at)) return ["", text];
    at += sign.length;
  }
  if (text.charAt(at) === close) at++;
  // A longer word that only begins like it is another one.
  if (at === 0 || /^[\p{L}\p{N}]/u.test(text.slice(at))) return ["", text];
  return [text.slice(0, at), text.slice(at).replace(/^[.\s]+/, "")];
}

function splitMarks(text: string): ExcerptPart[] {
  return text
    .replaceAll(/\s+/g, " ")
    .split(/\u0001([^\u0001\u0002]*)\u0002/)
    .map((part, index) => ({ text: part.replaceAll(marks, ""), isMarked: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}
