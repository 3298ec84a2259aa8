import { fromMarkdown } from "mdast-util-from-markdown";
import { expect, test } from "vitest";
import { encodeText } from "../../../src/bytes.ts";
import type { ArchiveFacts, PairFacts } from "../../../src/model.ts";
import { writeDayMarkdown } from "../../../src/site/text/day-markdown.ts";
import { makeChange, makePair, makeRename, makeSource } from "../facts.ts";

const archive: ArchiveFacts = {
  title: "Harbour",
  description: "",
  lang: "en",
  siteUrl: "https://changes.example",
  basePath: "/",
  id: null,
  sources: [],
};

function write(
  patch: string,
  changes = [makeChange("a.md")],
  told: Partial<PairFacts> = {},
): string {
  const pair = {
    ...makePair("2026-01-05T0600Z", "2026-01-06T0600Z", changes),
    missing: [],
    returned: [],
    notBack: [],
    ...told,
  };
  const day = { date: "2026-01-06", pairs: [pair] };
  return writeDayMarkdown(archive, makeSource({}), day, () => encodeText(patch));
}

test("names what changed and shows the diff", () => {
  const patch = "diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-six\n+four\n";
  expect(write(patch)).toBe(
    [
      "# 1 file changed in Tide tables, 6 January 2026",
      "",
      "Page: <https://changes.example/tides/2026-01-06/>. Facts as JSON: <https://changes.example/tides/2026-01-06.json>.",
      "",
      "## 2026-01-05 06:00 UTC to 2026-01-06 06:00 UTC",
      "",
      "1 file changed, +1 −1.",
      "",
      "- [`a.md`](https://changes.example/tides/2026-01-06/#2026-01-06T0600Z a.md) modified, +1 −1.",
      "",
      "```diff",
      ...patch.split("\n").slice(0, -1),
      "```",
      "",
      "As a git patch: <https://changes.example/tides/2026-01-06T0600Z.patch>.",
      "",
    ]
      .join("\n")
      .replace("T0600Z a.md)", "T0600Z%20a.md)"),
  );
});

test("what is shown coarser is said of the pair and of its changes", () => {
  const text = write("", [makeChange("a.md", { approximate: ["cosmetic"] })], {
    approximateRenames: true,
  });
  expect(text).toMatch(
    /^1 file changed, \+1 −1\. Not all removed files were compared .+ renamed\.$/m,
  );
  expect(text).toMatch(/modified, \+1 −1\. Not all formatting-only lines were looked for .+\.$/m);
});

test("nothing in a diff closes its fence", () => {
  const patch = "diff --git a/a.md b/a.md\n@@ -0,0 +1,2 @@\n+`````\n+# Not a heading\n";
  const { children } = fromMarkdown(write(patch));
  expect(children.filter(({ type }) => type === "code").length).toBe(1);
  expect(children.filter(({ type }) => type === "heading").length).toBe(2);
});

test("a hostile name is text", () => {
  const { children } = fromMarkdown(
    write("", [makeRename("`old`](x).md", "<b>`` [new](javascript:1).md")]),
  );
  const kinds = JSON.stringify(children);
  expect(kinds).not.toContain('"type":"html"');
  expect(kinds).not.toContain('javascript:1"');
  expect(kinds).toContain('"type":"inlineCode","value":"<b>`` [new](javascript:1).md"');
});

test("binary files are named, and what is too long is left to the patch", () => {
  const binary = "diff --git a/x.png b/x.png\nGIT binary patch\nliteral 3\nKcmZ\n\n";
  const long = `diff --git a/b.md b/b.md\n@@ -0,0 +1 @@\n+${"x".repeat(300_000)}\n`;
  const text = write(binary + long);
  expect(text).toContain("diff --git a/x.png b/x.png\nBinary files differ\n");
  expect(text).not.toContain("KcmZ");
  expect(text.length).toBeLessThan(2000);
  expect(text).toContain("1 more file and whatever else is in the patch");
});
