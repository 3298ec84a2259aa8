import { describe, expect, it } from "vitest";
import { makeRewrites } from "../../scripts/bench/make-rewrites.ts";

const read = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
/** The items of a text, be they written as lines, cells or sentences. */
const listItems = (text: string) =>
  [
    ...text
      .replaceAll(/\\|\r/g, "")
      .replaceAll(/\n[> ]*/g, " ")
      .matchAll(/[A-Z]\w+ (?:the|every) [^|]*?, case \d+\.\d+/g),
  ].map(([item]) => item.trim());

describe("makeRewrites", () => {
  const pairs = makeRewrites(1000);

  it.each(pairs.map((pair) => [pair.id, pair] as const))("%s", (_, { oldBytes, newBytes }) => {
    const [old, now] = [read(oldBytes), read(newBytes)];
    const lines = old.split("\n");
    expect(lines.length).toBeGreaterThanOrEqual(1000);
    expect(lines.length).toBeLessThan(1100);
    const [oldItems, newItems] = [listItems(old), listItems(now)];
    expect(oldItems.length % 12).toBe(0);
    expect(newItems).toHaveLength(oldItems.length);
    expect(oldItems.filter((item, index) => item !== newItems[index])).toHaveLength(20);
    // Hardly a line that says something is written as before.
    const kept = new Set(lines);
    const same = now.split("\n").filter((line) => line.includes(", case ") && kept.has(line));
    expect(same.length).toBeLessThan(0.4 * lines.length);
  });

  it("makes the same files again", () => {
    expect(makeRewrites(1000)).toEqual(pairs);
  });
});
