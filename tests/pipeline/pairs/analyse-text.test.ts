import { expect, test } from "vitest";
import { analyseText } from "../../../src/pipeline/pairs/analyse-text.ts";
import { compareText } from "../../../src/pipeline/pairs/compare-change.ts";
import { dialectOf } from "../../../src/render/highlight/languages.ts";

/** The changed lines with their marks in brackets, `~` before those that are formatting only. */
function show(from: string, to: string, path = "a.md"): string[] {
  const encode = (text: string) => new TextEncoder().encode(text);
  const { approximate: approximateLines, ...lines } = compareText(encode(from), encode(to));
  const text = analyseText({ path, dialect: dialectOf(path), ...lines, approximateLines });
  return text.hunks.flatMap(({ rows }) =>
    rows.flatMap((row) => {
      if (row.kind === "context") return [];
      const side = row.kind === "deletion" ? text.oldLines : text.newLines;
      let line = (side[row.line - 1] ?? "").trimEnd();
      for (const { start, end } of row.marks.toReversed()) {
        line = `${line.slice(0, start)}[${line.slice(start, end)}]${line.slice(end)}`;
      }
      return `${row.kind === "deletion" ? "-" : "+"}${row.lineKind === "cosmetic" ? "~" : ""}${line}`;
    }),
  );
}

test("code that was only indented has its new blanks marked", () => {
  expect(
    show("```js\nmoor({\n  depth: 4\n});\n```\n", "```js\nmoor({\n    depth: 4\n});\n```\n"),
  ).toEqual(["-  depth: 4", "+  [  ]depth: 4"]);
});

test("terms in plain text that were wrapped anew have marks on the words that changed", () => {
  const from =
    "The harbour office may close the outer pier for\nrepairs, for which it gives notice a day\nahead.\n";
  const to =
    "The harbour office may close the outer\npier for any reason, for which it gives\nnotice a day ahead.\n";
  expect(show(from, to, "terms.txt").filter((line) => line.includes("["))).toEqual([
    "+pier for [any reason], for which it gives",
    "-[repairs], for which it gives notice a day",
  ]);
  expect(show(from, to, "terms.py").filter((line) => line.includes("[")).length).toBeGreaterThan(2);
});

test("a tag that was laid out over more lines lost no words", () => {
  const tag = '  <Card title="Tides" icon="gauge" href="/tides" />';
  const laidOut = ["  <Card", '    title="Tides"', '    icon="gauge"', '    href="/tides"', "  />"];
  const inside = (lines: readonly string[]) => `<Cards>\n${lines.join("\n")}\n</Cards>\n`;
  const shown = show(inside([tag]), inside(laidOut), "a.mdx");
  expect(shown.toSorted()).toEqual([...laidOut.map((line) => `+~${line}`), `-~${tag}`].toSorted());
});

test("blanks in formatting-only lines and beside changed words have no marks", () => {
  expect(show("- the  tide\n", "- the tide\n")).toEqual(["-~- the  tide", "+~- the tide"]);
  expect(show("```\nlow  water at six\n```\n", "```\nlow water at seven\n```\n")).toEqual([
    "-low  water at [six]",
    "+low water at [seven]",
  ]);
});
