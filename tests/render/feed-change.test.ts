import { describe, expect, test } from "vitest";
import type { ChangedRow, Row, TextChange } from "../../src/model.ts";
import { feedChangeBudget, renderFeedChange } from "../../src/render/feed-change.ts";
import { longestFeedLine } from "../../src/render/feed-line.ts";

type RowNotes = Partial<Pick<ChangedRow, "lineKind" | "marks" | "paired" | "move">>;

const deletion = (line: number, notes: RowNotes = {}): Row => ({
  kind: "deletion",
  line,
  lineKind: "gone",
  ...plain,
  ...notes,
});
const insertion = (line: number, notes: RowNotes = {}): Row => ({
  kind: "insertion",
  line,
  lineKind: "new",
  ...plain,
  ...notes,
});
const plain = { marks: [], paired: false, move: null, link: null } as const;

/** One hunk under “Tides › Fog”. */
function makeChange(oldLines: string[], newLines: string[], rows: Row[]): TextChange {
  return {
    path: "a.md",
    dialect: "markdown",
    oldLines,
    newLines,
    approximate: [],
    hunks: [
      {
        oldStart: 1,
        oldCount: oldLines.length,
        newStart: 1,
        newCount: newLines.length,
        section: ["Tides", "Fog"],
        rows,
        markupEdits: [],
        columnChanges: [],
      },
    ],
  };
}

/** The HTML without its styles. */
const bare = (html: string) => html.replaceAll(/ (?:style|dir)="[^"]*"/g, "");

/** As a reader without any CSS shows it. */
const toText = (html: string) =>
  html
    .replaceAll(/<\/?(?:p|div|br)[^>]*>/g, "\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/\n+/g, "\n")
    .trim();

describe("a change in a feed", () => {
  const edited = makeChange(
    ["keep\n", "The horn sounds six times.\n", "Gone.\n"],
    ["keep\n", "The horn sounds four times.\n"],
    [
      { kind: "context", old: 1, new: 1 },
      deletion(2, { marks: [{ start: 16, end: 19 }], paired: true }),
      insertion(2, { marks: [{ start: 16, end: 20 }], paired: true }),
      deletion(3),
    ],
  );

  test("shows changed lines with signs, marked words, and whole lines, and no context", () => {
    expect(bare(renderFeedChange(edited).html)).toBe(
      '<p><a href="\0L2">Tides › Fog</a></p>' +
        "<div><div>− The horn sounds <del>six</del> times.</div>" +
        "<div>+ The horn sounds <ins>four</ins> times.</div>" +
        "<div>− <del>Gone.</del></div></div>",
    );
  });

  test("reads without any style sheet", () => {
    expect(toText(renderFeedChange(edited).html)).toBe(
      "Tides › Fog\n− The horn sounds six times.\n+ The horn sounds four times.\n− Gone.",
    );
  });

  test("counts formatting-only lines instead of showing them", () => {
    const padded = makeChange(
      ["| a |\n"],
      ["| a  |\n"],
      [deletion(1, { lineKind: "cosmetic" }), insertion(1, { lineKind: "cosmetic" })],
    );
    const { html, removed } = renderFeedChange(padded);
    expect(toText(html)).toBe("2 lines are formatting only and not shown here.");
    expect(removed).toBeNull();
  });

  test("a change without text has no HTML", () => {
    expect(renderFeedChange(null)).toEqual({ html: "", removed: null });
  });
});

describe("what was removed", () => {
  test("is deleted words and lines", () => {
    const change = makeChange(
      ["Bring oars and rope.\n", "Gone.\n"],
      ["Bring oars.\n"],
      [
        deletion(1, { marks: [{ start: 10, end: 19 }], paired: true }),
        insertion(1, { paired: true }),
        deletion(2),
      ],
    );
    const { removed } = renderFeedChange(change);
    expect(removed?.lines).toBe(2);
    expect(bare(removed?.html ?? "")).toContain(
      "<div>− Bring oars<del> and rope</del>.<br>− <del>Gone.</del></div>",
    );
  });

  test("is neither a moved line, nor formatting, nor a line to which words were added", () => {
    const change = makeChange(
      ["moved\n", "padded\n", "Bring oars.\n"],
      ["Bring oars and rope.\n"],
      [
        deletion(1, { lineKind: "moved", move: { path: null, line: 9 } }),
        deletion(2, { lineKind: "cosmetic" }),
        deletion(3, { paired: true }),
        insertion(1, { marks: [{ start: 10, end: 19 }], paired: true }),
      ],
    );
    expect(renderFeedChange(change).removed).toBeNull();
    expect(bare(renderFeedChange(change).html)).toContain("− Bring oars.</div>");
  });
});

describe("hostile text", () => {
  test.each([
    ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
    ["a ]]> & b", "a ]]&gt; &amp; b"],
    ["bell \u0007 and \u0000", "bell \u2407 and \u2400"],
    ["abc \u202Edcba", "abc [U+202E]dcba"],
    ["سلام 👩‍🚀", "سلام 👩‍🚀"],
    ["no character \uFFFE", "no character \uFFFD"],
  ])("%j is shown as %j", (line, shown) => {
    const { html } = renderFeedChange(makeChange([], [`${line}\n`], [insertion(1)]));
    expect(bare(html)).toContain(`<ins>${shown}</ins>`);
  });
});

describe("budgets", () => {
  test("a long line is cut around its first mark, never inside a character, and says so", () => {
    const long = `${"😀".repeat(5000)}WORD${"x".repeat(5000)}`;
    const mark = { start: 10_000, end: 10_004 };
    const { html } = renderFeedChange(
      makeChange([], [`${long}\n`], [insertion(1, { marks: [mark] })]),
    );
    expect(bare(html)).toContain("<ins>WORD</ins>");
    expect(html).toMatch(/\+ \(9\d\d\d characters\) … 😀/);
    expect(html).toMatch(/… \(\d+ characters more\)/);
    expect(html.isWellFormed()).toBe(true);
    expect(toText(html).length).toBeLessThan(longestFeedLine + 100);
  });

  test("a long change is cut between lines and says how many are left", () => {
    const lines = Array.from({ length: 400 }, (_, index) => `line ${String(index + 1)}\n`);
    const rows = lines.map((_, index) => insertion(index + 1));
    const { html } = renderFeedChange(makeChange([], lines, rows));
    const shown = feedChangeBudget.lines;
    expect(html).toContain(`line ${String(shown)}</ins>`);
    expect(html).not.toContain(`line ${String(shown + 1)}<`);
    expect(html).toContain(
      `<a href="\0R${String(shown + 1)}">${String(400 - shown)} more changed lines</a>`,
    );
    expect(html.match(/<div/g)?.length).toBe(html.match(/<\/div>/g)?.length);
  });
});
