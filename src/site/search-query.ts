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

/** Whether `content` holds what was typed to the letter, less case, quotes and white space. */
export function holdsLiterally(content: string, typed: string): boolean {
  const wanted = normalize(typed.replaceAll('"', ""));
  return wanted !== "" && normalize(content.replaceAll('"', "")).includes(wanted);
}

function joinWords(text: string): string {
  return text
    .replaceAll('"', " ")
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}$]/u.test(word))
    .join(" ");
}

function normalize(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, " ").trim();
}
