import { createRandom } from "./random.ts";
import type { ChangeWords } from "./read-changed-texts.ts";

export interface KnownPhrase {
  readonly text: string;
  /** Of the changes whose inserted or deleted text holds it. */
  readonly anchors: ReadonlySet<string>;
}

/** Chooses phrases of four to eight words from random changed lines; the same for the same seed. */
export function choosePhrases(
  texts: readonly ChangeWords[],
  count: number,
  seed: number,
): KnownPhrase[] {
  const random = createRandom(seed);
  const sides = texts.flatMap(({ anchor, inserted, deleted }) =>
    [inserted, deleted].map((lines) => ({ anchor, text: joinLines(lines) })),
  );
  const lines = texts
    .flatMap(({ inserted, deleted }) => [...inserted, ...deleted])
    .map((line) => line.trim().split(/\s+/))
    .filter((words) => words.length >= 4);
  const phrases: KnownPhrase[] = [];
  while (phrases.length < count && lines.length > 0) {
    const words = lines[Math.floor(random() * lines.length)] ?? [];
    const length = Math.min(words.length, 4 + Math.floor(random() * 5));
    const start = Math.floor(random() * (words.length - length + 1));
    const text = words.slice(start, start + length).join(" ");
    // A phrase of marks only (a table's rule) is nothing that anybody searches.
    if ((text.match(/[\p{L}\p{N}]+/gu) ?? []).length < 4) continue;
    const anchors = new Set(sides.flatMap((side) => (side.text.includes(text) ? side.anchor : [])));
    phrases.push({ text, anchors });
  }
  return phrases;
}

function joinLines(lines: readonly string[]): string {
  return lines.join("\n").replaceAll(/\s+/g, " ");
}
