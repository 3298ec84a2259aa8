import type { Definitions } from "../definitions.ts";
import { findAddress, findAddressEnd } from "./addresses.ts";
import { readReference } from "./characters.ts";
import { readFlanks, resolveParts } from "./emphasis.ts";
import { closeBracket, openBracket } from "./links.ts";
import { addNode, addWords, matchAt, type Place, type Scan } from "./scan.ts";
import { readAngle } from "./tags.ts";
import type { Inline } from "../tokens.ts";

/**
 * Reads inline Markdown: words, code, links and images, references to `definitions`, emphasis, tags,
 * breaks. Null where anything else may be meant. `text` begins in line `line` (1-based); its first line
 * begins and its last one ends without blanks, and no line between begins with any.
 */
export function readInline(
  text: string,
  line: number,
  definitions: Definitions,
): readonly Inline[] | null {
  const scan: Scan = { text, definitions, at: 0, line, parts: [], brackets: [], tildes: 0 };
  while (scan.at < text.length) if (!readNext(scan)) return null;
  return resolveParts(scan.parts, false);
}

/** Takes what stands next; false in doubt. */
function readNext(scan: Scan): boolean {
  const { text, at } = scan;
  const words = matchAt(WORDS, text, at);
  if (words) return readWords(scan, words[0].length);
  switch (text[at]) {
    case "\\":
      return readEscape(scan);
    case "\n":
      return readLineEnd(scan);
    case "`":
      return readCode(scan);
    case "*":
    case "_":
      return readRun(scan);
    case "!":
      return text[at + 1] === "[" ? openBracket(scan) : take(scan, 1);
    case "[":
      return openBracket(scan);
    case "]":
      return closeBracket(scan);
    case "&":
      return readCharacter(scan);
    case "<":
      return readMarkup(scan);
    case "~":
      return readTildes(scan);
    default:
      return readAt(scan);
  }
}

/** Characters that begin nothing. */
const WORDS = /[^\\\n`*_![\]&<~@]+/y;

/** Behind an open bracket an address is no link. */
function readWords(scan: Scan, size: number): true {
  const { text, at, brackets } = scan;
  const address = brackets.length > 0 ? -1 : findAddress(text, at, at + size);
  if (address !== at) return take(scan, address < 0 ? size : address - at);
  const end = findAddressEnd(text, at);
  if (end < 0) return take(scan, 4);
  const url = text.slice(at, end);
  addNode(scan, url, (position) => makeAutolink(url, position));
  return true;
}

function makeAutolink(url: string, position: Place): Inline {
  const children: Inline[] = [{ type: "text", value: url, position }];
  return { type: "link", url, title: null, children, position } as Inline;
}

function take(scan: Scan, size: number): true {
  addWords(scan, size);
  return true;
}

function readEscape(scan: Scan): true {
  const next = scan.text[scan.at + 1] ?? "";
  if (next === "\n") addNode(scan, "\\\n", (position) => ({ type: "break", position }));
  else if (ESCAPABLE.test(next)) addWords(scan, 2, next);
  else addWords(scan, 1);
  return true;
}

const ESCAPABLE = /[!-/:-@[-`{-~]/;

/** Blanks before the end of a line show nothing, but two spaces or more break it. */
function readLineEnd(scan: Scan): true {
  const last = scan.parts.at(-1);
  const blanks = last?.kind === "words" ? (/(?<![ \t])[ \t]+$/.exec(last.value)?.[0] ?? "") : "";
  if (last?.kind === "words" && blanks !== "") {
    scan.parts[scan.parts.length - 1] = { ...last, value: last.value.slice(0, -blanks.length) };
  }
  if (blanks.length < 2 || blanks.includes("\t")) addWords(scan, 1);
  else addNode(scan, "\n", (position) => ({ type: "break", position }));
  return true;
}

function readCode(scan: Scan): boolean {
  const { text, at } = scan;
  const marker = matchAt(BACKTICKS, text, at)?.[0] ?? "";
  const start = at + marker.length;
  const end = findBackticks(text, start, marker.length);
  if (end < 0) return take(scan, marker.length);
  const inside = text.slice(start, end);
  // What indents a line of code is not known here.
  if (inside.includes("\n") && /^\s|\s$/.test(inside)) return false;
  const isPadded = /^ .*[^ ].* $/.test(inside);
  const value = isPadded ? inside.slice(1, -1) : inside;
  const found = text.slice(at, end + marker.length);
  addNode(scan, found, (position) => ({ type: "inlineCode", value, position }));
  return true;
}

const BACKTICKS = /`+/y;

/** Where the next run of exactly `size` backticks begins; -1 for nowhere. */
function findBackticks(text: string, from: number, size: number): number {
  let at = text.indexOf("`", from);
  while (at >= 0) {
    const { length } = matchAt(BACKTICKS, text, at)?.[0] ?? "`";
    if (length === size) return at;
    at = text.indexOf("`", at + length);
  }
  return -1;
}

function readRun(scan: Scan): true {
  const { text, at, line } = scan;
  const marker = text[at] ?? "";
  let end = at + 1;
  while (text[end] === marker) end += 1;
  const flanks = readFlanks(marker, text[at - 1] ?? "", text[end] ?? "");
  if (!flanks.opens && !flanks.closes) return take(scan, end - at);
  scan.parts.push({ kind: "run", marker, size: end - at, ...flanks, line });
  scan.at = end;
  return true;
}

function readCharacter(scan: Scan): boolean {
  const reference = readReference(scan.text, scan.at);
  if (reference === null) return false;
  const { value, size } = reference;
  if (size === 0) addWords(scan, 1);
  else addWords(scan, size, value);
  return true;
}

function readMarkup(scan: Scan): boolean {
  const angle = readAngle(scan.text, scan.at);
  if (angle === null) return false;
  if (angle.kind === "text") return take(scan, 1);
  const { source } = angle;
  addNode(scan, source, (position) =>
    angle.kind === "html"
      ? { type: "html", value: source, position }
      : makeAutolink(angle.url, position),
  );
  return true;
}

/** A single run strikes nothing through. */
function readTildes(scan: Scan): boolean {
  scan.tildes += 1;
  return scan.tildes < 2 && take(scan, matchAt(TILDES, scan.text, scan.at)?.[0].length ?? 1);
}

const TILDES = /~+/y;

/** An address of mail is a link, but not behind an open bracket. */
function readAt(scan: Scan): boolean {
  const { text, at, brackets } = scan;
  const mayBeMail = /[\w+.-]/.test(text[at - 1] ?? "") && matchAt(HOST, text, at + 1) !== null;
  return !(mayBeMail && brackets.length === 0) && take(scan, 1);
}

/** A dot in the name of a host, with something behind it. */
const HOST = /[\w-]*\.[A-Za-z0-9]/y;
