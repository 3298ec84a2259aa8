import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

import { dialectOf } from "../../../src/render/highlight/languages.ts";
import { classify, signsOf } from "../classify.ts";

const folder = path.join(import.meta.dirname, "../../fixtures/small-edits");

/** Formatting only, to somebody who knows the format; it is shown all the same. */
const shown: Readonly<Record<string, string>> = {
  "t-fm-order": "order means nothing in YAML, but to many who read front matter by lines",
  "t-html-raw-ws": "a file that is no Markdown is not read",
  "t-json-ws": "a file that is no Markdown is not read",
  "t-math-backslash": "where formulas are read, two backslashes break a line",
  "t-mdx-attr-lines": "by CommonMark the one is raw HTML, the other a paragraph",
  "t-rst-rewrap": "a file that is no Markdown is not read",
  "t-txt-rewrap": "a file that is no Markdown is not read",
};

const cases = readFileSync(path.join(folder, "expected.tsv"), "utf8")
  .trim()
  .split("\n")
  .map((line) => line.split("\t"));

test.each(cases)("%s is %s", (name = "", expected = "") => {
  const [file = ""] = readdirSync(path.join(folder, name, "new"));
  const [from, to] = ["old", "new"].map((side) =>
    readFileSync(path.join(folder, name, side, file), "utf8"),
  );
  const signs = signsOf(classify(from ?? "", to ?? "", dialectOf(file)).rows);
  const isFolded = signs === "~";
  expect(isFolded).toBe(expected === "cosmetic" && !(name in shown));
});
