import type { Inline } from "./tokens.ts";

/**
 * Reads inline Markdown of the plainest kind: words, code, links of words or code, strong words. Null
 * where anything else may be meant. `text` begins in line `line` (1-based), its lines without blanks at
 * their ends.
 */
export function readInline(text: string, line: number): readonly Inline[] | null {
  const nodes: Inline[] = [];
  let next = 0;
  let at = line;
  const place = (found: string): NonNullable<Inline["position"]> => {
    const start = at;
    at += countBreaks(found);
    return { start: { line: start, column: 1 }, end: { line: at, column: 1 } };
  };
  const addText = (value: string): boolean => {
    if (value === "") return true;
    if (SPECIAL.test(value)) return false;
    nodes.push({ type: "text", value, position: place(value) });
    return true;
  };
  for (const match of text.matchAll(SIMPLE)) {
    const [found, code, label, labelCode, url, strong] = match;
    const { index } = match;
    if (url !== undefined && text[index - 1] === "!") return null;
    if (!addText(text.slice(next, index))) return null;
    next = index + found.length;
    if (code !== undefined) {
      if (text[index - 1] === "`" || text[next] === "`") return null;
      nodes.push({ type: "inlineCode", value: code, position: place(found) });
      continue;
    }
    const words = label ?? strong ?? "";
    if (labelCode === undefined && SPECIAL.test(words)) return null;
    const position = place(found);
    const children: Inline[] = [
      labelCode === undefined
        ? { type: "text", value: words, position }
        : { type: "inlineCode", value: labelCode, position },
    ];
    if (url === undefined) nodes.push({ type: "strong", children, position } as Inline);
    else nodes.push({ type: "link", url, title: null, children, position } as Inline);
  }
  return addText(text.slice(next)) ? nodes : null;
}

const CODE = "`([^`\\s](?:[^`\\n]*[^`\\s])?)`";
const LABEL = String.raw`\[([A-Za-z0-9][^\][\n*_!<&\\${"`"}]*|${CODE})\]`;
const URL = String.raw`\(([A-Za-z0-9/#.?][A-Za-z0-9/#.?=:,;+_@%-]*)\)`;
const WORDS = String.raw`[A-Za-z0-9](?:[^*\n_[\]<&\\${"`"}]*(?:[A-Za-z0-9]|[.:!?](?=\*\*(?:\s|$))))?`;
const STRONG = String.raw`\*\*(${WORDS})\*\*(?!\*)`;
const SIMPLE = new RegExp(`${CODE}|${LABEL}${URL}|${STRONG}`, "g");
/** What may begin or end other constructs, or the address of an autolink. */
const SPECIAL =
  /[\\`*<\]~\0[]|&#?\w|\{["']|[\w+.-]@|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|www\.|https?:|ftp:|mailto:|xmpp:/i;

function countBreaks(text: string): number {
  return text.split("\n").length - 1;
}
