import fc from "fast-check";
import { expect, test } from "vitest";
import { readyRules } from "../../src/config-noise.ts";
import { diffLines } from "../../src/diff/lines/lines.ts";
import { createNoiseFinder } from "../../src/kinds/noise.ts";
import type { NoiseRule } from "../../src/model.ts";

const ready = (name: string): NoiseRule => ({
  name,
  pattern: readyRules[name] ?? "",
  files: ["**"],
});

/** The changed lines, `~` before those that are noise. */
function show(rules: readonly NoiseRule[], old: string, new_: string, path = "a.md"): string[] {
  const split = (text: string) => text.split(/(?<=\n)/).filter((line) => line !== "");
  const [oldLines, newLines] = [split(old), split(new_)];
  const { blocks } = diffLines(oldLines, newLines);
  const found = createNoiseFinder(rules)({ path, oldLines, newLines, blocks });
  return blocks.flatMap((block) => {
    const list = (side: "old" | "new", lines: readonly string[], sign: string) =>
      lines.slice(block[side].start, block[side].end).map((line, at) => {
        const rule = found[side].get(block[side].start + at);
        return `${rule === undefined ? "" : `${rule}: `}${sign}${line.trimEnd()}`;
      });
    return [...list("old", oldLines, "-"), ...list("new", newLines, "+")];
  });
}

test("lines that differ in what a rule matches are noise by its name, others are not", () => {
  const rules = [{ name: "views", pattern: "Views: [0-9.]+[KM]?", files: ["**"] }];
  expect(show(rules, "a\nViews: 1.9M\nb\n", "a\nViews: 2M\nc\n")).toEqual([
    "views: -Views: 1.9M",
    "-b",
    "views: +Views: 2M",
    "+c",
  ]);
  expect(show(rules, "Views: 1 of all\n", "Views: 2 of most\n")).toEqual([
    "-Views: 1 of all",
    "+Views: 2 of most",
  ]);
});

test("a line that came or went is none, whatever it holds", () => {
  const rules = [{ name: "views", pattern: "Views: [0-9.]+", files: ["**"] }];
  expect(show(rules, "a\n", "a\nViews: 1\n")).toEqual(["+Views: 1"]);
  expect(show(rules, "Views: 1\nViews: 2\n", "Views: 3\n")).toContain("-Views: 2");
});

test("a rule is for the files that it names", () => {
  const rules = [{ name: "views", pattern: "Views: [0-9.]+", files: ["blog/**"] }];
  expect(show(rules, "Views: 1\n", "Views: 2\n")).toEqual(["-Views: 1", "+Views: 2"]);
  expect(show(rules, "Views: 1\n", "Views: 2\n", "blog/x/a.md")).toEqual([
    "views: -Views: 1",
    "views: +Views: 2",
  ]);
});

test("of a pattern with a group the group alone is noise, and columns may be padded anew around it", () => {
  const rules = [{ name: "size", pattern: String.raw`\| (\d+) kB\b`, files: ["**"] }];
  expect(show(rules, "| a | 9 kB  |\n", "| a | 110 kB |\n")).toEqual([
    "size: -| a | 9 kB  |",
    "size: +| a | 110 kB |",
  ]);
  expect(show(rules, "| a | 9 kB |\n", "| b | 9 kB |\n")).toEqual([
    "-| a | 9 kB |",
    "+| b | 9 kB |",
  ]);
});

test.each([
  [
    "query-strings",
    "![x](https://cdn.example/i.png?e=1&h=2)",
    "![x](https://cdn.example/i.png?e=7)",
  ],
  ["query-strings", "see [x](/one) and more", "see [x](/one?utm=1) and more"],
  ["query-strings", "[x](/one?utm=1#two)", "[x](/one#two)"],
  ["query-strings", '<img src="/i.png?v=1">', '<img src="/i.png?v=2">'],
  ["relative-times", "Posted 5 days ago by Ann", "Posted 2 weeks ago by Ann"],
  ["relative-times", "vor 3 Tagen", "vor 4 Tagen"],
  ["counters", "Views: 1.9M", "Views: 2M"],
  ["counters", "1,204 downloads this week", "998 downloads this week"],
  ["dates-of-capture", "Retrieved on 3 May 2026", "Retrieved on 2026-05-04"],
  ["asset-hashes", "/app-0a1b2c3d.js", "/app-9f8e7d6c.js"],
])("the ready rule %s takes %s for %s", (name, old, new_) => {
  expect(show([ready(name)], `${old}\n`, `${new_}\n`)).toEqual([
    `${name}: -${old}`,
    `${name}: +${new_}`,
  ]);
});

test.each([
  ["query-strings", "[x](https://a.example/one?v=1)", "[x](https://a.example/two?v=1)"],
  ["query-strings", "[x](/one?utm=1) [y](/two)", "[x](/one?utm=2) [y](/three)"],
  ["query-strings", "[x](/one?utm=1#two)", "[x](/one?utm=1#three)"],
  ["query-strings", "[x](/one) is", "[x](/one) was"],
  ["query-strings", "Really? Yes", "Really? No"],
  ["relative-times", "Keep it for 5 days", "Keep it for 6 days"],
  ["counters", "At most 100 requests", "At most 200 requests"],
  ["dates-of-capture", "Effective 1 May 2026", "Effective 2 May 2026"],
  ["asset-hashes", "version-20.js", "version-21.js"],
])("the ready rule %s leaves %s and %s alone", (name, old, new_) => {
  expect(show([ready(name)], `${old}\n`, `${new_}\n`)).toEqual([`-${old}`, `+${new_}`]);
});

test("a rule that finds nothing in a line gives it no name", () => {
  const rules = [ready("counters"), ready("query-strings")];
  expect(show(rules, "Views: 1 [a](/b)\n", "Views: 2 [a](/b)\n")).toEqual([
    "counters: -Views: 1 [a](/b)",
    "counters: +Views: 2 [a](/b)",
  ]);
  expect(show(rules, "Views: 1 [a](/b)\n", "Views: 2 [a](/c)\n")).toEqual([
    "-Views: 1 [a](/b)",
    "+Views: 2 [a](/c)",
  ]);
  // What stands beside noise, and has another target, is none.
  expect(show(rules, "Views: 1\n[a](/b)\nViews: 3\n", "Views: 2\n[a](/c)\nViews: 4\n")).toEqual([
    "counters: -Views: 1",
    "-[a](/b)",
    "counters: -Views: 3",
    "counters: +Views: 2",
    "+[a](/c)",
    "counters: +Views: 4",
  ]);
});

test("noise stands in pairs that differ in nothing but digits, whatever the texts", () => {
  const line = fc.constantFrom("a", "b 1", "b 2", "c 3 d", "c 44 d", "", "5", "e");
  const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.map((one) => `${one}\n`));
  const find = createNoiseFinder([{ name: "digits", pattern: String.raw`\d+`, files: ["**"] }]);
  fc.assert(
    fc.property(text, text, (oldLines, newLines) => {
      const { blocks } = diffLines(oldLines, newLines);
      const found = find({ path: "a", oldLines, newLines, blocks });
      const bare = (lines: readonly string[], numbers: Iterable<number>) =>
        [...numbers].sort((a, b) => a - b).map((at) => lines[at]?.replaceAll(/\d+/g, "#"));
      expect(bare(oldLines, found.old.keys())).toEqual(bare(newLines, found.new.keys()));
    }),
  );
});

test("4,000 counters that all rose are matched at once", () => {
  const list = (by: number) =>
    Array.from(
      { length: 4000 },
      (_, at) => `Item ${at % 50} has ${String(at * 7 + by)} views\n`,
    ).join("");
  const shown = show([ready("counters")], list(1), list(2));
  expect(shown.filter((line) => line.startsWith("counters: ")).length).toBe(8000);
});
