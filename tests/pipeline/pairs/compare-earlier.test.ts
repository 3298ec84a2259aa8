import { expect, test } from "vitest";
import { encodeText } from "../../../src/bytes.ts";
import type { ChangedRow, TextChange } from "../../../src/model.ts";
import { analyseText } from "../../../src/pipeline/pairs/analyse-text.ts";
import { analyseEarlier, isRevert, onlyNews } from "../../../src/pipeline/pairs/compare-earlier.ts";
import { compareText } from "../../../src/pipeline/pairs/compare-change.ts";

const path = "a.md";

/** The change itself, from one text to the next. */
function compareOwn(old: string, new_: string): TextChange {
  const { approximate, ...lines } = compareText(encodeText(old), encodeText(new_));
  return analyseText({ path, dialect: "markdown", ...lines, approximateLines: approximate });
}

function analyse(earlier: string, between: string, now: string): TextChange {
  const to = { path, hash: "", size: now.length, mode: "100644" as const };
  const own = compareOwn(between, now);
  return analyseEarlier(encodeText(earlier), encodeText(now), to, own, () => ({
    old: new Map(),
    new: new Map(),
  }));
}

function show({ hunks, oldLines, newLines }: TextChange): string[] {
  const rows = hunks.flatMap(({ rows }) => rows).filter((row) => row.kind !== "context");
  return rows.map((row: ChangedRow) => {
    const isNew = row.kind === "insertion";
    const text = ((isNew ? newLines : oldLines)[row.line - 1] ?? "").trim();
    return `${isNew ? "+" : "-"}${row.lineKind} ${text}`;
  });
}

const tides = Array.from({ length: 12 }, (_, at) => `Tide ${String(at)} comes in the morning.\n`);
const quoted = tides.map((line) => `> ${line}`);
const fresh = "The harbour office opens at six.\n";
const since = "Ropes are checked before every storm.\n";

test("what came since the earlier version, and before the change, is no news", () => {
  const text = analyse(
    tides.join(""),
    `${quoted.join("")}> ${since}`,
    [...tides, since, fresh].join(""),
  );
  expect(show(text)).toEqual([`+copied ${since.trim()}`, `+new ${fresh.trim()}`]);
  expect(show(onlyNews(text))).toEqual([`+new ${fresh.trim()}`]);
});

test("nor is what had gone by then; what goes with the change is", () => {
  const earlier = [fresh, ...tides, since].join("");
  const between = [...quoted, `> ${since}`].join("");
  const text = analyse(earlier, between, tides.join(""));
  expect(show(text)).toEqual([`-again ${fresh.trim()}`, `-gone ${since.trim()}`]);
  expect(show(onlyNews(text))).toEqual([`-gone ${since.trim()}`]);
});

test("line ends are no difference, where a text has but one sort of them", () => {
  const now = [...tides, fresh].join("").replaceAll("\n", "\r\n");
  expect(show(analyse(tides.join(""), quoted.join(""), now))).toEqual([`+new ${fresh.trim()}`]);
  const mixed = now.replace("\r\n", "\n");
  expect(show(analyse(tides.join(""), quoted.join(""), mixed)).length).toBeGreaterThan(10);
});

test("a version is brought back if at most half of the change and of either text differs from it", () => {
  const bytes = (lines: readonly string[]) => encodeText(lines.join(""));
  const edited = tides.with(0, fresh);
  expect(isRevert(bytes(tides), bytes(edited), 4)).toBe(true);
  expect(isRevert(bytes(tides), bytes(edited), 3)).toBe(false);
  expect(isRevert(bytes(tides), bytes(tides.slice(0, 6)), 100)).toBe(true);
  expect(isRevert(bytes(tides), bytes(tides.slice(0, 5)), 100)).toBe(false);
  expect(isRevert(bytes(tides.slice(0, 5)), bytes(tides), 100)).toBe(false);
  expect(isRevert(encodeText("\0"), encodeText("\0\n"), 100)).toBe(false);
});
