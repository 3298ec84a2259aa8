import fc from "fast-check";
import { expect, test } from "vitest";
import { readListStart, writeListStart } from "../src/list-start.ts";

test("letters add up: small ones for the old text, capital ones for the new", () => {
  expect(writeListStart({ old: 5, new: 8 })).toBe(" data-at=acD");
  expect(writeListStart({ old: 0, new: 1 })).toBe(" data-at=A");
  expect(writeListStart({ old: 0, new: 0 })).toBe("");
});

test("what was written is read back", () => {
  const count = fc.integer({ min: 0, max: 2 ** 24 - 1 });
  fc.assert(
    fc.property(fc.record({ old: count, new: count }), (start) => {
      expect(readListStart(writeListStart(start))).toEqual(start);
    }),
    { seed: 20261127, numRuns: 300 },
  );
});
