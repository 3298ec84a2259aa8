import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignBlock } from "../../../src/diff/align/align.ts";
import { findMarkFaults } from "../find-mark-faults.ts";

const stopWords = fc.constantFrom("the", "of", "a", "is", "and", "not");
const nouns = fc.constantFrom("harbour", "office", "tide", "log", "water", "boat", "crane", "quay");
const word = fc.oneof(
  stopWords,
  fc.tuple(nouns, fc.nat(99)).map(([noun, number]) => `${noun}${number}`),
);
const name = fc.constantFrom("CPU\\_PERCENTAGE", "`max_tokens`", "gpt-5.5", "X-Api-Key", "node:fs");
const link = fc.constantFrom(
  "[the log](/log/low.md)",
  "[tides](/v1/tides)",
  "<https://tides.example.org/a/b>",
  "![a boat](../images/boat-at-low-water.png)",
);
const sign = fc.constantFrom(",", ".", "(", ")", "**", '"', "- ", "|", "我们需要");
const part = fc.oneof(
  { weight: 12, arbitrary: word },
  { weight: 2, arbitrary: name },
  { weight: 2, arbitrary: link },
  { weight: 3, arbitrary: sign },
);
const parts = (most: number) => fc.array(part, { maxLength: most });

/** A line, and the same line after a few edits of a few words each. */
const editedLine = fc
  .record({
    line: fc.array(part, { minLength: 3, maxLength: 80, size: "max" }),
    edits: fc.array(fc.tuple(fc.nat(80), fc.nat(9), parts(9)), {
      minLength: 1,
      maxLength: 9,
      size: "max",
    }),
  })
  .map(({ line, edits }) => {
    const edited = [...line];
    for (const [at, count, inserted] of edits) {
      edited.splice(Math.min(at, edited.length), count, ...inserted);
    }
    return { old: `x ${line.join(" ")}\n`, new: `x ${edited.join(" ")}\n` };
  });

describe("marks", () => {
  it("leave what is equal, bridge no four words that stayed, and no link", () => {
    let marked = 0;
    fc.assert(
      fc.property(editedLine, ({ old, new: new_ }) => {
        const { rows, approximate } = alignBlock([old], [new_], "plain");
        expect(approximate).toBe(false);
        const [row] = rows;
        if (row === undefined || row.old === null || row.new === null) return;
        marked += row.oldMarks.length + row.newMarks.length;
        const faults = findMarkFaults(
          { text: old, marks: row.oldMarks },
          { text: new_, marks: row.newMarks },
        );
        expect(faults).toEqual([]);
      }),
      { seed: 3, numRuns: 1_500 },
    );
    expect(marked).toBeGreaterThan(5_000);
  });

  it("the oracle sees a bridge, a link, and what is not marked", () => {
    const whole = (text: string) => ({ text, marks: [{ start: 0, end: text.length }] });
    expect(
      findMarkFaults(whole("old and four words stay here"), whole("and four words stay")),
    ).toEqual(["bridged: and four words stay"]);
    expect(findMarkFaults(whole("See [a](/b) now"), whole("Read [a](/b) once"))).toEqual([
      "bridged link: [a](/b)",
    ]);
    expect(findMarkFaults({ text: "low", marks: [] }, { text: "high", marks: [] })).toEqual([
      "not marked: low | high",
    ]);
  });
});
