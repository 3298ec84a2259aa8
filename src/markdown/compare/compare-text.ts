import { describeMarks } from "./markup-edits.ts";
import type { TextBlock } from "../read/rendered-block.ts";
import { invert, matchElementsInOrder } from "./match-sequences.ts";
import type { Side, Verdict } from "./verdict.ts";
import { areMarkedAlike } from "../read/writer.ts";

/**
 * Compares the words of two paragraphs, headings, rows or blocks of HTML that render differently. A
 * changed line is content when a word of it has no partner, when words were put in or taken out between
 * the partners of its words, when it carries word marks, or when most of it went into such a line. It is
 * markup when all its words stayed and something around them changed; what remains was only re-wrapped.
 */
export function compareTextBlocks(old: TextBlock, new_: TextBlock, verdict: Verdict): void {
  const partners = matchElementsInOrder(
    old.tokens.map((token) => ({ text: token.text, place: verdict.old.placeOf(token) })),
    new_.tokens.map((token) => ({ text: token.text, place: verdict.new.placeOf(token) })),
    verdict.noteApproximate,
  );
  const back = invert(partners, new_.tokens.length);
  const blocks = new Set<number>();
  const note =
    ({ tokens }: TextBlock, { blockOf }: Side) =>
    (partner: number, at: number) => {
      if (partner >= 0) return;
      const { start, end } = tokens[at] ?? { start: 0, end: 0 };
      for (let line = start; line < end; line++) blocks.add(blockOf(line));
    };
  partners.forEach(note(old, verdict.old));
  back.forEach(note(new_, verdict.new));
  // Words without a partner in unchanged lines: too unlike to be told apart by block.
  const reworded = (block: number) => blocks.has(block) || blocks.has(-1);
  const remarked = (token: number, other: number, one: TextBlock, another: TextBlock) => {
    const [a, b] = [one.tokens[token], another.tokens[other]];
    return a !== undefined && b !== undefined && !areMarkedAlike(a, b);
  };
  const left = judgeLines(old, partners, verdict.old, reworded, (at, partner) =>
    remarked(at, partner, old, new_),
  );
  const right = judgeLines(new_, back, verdict.new, reworded, (at, partner) =>
    remarked(at, partner, new_, old),
  );
  const leftToo = [...right].flatMap(([line, { content }]) =>
    content ? findMainPartner(line, right, old, back, left) : [],
  );
  const rightToo = [...left].flatMap(([line, { content }]) =>
    content ? findMainPartner(line, left, new_, partners, right) : [],
  );
  report(old, left, leftToo, reworded, verdict.old);
  report(new_, right, rightToo, reworded, verdict.new);
  verdict.edits.push(
    ...describeMarks(
      { block: old, partners, side: verdict.old },
      { block: new_, partners: back, side: verdict.new },
    ),
  );
}

/** The underline of a heading; its depth is compared before. */
const UNDERLINE = /^[\s>]*(?:=+|-+)\s*$/;

interface Judged {
  content: boolean;
  markup: boolean;
  /** Indices of the tokens that stand in the line. */
  readonly tokens: number[];
}

function judgeLines(
  block: TextBlock,
  partners: Int32Array,
  side: Side,
  reworded: (block: number) => boolean,
  remarked: (token: number, partner: number) => boolean,
): Map<number, Judged> {
  const judged = new Map<number, Judged>();
  const last = new Map<number, number>();
  block.tokens.forEach((token, at) => {
    const partner = partners[at] ?? -1;
    for (let line = token.start; line < token.end; line++) {
      let found = judged.get(line);
      if (!found) {
        const content = side.marked.has(line) && reworded(side.blockOf(line));
        found = { content, markup: false, tokens: [] };
        judged.set(line, found);
      }
      const before = last.get(line);
      if (partner < 0 || (before !== undefined && partner !== before + 1)) found.content = true;
      else if (remarked(at, partner)) found.markup = true;
      last.set(line, partner);
      found.tokens.push(at);
    }
  });
  return judged;
}

/** The line that most of `line` came from or went to, if that is most of it too. */
function findMainPartner(
  line: number,
  judged: ReadonlyMap<number, Judged>,
  other: TextBlock,
  partners: Int32Array,
  otherJudged: ReadonlyMap<number, Judged>,
): number[] {
  const shares = new Map<number, number>();
  for (const at of judged.get(line)?.tokens ?? []) {
    const partner = other.tokens[partners[at] ?? -1];
    if (partner) shares.set(partner.start, (shares.get(partner.start) ?? 0) + 1);
  }
  const [main] = [...shares].sort(([a, n], [b, m]) => m - n || a - b);
  if (!main) return [];
  const [found, share] = main;
  return 2 * share > (otherJudged.get(found)?.tokens.length ?? 0) ? [found] : [];
}

function report(
  block: TextBlock,
  judged: ReadonlyMap<number, Judged>,
  content: readonly number[],
  reworded: (block: number) => boolean,
  side: Side,
): void {
  const contentLines = new Set(content);
  for (let line = block.start; line < block.end; line++) {
    const found = judged.get(line);
    const range = { start: line, end: line + 1 };
    if (contentLines.has(line) || found?.content === true) side.set(range, "content");
    else if (found) side.set(range, found.markup ? "markup" : "cosmetic");
    // A line without words: a tag of its own, or nothing that shows.
    else {
      const bare = reworded(side.blockOf(line)) ? "content" : "markup";
      side.set(range, side.isBlank(line) || UNDERLINE.test(side.text(line)) ? "cosmetic" : bare);
    }
  }
}
