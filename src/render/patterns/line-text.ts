import type { RegexEngineString } from "shiki/types";

import { beyondAscii, meets, setOf, type CharacterSet } from "./character-set.ts";

/** A line, or the beginning of one, as scanners are handed it. */
export interface LineText extends RegexEngineString {
  /** Of each text another: whoever remembers a text by it does not keep the text in memory. */
  number: number;
  /** Where the last search started. */
  latest: number;
  readonly content: string;
  /** All that are in it. */
  readonly characters: CharacterSet;
  /** Holds U+FFFF, which stands for anchors that may not match. */
  readonly isOdd: boolean;
  /** What Oniguruma searches, made at the first search. */
  subject: RegexEngineString | null;
  /** See `foldText`. */
  folded: string | null | undefined;
  readonly dispose: () => void;
}

/** Letters that equal one or more of ASCII's if case is ignored. */
const foldsToAscii = /[\u00DF\u0130\u0149\u017F\u01F0\u1E96-\u1E9E\u212A\uFB00-\uFB06]/;

export function createLineText(content: string, number: number): LineText {
  const characters = setOf(content);
  const text: LineText = {
    number,
    latest: 0,
    content,
    characters,
    isOdd: meets(characters, beyondAscii) && content.includes("\uFFFF"),
    subject: null,
    folded: undefined,
    dispose() {
      text.subject?.dispose?.();
      text.subject = null;
    },
  };
  return text;
}

/** In lower case; null where characters beyond ASCII may stand for ASCII's when case is ignored. */
export function foldText(text: LineText): string | null {
  if (text.folded === undefined) {
    const { content, characters } = text;
    const isUnsure = meets(characters, beyondAscii) && foldsToAscii.test(content);
    text.folded = isUnsure ? null : content.toLowerCase();
  }
  return text.folded;
}

/** Where the first character at or behind `start` stands that `\s` does not match in ASCII. */
export function skipBlanks(content: string, start: number): number {
  let at = start;
  while (isBlank(content.charCodeAt(at))) at += 1;
  return at;
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
