import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { diffLines } from "../../../src/diff/lines/lines.ts";
import { slideBlocks } from "../../../src/diff/lines/slide.ts";
import { editedLines } from "../edited-lines.ts";
import { applyBlocks, countBlocks, readDiff, showDiff } from "../written-diff.ts";

function expectDiff(diff: string): void {
  const { oldLines, newLines } = readDiff(diff);
  expect(showDiff(oldLines, newLines, diffLines(oldLines, newLines).blocks)).toBe(diff);
}

describe("an inserted or deleted block", () => {
  it("begins with its heading and ends with its blank line", () => {
    expectDiff(`
 ## Keys

 Ask for one.

+## Limits
+
+Ten a minute.
+
 ## Errors

 See below.
`);
  });

  it("begins after a blank line when it is a paragraph", () => {
    expectDiff(`
 First.

-Second.
-
 Third.
`);
  });

  it("takes the blank line above it at the end of the text", () => {
    expectDiff(`
 First.
+
+Second.
`);
  });

  it("keeps a fence whole", () => {
    expectDiff(`
 \`\`\`sh
 one
 \`\`\`

+\`\`\`sh
+two
+\`\`\`
+
 \`\`\`sh
 three
 \`\`\`
`);
  });

  it("keeps a fence whole where no blank line helps", () => {
    expectDiff(`
 Text.
 \`\`\`
 one
 \`\`\`
-\`\`\`
-two
-\`\`\`
 Text.
`);
  });

  it("is one whole element between two of its kind", () => {
    expectDiff(`
 <Ship
   name="Anna"
 >

 - one

 </Ship>
+<Ship
+  name="Berta"
+>
+
+- two
+
+</Ship>
 <Ship
   name="Clara"
 >

 - three

 </Ship>
`);
  });

  it("keeps brackets together inside a fence", () => {
    expectDiff(`
 \`\`\`js
 function one() {
   call();
 }

+function two() {
+  run();
+}
+
 function three() {
   stop();
 }
 \`\`\`
`);
  });

  it("keeps an element whole", () => {
    expectDiff(`
 <Steps>
   <Step>
     One
   </Step>
+  <Step>
+    Two
+  </Step>
   <Step>
     Three
   </Step>
 </Steps>
`);
  });

  it("keeps an element whole that others like it surround", () => {
    expectDiff(`
 <Card>
 One
 </Card>

 <Card>
 Two
 </Card>
+<Card>
+Three
+</Card>
 <Card>
 Four
 </Card>
`);
  });

  it("begins with the element around its heading", () => {
    expectDiff(`
 ## Types

+<div class="type">
+
+### One
+
+</div>
+
 <div class="type">

 ### Two

 </div>
`);
  });

  it("takes the lowest place among equals", () => {
    expectDiff(`
 | name |
 | a |
 | a |
+| a |
 | b |
`);
  });
});

describe("blocks that can meet", () => {
  it("become a replacement when one is a deletion and the other an insertion", () => {
    const { oldLines, newLines } = readDiff(`
 a
-old
+
+new

 b
`);
    const apart = [
      { old: { start: 1, end: 2 }, new: { start: 1, end: 1 } },
      { old: { start: 3, end: 3 }, new: { start: 2, end: 4 } },
    ];
    expect(applyBlocks(oldLines, newLines, apart)).toEqual(newLines);
    expect(slideBlocks(apart, oldLines, newLines)).toEqual([
      { old: { start: 1, end: 2 }, new: { start: 1, end: 3 } },
    ]);
  });

  it("join when both are insertions", () => {
    const oldLines = ["w\n", "x\n", "x\n", "y\n"];
    const newLines = ["w\n", "x\n", "x\n", "x\n", "x\n", "y\n"];
    const apart = [
      { old: { start: 1, end: 1 }, new: { start: 1, end: 2 } },
      { old: { start: 2, end: 2 }, new: { start: 3, end: 4 } },
    ];
    expect(applyBlocks(oldLines, newLines, apart)).toEqual(newLines);
    expect(slideBlocks(apart, oldLines, newLines)).toEqual([
      { old: { start: 3, end: 3 }, new: { start: 3, end: 5 } },
    ]);
  });

  it("stay apart from a replacement", () => {
    const { oldLines, newLines } = readDiff(`
-one
+two

+three
+
 four
`);
    const apart = [
      { old: { start: 0, end: 1 }, new: { start: 0, end: 1 } },
      { old: { start: 2, end: 2 }, new: { start: 2, end: 4 } },
    ];
    expect(slideBlocks(apart, oldLines, newLines)).toEqual(apart);
  });
});

describe("slideBlocks on random edits", () => {
  it("changes no count and stays right", () => {
    fc.assert(
      fc.property(editedLines, ({ oldLines, newLines }) => {
        // The crudest diff there is: all before the first common line, then the rest.
        const first = oldLines.findIndex((line) => newLines.includes(line));
        fc.pre(first >= 0);
        const match = newLines.indexOf(oldLines[first] ?? "");
        const crude = [
          { old: { start: 0, end: first }, new: { start: 0, end: match } },
          {
            old: { start: first + 1, end: oldLines.length },
            new: { start: match + 1, end: newLines.length },
          },
        ].filter(({ old, new: fresh }) => old.end - old.start + fresh.end - fresh.start > 0);
        const slid = slideBlocks(crude, oldLines, newLines);
        expect(countBlocks(slid)).toEqual(countBlocks(crude));
        expect(applyBlocks(oldLines, newLines, slid)).toEqual(newLines);
        // What was slid already stays where it is.
        expect(slideBlocks(slid, oldLines, newLines)).toEqual(slid);
      }),
      { seed: 20260522, numRuns: 500 },
    );
  });
});
