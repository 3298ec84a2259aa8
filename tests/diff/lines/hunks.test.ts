import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { groupBlocks, headerStart } from "../../../src/diff/lines/hunks.ts";
import { diffLines } from "../../../src/diff/lines/lines.ts";
import { editedLines } from "../edited-lines.ts";

const replaced = (line: number) => ({
  old: { start: line, end: line + 1 },
  new: { start: line, end: line + 1 },
});

describe("groupBlocks", () => {
  it("gives no hunk for no block", () => {
    expect(groupBlocks([], 5, 5)).toEqual([]);
  });

  it("adds three lines of context, fewer at the ends of the text", () => {
    expect(groupBlocks([replaced(1)], 20, 20)).toEqual([
      { old: { start: 0, end: 5 }, new: { start: 0, end: 5 }, blocks: [replaced(1)] },
    ]);
    expect(groupBlocks([replaced(19)], 20, 20)[0]?.old).toEqual({ start: 16, end: 20 });
  });

  it("joins blocks whose contexts touch: six lines between them, as in git", () => {
    expect(groupBlocks([replaced(2), replaced(9)], 20, 20)).toHaveLength(1);
    expect(groupBlocks([replaced(2), replaced(10)], 20, 20)).toHaveLength(2);
  });

  it("takes the context it is told to", () => {
    const hunks = groupBlocks([replaced(2), replaced(4)], 9, 9, 0);
    expect(hunks.map(({ old }) => old)).toEqual([
      { start: 2, end: 3 },
      { start: 4, end: 5 },
    ]);
  });

  it("covers a whole text that is new", () => {
    const block = { old: { start: 0, end: 0 }, new: { start: 0, end: 4 } };
    expect(groupBlocks([block], 0, 4)).toEqual([{ ...block, blocks: [block] }]);
  });

  it("counts the lines of a header from one, and an empty side from the line before", () => {
    expect(headerStart({ start: 4, end: 6 })).toBe(5);
    expect(headerStart({ start: 4, end: 4 })).toBe(4);
    expect(headerStart({ start: 0, end: 0 })).toBe(0);
  });

  it("gives hunks that turn the old lines into the new ones", () => {
    fc.assert(
      fc.property(editedLines, fc.nat(4), ({ oldLines, newLines }, context) => {
        const { blocks } = diffLines(oldLines, newLines);
        const hunks = groupBlocks(blocks, oldLines.length, newLines.length, context);
        const result: string[] = [];
        let at = 0;
        for (const hunk of hunks) {
          result.push(...oldLines.slice(at, hunk.old.start));
          // Both ranges must start at the same place of the text made so far.
          expect(result).toHaveLength(hunk.new.start);
          result.push(...newLines.slice(hunk.new.start, hunk.new.end));
          at = hunk.old.end;
        }
        expect([...result, ...oldLines.slice(at)].join("")).toBe(newLines.join(""));
        expect(hunks.flatMap((hunk) => hunk.blocks)).toEqual(blocks);
      }),
      { seed: 20260523, numRuns: 500 },
    );
  });
});
