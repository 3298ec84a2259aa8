import { expect, test } from "vitest";
import { cleanExcerpt, type ExcerptPart } from "../../../src/site/search/excerpt.ts";

/** `an <excerpt> like this`: what was sought in angle brackets. */
function read(text: string): ExcerptPart[] {
  return text
    .split(/<([^>]*)>/)
    .map((part, index) => ({ text: part, isMarked: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}

function show(parts: readonly ExcerptPart[]): string {
  return parts.map(({ text, isMarked }) => (isMarked ? `<${text}>` : text)).join("");
}

function clean(excerpt: string, section = ""): string {
  return show(cleanExcerpt(read(excerpt), section).text);
}

test("of links and pictures the words are read", () => {
  expect(clean("see [the <harbour> guide](https://port.example/a?b=c) first")).toBe(
    "see the <harbour> guide first",
  );
  expect(clean('![a <boat>](/boat.png "at sea") and [both](/a)[ends](/b)')).toBe(
    "a <boat> and bothends",
  );
});

test("a target that was sought is shown", () => {
  expect(clean("see [the guide](/v1/<messages>) first")).toBe(
    "see the guide (/v1/<messages>) first",
  );
});

test("links that the excerpt cuts are read as well", () => {
  expect(clean("harbour guide](/a/b) and the <tide>, told in [the long](https://port.ex")).toBe(
    "harbour guide and the <tide>, told in the long",
  );
});

test("delimiter rows are left out, dashes in prose and options are not", () => {
  expect(clean("| Port | <Depth> | |:---|---:| | Wick | 4 |")).toBe(
    "| Port | <Depth> | | Wick | 4 |",
  );
  expect(clean("call it with --dry-run <now> -- or never")).toBe(
    "call it with --dry-run <now> -- or never",
  );
});

test("tags of components are left out, unless they were sought; types in brackets are not", () => {
  const text = (excerpt: string) =>
    show(cleanExcerpt([{ text: excerpt, isMarked: false }], "").text);
  expect(text('| <Badge color="green">Final</Badge> | a <Note>tide</Note>, <br /> high')).toBe(
    "| Final | a tide, high",
  );
  expect(text("returns a Vec<String> || Map<Key, Value> if a < b")).toBe(
    "returns a Vec<String> || Map<Key, Value> if a < b",
  );
  const sought = [
    { text: "<Badge ", isMarked: false },
    { text: "color", isMarked: true },
    { text: '="green">', isMarked: false },
  ];
  expect(show(cleanExcerpt(sought, "").text)).toBe('<Badge <color>="green">');
});

test("headings stand above the text once, with what was sought in them", () => {
  const { heading, text } = cleanExcerpt(
    read("Guide › <Spring> tides. ## <Spring> tides They come twice a month"),
    "Guide › Spring tides",
  );
  expect(show(heading)).toBe("Guide › <Spring> tides");
  expect(show(text)).toBe("They come twice a month");
});

test("a text that only begins like its heading keeps its words", () => {
  expect(clean("Tidesmen <work> here", "Guide › Tides")).toBe("Tidesmen <work> here");
  const { heading, text } = cleanExcerpt(read("Low <water> comes"), "Tides");
  expect([show(heading), show(text)]).toEqual(["Tides", "Low <water> comes"]);
});

test("an excerpt is bounded work, whatever stands in it", () => {
  const nasty = `${"[".repeat(3000)}${"](".repeat(3000)}${"--|".repeat(3000)}`;
  expect(clean(nasty).length).toBeGreaterThan(0);
});
