import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeText } from "../../../src/bytes.ts";
import { diffLines } from "../../../src/diff/lines/lines.ts";
import { splitLines } from "../../../src/diff/lines/text.ts";
import type { FileChange } from "../../../src/model.ts";
import { analyseFile, noColours, tellKinds } from "../../../src/client/compare/compare-files.ts";
import { analyseText } from "../../../src/pipeline/pairs/analyse-text.ts";
import { recordText } from "../../../src/pipeline/pairs/record-text.ts";
import { editText } from "../../../src/versions/next-text.ts";

const version = { path: "a.md", hash: "", size: 0, mode: "100644" } as const;
const modified: FileChange = { kind: "modified", from: version, to: version };

function record(old: string, now: string | Uint8Array, change: FileChange = modified) {
  const [oldLines, newLines] = [splitLines(old), typeof now === "string" ? splitLines(now) : []];
  const { blocks } = diffLines(oldLines, newLines);
  const dialect = "markdown" as const;
  const input = { path: "a.md", dialect, oldLines, newLines, blocks, approximateLines: false };
  const newBytes = typeof now === "string" ? encodeText(now) : now;
  const text = typeof now === "string" ? analyseText(input) : null;
  const [recorded] = recordText(
    { change, oldBytes: encodeText(old), newBytes, text, anchor: "c1" },
    () => "",
  );
  return recorded?.text;
}

const text = fc
  .array(fc.constantFrom("a", "b", "", "# c", "- d", "* d", "a b"), { maxLength: 14 })
  .map((lines) => lines.map((line) => `${line}\n`).join(""));

test("what is recorded are the very edits of the line diff", () => {
  fc.assert(
    fc.property(text, text, (old, now) => {
      const lines = splitLines(now);
      const { blocks } = diffLines(splitLines(old), lines);
      expect(record(old, now)).toMatchObject(editText(lines, blocks));
    }),
    { numRuns: 300 },
  );
});

test("lines that are laid out in another way are alike", () => {
  const recorded = record("# A\n\n* one\n* two\n\nEnd.\n", "# A\n\n- one\n- two\n\nEnd.\n");
  expect(recorded).toMatchObject({ alike: [[2, 2, 2]] });
  expect(record("One.\n", "Two.\n")).not.toHaveProperty("alike");
});

test("lines that another file lost are named with that file, also by a file that is added", () => {
  const moved =
    "A paragraph that another page held before.\n\nAnd the one that stood below it there.\n";
  const lost = { old: `# A\n\n${moved}`, now: "# A\n" };
  const files = [
    { path: "a.md", ...lost },
    { path: "b.md", old: "# B\n", now: `# B\n\n${moved}` },
  ].map(({ path, old, now }) => {
    const file = { ...version, path };
    const change: FileChange =
      path === "a.md"
        ? { kind: "modified", from: file, to: { ...file, hash: "1" } }
        : { kind: "added", to: file };
    const isAdded = change.kind === "added";
    const [oldLines, newLines] = [isAdded ? [] : splitLines(old), splitLines(now)];
    return analyseFile({ change, anchor: "c1", oldLines, newLines });
  });
  const render = tellKinds(files);
  const [, into] = files;
  if (!into) throw new Error("There are two files.");
  const { text } = render(into, noColours);
  const newBytes = encodeText(into.newLines?.join("") ?? "");
  const [recorded] = recordText(
    { change: into.change, oldBytes: encodeText(""), newBytes, text, anchor: "c1" },
    () => "",
  );
  expect(recorded?.text).toMatchObject({ moved: [{ path: "a.md", runs: [[2, 2, 3]] }] });
});

test("what is no text has none, and what follows on it stands whole", () => {
  expect(record("one\n", Uint8Array.of(0, 1))).toBe("binary");
  expect(record("one\n", Uint8Array.of(0xff, 10))).toBe("not UTF-8");
  expect(record("\0", "one\n")).toEqual({ whole: ["one"] });
  expect(record("", "one", { kind: "added", to: version })).toEqual({ whole: ["one"], open: true });
});
