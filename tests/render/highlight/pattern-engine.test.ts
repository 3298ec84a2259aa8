import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import { bundledLanguages } from "shiki/langs";
import { expect, test } from "vitest";

import { grammarNames, injectingNames } from "../../../src/render/highlight/languages.ts";
import { createPatternEngine } from "../../../src/render/highlight/pattern-engine.ts";
import { findRequiredTexts } from "../../../src/render/highlight/required-texts.ts";

test.each([
  ["abc", [["abc"]]],
  ["ab?c", [["a"], ["c"]]],
  ["ab*cd+", [["a"], ["c"], ["d"]]],
  ["(`{3,}|~{3,})x", [["```", "~~~"], ["x"]]],
  ["-{20}", [["---"]]],
  ["(?:ab){2}", [["ab"]]],
  ["(?:ab){0}c", [["c"]]],
  ["a|", []],
  ["(a|b*)c", [["c"]]],
  ["if|else", [["if", "else"]]],
  ["a|b|c|d|e|f|g|h|i", []],
  ["[*_]x", [["*", "_"], ["x"]]],
  ["[^*]x", [["x"]]],
  ["[a-c]x", [["x"]]],
  ["[a-z&&[b]]x", [["x"]]],
  ["(?<=a)b(?=c)(?!d)", [["b"], ["c"]]],
  ["(?i)<a", [["<"]]],
  ["(?i:<A)|b", []],
  ["(?x) a # b\n c", [["ac"]]],
  ["(<)\\1", [["<"]]],
  ["(?<n>a\\g<n>?b)", [["a"], ["b"]]],
  ["\\.\\n", [[".\n"]]],
  ["😀", [["😀"]]],
])("whatever matches %s contains %j", (pattern, texts) => {
  expect(findRequiredTexts(pattern)).toEqual(texts);
});

/** What ends a rule may refer to what began it: a text stands here for that. */
async function readPatterns(): Promise<string[]> {
  const modules = await Promise.all(
    [...grammarNames, ...injectingNames].map((name) => bundledLanguages[name]()),
  );
  const patterns = new Set<string>();
  JSON.stringify(modules, (key, value: unknown) => {
    if (typeof value !== "string") return value;
    if (key === "match" || key === "begin") patterns.add(value);
    if (key === "end" || key === "while") patterns.add(value.replaceAll(/\\\d+/g, "ab"));
    return value;
  });
  return [...patterns];
}

test("the engine takes every pattern of every grammar", async () => {
  const engine = createPatternEngine();
  const patterns = await readPatterns();
  expect(patterns.length).toBeGreaterThan(5_000);
  const refused = patterns.filter((pattern) => {
    try {
      engine.createScanner([pattern]).findNextMatchSync("a", 0, 0);
      return false;
    } catch {
      return true;
    }
  });
  expect(refused).toEqual([]);
}, 60_000);

test("the engine finds what Shiki's finds, from anywhere in a line", async () => {
  const folder = path.join(import.meta.dirname, "fixtures");
  const texts = await Promise.all(
    (await readdir(folder)).map((name) => readFile(path.join(folder, name), "utf8")),
  );
  const all = new Set(texts.flatMap((text) => text.split(/\r?\n/)));
  const lines = [...all].filter(({ length }) => length < 90).map((line) => `${line}\n`);
  const patterns = (await readPatterns()).filter((_, index) => index % 20 === 0);
  let found = 0;
  for (const pattern of patterns) {
    const ours = createPatternEngine().createScanner([pattern]);
    const theirs = createJavaScriptRegexEngine({ target: "ES2024" }).createScanner([pattern]);
    for (const line of lines) {
      for (const from of [0, 1, Math.floor(line.length / 2)]) {
        const match = ours.findNextMatchSync(line, from, 0);
        expect(match, `${pattern} in ${line} from ${from}`).toEqual(
          theirs.findNextMatchSync(line, from, 0),
        );
        if (match !== null) found += 1;
      }
    }
  }
  expect(found).toBeGreaterThan(1_000);
}, 60_000);
