import { isAscii } from "../../bytes.ts";
import { normaliseLabel } from "./definitions.ts";
import { resolveParts } from "./emphasis.ts";
import { type Bracket, type Scan, addWords, countBreaks, matchAt, placeLines } from "./scan.ts";
import type { Definitions } from "../definitions.ts";
import type { Inline } from "../tokens.ts";

/** Takes `[` or `![`; false where it may begin a footnote. */
export function openBracket(scan: Scan): boolean {
  const isImage = scan.text[scan.at] === "!";
  const size = isImage ? 2 : 1;
  if (scan.text[scan.at + size] === "^") return false;
  const { line } = scan;
  const part = scan.parts.length;
  addWords(scan, size);
  scan.brackets.push({ isImage, part, inside: scan.at, line, hasLink: false });
  return true;
}

/** Takes `]` and what else belongs to the link or image that it ends; false in doubt. */
export function closeBracket(scan: Scan): boolean {
  const bracket = scan.brackets.pop();
  if (!bracket || bracket.hasLink) {
    addWords(scan, 1);
    return true;
  }
  const target = readTarget(scan, bracket);
  if (target === null) return false;
  if (target === "none") {
    addWords(scan, 1);
    return true;
  }
  const children = resolveParts(scan.parts.slice(bracket.part + 1), true);
  if (children === null) return false;
  scan.line += countBreaks(scan.text.slice(scan.at, target.end));
  scan.at = target.end;
  const node = makeLink(bracket, target, children, scan.line);
  if (node === null) return false;
  scan.parts.length = bracket.part;
  scan.parts.push({ kind: "whole", node });
  if (!bracket.isImage) for (const other of scan.brackets) other.hasLink ||= !other.isImage;
  return true;
}

/** Where a link leads to, and the character behind it. */
type Target =
  | { readonly url: string; readonly title: string | null; readonly end: number }
  | { readonly identifier: string; readonly end: number };

function makeLink(
  { isImage, line }: Bracket,
  target: Target,
  children: Inline[],
  end: number,
): Inline | null {
  const position = placeLines(line, end);
  const content = isImage ? readAlt(children) : { children };
  if (content === null) return null;
  if ("identifier" in target) {
    const type = isImage ? "imageReference" : "linkReference";
    return { type, identifier: target.identifier, ...content, position } as Inline;
  }
  const { url, title } = target;
  return { type: isImage ? "image" : "link", url, title, ...content, position } as Inline;
}

/** The words of an image; null where they are more than words. */
function readAlt(nodes: readonly Inline[]): { alt: string } | null {
  let alt = "";
  for (const node of nodes) {
    if (node.type !== "text" && node.type !== "inlineCode") return null;
    alt += node.value;
  }
  return { alt };
}

/** What the label that ends at a `]` refers to; null in doubt. */
function readTarget(scan: Scan, { inside }: Bracket): Target | "none" | null {
  const { text, definitions } = scan;
  const next = scan.at + 1;
  if (text[next] === "(") {
    const resource = readResource(text, next);
    if (resource !== "none") return resource;
  }
  if (definitions.size === 0) return "none";
  const own = findIdentifier(text.slice(inside, scan.at), definitions);
  if (own === null) return null;
  if (text[next] !== "[") return own === "" ? "none" : { identifier: own, end: next };
  const reference = matchAt(REFERENCE, text, next);
  if (reference === null) return null;
  const [{ length: size }, label = ""] = reference;
  const identifier = label === "" ? own : findIdentifier(label, definitions);
  if (identifier === null) return null;
  return identifier === "" ? "none" : { identifier, end: next + size };
}

/** The identifier of a definition by its label: empty where there is none, null in doubt. */
function findIdentifier(label: string, definitions: Definitions): string | null {
  if (!isAscii(label)) return null;
  const identifier = normaliseLabel(label);
  if (identifier.startsWith("^")) return null;
  return definitions.has(identifier) ? identifier : "";
}

function readResource(text: string, at: number): Target | "none" | null {
  const match = matchAt(RESOURCE, text, at);
  if (match === null) return matchAt(NO_RESOURCE, text, at) ? "none" : null;
  const [{ length: size }, enclosed, raw, double, single] = match;
  return { url: enclosed ?? raw ?? "", title: double ?? single ?? null, end: at + size };
}

const REFERENCE = /\[([^\][\\]*)\]/y;
const SPACE = String.raw`[ \t\n]`;
/** No escapes and no character references. */
const CHAR = String.raw`[^\0-\x20\x7f()\\&]|&(?!#?\w+;)`;
const RAW = String.raw`(?!<)(?:${CHAR}|\((?:${CHAR})*\))+`;
const ENCLOSED = String.raw`<((?:[^\n<>\\&]|&(?!#?\w+;))*)>`;
const TITLE = String.raw`"([^"\n\\&]*)"|'([^'\n\\&]*)'`;
const RESOURCE = new RegExp(
  String.raw`\(${SPACE}*(?:${ENCLOSED}|(${RAW}|(?=\))))(?:${SPACE}+(?:${TITLE}))?${SPACE}*\)`,
  "y",
);
/** A target with something behind it that is no title. */
const NO_RESOURCE = new RegExp(String.raw`\(${SPACE}*${RAW}${SPACE}+[^ \t\n"'()]`, "y");
