/** A statement in the making: what a headline says, and what its weight follows from. */
import type { Headline, LineKind } from "../model.ts";
import { weigh } from "./ranking.ts";
import { cutAtWord } from "./visible-text.ts";

export interface Draft extends Omit<Headline, "weight"> {
  readonly lineKind: LineKind | null;
  /** How many words are new or gone with it; those of its texts, unless said. */
  readonly words?: number;
  readonly isTrifle?: boolean;
}

/** Characters of each text that are kept: a title has room for fewer. */
const longest = 120;
const mostNames = 4;

/** The headline of a draft, its texts cut and those that say nothing left out. */
export function finish(draft: Draft): Headline {
  const { lineKind, words, isTrifle, names, count, files, line, kind, ...texts } = draft;
  const kept: Record<string, string> = {};
  for (const [name, text] of Object.entries(texts)) {
    if (text !== "") kept[name] = cutAtWord(text, longest);
  }
  const { name, column, before, old, new: new_, after } = texts;
  return {
    kind,
    ...kept,
    ...(names && names.length > 0 ? { names: names.slice(0, mostNames) } : {}),
    ...(count !== undefined && count > 1 ? { count } : {}),
    ...(files !== undefined && files > 1 ? { files } : {}),
    ...(line === undefined ? {} : { line }),
    weight: weigh({
      kind,
      lineKind,
      text: [name, column, before, old, new_, after].filter(Boolean).join(" "),
      words: words ?? countWords(`${old ?? ""} ${new_ ?? ""}`),
      ...(isTrifle === undefined ? {} : { isTrifle }),
    }),
  };
}

/** Of scripts without blanks between words two characters are about a word. */
const wordText =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]{1,2}|[[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]]+/gv;

/** About how many words a text has. */
export function countWords(text: string): number {
  return text.match(wordText)?.length ?? 0;
}
