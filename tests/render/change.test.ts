import { beforeAll, describe, expect, test } from "vitest";

import type { ChangedRow, Hunk, Row, TextChange } from "../../src/model.ts";
import { renderChange } from "../../src/render/change.ts";
import { createHighlighter, type Highlighter } from "../../src/render/highlight/highlight.ts";

const plain: Highlighter = { tokenise: () => ({ tokens: new Map(), approximate: false }) };

describe("lines", () => {
  test("context, a marked pair, and ids that tell the sides", () => {
    const change = diff("notes.txt", ["  same", "- one old word", "+ one new word", "  end"]);
    mark(change, 1, 4, 7);
    mark(change, 2, 4, 7);
    expect(html(change)).toBe(
      '<section class=hunk><h4><a href="\u0001\u0002L2\u0001">Line 2</a></h4><ol start=1>' +
        "<li data-o=1>same\n" +
        "<li id=\0L2 data-o=2>one <del>old</del> word\n" +
        "<li id=\0R2>one <ins>new</ins> word\n" +
        "<li data-o=3>end\n</ol></section>\n",
    );
  });

  test("lines carry their numbers, through blocks without partners and folds", () => {
    const changed = ["  a", "- b", "- c", "+ x", "  d", "~- * e", "~+ - e", "  f", "+ g", "  h"];
    expect(readNumbers(html(diff("notes.txt", changed, { paired: false })))).toEqual([
      "1 1 a",
      "2 − b",
      "3 − c",
      "− 2 x",
      "4 3 d",
      "5 − * e",
      "− 4 - e",
      "6 5 f",
      "− 6 g",
      "7 7 h",
    ]);
  });

  test("text is escaped, and tells when it lacks its line feed", () => {
    const change = diff("notes.txt", ['- <b id="x">&amp;', "+ ok"]);
    const cut = { ...change, oldLines: ['<b id="x">&amp;'] };
    expect(html(cut)).toContain('&lt;b id="x"&gt;&amp;amp;<i class=eof></i>\n');
  });

  test("controls become pictures, broken bytes U+FFFD, and what reorders text is fenced", () => {
    const out = html(diff("notes.txt", ["+ a\0b\u0007\u0085\u007F\uDC80\u202Ec\td"]));
    expect(out).toContain(">a␀b␇\uFFFD␡\uFFFD<bdi data-u=202E>\u202E</bdi>c\td\n");
    expect(out.slice(out.indexOf(">a"))).not.toMatch(/[\u0001-\u0008\u000B-\u001F\u007F-\u009F]/);
  });

  test("carriage returns show only where lines with and without them meet", () => {
    expect(html(diff("notes.txt", ["- a\r", "+ b\r"]))).not.toContain("class=cr");
    expect(html(diff("notes.txt", ["- a\r", "+ a"]))).toContain(">a<i class=cr></i>\n");
  });
});

describe("colours", () => {
  let highlighter: Highlighter;
  beforeAll(async () => {
    highlighter = await createHighlighter();
  }, 30_000);

  test("colours are cut where a mark reaches out of them, and hold marks that lie inside", () => {
    const change = diff("a.json", ['- ["one two", 3]', '+ ["one 2wo", 4]']);
    mark(change, 0, 5, 10);
    mark(change, 1, 6, 7);
    const out = html(change, highlighter);
    expect(out).toContain('[<s->"one<del> two"</del></s->, <v->3</v->]');
    expect(out).toContain('[<s->"one <ins>2</ins>wo"</s->, <v->4</v->]');
  });

  test("a mark over parts of two tokens cuts both", () => {
    const change = diff("a.json", ['- ["one", 345]']);
    mark(change, 0, 4, 9);
    expect(html(change, highlighter)).toContain(
      '[<s->"on</s-><del><s->e"</s->, <v->3</v-></del>' + "<v->45</v->]\n",
    );
  });
});

describe("formatting-only lines", () => {
  test("a run folds, and the list goes on behind it", () => {
    const change = diff("a.md", ["- one", "+ two", "~- * a", "~+ - a", "  end"]);
    expect(html(change)).toContain(
      ">two\n</ol><details><summary>2 lines: formatting only</summary><ol start=2>" +
        "<li id=\0L2 data-o=2 class=c>* a\n<li id=\0R2 class=c>- a\n</ol></details><ol start=3>" +
        "<li data-o=3>end\n</ol>",
    );
  });

  test("a hunk of nothing else folds once, with the context between", () => {
    const out = html(diff("a.md", ["  a", "~- * b", "~+ - b", "  c", "~- * d", "~+ - d", "  e"]));
    expect(out.match(/<details>/g)).toHaveLength(1);
    expect(out).toContain("<summary>4 lines: formatting only</summary>");
    expect(out).toContain("</details><ol start=5><li data-o=5>e\n");
  });

  test("a fold says what its lines are; what moved, is back or leads elsewhere stays in sight", () => {
    const change = diff("a.md", [
      "+ new",
      "- * a",
      "+   * a",
      "+ noise",
      "  same",
      "+ b",
      "+ c",
      "+ d",
    ]);
    const kinds = ["new", "layout", "layout", "noise", "", "moved", "again", "markup"] as const;
    kinds.forEach((lineKind, at) => lineKind && set(change, at, { lineKind }));
    const out = html(change);
    const folds = out.match(/<details>.*?<\/details>/gs) ?? [];
    expect(folds).toHaveLength(1);
    expect(folds[0]).toContain("<summary>3 lines: same words, other layout; noise</summary>");
    expect(folds[0]?.match(/<li/g)).toHaveLength(3);
  });

  test("blank lines between new paragraphs stay in place", () => {
    const out = html(diff("a.md", ["+ one", "~+ ", "+ two"]));
    expect(out).not.toContain("<details>");
    expect(out).toContain("<li id=\0R2 class=c>\n");
  });
});

describe("split view", () => {
  test("a block without partners is a list of its own, so that it fills both columns", () => {
    const out = html(diff("a.txt", ["  a", "- b", "- c", "+ x", "+ y", "  d"], { paired: false }));
    expect(out).toMatch(/>a\n<\/ol><ol class=b start=2><li.*<\/ol><ol start=4><li data-o=4>d\n/s);
  });

  test("a partner's pair never stands in such a block", () => {
    const change = diff("a.txt", ["- b", "- c", "+ x"], { paired: false });
    set(change, 1, { paired: true });
    expect(html(change)).not.toContain("class=b");
  });
});

describe("moved blocks", () => {
  test("the first line of each end links to the other", () => {
    const change = diff("a.txt", ["- one", "- two", "  same", "+ one"], { paired: false });
    set(change, 0, { lineKind: "moved", move: { path: null, line: 7 } });
    set(change, 1, { lineKind: "moved", move: { path: null, line: 7 } });
    set(change, 3, { lineKind: "moved", move: { path: "b/<c>.md", line: 3 } });
    const out = html(change);
    expect(out).toContain(
      '<li id=\0L1 data-o=1 class=m><a class=move href="\u0001\u0002R7\u0001" aria-label="moved to line 7"></a>one\n' +
        "<li id=\0L2 data-o=2 class=m>two\n",
    );
    expect(out).toContain(
      '<a class=move href="\u0001b/<c>.md\u0002L3\u0001" aria-label="moved from line 3 of b/&lt;c&gt;.md"></a>',
    );
  });

  test("a path that HTML cannot hold is named but not linked", () => {
    const change = diff("a.txt", ["+ one"]);
    set(change, 0, { lineKind: "moved", move: { path: "b\u0001\uDCFF", line: 3 } });
    const out = html(change);
    expect(out).toContain('aria-label="moved from line 3 of b␁\uFFFD"></span>');
    expect(out).not.toContain("\u0001b");
  });
});

describe("hunks", () => {
  test("the header names the section and says what became of links", () => {
    const change = diff("a.md", ["- [m](/a)", "+ [m](/b)"]);
    const hunk: Hunk = {
      ...firstHunk(change),
      section: ["A & B", "C"],
      markupEdits: [
        { kind: "link", text: "m", from: "/a", to: "/b" },
        { kind: "link", text: "m", from: "/a", to: "/b" },
        { kind: "emphasis", text: "n", from: "", to: "strong" },
      ],
    };
    expect(html({ ...change, hunks: [hunk] })).toContain(
      '<h4><a href="\u0001\u0002L1\u0001">A &amp; B › C</a></h4><ul class=edits>' +
        "<li>link “m”: <del>/a</del> → <ins>/b</ins> ×2\n" +
        "<li>emphasis “n”: <del>none</del> → <ins>strong</ins></ul>",
    );
  });

  test("a long address is shortened in the sentence, not in the line", () => {
    const address = (end: string) => `data:image/png;base64,${"A".repeat(900)}${end}`;
    const change = diff("a.md", [`- ![m](${address("B")})`, `+ ![m](${address("C")})`]);
    const edit = { kind: "image", text: "m", from: address("B"), to: address("C") } as const;
    const out = html({ ...change, hunks: [{ ...firstHunk(change), markupEdits: [edit] }] });
    const [sentence = "", lines = ""] = out.split("</ul>");
    expect(sentence).toMatch(/<del>data:image\/png;base64,A+ … A+B<\/del>/);
    expect(sentence.length).toBeLessThan(600);
    expect(lines?.replaceAll(/<[^>]*>/g, "")).toContain(address("C"));
  });

  test("a file with one hunk costs little besides its lines", () => {
    const out = html(diff("notes.txt", ["  a", "+ b"])).replaceAll("\0", "c0123456789");
    expect(out.length).toBeLessThan(220);
  });
});

describe("the excerpt of a long change", () => {
  const many = (count: number, line: string) => Array.from({ length: count }, () => line);
  const excerptOf = (lines: readonly string[]) => renderChange(diff("a.md", lines), plain).excerpt;
  const count = (out: string) => out.split("<li").length - 1;

  test("begins a little before what is new, and keeps pairs together", () => {
    const out = excerptOf([
      ...many(300, "~+ padding"),
      "  one",
      "  two",
      "  three",
      "  four",
      ...many(150, "- old|+ new").flatMap((pair) => pair.split("|")),
    ]);
    expect(out).toMatch(/<ol start=\d+><li[^>]*>two\n<li[^>]*>three\n<li[^>]*>four\n<li id=\0L/);
    expect(out).not.toContain("padding");
    // Three lines, and as many pairs as have room beside them.
    expect(count(out)).toBe(39);
  });

  test("stands nowhere where nothing is new, or all of it is short", () => {
    expect(excerptOf(many(700, "~+ padding"))).toBe("");
    expect(excerptOf(many(20, "+ new"))).toBe("");
  });

  test("cuts no line: where the first one is very long, there is none", () => {
    expect(excerptOf([`+ ${"long ".repeat(4000)}`, ...many(600, "+ new")])).toBe("");
  });
});

describe("what is laid out later", () => {
  const context = (count: number) => Array.from({ length: count }, () => "  same");
  const edits = (count: number) => Array.from({ length: count }, () => "+ new");
  const hunkOf = (lines: readonly string[]) => firstHunk(diff("a.txt", lines, { paired: false }));
  /** The lines that are laid out at once, and the words and lines of every fold. */
  function readFolds(...hunks: readonly Hunk[]): readonly (string | number)[] {
    const lines = Array.from({ length: 2000 }, () => "same\n");
    const out = html({ ...diff("a.txt", []), oldLines: lines, newLines: lines, hunks });
    const [first = "", ...folds] = out.split(/<details(?: class=later data-later\u0003?)?>/);
    const count = (text: string) => text.split("<li").length - 1;
    return [
      count(first),
      ...folds.flatMap((fold) => {
        const [inside = "", after = ""] = fold.split("</details>");
        const words = /^<summary>(.*)<\/summary>/.exec(inside)?.[1] ?? "";
        return count(after) === 0 ? [words, count(inside)] : [words, count(inside), count(after)];
      }),
    ];
  }

  test("hunks of a hundred lines stand as they are", () => {
    expect(readFolds(hunkOf(edits(60)), hunkOf(edits(40)))).toEqual([100]);
  });

  test("hunks behind a hundred lines go into folds of as many", () => {
    const hunks = [110, 60, 60, 60].map((count) => hunkOf(edits(count)));
    expect(readFolds(...hunks)).toEqual([110, "2 more hunks", 120, "1 more hunk", 60]);
  });

  test("formatting-only lines do not count, and are left alone: they are folded already", () => {
    const cosmetic = Array.from({ length: 300 }, () => "~+ new");
    const hunks = [hunkOf([...edits(50), ...cosmetic, "  same"]), hunkOf(edits(20))];
    expect(readFolds(...hunks)).toEqual([50, "300 lines: formatting only", 300, 21]);
  });

  test("a long list goes on in folds; a pair is not torn apart, and a few lines get no fold", () => {
    const pair = ["- old", "+ new"];
    expect(readFolds(hunkOf([...context(99), ...pair, ...context(150)]))).toEqual([
      ...[101, "100 more lines", 100, "50 more lines", 50],
    ]);
    expect(readFolds(hunkOf(edits(120)))).toEqual([120]);
  });

  test("a block without partners stays whole, so that both its columns begin at the top", () => {
    const deletions = Array.from({ length: 200 }, () => "- old");
    expect(readFolds(hunkOf([...deletions, ...edits(200)]))).toEqual([400]);
  });

  test("sentences about links are no lines", () => {
    const edit = { kind: "link", text: "m", from: "", to: "" } as const;
    const markupEdits = Array.from({ length: 60 }, (_, at) => ({ ...edit, text: String(at) }));
    const hunks = [{ ...hunkOf(edits(60)), markupEdits }, hunkOf(edits(20))];
    expect(readFolds(...hunks)).toEqual([140]);
  });

  test("a chunk that begins behind a hundred lines begins with a fold that pages may open", () => {
    const lines = Array.from({ length: 1200 }, () => "+ new");
    const { chunks } = renderChange(diff("a.txt", lines), plain);
    const marks = chunks.map((chunk) => chunk.html.split("\u0003").length - 1);
    expect(marks).toEqual([0, 1, 1]);
    expect(chunks[1]?.html).toMatch(/^<details class=later data-later\u0003><summary>1 more hunk</);
  });
});

describe("chunks", () => {
  test("small hunks share a chunk", () => {
    const one = diff("a.txt", ["- a", "+ b"]);
    const { chunks } = renderChange({ ...one, hunks: [firstHunk(one), firstHunk(one)] }, plain);
    expect(chunks).toHaveLength(1);
    expect(chunks[0]).toMatchObject({
      lines: 4,
      bytes: 8,
      sides: { old: { start: 1, end: 2 }, new: { start: 1, end: 2 } },
    });
  });

  test("a long hunk is cut into chunks that join without loss, pairs kept whole", () => {
    const pairs = Array.from({ length: 700 }, (_, at) => [
      `- old ${String(at)}`,
      `+ new ${String(at)}`,
    ]);
    const { chunks } = renderChange(diff("a.txt", ["  top", ...pairs.flat()]), plain);
    expect(chunks.map(({ lines }) => lines)).toEqual([501, 500, 400]);
    expect(chunks.map(({ sides }) => [sides.old, sides.new])).toEqual(
      [
        [2, 252],
        [252, 502],
        [502, 702],
      ].map(([start, end]) => [
        { start, end },
        { start, end },
      ]),
    );
    expect(chunks[1]?.html).toContain(
      "</a> (continued)</h4><ol start=252><li id=\0L252 data-o=252>",
    );
  });

  test("bytes count too, and a line of a megabyte is all there", () => {
    const long = "é".repeat(500_000);
    const { chunks } = renderChange(diff("a.txt", ["+ a", `+ ${long}`, "+ b"]), plain);
    expect(chunks.map(({ bytes }) => bytes)).toEqual([2, 1_000_001, 2]);
    expect(chunks[1]?.html.replaceAll(/<[^>]*>/g, "")).toContain(`${long}\n`);
  });

  test("what was left uncoloured is told", () => {
    const approximate: Highlighter = { tokenise: () => ({ tokens: new Map(), approximate: true }) };
    expect(renderChange(diff("a.md", ["+ a"]), approximate).approximate).toEqual(["colours"]);
    expect(renderChange(diff("a.md", ["+ a"]), plain).approximate).toEqual([]);
  });
});

function html(change: TextChange, highlighter: Highlighter = plain): string {
  return renderChange(change, highlighter)
    .chunks.map((chunk) => chunk.html)
    .join("");
}

/**
 * A change of one hunk from lines that read like a diff: two columns of signs, `~` before the sign of a
 * formatting-only line. A deletion right before an insertion is its partner.
 */
function diff(path: string, lines: readonly string[], { paired = true } = {}): TextChange {
  const oldLines: string[] = [];
  const newLines: string[] = [];
  const rows = lines.map((line, at): Row => {
    const cosmetic = line.startsWith("~");
    const [sign, text] = [line.slice(cosmetic ? 1 : 0)[0], line.slice(cosmetic ? 3 : 2) + "\n"];
    if (sign !== "+") oldLines.push(text);
    if (sign !== "-") newLines.push(text);
    if (sign === " ") return { kind: "context", old: oldLines.length, new: newLines.length };
    return {
      kind: sign === "-" ? "deletion" : "insertion",
      line: sign === "-" ? oldLines.length : newLines.length,
      lineKind: cosmetic ? "cosmetic" : sign === "-" ? "gone" : "new",
      marks: [],
      paired: paired && sign === "-" && /^~?\+/.test(lines[at + 1] ?? ""),
      move: null,
      link: null,
    };
  });
  const hunk: Hunk = {
    oldStart: 1,
    oldCount: oldLines.length,
    newStart: 1,
    newCount: newLines.length,
    section: [],
    rows,
    markupEdits: [],
    columnChanges: [],
  };
  return { path, dialect: "plain", oldLines, newLines, hunks: [hunk], approximate: [] };
}

/** The old and the new number of every line as a browser counts its list, and its text. */
function readNumbers(out: string): readonly string[] {
  return [...out.matchAll(/<ol(?: class=b)?(?: start=(\d+))?>(.*?)<\/ol>/gs)].flatMap(
    ([, start, items = ""]) => {
      let number = Number(start);
      return [...items.matchAll(/<li(.*?)>(.*)\n/g)].map(([, attributes = "", text = ""]) => {
        const old = / data-o=(\d+)/.exec(attributes)?.[1] ?? "−";
        return `${old} ${/ id=\0L/.test(attributes) ? "−" : String(number++)} ${text}`;
      });
    },
  );
}

function firstHunk(change: TextChange): Hunk {
  const [hunk] = change.hunks;
  if (hunk === undefined) throw new Error("the change has no hunk");
  return hunk;
}

function set(change: TextChange, at: number, values: Partial<ChangedRow>): void {
  Object.assign(firstHunk(change).rows[at] ?? {}, values);
}

function mark(change: TextChange, at: number, start: number, end: number): void {
  set(change, at, { marks: [{ start, end }] });
}
