import { expect, test } from "vitest";
import { foldLaterHunks } from "../../src/site/later-hunks.ts";

const line = (id: string) => `<li${id === "" ? "" : ` id=c1${id}`}>text\n`;
const lines = (count: number, id = "") => line(id).repeat(count);
const hunk = (lists: string) => `<section class=hunk><h4>Tides</h4>${lists}</section>\n`;
/** `start` is how many lines of each text stand before it, in letters: a 1, b 2, c 4… of the old, A 1… of the new. */
const list = (items: string, start = "") =>
  `<ol${start === "" ? "" : ` data-at=${start}`}>${items}</ol>`;
const later = (summary: string, content: string) =>
  `<details class=later data-later><summary>${summary}</summary>${content}</details>`;

test("hunks of a hundred lines stand as they are", () => {
  const html = hunk(list(lines(60))) + hunk(list(lines(40)));
  expect(foldLaterHunks(html)).toBe(html);
});

test("what follows a hundred lines goes into folds of as many", () => {
  const [first, second, third] = [lines(110, "R1"), lines(60), lines(60)].map((items) =>
    hunk(list(items)),
  );
  expect(foldLaterHunks(`${first}${second}${third}${second}`)).toBe(
    `${first}${later("2 more hunks", `${second}${third}`)}\n${later("1 more hunk", second ?? "")}\n`,
  );
});

test("formatting-only lines do not count, and are left alone: they are folded already", () => {
  const cosmetic = `<details><summary>300 formatting-only lines</summary>${list(lines(300))}</details>`;
  const html = hunk(list(lines(50)) + cosmetic) + hunk(list(lines(20)));
  expect(foldLaterHunks(html)).toBe(html);
});

test("a long list goes on in folds, and a pair is not torn apart", () => {
  const pair = line("L9") + line("R9");
  const html = hunk(list(lines(99) + pair + lines(150)));
  expect(foldLaterHunks(html)).toBe(
    hunk(
      list(lines(99) + pair) +
        later("100 more lines", list(lines(100), "cfgCFG")) +
        later("50 more lines", list(lines(50), "dghDGH")),
    ),
  );
});

test("numbers go on in the folds, from where the list begins in each text", () => {
  const html = hunk(list(lines(90) + lines(10, "L7") + lines(150, "R8") + lines(5), "aD"));
  // Of the old text 1 + 90 + 10 lines; of the new one 8 + 90 + 1, because pairs stay whole, and 100 more.
  expect(
    [...foldLaterHunks(html).matchAll(/<ol data-at=(\w+)>/g)].map(([, start]) => start),
  ).toEqual(["aD", "acfgABFG", "acfgABCGH"]);
});

test("sentences about links are no lines", () => {
  const edits = `<ul class=edits>${"<li>link".repeat(60)}</ul>`;
  const html = hunk(edits + list(lines(60))) + hunk(list(lines(20)));
  expect(foldLaterHunks(html)).toBe(html);
});

test("a few lines that are left get no fold", () => {
  const html = hunk(list(lines(120, "R1")));
  expect(foldLaterHunks(html)).toBe(html);
});

test("a block without partners stays whole, so that both its columns begin at the top", () => {
  const html = hunk(`<ol class=b>${lines(200, "L1")}${lines(200, "R1")}</ol>`);
  expect(foldLaterHunks(html)).toBe(html);
});
