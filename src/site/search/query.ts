/** What a reader typed, as queries for Pagefind, and which texts really hold it. Pure. */

export interface SearchPlan {
  /** The words as one phrase; null where that says nothing more than the words. */
  readonly phrase: string | null;
  /** The words in any order; the empty text lists everything. */
  readonly words: string;
}

/**
 * Plans the queries for what was typed: readers seldom quote, so several words are also sought as a
 * phrase. Marks without a letter or digit are no words; quotes that were typed are kept.
 */
export function planSearch(typed: string): SearchPlan {
  const text = typed.trim().replaceAll(/[“”„]/g, '"');
  if (/^"[^"]*"$/.test(text)) return { phrase: null, words: `"${joinWords(text)}"` };
  const words = joinWords(text);
  return { phrase: words.includes(" ") ? `"${words}"` : null, words };
}

/**
 * How well `content` holds what was typed: 2 to the letter, 1 but for case, 0 not in one piece. White
 * space and quotes do not count.
 */
export function gradeLiteralness(content: string, typed: string): 0 | 1 | 2 {
  const wanted = normalize(typed);
  if (wanted === "") return 0;
  const text = normalize(content);
  if (text.includes(wanted)) return 2;
  return text.toLowerCase().includes(wanted.toLowerCase()) ? 1 : 0;
}

/** Pagefind's index drops these signs inside words; its queries must not hold them either. */
const droppedSigns = /(?!\$)[\p{Sk}\p{Sm}\p{So}\p{Sc}]/gu;

function joinWords(text: string): string {
  return text
    .replaceAll('"', "")
    .replaceAll(droppedSigns, "")
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}$]/u.test(word))
    .join(" ");
}

function normalize(text: string): string {
  return showBlanks(text).replaceAll('"', "").replaceAll(/\s+/g, " ").trim();
}

/** Looks like a space and is none: what stands on both sides of it is one word to Pagefind. */
const glue = "\u2800";

/**
 * Ties signs that stand alone (dashes, arrows, a table's pipes) to the word before them: Pagefind would
 * count each as a word that no phrase can name.
 */
export function glueSigns(text: string): string {
  return text.replaceAll(/\s+([^\p{L}\p{N}\s$]+)(?=\s|$)/gu, `${glue}$1`);
}

/** Takes back what `glueSigns` did, for people to read. */
export function showBlanks(text: string): string {
  return text.replaceAll(glue, " ");
}
