import { describe, expect, it } from "vitest";

import { diffLines } from "../../src/diff/lines.ts";
import { findMoves } from "../../src/diff/moves.ts";
import { splitLines } from "../../src/diff/text.ts";

const paragraph = `## Storing keys

Keys are stored with the service that made them.
Rotate every key at least twice a year.
`;

function changedFile(path: string, oldText: string, newText: string) {
  const oldLines = splitLines(oldText);
  const newLines = splitLines(newText);
  return { path, oldLines, newLines, blocks: diffLines(oldLines, newLines).blocks };
}

/** Each move as `path:line -> path:line xcount`. */
function moves(...files: [path: string, oldText: string, newText: string][]): string[] {
  return findMoves(files.map((file) => changedFile(...file))).blocks.map(
    ({ from, to }) => `${from.path}:${from.line} -> ${to.path}:${to.line} x${to.count}`,
  );
}

describe("findMoves", () => {
  it("finds a section that moved down in its file", () => {
    const rest = Array.from({ length: 8 }, (_, index) => `Some other line ${index}.\n`).join("");
    expect(moves(["a.md", `${paragraph}\n${rest}`, `${rest}\n${paragraph}`])).toEqual([
      "a.md:1 -> a.md:10 x4",
    ]);
  });

  it("finds a section that moved to another file", () => {
    expect(
      moves(
        ["a.md", `# A\n\n${paragraph}`, "# A\n"],
        ["b.md", "# B\n", `# B\n\nNew here.\n\n${paragraph}`],
      ),
    ).toEqual(["a.md:3 -> b.md:5 x4"]);
  });

  it("finds what moved between a removed and an added file", () => {
    expect(
      moves(["old.md", `Gone.\n${paragraph}`, ""], ["new.md", "", `${paragraph}Come.\n`]),
    ).toEqual(["old.md:2 -> new.md:1 x4"]);
  });

  it("does not mind white space at line ends", () => {
    expect(
      moves(["a.md", paragraph, ""], ["b.md", "", paragraph.replaceAll("\n", "  \r\n")]),
    ).toEqual(["a.md:1 -> b.md:1 x4"]);
  });

  it("takes lines that changed at their ends, in place, for no move", () => {
    expect(moves(["a.md", paragraph, paragraph.replaceAll("\n", "\r\n")])).toEqual([]);
  });

  it("needs three lines", () => {
    const two =
      "Keys are stored with the service that made them.\nRotate every key twice a year.\n";
    expect(moves(["a.md", two, ""], ["b.md", "", two])).toEqual([]);
    expect(moves(["a.md", `${two}\n\n`, ""], ["b.md", "", `${two}\n\n`])).toEqual([]);
  });

  it("wants lines that say something", () => {
    const empty = "\n---\n\n```\n\n}\n\n]);\n\n| --- | --- |\n";
    expect(moves(["a.md", empty, ""], ["b.md", "", empty])).toEqual([]);
    const short = "a b c\nd e f\ng h i\n";
    expect(moves(["a.md", short, ""], ["b.md", "", short])).toEqual([]);
  });

  it("does not follow lines that are everywhere", () => {
    const note =
      "This page is kept up by volunteers.\nThey are grateful for mistakes found.\nWrite to them.\n";
    const removed = Array.from({ length: 9 }, (_, index): [string, string, string] => [
      `${index}.md`,
      note,
      "",
    ]);
    expect(moves(...removed, ["all.md", "", note])).toEqual([]);
  });

  it("uses each line once, the longest run first", () => {
    const longer = `${paragraph}\nAnd never print them in a log.\n`;
    expect(moves(["a.md", longer, ""], ["b.md", "", paragraph], ["c.md", "", longer])).toEqual([
      "a.md:1 -> c.md:1 x6",
    ]);
  });

  it("prefers the same file among equals", () => {
    const rest = Array.from({ length: 8 }, (_, index) => `Some other line ${index}.\n`).join("");
    expect(
      moves(["a.md", "", paragraph], ["b.md", `${paragraph}${rest}`, `${rest}${paragraph}`]),
    ).toEqual(["b.md:1 -> b.md:9 x4"]);
  });

  it("finds the rest of a block around an edited line", () => {
    const lines = Array.from({ length: 9 }, (_, index) => `Sentence ${index} of a long section.\n`);
    const edited = lines.with(4, "A wholly new sentence.\n");
    expect(moves(["a.md", lines.join(""), ""], ["b.md", "", edited.join("")])).toEqual([
      "a.md:1 -> b.md:1 x4",
      "a.md:6 -> b.md:6 x4",
    ]);
  });

  it("stays quick where lines repeat without end", () => {
    const repeated = "Again and again the same words here.\nAnd others that follow them.\n".repeat(
      5000,
    );
    expect(moves(["a.md", repeated, ""], ["b.md", "", repeated])).toEqual([]);
  });

  it("names the files in which blocks were not looked for, where there is too much", () => {
    const copies = (count: number) =>
      Array.from({ length: count }, (_, copy) =>
        Array.from({ length: 100 }, (_, line) => `${copy % 8} ${line}\n`).join(""),
      ).join("\n");
    const files = (count: number) =>
      findMoves([
        changedFile("a.txt", copies(16 * 8), ""),
        changedFile("b.txt", "", copies(count)),
        changedFile("c.md", paragraph, ""),
        changedFile("d.md", "", paragraph),
        changedFile("e.md", "Other words.\nThat changed.\nOn their own.\n", "All is new.\n"),
      ]);
    expect(files(8).cut).toEqual(new Set());
    expect(files(8).blocks.map(({ to }) => to.path)).toContain("d.md");
    expect(files(1500).cut).toEqual(new Set(["a.txt", "b.txt", "c.md", "d.md"]));
  });
});
