import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { deflateSync } from "node:zlib";

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { decodeBytes, encodeText } from "../../../src/bytes.ts";
import { groupBlocks } from "../../../src/diff/lines/hunks.ts";
import { diffLines } from "../../../src/diff/lines/lines.ts";
import { formatPatch, type PatchChange, type PatchContent } from "../../../src/diff/patch/patch.ts";
import { findRenames } from "../../../src/diff/trees/renames.ts";
import { isBinary, splitLines } from "../../../src/diff/lines/text.ts";
import { compareTrees } from "../../../src/diff/trees/trees.ts";
import type { FileChange, FileMode } from "../../../src/model.ts";
import {
  describeTree,
  hashBytes,
  listTree,
  readTree,
  writeTree,
  type FileTree,
} from "../file-trees.ts";
import { treePairs } from "../random-trees.ts";

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "tidemark-patch-"));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** Files from `path: text` or `path: [bytes or text, mode]`. */
function files(entries: Record<string, string | [string | Uint8Array, FileMode]>): FileTree {
  return new Map(
    Object.entries(entries).map(([name, entry]) => {
      const [content, mode] = typeof entry === "string" ? [entry, "100644" as const] : entry;
      const bytes = typeof content === "string" ? encodeText(content) : content;
      return [name, { mode, bytes }];
    }),
  );
}

/** The patch that a build would write for a pair. */
function patchOf(from: FileTree, to: FileTree): Uint8Array {
  const texts = new Map(
    [...from.values(), ...to.values()].map(({ bytes }) => [hashBytes(bytes), bytes]),
  );
  const readText = (hash: string) => {
    const bytes = texts.get(hash) ?? new Uint8Array();
    return isBinary(bytes) ? null : decodeBytes(bytes);
  };
  const changes = findRenames(compareTrees(describeTree(from), describeTree(to)), readText);
  const withContent = changes.map((change): PatchChange => {
    const bytesOf = (files: FileTree, name?: string) =>
      (name === undefined ? undefined : files.get(name)?.bytes) ?? new Uint8Array();
    const oldBytes = bytesOf(from, change.kind === "added" ? undefined : change.from.path);
    const newBytes = bytesOf(to, change.kind === "removed" ? undefined : change.to.path);
    return { change, content: contentOf(oldBytes, newBytes) };
  });
  return formatPatch(withContent, deflateSync);
}

function contentOf(oldBytes: Uint8Array, newBytes: Uint8Array): PatchContent {
  if (isBinary(oldBytes) || isBinary(newBytes)) return { kind: "binary", oldBytes, newBytes };
  const oldLines = splitLines(decodeBytes(oldBytes));
  const newLines = splitLines(decodeBytes(newBytes));
  const { blocks } = diffLines(oldLines, newLines);
  return {
    kind: "text",
    oldLines,
    newLines,
    hunks: groupBlocks(blocks, oldLines.length, newLines.length),
  };
}

function git(folder: string, args: string[]): string {
  // No repository around the folder and no settings of the machine may take part.
  const env = {
    PATH: process.env["PATH"],
    GIT_CONFIG_NOSYSTEM: "1",
    HOME: root,
    GIT_CEILING_DIRECTORIES: root,
  };
  return execFileSync("git", args, { cwd: folder, env, encoding: "utf8", stdio: "pipe" });
}

/** Applies the patch to `from` with git, expects `to`, and goes back again. */
function expectReplay(from: FileTree, to: FileTree): void {
  const patch = patchOf(from, to);
  const folder = mkdtempSync(path.join(root, "replay-"));
  const place = `${folder}.patch`;
  writeTree(folder, from);
  writeFileSync(place, patch);
  if (patch.length === 0) {
    expect(listTree(from)).toEqual(listTree(to));
    return;
  }
  git(folder, ["apply", "--whitespace=nowarn", place]);
  expect(listTree(readTree(folder))).toEqual(listTree(to));
  git(folder, ["apply", "--whitespace=nowarn", "-R", place]);
  expect(listTree(readTree(folder))).toEqual(listTree(from));
}

describe("formatPatch", () => {
  it("gives no bytes for no changes", () => {
    expect(formatPatch([], deflateSync)).toEqual(new Uint8Array());
  });

  it("writes what git writes", () => {
    const from = files({
      "changed.md": "# A\n\nold\nlast",
      "gone.md": "bye\n",
      "run.sh": "exit\n",
      "ü b.md": "1\n",
      "old name.md": "same\n",
      "edited.md": "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n",
    });
    const to = files({
      "changed.md": "# A\n\nnew\nlast",
      "run.sh": ["exit\n", "100755"],
      "ü b.md": "2\n",
      "new.md": "",
      "new name.md": "same\n",
      "moved/edited.md": ["1\n2\n3!\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14?\n", "100755"],
    });
    const folder = mkdtempSync(path.join(root, "written-"));
    git(folder, ["init", "--quiet"]);
    for (const tree of [from, to]) {
      git(folder, ["rm", "-r", "--quiet", "--force", "--ignore-unmatch", "."]);
      writeTree(folder, tree);
      git(folder, ["add", "--all"]);
      git(folder, ["tag", tree === from ? "from" : "to", git(folder, ["write-tree"]).trim()]);
    }
    const written = git(folder, ["diff", "--full-index", "-M50%", "from", "to"]);
    // Git repeats a line of the text after `@@`; nothing reads it when a patch is applied.
    const expected = written.replace(/^(@@ .* @@).*$/gm, "$1");
    expect(new TextDecoder().decode(patchOf(from, to))).toBe(expected);
    expect(expected).toContain("rename to new name.md");
  });

  it("counts what git counts", () => {
    const from = files({ "a.md": "one\ntwo\nthree\n" });
    const to = files({ "a.md": "one\n2\n2b\nthree\nfour\n" });
    const place = path.join(root, "count.patch");
    writeFileSync(place, patchOf(from, to));
    expect(git(root, ["apply", "--numstat", place])).toBe("3\t1\ta.md\n");
  });

  it("asks for both sides when the type of a file changes", () => {
    const version = { path: "a", hash: "0", size: 1 };
    const change: FileChange = {
      kind: "modified",
      from: { ...version, mode: "100644" },
      to: { ...version, mode: "120000" },
    };
    expect(() => formatPatch([{ change, content: { kind: "same" } }], deflateSync)).toThrow(
      "both sides",
    );
  });
});

describe("git apply", () => {
  it.each<[string, FileTree, FileTree]>([
    ["a last line that gains its end", files({ a: "1\n2" }), files({ a: "1\n2\n" })],
    ["a last line that loses its end", files({ a: "1\n2\n" }), files({ a: "1\n2" })],
    [
      "CRLF and a byte order mark",
      files({ a: "\ufeff1\r\n2\r\n" }),
      files({ a: "\ufeff1\r\n3\n" }),
    ],
    ["bytes that are not UTF-8", files({ a: "x\udcff\ny\n" }), files({ a: "x\udcfe\udc80\ny\n" })],
    ["an empty file that comes and one that goes", files({ a: "" }), files({ b: "" })],
    ["a file that is emptied", files({ a: "1\n" }), files({ a: "" })],
    ["a text that becomes binary", files({ a: "1\n" }), files({ a: "1\0\n" })],
    [
      "a NUL beyond where git looks",
      files({ a: `${"x".repeat(8001)}\0\n1\n` }),
      files({ a: `${"x".repeat(8001)}\0\n2\n` }),
    ],
    ["a binary file that comes", files({}), files({ "a.png": "\0\udcff" })],
    [
      "a binary file of many lines",
      files({ a: ["\0", "100644"] }),
      files({ a: [new Uint8Array(1000).map((_, index) => (index * index * 7919) >> 3), "100755"] }),
    ],
    [
      "a link that is turned elsewhere",
      files({ a: ["x", "120000"] }),
      files({ a: ["y", "120000"] }),
    ],
    ["a file that becomes a link", files({ a: "x\n" }), files({ a: ["x", "120000"] })],
    [
      "a link that becomes a file of the same bytes",
      files({ a: ["x", "120000"] }),
      files({ a: "x" }),
    ],
    ["a file that becomes a folder", files({ a: "x\n" }), files({ "a/b": "y\n" })],
    [
      "a mode that changes with a rename",
      files({ "a b": "1\n2\n3\n" }),
      files({ "c ": ["1\n2\n3\n", "100755"] }),
    ],
  ])("replays %s", (_, from, to) => {
    expectReplay(from, to);
  });

  it("replays random pairs of trees, forwards and backwards", () => {
    fc.assert(
      fc.property(treePairs, ({ from, to }) => {
        expectReplay(from, to);
      }),
      { seed: 20260524, numRuns: 60 },
    );
  }, 30_000);
});
