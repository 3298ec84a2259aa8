import { toDisplay } from "../bytes.ts";

/** Characters that reorder, hide or break text, and must be seen to do so. */
const invisible =
  /[\u00AD\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/;
const signs = /[&<>]/;
/** All that is special but for the signs of markup. */
const rare =
  /[\0-\x08\x0B-\x1F\x7F-\x9F\n\u00AD\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/;
const special =
  /[\0-\x08\x0B-\x1F\x7F-\x9F\n&<>"\u00AD\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
const control = /[\0-\x08\x0A-\x1F\x7F-\x9F]/g;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
};

/** A line without its terminator (`\n` or `\r\n`); "" beyond the end. */
export function bareLine(lines: readonly string[], at: number): string {
  const line = lines[at] ?? "";
  if (!line.endsWith("\n")) return line;
  return line.slice(0, line.endsWith("\r\n") ? -2 : -1);
}

/**
 * Text of a snapshot as HTML. Controls, which HTML cannot hold, become their pictures, and bytes that
 * were not UTF-8 U+FFFD. What reorders or hides text is fenced in a `<bdi>` that shows its number, so
 * that it does no harm and is still copied.
 */
export function escapeText(text: string): string {
  return chooseEscape(text)(toDisplay(text));
}

/** What escapes a text, and each part of it, with the least work; the parts must be well-formed. */
export function chooseEscape(text: string): (part: string) => string {
  if (rare.test(text)) return (part) => part.replace(special, replaceInText);
  return signs.test(text) ? escapeSigns : keep;
}

function escapeSigns(part: string): string {
  if (!signs.test(part)) return part;
  return part.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function keep(part: string): string {
  return part;
}

/** Blanks that look like others; ordinary in many languages, so they are named only where a pair differs. */
const lookalike = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;
const combining = /[\u0300-\u036F]/g;

/**
 * Fences in text that changed (as HTML) what looks like the text it was before, so that it shows its
 * number: unusual blanks, and accents that another form of Unicode has in their letter.
 */
export function nameLookalikes(html: string): string {
  const named = html.replace(lookalike, fence);
  return named.normalize("NFC") === named ? named : named.replace(combining, fence);
}

/** The same for the value of an attribute in double quotes, where nothing can be fenced. */
export function escapeAttribute(text: string): string {
  return toDisplay(text).replace(special, (character) =>
    invisible.test(character) ? "\uFFFD" : replacePlainly(character),
  );
}

/** Whether HTML can hold a string as it is. */
export function isFaithful(text: string): boolean {
  return text.isWellFormed() && text.search(control) === -1;
}

function replaceInText(character: string): string {
  if (character === '"') return character;
  if (!invisible.test(character)) return replacePlainly(character);
  return fence(character);
}

function fence(character: string): string {
  const number = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return `<bdi data-u=${number}>${character}</bdi>`;
}

function replacePlainly(character: string): string {
  const entity = entities[character];
  if (entity !== undefined) return entity;
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "\u2421" : "\uFFFD";
}

/** A place before or behind a surrogate pair, never in it. */
export function wholePair(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
