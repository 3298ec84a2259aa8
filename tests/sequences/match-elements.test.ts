import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchElements } from "../../src/sequences/match-elements.ts";

const plenty = 10_000_000;
const equalWeights = new Array<number>(1_000).fill(10);

/** Length of the longest common subsequence, by the textbook. */
function measureLongest(old: readonly number[], new_: readonly number[]): number {
  let above = new Array<number>(new_.length + 1).fill(0);
  for (const token of old) {
    const row = [0];
    new_.forEach((other, index) => {
      const skipped = Math.max(above[index + 1] ?? 0, row[index] ?? 0);
      row.push(token === other ? (above[index] ?? 0) + 1 : skipped);
    });
    above = row;
  }
  return above.at(-1) ?? 0;
}

function expectRightMatch(old: readonly number[], new_: readonly number[], partners: Int32Array) {
  let last = -1;
  partners.forEach((partner, index) => {
    if (partner < 0) return;
    expect(partner).toBeGreaterThan(last);
    expect(new_[partner]).toBe(old[index]);
    last = partner;
  });
}

describe("matchElements", () => {
  const tokens = (most: number, length: number) =>
    fc.array(fc.integer({ min: 0, max: most }), { maxLength: length });

  it("matches equal tokens in order, whatever comes", () => {
    fc.assert(
      fc.property(
        tokens(5, 300),
        tokens(5, 300),
        fc.integer({ min: 0, max: 60_000 }),
        (old, new_, left) => {
          expectRightMatch(old, new_, matchElements(old, new_, equalWeights, { left }).partners);
        },
      ),
      { seed: 1, numRuns: 150 },
    );
  });

  it("finds a longest common subsequence where islands cost nothing in comparison", () => {
    const weights = new Array<number>(10).fill(1_000);
    fc.assert(
      fc.property(tokens(4, 30), tokens(4, 30), (old, new_) => {
        const { partners } = matchElements(old, new_, weights, { left: plenty });
        const matched = partners.filter((partner) => partner >= 0).length;
        expect(matched).toBe(measureLongest(old, new_));
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it("keeps a heavy word rather than two light ones", () => {
    // 1 is heavy; 2 and 3 are symbols.
    const weights = [0, 12, 1, 1];
    const { partners } = matchElements([1, 2, 3], [2, 3, 1], weights, { left: plenty });
    expect([...partners]).toEqual([2, -1, -1]);
  });

  it("finds few edits in a long run without unique words", () => {
    const old = Array.from({ length: 20_000 }, (_, index) => (index * index) % 7);
    const new_ = old.toSpliced(5_000, 0, 9).toSpliced(15_000, 1);
    const { partners, approximate } = matchElements(old, new_, equalWeights, { left: plenty });
    expect(approximate).toBe(false);
    expect(partners.filter((partner) => partner >= 0)).toHaveLength(19_999);
    expectRightMatch(old, new_, partners);
  });

  it("finds edits between unique words in a long run", () => {
    const weights = new Array<number>(10_000).fill(10);
    const old = Array.from({ length: 10_000 }, (_, index) => index);
    const new_ = old.map((token, index) => (index % 10 === 3 ? 3 : token));
    const { partners, approximate } = matchElements(old, new_, weights, { left: plenty });
    expect(approximate).toBe(false);
    expect(partners.filter((partner) => partner >= 0)).toHaveLength(9_001);
  });

  it("says so when the budget is spent, and keeps what both ends have in common", () => {
    const { partners, approximate } = matchElements([1, 2, 3, 4], [1, 3, 2, 4], equalWeights, {
      left: 0,
    });
    expect(approximate).toBe(true);
    expect([...partners]).toEqual([0, -1, -1, 3]);
  });
});
