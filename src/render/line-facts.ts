import { setOf, type CharacterSet } from "./character-set.ts";

/** What the characters of one line say of the patterns that can match in it. */
export interface LineFacts {
  /** Of each that was read another: whoever remembers a line by it does not keep its text in memory. */
  readonly number: number;
  readonly content: string;
  readonly characters: CharacterSet;
  /** In lower case; null where characters beyond ASCII may stand for ASCII's when case is ignored. */
  readonly folded: string | null;
  /** The first character at or behind `start` that is no blank. */
  readonly firstAfter: (start: number) => CharacterSet;
}

/** Letters that equal one or more of ASCII's if case is ignored. */
const foldsToAscii = /[\u00DF\u0130\u0149\u017F\u01F0\u1E96-\u1E9E\u212A\uFB00-\uFB06]/;

export function readLine(content: string, number: number): LineFacts {
  const characters = setOf(content);
  let folded: string | null | undefined;
  let asked = -1;
  let first = characters;
  return {
    number,
    content,
    characters,
    get folded() {
      folded ??= characters.beyond && foldsToAscii.test(content) ? null : content.toLowerCase();
      return folded;
    },
    firstAfter(start) {
      if (start === asked) return first;
      asked = start;
      let at = start;
      while (isBlank(content.charCodeAt(at))) at += 1;
      first = setOf(content, at, Math.min(at + 1, content.length));
      return first;
    },
  };
}

/** As `\s` has it, in ASCII. */
function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
