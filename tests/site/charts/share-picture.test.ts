import { expect, test } from "vitest";
import {
  drawSharePicture,
  fitTitle,
  pictureOfSource,
} from "../../../src/site/charts/share-picture.ts";
import { makeChange, makeSource } from "../facts.ts";

test("titles break at blanks, shrink where they are long, and at last end with an ellipsis", () => {
  expect(fitTitle("Harbour handbook")).toEqual({ size: 88, lines: ["Harbour handbook"] });
  expect(fitTitle("The harbour's handbook of tides")).toEqual({
    size: 66,
    lines: ["The harbour's handbook", "of tides"],
  });
  const long = fitTitle("a word ".repeat(40).trim()).lines;
  expect(long).toHaveLength(2);
  expect(long[1]).toMatch(/…$/);
  expect(fitTitle("x".repeat(50)).lines).toEqual([`${"x".repeat(31)}…`]);
});

test("a title is data, and a source without days has a picture too", () => {
  const source = { ...makeSource({}), title: 'Tides & <signals> "daily"' };
  const drawing = drawSharePicture(pictureOfSource(source));
  expect(drawing).toContain("Tides &amp; &lt;signals&gt;");
  expect(drawing).toContain("&quot;daily&quot;");
  expect(drawing).not.toContain("<signals>");
});

test("what was added rises above the line, what was removed falls below it", () => {
  const change = makeChange("a.md", { additions: 2000, deletions: 0 });
  const snapshots = ["2026-01-01", "2026-01-02"].map((stamp) => ({ stamp, files: 1, bytes: 10 }));
  const source = { ...makeSource({ "2026-01-02": [change] }), snapshots };
  const drawing = drawSharePicture(pictureOfSource(source));
  // The highest bar fills its half of the chart, down to the water line.
  expect(drawing).toMatch(/<rect fill="#4a94e6" x="[\d.]+" y="353" width="40" height="125" /);
  expect(drawing).not.toContain("#d9763f");
});
