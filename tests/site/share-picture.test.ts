import { expect, test } from "vitest";
import { breakTitle, drawSharePicture, pictureOfSource } from "../../src/site/share-picture.ts";
import { makeChange, makeSource } from "./facts.ts";

test("titles break at blanks, and end with an ellipsis where they are too long", () => {
  expect(breakTitle("Harbour handbook")).toEqual(["Harbour handbook"]);
  expect(breakTitle("The harbour's handbook of tides and signals")).toEqual([
    "The harbour's handbook of tides",
    "and signals",
  ]);
  const long = breakTitle("a word ".repeat(40).trim());
  expect(long).toHaveLength(2);
  expect(long[1]).toMatch(/…$/);
  expect(breakTitle("x".repeat(50))[0]).toHaveLength(34);
});

test("a title is data, and a source without days has a picture too", () => {
  const source = { ...makeSource({}), title: 'Tides & <signals> "daily"' };
  const drawing = drawSharePicture(pictureOfSource(source));
  expect(drawing).toContain("Tides &amp; &lt;signals&gt; &quot;daily&quot;");
  expect(drawing).not.toContain("<signals>");
});

test("what was added rises above the line, what was removed falls below it", () => {
  const change = makeChange("a.md", { additions: 2000, deletions: 0 });
  const snapshots = ["2026-01-01", "2026-01-02"].map((stamp) => ({ stamp, files: 1, bytes: 10 }));
  const source = { ...makeSource({ "2026-01-02": [change] }), snapshots };
  const drawing = drawSharePicture(pictureOfSource(source));
  expect(drawing).toMatch(/fill="#4a94e6" d="M[\d.]+ [\d.]+h10v119/);
  expect(drawing).toMatch(/fill="#d9763f" d="M[\d.]+ [\d.]+h10v0h/);
});
