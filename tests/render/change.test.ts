import { beforeAll, describe, expect, test } from "vitest";

import type { ChangedRow, Hunk, Row, TextChange } from "../../src/model.ts";
import { renderChange } from "../../src/render/change.ts";
import { createHighlighter, type Highlighter } from "../../src/render/highlight/highlight.ts";

const plain: Highlighter = { tokenise: () => ({ tokens: new Map(), coarse: false }) };

describe("lines", () => {
  test("context, a marked pair, and ids that tell the sides", () => {
    const change = diff("notes.txt", ["  same", "- one old word", "+ one new word", "  end"]);
    mark(change, 1, 4, 7);
    mark(change, 2, 4, 7);
    expect(html(change)).toBe(
      "<section class=hunk><h4><a href=#\0L2>Line 2</a></h4><ol>" +
        "<li>same\n" +
        "<li id=\0L2>one <del>old</del> word\n" +
        "<li id=\0R2>one <ins>new</ins> word\n" +
        "<li>end\n</ol></section>\n",
    );
  });

  test("a list says in letters that add up how many lines of each text stand before it", () => {
    const change = diff("notes.txt", ["  one", "- two", "+ 2", "+ 3", "  four"]);
    const [first, second, ...others] = firstHunk(change).rows;
    if (first?.kind !== "context" || second === undefined) throw new Error("other rows");
    const lines = [...Array.from({ length: 10 }, () => ""), ...change.newLines];
    const rows = [{ ...first, old: 1, new: 11 }, ...others];
    const late = { ...change, newLines: lines, hunks: [{ ...firstHunk(change), rows }] };
    // Ten are two and eight; of the old text nothing stands before it.
    expect(html(late)).toContain("<ol data-at=BD><li>one\n");
  });

  test("numbers go on from list to list, through blocks without partners and folds", () => {
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
    expect(out.replaceAll("\0", "")).not.toMatch(/[\u0001-\u0008\u000B-\u001F\u007F-\u009F]/);
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
    expect(out).toContain('[<t- class=s>"one<del> two"</del></t->, <t- class=v>3</t->]');
    expect(out).toContain('[<t- class=s>"one <ins>2</ins>wo"</t->, <t- class=v>4</t->]');
  });

  test("a mark over parts of two tokens cuts both", () => {
    const change = diff("a.json", ['- ["one", 345]']);
    mark(change, 0, 4, 9);
    expect(html(change, highlighter)).toContain(
      '[<t- class=s>"on</t-><del><t- class=s>e"</t->, <t- class=v>3</t-></del>' +
        "<t- class=v>45</t->]\n",
    );
  });
});

describe("formatting-only lines", () => {
  test("a run folds, and the list goes on behind it", () => {
    const change = diff("a.md", ["- one", "+ two", "~- * a", "~+ - a", "  end"]);
    expect(html(change)).toContain(
      "<li id=\0R1>two\n</ol><details><summary>2 formatting-only lines</summary><ol data-at=aA>" +
        "<li id=\0L2 class=c>* a\n<li id=\0R2 class=c>- a\n</ol></details><ol data-at=bB>" +
        "<li>end\n</ol>",
    );
  });

  test("a hunk of nothing else folds once, with the context between", () => {
    const out = html(diff("a.md", ["  a", "~- * b", "~+ - b", "  c", "~- * d", "~+ - d", "  e"]));
    expect(out.match(/<details>/g)).toHaveLength(1);
    expect(out).toContain("<summary>4 formatting-only lines</summary>");
    expect(out).toContain("</details><ol data-at=cC><li>e\n");
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
    expect(out).toMatch(/<li>a\n<\/ol><ol class=b data-at=aA>.*<\/ol><ol data-at=abAB><li>d\n/s);
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
    set(change, 0, { move: { path: null, line: 7 } });
    set(change, 1, { move: { path: null, line: 7 } });
    set(change, 3, { move: { path: "b/<c>.md", line: 3 } });
    const out = html(change);
    expect(out).toContain(
      '<li id=\0L1 class=m><a class=move href=#\0R7 aria-label="moved to line 7"></a>one\n' +
        "<li id=\0L2 class=m>two\n",
    );
    expect(out).toContain(
      '<a class=move href="\u0001b/&lt;c&gt;.md\u0002L3\u0001" aria-label="moved from line 3 of b/&lt;c&gt;.md"></a>',
    );
  });

  test("a path that HTML cannot hold is named but not linked", () => {
    const change = diff("a.txt", ["+ one"]);
    set(change, 0, { move: { path: "b\u0001\uDCFF", line: 3 } });
    const out = html(change);
    expect(out).toContain('aria-label="moved from line 3 of b␁\uFFFD"></span>');
    expect(out).not.toContain("\u0001");
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
      "<h4><a href=#\0L1>A &amp; B › C</a></h4><ul class=edits>" +
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
    expect(lines).toContain(address("C"));
  });

  test("a file with one hunk costs little besides its lines", () => {
    const out = html(diff("notes.txt", ["  a", "+ b"])).replaceAll("\0", "c0123456789");
    expect(out.length).toBeLessThan(200);
  });
});

describe("pieces", () => {
  test("small hunks share a piece", () => {
    const one = diff("a.txt", ["- a", "+ b"]);
    const { pieces } = renderChange({ ...one, hunks: [firstHunk(one), firstHunk(one)] }, plain);
    expect(pieces).toHaveLength(1);
    expect(pieces[0]).toMatchObject({
      lines: 4,
      bytes: 8,
      sides: { old: { start: 1, end: 2 }, new: { start: 1, end: 2 } },
    });
  });

  test("a long hunk is cut into pieces that join without loss, pairs kept whole", () => {
    const pairs = Array.from({ length: 700 }, (_, at) => [
      `- old ${String(at)}`,
      `+ new ${String(at)}`,
    ]);
    const { pieces } = renderChange(diff("a.txt", ["  top", ...pairs.flat()]), plain);
    expect(pieces.map(({ lines }) => lines)).toEqual([501, 500, 400]);
    expect(pieces.map(({ sides }) => [sides.old, sides.new])).toEqual(
      [
        [2, 252],
        [252, 502],
        [502, 702],
      ].map(([start, end]) => [
        { start, end },
        { start, end },
      ]),
    );
    expect(pieces[1]?.html).toContain(
      "</a> (continued)</h4><ol data-at=abdefghABDEFGH><li id=\0L252>",
    );
  });

  test("bytes count too, and a line of a megabyte is shown whole", () => {
    const long = "é".repeat(500_000);
    const { pieces } = renderChange(diff("a.txt", ["+ a", `+ ${long}`, "+ b"]), plain);
    expect(pieces.map(({ bytes }) => bytes)).toEqual([2, 1_000_001, 2]);
    expect(pieces[1]?.html).toContain(`>${long}\n`);
  });

  test("what was left uncoloured is told", () => {
    const coarse: Highlighter = { tokenise: () => ({ tokens: new Map(), coarse: true }) };
    expect(renderChange(diff("a.md", ["+ a"]), coarse).coarse).toEqual(["colours"]);
    expect(renderChange(diff("a.md", ["+ a"]), plain).coarse).toEqual([]);
  });
});

function html(change: TextChange, highlighter: Highlighter = plain): string {
  return renderChange(change, highlighter)
    .pieces.map((piece) => piece.html)
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
      class: cosmetic ? "cosmetic" : "content",
      marks: [],
      paired: paired && sign === "-" && /^~?\+/.test(lines[at + 1] ?? ""),
      move: null,
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
  return { path, dialect: "plain", oldLines, newLines, hunks: [hunk], coarse: [] };
}

/** The old and the new number of every line, as the style sheet counts them, and its text. */
function readNumbers(out: string): readonly string[] {
  return out.split("<ol").flatMap((list) => {
    const [, letters = ""] = /^[^>]* data-at=([a-xA-X]+)/.exec(list) ?? [];
    const add = (first: "a" | "A") =>
      [...letters]
        .map((letter) => letter.charCodeAt(0) - first.charCodeAt(0))
        .reduce((sum, bit) => sum + (bit >= 0 && bit < 24 ? 2 ** bit : 0), 0);
    let [old, young] = [add("a"), add("A")];
    return [...list.matchAll(/<li(?: id=\0([LR])\d+)?[^>]*>(.*)\n/g)].map(([, side, text = ""]) => {
      if (side !== "R") old++;
      if (side !== "L") young++;
      return `${side === "R" ? "−" : String(old)} ${side === "L" ? "−" : String(young)} ${text}`;
    });
  });
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
