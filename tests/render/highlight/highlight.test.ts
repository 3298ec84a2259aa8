import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";

import type { Range } from "../../../src/model.ts";
import { maxLineLength, walkBudget } from "../../../src/render/budgets.ts";
import { createHighlighter, type Highlighter } from "../../../src/render/highlight/highlight.ts";
import { findInjecting } from "../../../src/render/highlight/injections.ts";
import {
  grammarOf,
  injectingNames,
  type GrammarName,
} from "../../../src/render/highlight/languages.ts";
import { createOracle, type Oracle } from "./shiki-oracle.ts";

const folder = path.join(import.meta.dirname, "fixtures");
/** Each ends in `.txt`, so that no formatter mends what is broken on purpose. */
const fixtures = readdirSync(folder).map((name) => ({
  name: name.slice(0, -".txt".length),
  text: readFileSync(path.join(folder, name), "utf8"),
}));

let highlighter: Highlighter;
let oracle: Oracle;
/** With the grammars that inject themselves into others loaded. */
let injectedOracle: Oracle;

beforeAll(async () => {
  [highlighter, oracle, injectedOracle] = await Promise.all([
    createHighlighter(),
    createOracle(),
    createOracle(injectingNames),
  ]);
}, 30_000);

describe("equals whole-file Shiki", () => {
  test.each(fixtures)("$name, line by line, from the last to the first", ({ name, text }) => {
    const lines = splitLines(text);
    const grammar = grammarOf(name);
    if (grammar === null) {
      expect(highlighter.tokenise(lines, grammar, [{ start: 0, end: lines.length }])).toEqual({
        tokens: new Map(),
        coarse: false,
      });
      return;
    }
    const whole = oracleOf(lines, grammar)(text, grammar);
    for (let at = lines.length - 1; at >= 0; at--) {
      const { tokens } = highlighter.tokenise(lines, grammar, [{ start: at, end: at + 1 }]);
      expect({ line: lines[at], tokens: tokens.get(at) }).toEqual({
        line: lines[at],
        tokens: whole[at],
      });
    }
  });

  // Lines of the fixtures in any order and at any depth: fences, tags and lists that open and close at
  // odd places.
  test.each<[GrammarName, string, readonly string[]]>([
    ["markdown", "guide.md", []],
    ["mdx", "page.mdx", []],
    ["vue", "counter.vue", []],
    ["markdown", "components.md", ["```nix\n", "```vue\n"]],
  ])("%s of shuffled lines of %s, in runs", (grammar, name, last) => {
    const pool = splitLines(fixtures.find((one) => one.name === name)?.text ?? "");
    const headings = pool.filter((line) => line.startsWith("#"));
    const line = fc.oneof(
      fc.constantFrom(...pool),
      fc.constantFrom(...headings, "\n"),
      fc
        .tuple(fc.nat(6), fc.constantFrom(...pool))
        .map(([indent, text]) => text.replace(/^[\t ]*/, " ".repeat(indent))),
    );
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 5, maxLength: 40 }),
        fc.array(fc.nat(6), { minLength: 1, maxLength: 8 }),
        (shuffled, steps) => {
          const lines = [...shuffled, ...last];
          const whole = oracleOf(lines, grammar)(lines.join(""), grammar);
          const wanted = cutRuns(lines.length, steps);
          const { tokens, coarse } = highlighter.tokenise(lines, grammar, wanted);
          expect(coarse).toBe(false);
          const shown = wanted.flatMap(({ start, end }) => range(start, end));
          expect([...tokens]).toEqual(shown.map((at) => [at, whole[at]]));
        },
      ),
      { seed: 20260521, numRuns: 500 },
    );
  });

  test("CRLF lines have the tokens of LF lines", () => {
    const lines = ["# One\r\n", "\r\n", "`code`\r\n"];
    const whole = oracle("# One\n\n`code`\n", "markdown");
    const { tokens } = highlighter.tokenise(lines, "markdown", [{ start: 0, end: 3 }]);
    expect([...tokens.values()]).toEqual(whole.slice(0, 3));
  });
});

describe("a grammar that injects itself into others", () => {
  const mentions = ["`{{ a }}` <b v-if='c'>d</b>\n", "{{ e\n", "# F\n"];
  const named = [...mentions, "```vue\n", "<template></template>\n", "```\n"];
  const all = (lines: readonly string[]) => [{ start: 0, end: lines.length }];

  test("colours texts that name it, and no others, in whichever order", () => {
    for (const lines of [named, mentions, named]) {
      const { tokens } = highlighter.tokenise(lines, "markdown", all(lines));
      const expected = lines === named ? injectedOracle : oracle;
      const whole = expected(lines.join(""), "markdown");
      expect([...tokens.values()]).toEqual(whole.slice(0, lines.length));
    }
  });

  test("leaves MDX alone, as Shiki does", () => {
    const { tokens } = highlighter.tokenise(named, "mdx", all(named));
    const whole = injectedOracle(named.join(""), "mdx");
    expect(whole).toEqual(oracle(named.join(""), "mdx"));
    expect([...tokens.values()]).toEqual(whole.slice(0, named.length));
  });
});

test("a memo that starts afresh with every text changes nothing", async () => {
  const forgetful = await createHighlighter(0);
  for (const { name, text } of [...fixtures, ...fixtures]) {
    const lines = splitLines(text);
    const wanted = [{ start: 0, end: lines.length }];
    expect(forgetful.tokenise(lines, grammarOf(name), wanted)).toEqual(
      highlighter.tokenise(lines, grammarOf(name), wanted),
    );
  }
});

describe("beyond the budget", () => {
  test("a long line is uncoloured, and the lines after it are not", () => {
    const text = `# One\n${"`a` ".repeat(maxLineLength)}\n\`b\`\n`;
    const { tokens, coarse } = highlighter.tokenise(splitLines(text), "markdown", [
      { start: 0, end: 3 },
    ]);
    expect(coarse).toBe(true);
    expect([...tokens.keys()]).toEqual([0, 2]);
    expect(tokens.get(2)).toEqual(oracle(text, "markdown")[2]);
  });

  test("lines that lie too far from a known state are uncoloured", () => {
    const filler = Array.from({ length: walkBudget / 10 }, () => "x: 0123456\n");
    const last = filler.length - 1;
    const wanted = [
      { start: 0, end: 1 },
      { start: last, end: last + 1 },
    ];
    const { tokens, coarse } = highlighter.tokenise(filler, "yaml", wanted);
    expect({ shown: [...tokens.keys()], coarse }).toEqual({ shown: [0], coarse: true });
  });

  test("a heading near the hunk makes the way short", () => {
    const filler = Array.from({ length: walkBudget / 10 }, () => "some words\n");
    const lines = [...filler, "# Near\n", "`code`\n"];
    const at = lines.length - 1;
    const { tokens, coarse } = highlighter.tokenise(lines, "markdown", [
      { start: at, end: at + 1 },
    ]);
    expect(coarse).toBe(false);
    expect(tokens.get(at)).toHaveLength(1);
  });
});

/** The fixtures name all grammars that inject themselves, or none. */
function oracleOf(lines: readonly string[], grammar: GrammarName): Oracle {
  const named = findInjecting(lines, grammar);
  return named.length > 0 || grammar === "vue" ? injectedOracle : oracle;
}

function splitLines(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}

/** Runs with gaps between them: the steps are, in turn, a gap and a length less one. */
function cutRuns(length: number, steps: readonly number[]): Range[] {
  const runs: Range[] = [];
  let at = 0;
  for (const [index, step] of steps.entries()) {
    if (index % 2 === 0) at += step + 1;
    else if (at < length) {
      runs.push({ start: at, end: Math.min(length, at + step + 1) });
      at += step + 1;
    }
  }
  return runs;
}
