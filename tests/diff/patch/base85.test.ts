import { describe, expect, it } from "vitest";

import { encodeBase85Lines } from "../../../src/diff/patch/base85.ts";

describe("encodeBase85Lines", () => {
  it("gives nothing for no bytes", () => {
    expect(encodeBase85Lines(new Uint8Array())).toBe("");
  });

  it.each([
    [0x9c, "Hc$@<O00001\n"],
    [0x01, "HcmV?d00001\n"],
  ])(
    "writes an empty file as patches of git hold it, by the level of its deflation",
    (level, line) => {
      expect(encodeBase85Lines(Uint8Array.of(0x78, level, 3, 0, 0, 0, 0, 1))).toBe(line);
    },
  );

  it("uses the whole range of four bytes", () => {
    expect(encodeBase85Lines(Uint8Array.of(0, 0, 0, 0, 255, 255, 255, 255))).toBe("H00000|NsC0\n");
  });

  it("begins a line every 52 bytes, with the length as a letter", () => {
    const lines = encodeBase85Lines(new Uint8Array(52 + 27)).split("\n");
    expect(lines.map((line) => [line[0], line.length])).toEqual([
      ["z", 1 + 65],
      ["a", 1 + 35],
      [undefined, 0],
    ]);
    expect(encodeBase85Lines(new Uint8Array(26))).toMatch(/^Z/);
    expect(encodeBase85Lines(new Uint8Array(1))).toBe("A00000\n");
  });
});
