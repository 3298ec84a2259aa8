/** Numbers that `styles/diff/starts.css` can read go up to here; it counts from 0 again behind them. */
const bits = 24;

/**
 * How many lines of the old and of the new text stand before a list, in letters that add up: a is 1, b 2,
 * c 4 and so on, small ones for the old text and capital ones for the new. `site/later-hunks.ts` reads
 * them, too.
 */
export function spellStart(old: number, young: number): string {
  return spell(old, "a") + spell(young, "A");
}

function spell(count: number, first: string): string {
  let letters = "";
  for (let bit = 0; bit < bits; bit++) {
    if (((count >> bit) & 1) === 1) letters += String.fromCharCode(first.charCodeAt(0) + bit);
  }
  return letters;
}
