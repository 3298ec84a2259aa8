/** A text without alternatives; escaped marks stand for themselves. */
const plain = /^(\()?((?:[\w !"#%&',\-/:;<=>@\]`}~]|\\[!-/:-@[-`{-~])+)(\))?$/;

/** The one text that a pattern finds, and whether it is captured as a group. */
export interface Literal {
  readonly text: string;
  readonly isCaptured: boolean;
}

/** Null where a pattern, in Oniguruma's syntax, is more than a text of ASCII, in a group or not. */
export function readLiteral(source: string): Literal | null {
  const [, opening, text = "", closing] = plain.exec(source) ?? [];
  if (text === "" || (opening === undefined) !== (closing === undefined)) return null;
  return { text: text.replaceAll(/\\([^])/g, "$1"), isCaptured: opening !== undefined };
}
