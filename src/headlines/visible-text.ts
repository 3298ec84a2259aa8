/** What a reader sees of a line of Markdown, as text in one line: markup off, code between backticks. */
import { decodeEntities } from "../markdown/read/entities.ts";

const codeSpan = /(`+)(?!`)(.*?[^`])\1(?!`)/g;
const image = /!\[([^[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^[\]]*\])?/g;
const link = /\[((?:[^[\]]|\[[^[\]]*\])*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^[\]]*\])/g;
const bareBracket = /\[([^[\]]+)\](?![[(:])/g;
const tag = /<\/?[A-Za-z!][^<>]*>|\{\/\*.*?\*\/\}/g;
const autoLink = /<((?:https?:\/\/|mailto:)[^<>\s]+)>/g;
const strong =
  /(?<![\p{L}\p{N}])(\*{1,3}|_{1,3}|~~)(?=\S)|(?<=\S)(\*{1,3}|_{1,3}|~~)(?![\p{L}\p{N}])|\*\*/gu;
const headingId = /\s*\{#[^{}]*\}\s*$/;
const escape = /\\([!-/:-@[-`{-~])/g;

/** The longest stretch of a line that is looked at: titles are far shorter. */
const longest = 4000;

/** The words of a line of prose, without what marks them up. */
export function toVisible(source: string): string {
  const line = source.slice(0, longest);
  // Plain words, the most there is.
  if (!/[`[<*_~\\&{\t\r\n]| {2}/.test(line)) return line.trim();
  const code: string[] = [];
  const keep = (text: string) => {
    code.push(text);
    return `\uE000${String(code.length - 1)}\uE001`;
  };
  const text = line
    .replace(/[\uE000\uE001]/g, "")
    .replace(codeSpan, (_, _marks, inside: string) => keep(toCode(inside)))
    .replace(escape, (_, sign: string) => keep(sign))
    .replace(image, "$1")
    .replace(link, "$1")
    .replace(bareBracket, "$1")
    .replace(autoLink, "$1")
    .replace(tag, " ")
    .replace(headingId, "")
    .replace(strong, "");
  return tidy(
    decodeEntities(text).replace(
      /\uE000(\d+)\uE001/g,
      (_, index: string) => code[Number(index)] ?? "",
    ),
  );
}

/** The text between backticks, whatever it holds; "" for blanks. */
export function toCode(text: string): string {
  const inside = tidy(text.slice(0, longest).replaceAll("`", "ˋ"));
  return inside === "" ? "" : `\`${inside}\``;
}

/** Blanks collapsed; blanks before a full stop, which tags leave, off. */
export function tidy(text: string): string {
  return text
    .replace(/[\s\u0000-\u001f]+/g, " ")
    .replace(/ (?=[.,;:!?](?:\s|$))/g, "")
    .trim();
}

const sentenceEnd = /[.!?](?=["”’)\]]?\s+[\p{Lu}\p{N}"“(`])|[。！？]/gu;
/** What looks like the end of a sentence within its first letters is an abbreviation or a number. */
const shortestSentence = 18;

const reference =
  "\\(?(?:(?:by|thanks(?: to)?)\\s+@[\\w-]+|(?:[\\w.-]+/[\\w.-]+)?#\\d+|`?(?=[0-9a-f]*\\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}`?)\\)?[!,]?";
const leadingReferences = new RegExp(`^(?:${reference}\\s+)+(?:[-–—:]\\s+)?(?=\\S)`, "i");
const trailingReferences = new RegExp(
  `(?:,?\\s+(?:(?:closes|fixes|refs?|see|in)\\s+)?${reference})+(\\.?)$`,
  "i",
);

/** Without the numbers of tickets and commits, and the thanks, that items of changelogs carry. */
function dropReferences(text: string): string {
  return text.replace(leadingReferences, "").replace(trailingReferences, "$1");
}

/** The first sentence of a text. */
export function firstSentence(whole: string): string {
  const text = dropReferences(whole);
  for (const match of text.matchAll(sentenceEnd)) {
    const end = match.index + match[0].length;
    const isAbbreviation = /\b(?:e\.g|i\.e|etc|vs|cf|resp|approx|No)\.$/.test(text.slice(0, end));
    if (end >= shortestSentence && !isAbbreviation) return text.slice(0, end);
  }
  return text;
}

/** Cut at a word to at most `most` characters, with an ellipsis where something is left out. */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = Math.max(most - 1, 1);
  const hard = text.slice(0, room).replace(/[\ud800-\udbff]$/, "");
  const blank = text.charAt(room) === " " ? room : hard.lastIndexOf(" ");
  const cut = (blank > room / 2 ? hard.slice(0, blank) : hard).replace(/[\s,;:(–—-]+$/, "");
  const isOpen = (cut.split("`").length - 1) % 2 === 1;
  if (!isOpen) return `${cut}…`;
  // The closing backtick takes a place of its own.
  return cut.length < room ? `${cut}…\`` : `${cut.slice(0, -1)}…\``;
}
