import type { Token } from "./writer.ts";

/** What a reader sees of a token: its text, or what an image or a tag is called. */
export function nameToken({ text }: Token): string {
  // A tag is one token; where text holds one, as code does, its characters are a token each.
  if (!TAG.test(text)) return text;
  const named = /\s(?:alt|title)=(?:"([^"<>]*)"|'([^'<>]*)')/.exec(text);
  const blank = text.startsWith(" ") ? " " : "";
  return blank + (named?.[1] ?? named?.[2] ?? "");
}

const TAG = /^\u0005* ?<[A-Za-z/][^<>]*>(?:<\/[^<>]*>)?$/;

/** The words that marks stand around, as a reader sees them: raw HTML has references for characters. */
export function nameText(written: string): string {
  return written.replaceAll("\u0005", "").replace(REFERENCE, decodeReference).trim();
}

const REFERENCE = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp));/g;
const NAMES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

function decodeReference(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMES[name] ?? whole;
  const point = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  return point > 0x1f && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
}
