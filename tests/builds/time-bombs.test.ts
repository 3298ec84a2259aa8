/**
 * Nothing here is timed: what would take minutes, gigabytes or the stack fails by itself. What is asked for
 * is that budgets cost no line and no byte, and that every change says how it is shown coarser.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { hashContent } from "../../src/archive/hash-content.ts";
import { compareText } from "../../src/pipeline/pairs/compare-change.ts";
import { traceKinds } from "../kinds/trace-kinds.ts";
import { renderText } from "../../src/pipeline/pairs/render-text.ts";
import { encodeText } from "../../src/bytes.ts";
import { groupBlocks } from "../../src/diff/lines/hunks.ts";
import { formatPatch } from "../../src/diff/patch/patch.ts";
import { findRenames } from "../../src/diff/trees/renames.ts";
import { splitLines } from "../../src/diff/lines/text.ts";
import type { Approximation, FileChange, FileVersion } from "../../src/model.ts";
import { createHighlighter } from "../../src/render/highlight/highlight.ts";
import { dayJsonSchema } from "../../src/site/json/schema.ts";
import { makeScratchFolder, runBuild, writeFile } from "./build-site.ts";
import { bombs } from "./time-bombs.ts";
import { verifySite } from "./verify-site.ts";

const highlighter = await createHighlighter();
/** Where a budget must give out, and what must then be said. */
const mustSay: Readonly<Record<string, readonly Approximation[]>> = {
  "lines-two": ["lines"],
  line: ["colours"],
  "line-shuffled": ["marks"],
  "items-flat": ["colours"],
  "underline-later": ["sections"],
  "definitions-quoted": ["definitions"],
  "json-deep-lines": ["colours"],
};
const patches: Uint8Array[] = [];
const replayed = makeScratchFolder();

test.each(bombs.map((bomb) => [bomb.name, bomb] as const))("%s", (name, { path, from, to }) => {
  const versions = { from: toVersion(path, from), to: toVersion(path, to) };
  const text = compareText(encodeText(from), encodeText(to));
  const { chunks, approximate } = renderText(path, text, highlighter);
  const { oldLines, newLines, blocks } = text;

  const additions = blocks.reduce((sum, block) => sum + block.new.end - block.new.start, 0);
  const deletions = blocks.reduce((sum, block) => sum + block.old.end - block.old.start, 0);
  expect(additions - deletions).toBe(splitLines(to).length - splitLines(from).length);
  const shown = chunks.reduce((sum, { html }) => sum + (html.match(/<li id=/g)?.length ?? 0), 0);
  expect(shown).toBe(additions + deletions);

  const hunks = groupBlocks(blocks, oldLines.length, newLines.length);
  const content = { kind: "text", oldLines, newLines, hunks } as const;
  const change = { kind: "modified", ...versions } as const;
  patches.push(formatPatch([{ change, content }], deflateSync));
  expect(approximate).toEqual(expect.arrayContaining([...(mustSay[name] ?? [])]));
});

test("git turns every old text into the new one by its patch", () => {
  for (const bomb of bombs) writeFileSync(path.join(replayed, bomb.path), bomb.from);
  writeFileSync(path.join(replayed, "all.patch"), Buffer.concat(patches));
  execFileSync("git", ["apply", "--whitespace=nowarn", "all.patch"], { cwd: replayed });
  const wrong = bombs.filter(
    (bomb) => readFileSync(path.join(replayed, bomb.path), "utf8") !== bomb.to,
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test("three thousand similar files that were moved are found again, each by what is its own", () => {
  const common = Array.from(
    { length: 30 },
    (_, line) => `This line is in all files: ${String(line)}\n`,
  );
  const contents = new Map<string, string>();
  const put = (file: string, own: string): FileVersion => {
    const version = toVersion(file, `${common.join("")}${own}\n`);
    contents.set(version.hash, `${common.join("")}${own}\n`);
    return version;
  };
  const changes = Array.from({ length: 3_000 }, (_, index): FileChange[] => [
    {
      kind: "removed",
      from: put(`old/${String(index)}.md`, `Only file ${String(index)} says this`),
    },
    {
      kind: "added",
      to: put(`new/${String(index)}.md`, `Only file ${String(index)} says this\nand more`),
    },
  ]).flat();
  const found = findRenames(changes, (hash) => contents.get(hash) ?? null);
  const pairs = found.map((change) =>
    change.kind === "renamed" ? `${change.from.path} ${change.to.path}` : change.kind,
  );
  const expected = Array.from(
    { length: 3_000 },
    (_, index) => `old/${String(index)}.md new/${String(index)}.md`,
  );
  expect(pairs.toSorted()).toEqual(expected.toSorted());
});

test("two thousand blocks in reverse order: all but one have moved", () => {
  const write = (index: number) =>
    Array.from({ length: 4 }, (_, line) => `Block ${String(index)} holds line ${String(line)}\n`);
  const numbers = Array.from({ length: 2_000 }, (_, index) => index);
  const from = numbers.flatMap(write).join("");
  const to = numbers.toReversed().flatMap(write).join("");
  const [kinds] = traceKinds([{ "blocks.md": from }, { "blocks.md": to }]);
  expect(kinds?.map(({ kind }) => kind)).toEqual(
    Array.from({ length: 2 * 1_999 * 4 }, () => "moved"),
  );
});

test("a whole build of some of them is verified, and its pages say what is shown coarser", async () => {
  const built = new Set([
    "lines-two",
    "items-flat",
    "underline-later",
    "json-deep-lines",
    "quotes",
    "definitions-quoted",
  ]);
  const scratch = makeScratchFolder();
  const snapshots = path.join(scratch, "snapshots");
  const write = (stamp: string, file: string, text: string, source = "bombs") => {
    const place = path.join(snapshots, source, stamp, file);
    writeFile(place, text);
  };
  for (const bomb of bombs.filter(({ name }) => built.has(name))) {
    write("2026-05-01", bomb.path, bomb.from);
    write("2026-05-02", bomb.path, bomb.to);
  }
  // A block that moved, behind lines that come back very often.
  write("2026-05-01", "moves/a.txt", copy(128));
  write("2026-05-02", "moves/b.txt", copy(1_500));
  write("2026-05-01", "moves/c.md", `# From\n\n${moved}`);
  write("2026-05-02", "moves/c.md", "# From\n");
  write("2026-05-01", "moves/d.md", "# To\n");
  write("2026-05-02", "moves/d.md", `# To\n\n${moved}`);
  const form = numbered(20, (index) => `This line stands in every form: ${String(index)}`);
  for (let index = 0; index < 40; index += 1) {
    write(
      "2026-05-01",
      `berth-${String(index)}.md`,
      `# Berth ${String(index)}\n\n${form}`,
      "forms",
    );
    write("2026-05-02", `pier-${String(index)}.md`, `# Pier ${String(index)}\n\n${form}`, "forms");
  }
  const out = path.join(scratch, "out");
  const { code, output } = await runBuild(snapshots, out);
  expect([code, output]).toEqual([0, output]);
  const verified = await verifySite(snapshots, out);
  expect([verified.code, verified.output]).toEqual([0, verified.output]);
  const readPage = (source: string) =>
    readFileSync(path.join(out, source, "2026-05-02", "index.html"), "utf8");
  const page = readPage("bombs");
  for (const note of [
    "Too different to compare finely",
    "Changed words are not marked in some lines",
    "Not all formatting-only lines were looked for",
    "Headings were not looked for",
    "Some long lines are shown without colours",
    "Some link definitions were not read",
  ]) {
    expect(page).toContain(note);
  }
  // However often lines come back, all that moved are looked for.
  const day = dayJsonSchema.parse(
    JSON.parse(readFileSync(path.join(out, "bombs", "2026-05-02.json"), "utf8")),
  );
  const changes = new Map(day.pairs[0]?.changes.map((change) => [change.path, change]));
  const lines = moved.split("\n").length;
  expect(changes.get("moves/c.md")?.byKind).toEqual({ moved: { additions: 0, deletions: lines } });
  expect(changes.get("moves/d.md")?.byKind).toEqual({ moved: { additions: lines, deletions: 0 } });
  const pairNote = "Not all removed files were compared with all added ones";
  expect(page).not.toContain(pairNote);
  expect(readPage("forms")).toContain(pairNote);
});

const moved = `## The harbour master

The harbour master keeps the one key to the old tide gauge.
Ships that come at night ring the bell at the outer pier.
`;

function numbered(count: number, write: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${write(index)}\n`).join("");
}

/** So many copies, of eight kinds, of a hundred lines. */
function copy(count: number): string {
  return numbered(count, (kind) => numbered(100, (line) => `${String(kind % 8)} ${String(line)}`));
}

function toVersion(file: string, text: string): FileVersion {
  const bytes = encodeText(text);
  return { path: file, hash: hashContent(bytes), size: bytes.length, mode: "100644" };
}
