import fc from "fast-check";
import { expect, test } from "vitest";
import { countInvalidBytes, decodeBytes, encodeText, toDisplay } from "../src/bytes.ts";

test("valid text comes through as it is, byte order mark included", () => {
  const text = "\uFEFFnaïve 潮 🌊\r\n";
  expect(decodeBytes(new TextEncoder().encode(text))).toBe(text);
});

test("a byte that is not UTF-8 is kept, shown as U+FFFD and counted", () => {
  const latin1 = Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x20, 0xff);
  const text = decodeBytes(latin1);
  expect(toDisplay(text)).toBe("caf\uFFFD \uFFFD");
  expect(countInvalidBytes(text)).toBe(2);
  expect(encodeText(text)).toEqual(latin1);
});

test("encoded surrogates, overlong forms and cut sequences are invalid, not text", () => {
  for (const bytes of [
    [0xed, 0xb2, 0x80],
    [0xc0, 0xaf],
    [0xe2, 0x82],
    [0xf5, 0x80, 0x80, 0x80],
  ]) {
    expect(countInvalidBytes(decodeBytes(Uint8Array.from(bytes)))).toBe(bytes.length);
  }
});

test("two different invalid bytes stay different texts", () => {
  expect(decodeBytes(Uint8Array.of(0xe9))).not.toBe(decodeBytes(Uint8Array.of(0xe8)));
});

test("any bytes survive the way there and back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(encodeText(decodeBytes(bytes))).toEqual(Uint8Array.from(bytes));
    }),
    { seed: 1, numRuns: 500 },
  );
});
