import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignBlock } from "../../../src/diff/align/align.ts";
import type { Range } from "../../../src/model.ts";
import { showAlignment, showPair, splitLines } from "../show-alignment.ts";

describe("word marks", () => {
  it.each([
    [
      "Use `gpt-5.4` today.",
      "Use `[-gpt-5.4-]` today.",
      "Use `gpt-5.5` today.",
      "Use `{+gpt-5.5+}` today.",
    ],
    [
      "Run it with --fast on.",
      "Run it with [---fast-] on.",
      "Run it with --slow on.",
      "Run it with {+--slow+} on.",
    ],
    [
      "Send response_format along.",
      "Send [-response_format-] along.",
      "Send response_type along.",
      "Send {+response_type+} along.",
    ],
    [
      "Set CPU\\_PERCENTAGE to 5.",
      "Set [-CPU\\_PERCENTAGE-] to 5.",
      "Set CPU\\_SHARE to 5.",
      "Set {+CPU\\_SHARE+} to 5.",
    ],
    [
      'import { diff, patch } from "tide";',
      'import { [-diff-], patch } from "[-tide-]";',
      'import { merge, patch } from "ebb";',
      'import { {+merge+}, patch } from "{+ebb+}";',
    ],
    [
      'import diff from "tide";',
      'import [-diff-] from "[-tide-]";',
      'import merge from "ebb";',
      'import {+merge+} from "{+ebb+}";',
    ],
    [
      "The header X-Api-Key is new.",
      "The header [-X-Api-Key-] is new.",
      "The header X-Auth-Key is new.",
      "The header {+X-Auth-Key+} is new.",
    ],
    [
      "Needs version 1.2.3 at least.",
      "Needs version [-1.2.3-] at least.",
      "Needs version 1.2.4 at least.",
      "Needs version {+1.2.4+} at least.",
    ],
  ])("mark identifiers whole: %s", (old, oldShown, new_, newShown) => {
    expect(showPair(old, new_)).toEqual([`< ${oldShown}`, `> ${newShown}`]);
  });

  it.each([
    [
      "POST /v1/messages now",
      "POST /v1/[-messages-] now",
      "POST /v1/batches now",
      "POST /v1/{+batches+} now",
    ],
    [
      "![](/images/low-water.png)",
      "![](/images/[-low-water.png-])",
      "![](/images/high-water.png)",
      "![](/images/{+high-water.png+})",
    ],
    [
      "See /draft-example-tide-low-v2-12.",
      "See /draft-example-tide-low-v2-[-12-].",
      "See /draft-example-tide-low-v2-13.",
      "See /draft-example-tide-low-v2-{+13+}.",
    ],
  ])("mark the part of a path that changed: %s", (old, oldShown, new_, newShown) => {
    expect(showPair(old, new_)).toEqual([`< ${oldShown}`, `> ${newShown}`]);
  });

  it("show blanks that became others beside words that changed", () => {
    expect(showPair("It is 5 km to low water.", "It is 5\u00A0km to high water.")).toEqual([
      "< It is 5[- -]km to [-low-] water.",
      "> It is 5{+\u00A0+}km to {+high+} water.",
    ]);
    expect(showPair("har\u00ADbour office", "harbour office")).toEqual([
      "< [-har\u00ADbour-] office",
      "> {+harbour+} office",
    ]);
  });

  it("mark a data URI whole", () => {
    const uri = (seed: string) => `data:image/png;base64,${seed.repeat(60)}+/==`;
    expect(showPair(`![](${uri("iVBO")})`, `![](${uri("Rw0K")})`)).toEqual([
      `< ![]([-${uri("iVBO")}-])`,
      `> ![]({+${uri("Rw0K")}+})`,
    ]);
  });

  it("mark the segment of a URL that changed", () => {
    expect(
      showPair(
        "See https://example.org/docs/old/intro#top first.",
        "See https://example.org/docs/new/intro#top first.",
      ),
    ).toEqual([
      "< See https://example.org/docs/[-old-]/intro#top first.",
      "> See https://example.org/docs/{+new+}/intro#top first.",
    ]);
  });

  it("go over white space between changed words, never along it", () => {
    expect(
      showPair("Wait for the first short reply.", "Wait for the second   longer reply.  "),
    ).toEqual([
      "< Wait for the [-first short-] reply.",
      "> Wait for the {+second   longer+} reply.  ",
    ]);
  });

  it("are none where only white space of the usual kind changed", () => {
    expect(showPair("  one two\tthree", "one  two three  ")).toEqual([
      "<   one two\tthree",
      "> one  two three  ",
    ]);
  });

  it("join over tiny islands and stay apart over words", () => {
    expect(
      showPair(
        "Choose red or green, then wait for all replies.",
        "Choose blue or black, then wait for no replies.",
      ),
    ).toEqual([
      "< Choose [-red or green-], then wait for [-all-] replies.",
      "> Choose {+blue or black+}, then wait for {+no+} replies.",
    ]);
  });

  it("take whole phrases where they could begin anywhere", () => {
    expect(showPair("See [a](/a) and [c](/c).", "See [a](/a), [b](/b) and [c](/c).")).toEqual([
      "< See [a](/a) and [c](/c).",
      "> See [a](/a){+, [b](/b)+} and [c](/c).",
    ]);
    expect(showPair("It ends here.", "It ends here. It goes on.")).toEqual([
      "< It ends here.",
      "> It ends here. {+It goes on.+}",
    ]);
  });

  it("find words in Chinese, Japanese and Thai", () => {
    expect(showPair("我们需要先安装这个软件包。", "我们需要先安装这个程序包。")).toEqual([
      "< 我们需要先安装这个[-软件-]包。",
      "> 我们需要先安装这个{+程序+}包。",
    ]);
    expect(
      showPair("このパッケージをインストールしてください。", "このパッケージを削除してください。"),
    ).toEqual([
      "< このパッケージを[-インストール-]してください。",
      "> このパッケージを{+削除+}してください。",
    ]);
    expect(showPair("กรุณาติดตั้งโปรแกรมก่อนใช้งาน", "กรุณาลบโปรแกรมก่อนใช้งาน")).toEqual([
      "< กรุณา[-ติดตั้ง-]โปรแกรมก่อนใช้งาน",
      "> กรุณา{+ลบ+}โปรแกรมก่อนใช้งาน",
    ]);
  });

  it("are joined where they are many, over three words at most", () => {
    const old = Array.from({ length: 200 }, (_, index) => `word${String(index)}`);
    const change = (every: number) =>
      old.map((word, at) => (at % every === 1 ? `other${at}` : word));
    const count = (new_: readonly string[]) => {
      const { rows } = alignBlock([`${old.join(" ")}\n`], [`${new_.join(" ")}\n`], "markdown");
      return rows[0]?.newMarks.length;
    };
    expect(count(change(10))).toBe(20);
    expect(count(change(5))).toBe(40);
    expect(count(change(4))).toBe(25);
  });

  it("stay in their cells", () => {
    const cell = (word: string) => `${word}1 stands before harbour office, ${word}2 behind`;
    const row = (word: string) => `| ${cell(word)} | ${cell(word)} |`;
    const show = (open: string, word: string, close: string) => {
      const shown = `${open}${word}1${close} stands before harbour office, ${open}${word}2${close} behind`;
      return `| ${shown} | ${shown} |`;
    };
    expect(showPair(row("old"), row("new"))).toEqual([
      `< ${show("[-", "old", "-]")}`,
      `> ${show("{+", "new", "+}")}`,
    ]);
  });

  it("are right in a long line of which a phrase moved behind what repeats itself", () => {
    const phrase = "Call alpha beta gamma delta epsilon zeta first.";
    const stayed = `${"The value is a string. ".repeat(40)}Then omega.`;
    expect(showPair(`${phrase} ${stayed}`, `${stayed} ${phrase}`)).toEqual([
      `< [-${phrase}-] ${stayed}`,
      `> ${stayed} {+${phrase}+}`,
    ]);
  });

  it("stand in a line of a megabyte", () => {
    const words = Array.from(
      { length: 150_000 },
      (_, index) => `w${String((index * 7919) % 30_011)}`,
    );
    const old = `${words.join(" ")}\n`;
    const new_ = `${words.with(75_000, "edited").join(" ")}\n`;
    const { rows, approximate } = alignBlock([old], [new_], "plain");
    expect(approximate).toBe(false);
    const start = new_.indexOf("edited");
    expect(rows[0]?.newMarks).toEqual([{ start, end: start + "edited".length }]);
    expect(rows[0]?.oldMarks).toHaveLength(1);
  });
});

describe("pairs", () => {
  it("go by likeness, not by position", () => {
    expect(
      showAlignment(
        "Keep the first key safe.\nRotate it each month.",
        "Read this at once.\nKeep the first key very safe.\nRotate it each week.",
      ),
    ).toBe(
      [
        "+ Read this at once.",
        "< Keep the first key safe.",
        "> Keep the first key {+very+} safe.",
        "< Rotate it each [-month-].",
        "> Rotate it each {+week+}.",
      ].join("\n"),
    );
  });

  it("are none below 0.4 likeness, and have no marks", () => {
    expect(showAlignment("Bananas grow in bunches.", "The server answers at once.")).toBe(
      "- Bananas grow in bunches.\n+ The server answers at once.",
    );
  });

  it("are found among short lines by what nearly stayed", () => {
    expect(showAlignment("- gpt-5.4\n- gpt-4.1-mini", "- gpt-5.5\n- gpt-4.1-mini-fast")).toBe(
      "< - [-gpt-5.4-]\n> - {+gpt-5.5+}\n< - [-gpt-4.1-mini-]\n> - {+gpt-4.1-mini-fast+}",
    );
  });

  it("are not made by a pattern that all lines share", () => {
    expect(
      showAlignment(
        "[Red]: https://example.org/red\n[Tea]: https://example.org/tea\n[Oak]: https://example.org/oak\n[Sun]: https://example.org/sun",
        "[Sea]: https://example.org/sea\n[Ice]: https://example.org/ice\n[Oak]: https://example.org/oak/tree\n[Fog]: https://example.org/fog",
      ),
    ).toBe(
      [
        "- [Red]: https://example.org/red",
        "- [Tea]: https://example.org/tea",
        "+ [Sea]: https://example.org/sea",
        "+ [Ice]: https://example.org/ice",
        "< [Oak]: https://example.org/oak",
        "> [Oak]: https://example.org/oak{+/tree+}",
        "- [Sun]: https://example.org/sun",
        "+ [Fog]: https://example.org/fog",
      ].join("\n"),
    );
  });

  it("are found in blocks too large for a matrix", () => {
    const old = Array.from(
      { length: 3_000 },
      (_, index) => `entry number${String(index)} of the list stays\n`,
    );
    const new_ = ["A new line at the top.\n", ...old.map((line) => line.replace("stays", "goes"))];
    const { rows, approximate } = alignBlock(old, new_, "markdown");
    expect(approximate).toBe(false);
    expect(rows).toHaveLength(3_001);
    expect(rows.slice(1).every((row) => row.old !== null && row.new === row.old + 1)).toBe(true);
    expect(rows[1]?.newMarks).toEqual([{ start: 26, end: 30 }]);
  });

  it("are said to be approximate where every long line holds the words of every other", () => {
    const lines = (shift: number) =>
      Array.from({ length: 60 }, (_, line) => {
        const word = (index: number) => `w${String((index * 7 + line * 13 + shift) % 1_500)}`;
        return `${Array.from({ length: 2_000 }, (_, index) => word(index)).join(" ")}\n`;
      });
    expect(alignBlock(lines(0), lines(5), "markdown").approximate).toBe(true);
    expect(alignBlock(lines(0).slice(30), lines(5).slice(30), "markdown").approximate).toBe(false);
  });

  it("are found, and said to be approximate, where a large block repeats one line", () => {
    const { rows, approximate } = alignBlock(
      new Array<string>(1_000).fill("- item one of many\n"),
      new Array<string>(1_000).fill("- item two of many\n"),
      "markdown",
    );
    expect(approximate).toBe(true);
    expect(
      rows.filter((row) => row.oldMarks.length === 1 && row.newMarks.length === 1),
    ).toHaveLength(1_000);
  });

  it("are none where one side is empty", () => {
    expect(showAlignment("", "one\ntwo")).toBe("+ one\n+ two");
    expect(showAlignment("one\ntwo", "")).toBe("- one\n- two");
  });
});

describe("alignBlock", () => {
  const word = fc.constantFrom(
    "alpha",
    "beta",
    "gamma",
    "the",
    "of",
    "`",
    "|",
    "1.5",
    "**",
    "软件包",
    ">",
    "-",
  );
  const line = fc
    .array(fc.tuple(word, fc.constantFrom(" ", "", "  ")), { maxLength: 12 })
    .map((parts) => `${parts.flat().join("")}\n`);
  const lines = fc.array(line, { maxLength: 8 });
  const dialect = fc.constantFrom("markdown" as const, "mdx" as const, "plain" as const);

  it("keeps every line once, in order, and its marks inside the text", () => {
    fc.assert(
      fc.property(lines, lines, dialect, (old, new_, kind) => {
        const { rows } = alignBlock(old, new_, kind);
        expect(rows.flatMap((row) => row.old ?? [])).toEqual([...old.keys()]);
        expect(rows.flatMap((row) => row.new ?? [])).toEqual([...new_.keys()]);
        for (const row of rows) {
          if (row.old !== null) expectInside(row.oldMarks, old[row.old] ?? "");
          if (row.new !== null) expectInside(row.newMarks, new_[row.new] ?? "");
          expect(row.oldMarks.length + row.newMarks.length).toBeLessThanOrEqual(8);
        }
        expect(alignBlock(old, new_, kind).rows).toEqual(rows);
      }),
      { seed: 3, numRuns: 400 },
    );
  });

  it("leaves equal text outside the marks of a pair", () => {
    fc.assert(
      fc.property(line, line, (old, new_) => {
        const [row] = alignBlock([old], [new_], "plain").rows;
        // Joining marks beyond the eighth takes equal words in on one side only.
        if (row?.old !== 0 || row.new !== 0 || row.oldMarks.length + row.newMarks.length === 8)
          return;
        expect(leaveUnmarked(old, row.oldMarks)).toBe(leaveUnmarked(new_, row.newMarks));
      }),
      { seed: 4, numRuns: 600 },
    );
  });

  it("takes lines with and without terminators", () => {
    expect(showAlignment("one two three", "one two four")).toBe(
      "< one two [-three-]\n> one two {+four+}",
    );
    const { rows } = alignBlock(["one two three\r\n"], ["one two three"], "plain");
    expect(rows).toEqual([{ old: 0, new: 0, oldMarks: [], newMarks: [], rewrapped: false }]);
    expect(splitLines("a\nb")).toEqual(["a\n", "b\n"]);
  });
});

function expectInside(marks: readonly Range[], line: string) {
  let last = -1;
  for (const { start, end } of marks) {
    expect(start).toBeGreaterThan(last);
    expect(end).toBeGreaterThan(start);
    const text = line.slice(start, end);
    expect(text).toBe(text.trim());
    last = end;
  }
  expect(last).toBeLessThanOrEqual(line.trimEnd().length);
}

function leaveUnmarked(line: string, marks: readonly Range[]): string {
  let left = "";
  let at = 0;
  for (const { start, end } of marks) {
    left += line.slice(at, start);
    at = end;
  }
  return (left + line.slice(at)).replace(/\s/g, "");
}
