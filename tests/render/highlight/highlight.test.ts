import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";

import type { Range } from "../../../src/model.ts";
import { maxLineLength, walkBudget } from "../../../src/render/budgets.ts";
import { findInjecting } from "../../../src/render/highlight/grammars.ts";
import { createHighlighter, type Highlighter } from "../../../src/render/highlight/highlight.ts";
import {
  grammarOf,
  injectingNames,
  type GrammarName,
} from "../../../src/render/highlight/languages.ts";
import { roles } from "../../../src/render/highlight/roles.ts";
import type { ColouredToken } from "../../../src/render/highlight/tokens.ts";
import { createOracle, spellTokens, type Oracle } from "./textmate-oracle.ts";

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

describe("equals a plain loop of vscode-textmate from the first line", () => {
  test.each(fixtures)("$name, line by line, from the last to the first", ({ name, text }) => {
    const lines = splitLines(text);
    const grammar = grammarOf(name);
    if (grammar === null) {
      expect(highlighter.tokenise(lines, grammar, all(lines))).toEqual({
        tokens: new Map(),
        approximate: false,
      });
      return;
    }
    const whole = oracleOf(lines, grammar)(text, grammar);
    for (let at = lines.length - 1; at >= 0; at--) {
      const { tokens } = highlighter.tokenise(lines, grammar, [{ start: at, end: at + 1 }]);
      expect({ line: lines[at], tokens: spellTokens(lines[at] ?? "", tokens.get(at)) }).toEqual({
        line: lines[at],
        tokens: whole[at],
      });
    }
  });

  // Lines of the fixtures in any order and at any depth: fences, tags, lists and front matter that open
  // and close at odd places, with empty lines everywhere.
  test.each<[GrammarName, string, string, readonly string[]]>([
    ["markdown", "guide.md", "\n", []],
    ["markdown", "guide.md", "\r\n", []],
    ["mdx", "page.mdx", "\n", []],
    ["vue", "counter.vue", "\n", []],
    ["html", "page.html", "\n", []],
    ["yaml", "settings.yaml", "\r\n", []],
    ["markdown", "components.md", "\n", ["```nix", "```vue"]],
  ])("%s of shuffled lines of %s that end in %j, in runs", (grammar, name, end, last) => {
    const text = fixtures.find((one) => one.name === name)?.text ?? "";
    const pool = [...text.trimEnd().split("\n"), ...nasty];
    const line = fc.oneof(
      fc.constantFrom(...pool),
      fc.constantFrom("", "", " ", "# A", "## B"),
      fc
        .tuple(fc.nat(6), fc.constantFrom(...pool))
        .map(([indent, one]) => one.replace(/^[\t ]*/, " ".repeat(indent))),
    );
    // What a grammar can start afresh from.
    const section = fc.constantFrom(["", "# A"], ["", "", "### C"], [" ", "## B", ""]);
    const start = fc.constantFrom([], ["---", "a: b", "", "---"], ["", "---", "a: {b}", "---"]);
    fc.assert(
      fc.property(
        start,
        fc.array(fc.oneof({ weight: 6, arbitrary: line.map((one) => [one]) }, section), {
          minLength: 5,
          maxLength: 40,
        }),
        fc.array(fc.nat(6), { minLength: 1, maxLength: 8 }),
        (front, shuffled, steps) => {
          const lines = [...front, ...shuffled.flat(), ...last].map((one) => one + end);
          const whole = oracleOf(lines, grammar)(lines.join(""), grammar);
          const wanted = cutRuns(lines.length, steps);
          const { tokens, approximate } = highlighter.tokenise(lines, grammar, wanted);
          expect(approximate).toBe(false);
          const shown = wanted.flatMap((run) => range(run.start, run.end));
          expect([...tokens.keys()]).toEqual(shown);
          for (const at of shown) {
            expect([at, spellTokens(lines[at] ?? "", tokens.get(at))]).toEqual([at, whole[at]]);
          }
        },
      ),
      { seed: 20260521, numRuns: 300 },
    );
  });

  test("a tag at a line's start ends at the next empty line", () => {
    const lines = ["<Note>\n", "text\n", "</Note>\n", "\n", "# One\n"];
    const { tokens } = highlighter.tokenise(lines, "markdown", [{ start: 4, end: 5 }]);
    expect(tokens.get(4)).toEqual([{ start: 0, end: 5, role: roles.heading }]);
  });
});

describe("a grammar that injects itself into others", () => {
  const mentions = ["`{{ a }}` <b v-if='c'>d</b>\n", "{{ e\n", "# F\n"];
  const named = [...mentions, "```vue\n", "<template></template>\n", "```\n"];
  const spell = (lines: readonly string[], grammar: GrammarName) => {
    const { tokens } = highlighter.tokenise(lines, grammar, all(lines));
    return lines.map((line, at) => spellTokens(line, tokens.get(at)));
  };

  test("colours texts that name it, and no others, in whichever order", () => {
    for (const lines of [named, mentions, named]) {
      const expected = lines === named ? injectedOracle : oracle;
      const whole = expected(lines.join(""), "markdown");
      expect(spell(lines, "markdown")).toEqual(whole.slice(0, lines.length));
    }
  });

  test("leaves MDX alone, as Shiki does", () => {
    const whole = injectedOracle(named.join(""), "mdx");
    expect(whole).toEqual(oracle(named.join(""), "mdx"));
    expect(spell(named, "mdx")).toEqual(whole.slice(0, named.length));
  });
});

test("a memo that starts afresh with every text changes nothing", async () => {
  const forgetful = await createHighlighter(0);
  for (const { name, text } of [...fixtures, ...fixtures]) {
    const lines = splitLines(text);
    expect(forgetful.tokenise(lines, grammarOf(name), all(lines))).toEqual(
      highlighter.tokenise(lines, grammarOf(name), all(lines)),
    );
  }
});

describe("beyond the budget", () => {
  test("a long line is uncoloured, and the lines after it are not", () => {
    const text = `# One\n${"`a` ".repeat(maxLineLength)}\n\`b\`\n`;
    const { tokens, approximate } = highlighter.tokenise(splitLines(text), "markdown", [
      { start: 0, end: 3 },
    ]);
    expect(approximate).toBe(true);
    expect([...tokens.keys()]).toEqual([0, 2]);
    expect(spellTokens("`b`", tokens.get(2))).toBe(oracle(text, "markdown")[2]);
  });

  test("lines that lie too far down a text are uncoloured", () => {
    const filler = Array.from({ length: walkBudget / 2 }, () => "x: 0123456\n");
    const last = filler.length - 1;
    const wanted = [
      { start: 0, end: 1 },
      { start: last, end: last + 1 },
    ];
    const { tokens, approximate } = highlighter.tokenise(filler, "yaml", wanted);
    expect({ shown: [...tokens.keys()], approximate }).toEqual({ shown: [0], approximate: true });
  });

  test("lines that are only passed on the way cost less than shown ones", () => {
    const lines = Array.from({ length: walkBudget / 10 }, () => "`code`, some words\n");
    const at = lines.length - 1;
    const near = highlighter.tokenise(lines, "markdown", [{ start: at, end: at + 1 }]);
    expect(near.approximate).toBe(false);
    expect(near.tokens.get(at)).toHaveLength(1);
    expect(highlighter.tokenise(lines, "markdown", all(lines)).approximate).toBe(true);
  });
});

/**
 * V8 stops to optimise patterns once a process has compiled a few megabytes of them, and then reads some with
 * other results: a long build would colour lines otherwise than a short one.
 */
test("colours are the same where V8 does not optimise patterns any more", () => {
  const text = "- Export agents and flows as one server\n- Import 2026 of them\n";
  const texts = [...fixtures, { name: "import.mdx", text }].flatMap(({ name, text }) => {
    const grammar = grammarOf(name);
    return grammar === null ? [] : [{ name, grammar, lines: splitLines(text) }];
  });
  const source = path.join(import.meta.dirname, "../../../src/render/highlight/highlight.ts");
  const code = `
    import { createHighlighter } from ${JSON.stringify(source)};
    const highlighter = await createHighlighter();
    const texts = ${JSON.stringify(texts)};
    const all = texts.map(({ lines, grammar }) =>
      [...highlighter.tokenise(lines, grammar, [{ start: 0, end: lines.length }]).tokens]);
    console.log(JSON.stringify(all));`;
  const flags = ["--no-regexp-optimization", "--input-type=module", "-e", code];
  const output = execFileSync(process.execPath, flags, { encoding: "utf8" });
  const found = JSON.parse(output) as [number, ColouredToken[]][][];
  texts.forEach(({ name, grammar, lines }, at) => {
    const tokens = new Map(found[at]);
    const spelled = lines.map((line, number) => spellTokens(line, tokens.get(number)));
    const expected = oracleOf(lines, grammar)(lines.join(""), grammar).slice(0, lines.length);
    expect({ name, spelled }).toEqual({ name, spelled: expected });
  });
}, 60_000);

/** Lines that open what other lines, or empty ones, must close. */
const nasty = [
  ...["<Note>", "</Note>", "<div>", "<img src='a'", "<!--", "-->", "<script>", "</script>"],
  ...["```js", "```", "~~~", "> ```", "- ```", "---", "***", "$$", "{", "}", "{/* a", "*/}"],
  ...["<pre>", "</pre>", "<Card", "/>", "| a |", "|---|", "[a]: <", "import a from 'b'", "  - a"],
];

/** The fixtures name all grammars that inject themselves, or none. */
function oracleOf(lines: readonly string[], grammar: GrammarName): Oracle {
  const named = findInjecting(lines, grammar);
  return named.length > 0 || grammar === "vue" ? injectedOracle : oracle;
}

function splitLines(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function all(lines: readonly string[]): Range[] {
  return [{ start: 0, end: lines.length }];
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
