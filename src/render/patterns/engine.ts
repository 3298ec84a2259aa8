import type { PatternScanner, RegexEngine, RegexEngineString } from "shiki/types";

import { createLineText, type LineText } from "./line-text.ts";
import { advancePart, searchPart, subjectOf } from "./search.ts";
import { createPartStore, type ListedPart, type Match, type PartList } from "./parts.ts";
import { sift } from "./table.ts";

/**
 * An engine that finds in single lines what `engine` finds, with less work when most scanners serve a
 * few lines only. A grammar's scanners hold nearly the same patterns, and compiling them takes longer
 * than using them: here each pattern is compiled once, when it is first needed. It is not run on lines
 * that lack what it requires, nor as long as another matches before it can; one that is anchored is
 * tried at one place only; and what was found beyond the start of the next search is kept, as
 * Oniguruma's own scanner does for long lines.
 */
export function createPatternEngine(engine: RegexEngine): RegexEngine {
  const store = createPartStore();
  let texts = 0;

  function createString(content: string): LineText {
    return createLineText(content, ++texts);
  }

  /** The first match, and of those at one place the first part's; none is searched that can only match later. */
  function findFirst(left: readonly ListedPart[], text: LineText, start: number): Match | null {
    for (;;) {
      const next = findNext(left, start);
      if (next === null) return null;
      const { part, first } = next;
      const { from } = part;
      const match = searchPart(part, text, engine);
      if (match === null || part.from > from) continue;
      return first === 0 ? match : { ...match, index: first + match.index };
    }
  }

  function createScanner(patterns: (string | RegExp)[]): PatternScanner {
    const sources = patterns.map((one) => (typeof one === "string" ? one : one.source));
    let plain: PatternScanner | null = null;
    let list: PartList | null = null;
    // Those that may still match in the text of this number.
    const left: ListedPart[] = [];
    let narrowed = 0;

    function find(text: LineText, start: number): Match | null {
      // U+FFFF stands for anchors that may not match: a text that holds it is none of ours.
      if (text.isOdd) {
        plain ??= engine.createScanner(sources);
        return plain.findNextMatchSync(subjectOf(text, engine), start, 0);
      }
      // What is remembered serves searches that go on.
      if (start < text.latest) text.number = ++texts;
      text.latest = start;
      list ??= store.split(sources);
      if (narrowed !== text.number) sift(list, text, left);
      narrowed = text.number;
      dropOver(left, text, start);
      return findFirst(left, text, start);
    }

    return {
      findNextMatchSync(given, start) {
        if (isLineText(given)) return find(given, start);
        const text = createString(typeof given === "string" ? given : given.content);
        const match = find(text, start);
        text.dispose();
        return match;
      },
      dispose() {
        plain?.dispose?.();
        if (list !== null) store.release(list);
        plain = null;
        list = null;
        left.length = 0;
        narrowed = 0;
      },
    };
  }

  return { createScanner, createString };
}

/** Lets go of the parts that match nowhere from `start` on. */
function dropOver(left: ListedPart[], text: LineText, start: number): void {
  let kept = 0;
  for (const one of left) if (advancePart(one.part, text, start)) left[kept++] = one;
  left.length = kept;
}

/** The part that may match first, if any may. */
function findNext(left: readonly ListedPart[], start: number): ListedPart | null {
  let next: ListedPart | null = null;
  let from = Infinity;
  for (const one of left) {
    if (one.part.from >= from) continue;
    next = one;
    from = one.part.from;
    if (from === start) break;
  }
  return next;
}

function isLineText(text: RegexEngineString | string): text is LineText {
  return typeof text !== "string" && "subject" in text;
}
