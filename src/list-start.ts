/**
 * Where a list of lines begins, in letters that add up: a is 1, b 2, c 4 and so on, small ones for the old
 * text and capital ones for the new. No style sheet can read a number, but it can ask for letters and add
 * (`styles/diff/starts.css`), so that the lines themselves need no numbers.
 */

/** How many lines of each text stand before a list. */
export interface ListStart {
  readonly old: number;
  readonly new: number;
}

/** Numbers that the style sheet can read go up to here; it counts from 0 again behind them. */
const bits = 24;

/** The attribute of a list, with a blank before it; "" where both texts begin with the list. */
export function writeListStart(start: ListStart): string {
  const letters = spell(start.old, "a") + spell(start.new, "A");
  return letters === "" ? "" : ` data-at=${letters}`;
}

/** What `writeListStart` wrote. */
export function readListStart(attribute: string): ListStart {
  const letters = attribute.slice(attribute.indexOf("=") + 1);
  return { old: add(letters, "a"), new: add(letters, "A") };
}

function spell(count: number, first: string): string {
  let letters = "";
  for (let bit = 0; bit < bits; bit++) {
    if (((count >> bit) & 1) === 1) letters += letterOf(first, bit);
  }
  return letters;
}

function add(letters: string, first: string): number {
  let count = 0;
  for (let bit = 0; bit < bits; bit++) {
    if (letters.includes(letterOf(first, bit))) count += 2 ** bit;
  }
  return count;
}

function letterOf(first: string, bit: number): string {
  return String.fromCharCode(first.charCodeAt(0) + bit);
}
