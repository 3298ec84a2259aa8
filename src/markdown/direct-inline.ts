import type { Definitions } from "./definitions.ts";
import { LABEL, normaliseLabel } from "./direct-definitions.ts";
import type { Inline } from "./tokens.ts";

/**
 * Reads inline Markdown of the plainest kind: words, code, links of words or code, references by such
 * to `definitions`, strong words. Null where anything else may be meant. `text` begins in line `line` (1-based), its lines without blanks at
 * their ends.
 */
export function readInline(
  text: string,
  line: number,
  definitions: Definitions,
): readonly Inline[] | null {
  const nodes: Inline[] = [];
  let next = 0;
  let at = line;
  const place = (found: string): NonNullable<Inline["position"]> => {
    const start = at;
    at += countBreaks(found);
    return { start: { line: start, column: 1 }, end: { line: at, column: 1 } };
  };
  let words = "";
  const addText = (value: string): boolean => {
    if (SPECIAL.test(value)) return false;
    words += value;
    return true;
  };
  const endText = () => {
    if (words !== "") nodes.push({ type: "text", value: words, position: place(words) });
    words = "";
  };
  for (const match of text.matchAll(SIMPLE)) {
    const [found, shortcode, code, label, labelCode, url, strong, name, reference, ...rest] = match;
    const [strongLabel, strongUrl, italic] = rest;
    const { index } = match;
    if (found.startsWith("[") && text[index - 1] === "!") return null;
    if (!addText(text.slice(next, index))) return null;
    next = index + found.length;
    if (shortcode !== undefined) {
      if (definitions.has(normaliseLabel(shortcode))) return null;
      words += found;
      continue;
    }
    endText();
    if (code !== undefined) {
      if (text[index - 1] === "`" || text[next] === "`") return null;
      nodes.push({ type: "inlineCode", value: code, position: place(found) });
      continue;
    }
    if (name !== undefined) {
      const identifier = normaliseLabel(reference ?? name);
      // `[x]` alone may be the box of a task; what follows may be a target or another label.
      if (found.length < 4 || /[[(:]/.test(text[next] ?? "")) return null;
      if (SPECIAL.test(name) || !definitions.has(identifier)) return null;
      const position = place(found);
      const children: Inline[] = [{ type: "text", value: name, position }];
      nodes.push({ type: "linkReference", identifier, children, position } as Inline);
      continue;
    }
    if (strongLabel !== undefined) {
      if (SPECIAL.test(strongLabel)) return null;
      const position = place(found);
      const text: Inline = { type: "text", value: strongLabel, position };
      const link = { type: "link", url: strongUrl, title: null, children: [text], position };
      nodes.push({ type: "strong", children: [link], position } as Inline);
      continue;
    }
    const marked = label ?? strong ?? italic ?? "";
    if (labelCode === undefined && SPECIAL.test(marked)) return null;
    const position = place(found);
    const children: Inline[] = [
      labelCode === undefined
        ? { type: "text", value: marked, position }
        : { type: "inlineCode", value: labelCode, position },
    ];
    const type = italic === undefined ? "strong" : "emphasis";
    if (url === undefined) nodes.push({ type, children, position } as Inline);
    else nodes.push({ type: "link", url, title: null, children, position } as Inline);
  }
  if (!addText(text.slice(next))) return null;
  endText();
  return nodes;
}

const CODE = "`([^`\\s](?:[^`\\n]*[^`\\s])?)`";
const WORDED = String.raw`\[([A-Za-z0-9][^\][\n*_!<&\\${"`"}]*|${CODE})\]`;
const URL = String.raw`\(([A-Za-z0-9/#.?][A-Za-z0-9/#.?=:,;+_@%-]*)\)`;
const WORDS = String.raw`[A-Za-z0-9](?:[^*\n_[\]<&\\${"`"}]*(?:[A-Za-z0-9]|[.:!?](?=\*\*(?:\s|$))))?`;
/** Looks like a link, but its target has blanks, so that it is text: Hugo makes it one before. */
const SHORTCODE = String.raw`\[([A-Za-z0-9][A-Za-z0-9 ]*)\]\(\{\{< ref "/[A-Za-z0-9/#-]*" >\}\}\)`;
const STRONG = String.raw`\*\*(${WORDS})\*\*(?!\*)`;
/** Between blanks, so that the signs open and close for sure. */
const STRONG_LINK = String.raw`(?<!\S)\*\*\[(${LABEL})\]${URL}\*\*(?!\S)`;
const ITALIC = String.raw`(?<!\S)_([A-Za-z0-9](?:[^*\n_[\]<&\\${"`"}]*[A-Za-z0-9])?)_(?=[\s.,:;]|$)`;
const SIMPLE = new RegExp(
  String.raw`${SHORTCODE}|${CODE}|${WORDED}${URL}|${STRONG}|\[(${LABEL})\](?:\[(?:(${LABEL})\]|\]))?|${STRONG_LINK}|${ITALIC}`,
  "g",
);
/** What may begin or end other constructs, or the address of an autolink. */
const SPECIAL =
  /[\\`*<\]~\0[]|&#?\w|\{["']|[\w+.-]@|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|www\.|https?:|ftp:|mailto:|xmpp:/i;

function countBreaks(text: string): number {
  return text.split("\n").length - 1;
}
