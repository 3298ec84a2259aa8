import { describe, expect, it } from "vitest";

import { isBinary, splitLines } from "../../../src/diff/lines/text.ts";

describe("splitLines", () => {
  it.each([
    ["", []],
    ["one", ["one"]],
    ["one\n", ["one\n"]],
    ["one\n\ntwo", ["one\n", "\n", "two"]],
    ["\n", ["\n"]],
    ["dos\r\nold mac\rsame\n", ["dos\r\n", "old mac\rsame\n"]],
    ["\u2028 is no line end\n", ["\u2028 is no line end\n"]],
  ])("splits %j after each LF", (text, lines) => {
    expect(splitLines(text)).toEqual(lines);
  });
});

describe("isBinary", () => {
  const bytes = (length: number, nulAt: number) =>
    new Uint8Array(length).fill(65).fill(0, nulAt, nulAt + 1);

  it("finds a NUL among the first 8,000 bytes only", () => {
    expect(isBinary(bytes(9000, 7999))).toBe(true);
    expect(isBinary(bytes(9000, 8000))).toBe(false);
  });

  it("takes empty files and bytes that are not UTF-8 for text", () => {
    expect(isBinary(new Uint8Array())).toBe(false);
    expect(isBinary(Uint8Array.of(0xff, 0xfe, 0x80))).toBe(false);
  });
});
