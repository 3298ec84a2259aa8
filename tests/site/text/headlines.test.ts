import { expect, test } from "vitest";
import type { Headline } from "../../../src/model.ts";
import {
  listHeadlines,
  showHeadline,
  writeHeadlineHtml,
} from "../../../src/site/text/headlines.ts";

const section: Headline = { kind: "section-added", name: "Use `a<b>` & more", weight: 1 };

test("as HTML a headline escapes the document's text, and keeps its code and names", () => {
  expect(writeHeadlineHtml(section)).toBe(
    "New section <i>Use <code>a&lt;b&gt;</code> &amp; more</i>",
  );
});

test("as HTML the words that differ stand out", () => {
  const headline: Headline = {
    kind: "text-changed",
    before: "It is ",
    new: "<now>",
    after: " so.",
    weight: 1,
  };
  expect(writeHeadlineHtml(headline)).toBe("Now: It is <b>&lt;now&gt;</b> so.");
});

test("as plain text names stand in quotation marks, and nothing is hidden", () => {
  expect(showHeadline(section)).toBe("New section “Use `a<b>` & more”");
  expect(showHeadline({ kind: "text-added", new: "safe\u202Eevil", weight: 1 })).toBe(
    "New: safe[U+202E]evil",
  );
});

test("a list tells how many it leaves out", () => {
  expect(listHeadlines([section, section, section], 1)).toBe(
    "New section “Use `a<b>` & more”, and 2 more",
  );
});
