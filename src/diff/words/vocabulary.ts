import { COMMON_WEIGHT } from "../../sequences/anchors.ts";

/**
 * The words of one comparison as integers, so that comparing two of them is comparing two numbers.
 * Ids below 128 are single ASCII symbols.
 */
export interface Vocabulary {
  readonly ids: Map<string, number>;
  /** By id: what having the token in common is worth. */
  readonly weights: number[];
  /** Where the words lie in a run of a script without spaces: the ends, by the run's text. */
  readonly segments: Map<string, readonly number[]>;
}

/** Weight of a symbol, and of a word that stands in every sentence; distinctive words weigh more. */
const SYMBOL_WEIGHT = 1;
export const STOP_WEIGHT = COMMON_WEIGHT;

const stopWords = new Set(
  (
    "a an and are as at be been but by can do does for from had has have if in into is it its may more " +
    "must no not of on or should so such than that the their them then there these they this to was " +
    "we were when which will with would you your"
  ).split(" "),
);
const symbolWeights = new Array<number>(128).fill(SYMBOL_WEIGHT);

/** A vocabulary that holds nothing but the symbols. */
export function createVocabulary(): Vocabulary {
  return { ids: new Map(), weights: [...symbolWeights], segments: new Map() };
}

/** The id of a word; a new one when it was never seen. */
export function internWord(vocabulary: Vocabulary, word: string): number {
  const known = vocabulary.ids.get(word);
  if (known !== undefined) return known;
  return addToken(vocabulary, word, weighWord(word));
}

/** The id of a symbol: anything that is neither a word nor white space. */
export function internSymbol(vocabulary: Vocabulary, symbol: string): number {
  if (symbol.length === 1 && symbol.charCodeAt(0) < 128) return symbol.charCodeAt(0);
  return vocabulary.ids.get(symbol) ?? addToken(vocabulary, symbol, SYMBOL_WEIGHT);
}

function addToken(vocabulary: Vocabulary, text: string, weight: number): number {
  const id = vocabulary.weights.length;
  vocabulary.ids.set(text, id);
  vocabulary.weights.push(weight);
  return id;
}

/** Longer words tell more, up to a point. */
function weighWord(word: string): number {
  if (word.length <= 6 && stopWords.has(word.toLowerCase())) return STOP_WEIGHT;
  return 3 + Math.min(word.length, 9);
}
