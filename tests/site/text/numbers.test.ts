import { expect, test } from "vitest";
import {
  countNoun,
  showCounts,
  showNumber,
  showShare,
  showSize,
} from "../../../src/site/text/numbers.ts";

test("numbers are grouped by thousands", () => {
  expect([0, 999, 1000, 61210, 1234567].map(showNumber)).toEqual([
    "0",
    "999",
    "1,000",
    "61,210",
    "1,234,567",
  ]);
});

test("nouns agree with their number", () => {
  expect(countNoun(1, "file")).toBe("1 file");
  expect(countNoun(0, "file")).toBe("0 files");
  expect(countNoun(1204, "file")).toBe("1,204 files");
});

test("counts have a real minus sign", () => {
  expect(showCounts({ additions: 1229, deletions: 193 })).toBe("+1,229 −193");
});

test("sizes are in decimal units", () => {
  expect([1, 812, 12_340, 999_940, 999_950, 4_100_000, 123_456_789].map(showSize)).toEqual([
    "1 byte",
    "812 bytes",
    "12.3 kB",
    "1000 kB",
    "1.0 MB",
    "4.1 MB",
    "123 MB",
  ]);
});

test("a share is never rounded to nothing or to all", () => {
  expect(showShare(1, 4)).toBe("25%");
  expect(showShare(1, 1000)).toBe("<1%");
  expect(showShare(999, 1000)).toBe(">99%");
  expect(showShare(0, 1000)).toBe("0%");
  expect(showShare(7, 7)).toBe("100%");
});
