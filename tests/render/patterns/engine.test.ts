import fc from "fast-check";
import { createOnigurumaEngine } from "shiki/engine/oniguruma";
import { bundledLanguages } from "shiki/langs";
import { expect, test } from "vitest";

import { grammarNames, injectingNames } from "../../../src/render/highlight/languages.ts";
import { createPatternEngine } from "../../../src/render/patterns/engine.ts";

const plain = await createOnigurumaEngine(import("shiki/wasm"));

/** As grammars write them: anchored or not, with what `\G` becomes where it may not match. */
const patterns = [
  String.raw`(^|\G)\s*(a)`,
  "(^|\\\uFFFF)\\s*(a)",
  String.raw`(^|\G)\s*(b)(?=c)`,
  String.raw`(^|\G)(?!b)`,
  String.raw`\Ga|b\G`,
  String.raw`\Aa`,
  "\\\uFFFFa",
  "^$",
  "$",
  "a",
  "(?i)ABC?",
  String.raw`(?<=a)b+`,
  String.raw`(b)(?!\1)`,
  String.raw`(?<one>a)\g<one>?c`,
  "c{2}?|a{1,2}b",
  "(?=c)",
  "[bc]a",
  String.raw`^\s*[ab]c?`,
  String.raw`(^|\G)[\t ]*c`,
  "(?i:B|É)c?",
  "(?=[^a])[[:alpha:]]",
  "é|ba",
  // Mere texts, captured or not.
  "ab",
  "(c)",
  " ",
  // Neighbours, and what they begin with.
  "(a)(?:[bc]|é)",
  "(?:b|c?a)(?=[ab])",
  String.raw`(?<!a)[bc]a`,
  String.raw`((?<=a|^)\s*(c))b?`,
  "(a){2,}b|b{2}a",
  "(?i)ß|ÉA",
  "(?i)(?<!b)[a-c]É",
];

/** Where the searches start in each text, in turn. */
type Search = readonly [scanner: number, text: number, start: number];

test("finds what Oniguruma finds in a line, in any order of scanners, lines and starts", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c", " ", "é", "𝒂", "\uFFFF") });
  fc.assert(
    fc.property(
      fc.array(fc.subarray(patterns, { minLength: 1 }), { minLength: 1, maxLength: 4 }),
      fc.array(text, { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(8)), { minLength: 1, maxLength: 20 }),
      (lists, texts, searches) => {
        expect(run(createPatternEngine(plain), lists, texts, searches)).toEqual(
          run(plain, lists, texts, searches),
        );
      },
    ),
    { seed: 20260521, numRuns: 500 },
  );
});

// Of what a pattern is made of, most texts hold enough to come near a match.
test("finds what Oniguruma finds by every pattern of every grammar", async () => {
  const sources = await collectPatterns();
  const engine = createPatternEngine(plain);
  const lists = sources.map((source, index) => [source, sources[index - 1] ?? "$"]);
  const differing = lists.filter((list) => {
    const words = list[0]?.match(/[A-Za-z][\w-]*|[^\w\s\\]/g)?.slice(0, 20) ?? [];
    const texts = [words.join(""), words.toReversed().join(" "), `  x = "${words.join(" ")}é";`];
    const searches = texts.flatMap((text, index) =>
      [0, 1, text.length >> 1].map((start) => [0, index, start] as const),
    );
    const found = run(engine, [list], texts, searches);
    return JSON.stringify(found) !== JSON.stringify(run(plain, [list], texts, searches));
  });
  expect(differing).toEqual([]);
}, 60_000);

test("scanners that are disposed can be made again", () => {
  const engine = createPatternEngine(plain);
  for (let round = 0; round < 3; round++) {
    const scanner = engine.createScanner(["(^|\\G)x", "b"]);
    expect(scanner.findNextMatchSync(engine.createString("aab"), 1, 0)?.index).toBe(1);
    scanner.dispose?.();
  }
});

/** What ends a rule may refer to what began it: a text stands here for that. */
async function collectPatterns(): Promise<readonly string[]> {
  const names = [...grammarNames, ...injectingNames];
  const modules = await Promise.all(names.map((name) => bundledLanguages[name]()));
  const sources = new Set<string>();
  JSON.stringify(
    modules.map((module) => module.default),
    (key, value: unknown) => {
      if (typeof value === "string") {
        if (key === "match" || key === "begin") sources.add(value);
        if (key === "end" || key === "while") sources.add(value.replaceAll(/\\\d+/g, "ab"));
      }
      return value;
    },
  );
  return [...sources];
}

function run(
  engine: typeof plain,
  lists: readonly string[][],
  texts: readonly string[],
  searches: readonly Search[],
) {
  const scanners = lists.map((list) => engine.createScanner(list));
  // Lines end in a line feed, and captures that are tokenised again do not.
  const strings = texts.map((one, at) => engine.createString(at === 0 ? one : `${one}\n`));
  const found = searches.map(([scanner, text, start]) => {
    const string = strings[text % strings.length];
    if (string === undefined) return null;
    const from = Math.min(start, string.content.length);
    const match = scanners[scanner % scanners.length]?.findNextMatchSync(string, from, 0);
    return match && { index: match.index, captures: match.captureIndices };
  });
  for (const scanner of scanners) scanner.dispose?.();
  for (const string of strings) (string as { dispose?: () => void }).dispose?.();
  return found;
}
