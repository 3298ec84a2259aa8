import { describe, expect, test } from "vitest";
import type { Range } from "../../src/model.ts";
import { renderLine } from "../../src/render/line.ts";

/** What is shown before anything is opened: marks between bars, folds as their length, long runs by theirs. */
function show(html: string): string {
  return html
    .replaceAll(
      /<details class=rest><summary data-length="([\d,]+)"><\/summary>.*?<\/details>/gs,
      "…$1…",
    )
    .replaceAll(/<\/?ins>/g, "|")
    .replaceAll(/x{20,}/g, (run) => `x{${run.length}}`)
    .replaceAll(/(?:&lt;y&gt;){20,}/g, (run) => `y{${run.length / 9}}`);
}

/** The text that can be read once all folds are open. */
function readAll(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

const ofMark = (text: string, mark: string): Range => {
  const start = text.indexOf(mark);
  return { start, end: start + mark.length };
};

describe("a very long line", () => {
  const text = `{"a":"${"x".repeat(250_000)}","b":"changed","c":"${"<y>".repeat(80_000)}"}`;

  test("shows 300 characters around what changed, and folds all else", () => {
    const html = renderLine(text, [], [ofMark(text, "changed")], "ins");
    const shown = show(html);
    expect(shown).toBe('…249,713…x{293}","b":"|changed|","c":"y{97}&lt;y…239,709…');
    expect(readAll(html)).toBe(text);
  });

  test("shows its beginning where nothing in it is marked", () => {
    const html = renderLine(text, [], [], "ins");
    expect(show(html)).toBe('{"a":"x{4994}…485,029…');
    expect(readAll(html)).toBe(text);
  });

  test("shows both ends of a long mark", () => {
    const html = renderLine(text, [], [{ start: 1_000, end: 100_000 }], "ins");
    expect(show(html)).toBe("…700…x{300}|x{300}|…98,400…|x{300}|x{300}…389,729…");
    expect(readAll(html)).toBe(text);
  });

  test("keeps colours in and around folds, and surrogate pairs whole", () => {
    const emoji = "🚢".repeat(4_000);
    const tokens = [{ start: 0, end: emoji.length, role: 1 }];
    const html = renderLine(emoji, tokens, [{ start: 4_000, end: 4_002 }], "ins");
    expect(readAll(html)).toBe(emoji);
    expect(html.isWellFormed()).toBe(true);
    for (const part of html.split(/<details class=rest>|<\/details>/)) {
      expect(part.isWellFormed()).toBe(true);
    }
  });

  test("of ordinary length is shown whole", () => {
    const line = "Low water. ".repeat(400);
    expect(renderLine(line, [], [{ start: 2_000, end: 2_010 }], "ins")).not.toContain("<details");
  });
});

test("a data URI that changed tells its length", () => {
  const text = `![](data:image/png;base64,${"iVBO".repeat(300)}) A boat`;
  const uri = ofMark(text, text.slice(4, text.indexOf(")")));
  const html = renderLine(text, [], [uri], "ins");
  expect(show(html)).toBe("![](|data:image/png;base64,|…1,200…) A boat");
  expect(readAll(html)).toBe(text);
});

describe("what looks alike", () => {
  test.each([
    ["5\u00A0boats", { start: 1, end: 2 }, "5<ins><bdi data-u=00A0>\u00A0</bdi></ins>boats"],
    ["5\u2009boats", { start: 1, end: 2 }, "5<ins><bdi data-u=2009>\u2009</bdi></ins>boats"],
    ["har\u00ADbour", { start: 3, end: 4 }, "har<ins><bdi data-u=00AD>\u00AD</bdi></ins>bour"],
    ["cafe\u0301", { start: 0, end: 5 }, "<ins>cafe<bdi data-u=0301>\u0301</bdi></ins>"],
    ["caf\u00E9", { start: 0, end: 4 }, "<ins>caf\u00E9</ins>"],
    ["हिन्दी", { start: 0, end: 6 }, "<ins>हिन्दी</ins>"],
  ])("%j shows its number where it changed", (text, mark, shown) => {
    expect(renderLine(text, [], [mark], "ins")).toBe(shown);
  });

  test("is no matter where nothing changed", () => {
    expect(renderLine("5\u00A0boats", [], [], "ins")).toBe("5\u00A0boats");
  });
});

test("a new line names the soft hyphens that it hides, and no blanks that its language is used to", () => {
  expect(renderLine("har\u00ADbour", [], [], "ins")).toBe("har<bdi data-u=00AD>\u00AD</bdi>bour");
  const ordinary = "«\u00A0port\u202F»\u3000cafe\u0301";
  expect(renderLine(ordinary, [], [], "ins")).toBe(ordinary);
});
