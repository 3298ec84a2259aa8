/**
 * Where a line of Markdown stands: the lists, quotations and headings around its text, told by its indentation
 * and its markers. Columns are counted from 0; a tab goes on to the next multiple of four.
 */

/** What a line is to the one above it: a block of its own, or it goes on with that, as far as is known. */
export const own = 0;
export const joined = 1;
/** It goes on with what is read as it is written. */
export const inside = 2;
/** It goes on though it stands outside of the list. */
export const lazy = 3;

/** See `LineKeys`; `depth` is that of lists, of what is inside the column where the list's text begins. */
export function tieTo(relation: number, depth: number): number {
  return relation + 4 * depth;
}

/** Where a line stands: in so many lists, as what, behind which numbers and other marks; "" outside of all. */
export function placeIn(items: readonly OpenItem[], kind = "", marks = ""): string {
  return `${items.length === 0 ? "" : String(items.length)} ${kind} ${marks}`.trim();
}

/** A list that the scan is in. */
export interface OpenItem {
  readonly indent: number;
  /** Where its text begins. */
  readonly content: number;
  readonly marker: string;
  readonly isQuoted: boolean;
}

export const MARKER = /^(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)/;
export const RULE = /^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
export const QUOTE = /^[ \t]*>/;

const mostMarkers = 100;

export interface Head {
  /** The line without the markers of its containers. */
  readonly text: string;
  readonly items: readonly OpenItem[];
  /** Of a heading, else 0. */
  readonly level: number;
  /** Whether it begins a block of its own. */
  readonly begins: boolean;
  /** Whether so many blanks stand behind a marker that it is code. */
  readonly isCode: boolean;
  /** What else its markers say: an item's number, another marker than the item before. */
  readonly marks: string;
}

export function readHead(
  line: string,
  indent: number,
  open: readonly OpenItem[],
  inParagraph: boolean,
  isQuoted: boolean,
): Head {
  let text = trimStart(line);
  let items = open;
  let column = indent;
  let begins = false;
  let isCode = false;
  let marks = "";
  // Nobody writes more of them in a line: what follows is its text.
  for (let markers = 0; markers < mostMarkers; markers += 1) {
    const quote = isQuoted || begins ? /^>[ \t]?/.exec(text)?.[0] : undefined;
    if (quote !== undefined) {
      const rest = text.slice(quote.length);
      column = measure(quote, column);
      const margin = Math.max(column, items.at(-1)?.content ?? 0);
      column = measure(text.slice(quote.length, text.length - trimStart(rest).length), column);
      text = trimStart(rest);
      if (column < margin + 4) continue;
      // Code, or in a paragraph its text.
      return { text, items, level: 0, begins, isCode: !inParagraph, marks };
    }
    const marker = RULE.test(text) ? undefined : MARKER.exec(text)?.[0];
    if (marker === undefined) break;
    const number = /^\d+/.exec(marker)?.[0];
    // Inside a paragraph only a list that begins with 1 begins.
    if (number !== undefined && number !== "1" && inParagraph && !begins && items.length === 0)
      break;
    const bare = marker.trim();
    const sibling = items.find((item) => item.content > column) ?? null;
    items = items.filter((item) => item.content <= column);
    const kind = number === undefined ? bare : bare.slice(-1);
    const content = measure(marker, column);
    items = [...items, { indent: column, content, marker: kind, isQuoted }];
    if (number !== undefined) marks += `${String(Number(number))}.`;
    // In a quotation it counts anew.
    if (number !== undefined && number !== "1" && isQuoted) marks += ">";
    if (sibling && sibling.marker !== kind) marks += "!";
    isCode ||= content - column - bare.length > 4;
    text = trimStart(text.slice(marker.length));
    column = content;
    begins = true;
  }
  const heading = /^(#{1,6})(?:[ \t]+|$)/.exec(text);
  if (!heading) return { text, items, level: 0, begins, isCode, marks };
  const title = text.slice(heading[0].length).replace(/(?:^|[ \t]+)#+[ \t]*$/, "");
  return { text: title, items, level: heading[1]?.length ?? 0, begins: true, isCode, marks };
}

export function trimStart(text: string): string {
  return text.replace(/^[ \t]+/, "");
}

export function readItem(before: string): OpenItem {
  return {
    indent: measureIndent(`${before.replace(/[-*+\d.)].*$/, "")}x`),
    content: before.length,
    marker: "",
    isQuoted: QUOTE.test(before),
  };
}

export function measureIndent(line: string): number {
  return measure(/^[ \t]*/.exec(line)?.[0] ?? "", 0);
}

/** The column behind a text that begins at `column`. */
function measure(text: string, column: number): number {
  for (const character of text) column += character === "\t" ? 4 - (column % 4) : 1;
  return column;
}
