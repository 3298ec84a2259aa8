import { describe, expect, test } from "vitest";
import { openHistory } from "../../src/kinds/history.ts";
import { type Files, traceKinds } from "./trace-kinds.ts";

/** The changed lines of the last pair: `+kind text`, blank ones left out. */
function show(...snapshots: readonly Files[]): string[] {
  return (traceKinds(snapshots).at(-1) ?? [])
    .filter(({ text }) => text.trim() !== "")
    .map(({ side, kind, text }) => `${side}${kind} ${text.trim()}`);
}

const depth = "The depth is measured twice a day.\n";
const rope = "Ropes are checked before every storm.\n";
const harbour = "The harbour office opens at six.\n";
const pier = "The outer pier is closed in winter.\n";

test("a tag that goes on with a long word that is no attribute is read at once", () => {
  // Tried in all ways to cut the word into attributes, this would not end within years.
  expect(show({ "a.mdx": "" }, { "a.mdx": `<Tab a\n${"a".repeat(60)}!\n` })).toHaveLength(2);
});

test.each(["ab  cd ", "\\~ab ", "\\. ab "])("a long line of %j is read at once", (part) => {
  // What hangs on the whole line was asked for each part: minutes.
  expect(show({ "a.md": "" }, { "a.md": `x ${part.repeat(100_000)}\n` })).toHaveLength(1);
});

describe("a line of the same file in the same order", () => {
  test("is layout where only its container and marker changed", () => {
    const old = `## 2.1\n\n- ${depth}- ${rope}`;
    const new_ = `<Update label="2.1">\n  * ${depth}  * ${rope}</Update>\n`;
    expect(show({ "a.mdx": old }, { "a.mdx": new_ })).toEqual([
      "-gone ## 2.1",
      '+new <Update label="2.1">',
      `-layout - ${depth.trim()}`,
      `+layout * ${depth.trim()}`,
      `-layout - ${rope.trim()}`,
      `+layout * ${rope.trim()}`,
      "+layout </Update>",
    ]);
  });

  test("is layout behind a module whose strings hold brackets", () => {
    const module = (text: string) =>
      `export const Name = ({ name }) => {\n  return name.split(" (")[0];\n};\n\n${text}`;
    const old = { "a.mdx": module(`- ${depth}- ${rope}`) };
    const new_ = { "a.mdx": module(`<Update label="2.1">\n  * ${depth}  * ${rope}</Update>\n`) };
    expect(show(old, new_)).toContain(`+layout * ${depth.trim()}`);
    expect(show(old, new_)).toContain(`-layout - ${rope.trim()}`);
  });

  test.each([
    ["1. 3. ", "3. 1. "],
    ["1. one\n2. ", "1. one\n1) "],
    ["2. ", "22. "],
    ["90000000. ", "90000001. "],
    [`${"- ".repeat(11)}`, "- # "],
  ])("is markup where %j became %j", (old, new_) => {
    const pair = [old, new_].map((marker) => ({ "a.md": `${pier}\n${marker}${depth}` }));
    expect(show(...pair).map((line) => line.split(" ")[0])).toEqual(["-markup", "+markup"]);
  });

  test("is markup where its target, its emphasis or its depth changed", () => {
    const wrap = (line: string) => ({ "a.mdx": `<Note>\n${line}</Note>\n` });
    const kinds = (old: string, new_: string) =>
      show(wrap(old), wrap(new_)).map((line) => line.split(" ")[0]);
    expect(
      kinds("See [the depths of the pier](/a).\n", "See [the depths of the pier](/b).\n"),
    ).toEqual(["-markup", "+markup"]);
    expect(kinds(depth, depth.replace("twice", "**twice**"))).toEqual(["-markup", "+markup"]);
    const list = (indent: string) => ({ "a.md": `- ${depth}${indent}- ${rope}` });
    expect(show(list("  "), list(""))).toEqual([
      `-markup - ${rope.trim()}`,
      `+markup - ${rope.trim()}`,
    ]);
  });

  test("is new where code or a value lost its indentation", () => {
    const code = (text: string) => ({ "a.md": `\`\`\`py\nif deep:\n${text}\`\`\`\n` });
    expect(show(code("    return depth\n"), code("return depth\n"))).toEqual([
      "-gone return depth",
      "+new return depth",
    ]);
    expect(
      show(
        { "a.yaml": "a:\n  b: one two three four\n" },
        { "a.yaml": "a:\nb: one two three four\n" },
      ),
    ).toEqual(["-gone b: one two three four", "+new b: one two three four"]);
  });
});

describe("a line with the same words is not folded", () => {
  const kinds = (old: string, new_: string) =>
    new Set(show({ "a.md": old }, { "a.md": new_ }).map((line) => line.slice(1).split(" ")[0]));

  test("where another line closes its fence now", () => {
    const fence = (ticks: string) => `${ticks}yaml\ndepth: 1\n\`\`\`\n`;
    expect(kinds(`${depth}\n${fence("```")}`, `${rope}\n${fence("````")}`)).not.toContain("layout");
  });

  test("where the sign of a quotation stands before a component now", () => {
    const steps = (sign: string) => `<Steps>\n${sign} <Step title="The  pier">\n    ${depth}`;
    expect(kinds(steps(" "), steps(" >"))).not.toContain("layout");
  });

  test("where it goes on with a table, a list or a paragraph now", () => {
    const table = "| a | b |\n| - | - |\n| c | d |";
    expect(kinds(`${table}\n\n$$\nx\n$$\n`, `${table} \n$$\nx\n$$\n`)).not.toContain("layout");
    expect(kinds(`- a\n  b\n\n${rope}`, `- a\n  b \n${rope}`)).not.toContain("layout");
  });
});

describe("a line that moved", () => {
  test("is one line, linked both ways, in its file or into another", () => {
    const [lines] = traceKinds([
      { "a.md": `${depth}\n${rope}\n${harbour}`, "b.md": pier },
      { "a.md": `${rope}\n${harbour}\n${depth}`, "b.md": pier },
    ]);
    expect(
      lines
        ?.filter(({ text }) => text === depth)
        .map(({ side, kind, move }) => ({ side, kind, move })),
    ).toEqual([
      { side: "-", kind: "moved", move: { path: null, line: 5 } },
      { side: "+", kind: "moved", move: { path: null, line: 1 } },
    ]);
    const [across] = traceKinds([
      { "a.md": `${depth}\n${rope}`, "b.md": pier },
      { "a.md": rope, "b.md": `${pier}\n${depth}` },
    ]);
    expect(
      across?.filter(({ kind }) => kind === "moved").map(({ path, move }) => [path, move]),
    ).toContainEqual(["b.md", { path: "a.md", line: 1 }]);
  });

  test("is used once: the second copy was copied", () => {
    expect(
      show({ "a.md": `${depth}\n${rope}` }, { "a.md": `${rope}\n${depth}\n${harbour}\n${depth}` }),
    ).toEqual([
      `-moved ${depth.trim()}`,
      `+moved ${depth.trim()}`,
      `+new ${harbour.trim()}`,
      `+copied ${depth.trim()}`,
    ]);
  });

  test("takes short lines along, which say too little alone", () => {
    const old = { "a.md": `# Pier\n\nNorth\n\n${depth}\n${rope}\n${harbour}` };
    const new_ = { "a.md": `# Pier\n\n${rope}\n${harbour}\nNorth\n\n${depth}` };
    expect(show(old, new_)).toEqual([
      "-moved North",
      `-moved ${depth.trim()}`,
      "+moved North",
      `+moved ${depth.trim()}`,
    ]);
    expect(show({ "a.md": `North\n\n${rope}` }, { "a.md": `${rope}\nNorth\n` })).toEqual([
      "-gone North",
      "+new North",
    ]);
  });
});

test("a line that was edited on its way is new and gone, and knows its other end", () => {
  const old = "The outer pier is closed from November to March because of storms.\n";
  const new_ = old.replace("March", "April");
  const [lines] = traceKinds([
    { "a.md": `${old}\n${rope}\n${harbour}`, "b.md": depth },
    { "a.md": `${rope}\n${harbour}`, "b.md": `${depth}\n${new_}` },
  ]);
  const told = lines
    ?.filter(({ text }) => text.trim() !== "")
    .map(({ side, kind, move }) => ({ side, kind, move }));
  expect(told).toEqual([
    { side: "-", kind: "gone", move: { path: "b.md", line: 3 } },
    { side: "+", kind: "new", move: { path: "a.md", line: 1 } },
  ]);
});

test("a line is copied from a file that did not change, and kept where another has it", () => {
  const [lines] = traceKinds([
    { "a.md": `${rope}\n${pier}`, "b.md": depth, "c.md": pier },
    { "a.md": `${rope}\n${depth}`, "b.md": depth, "c.md": pier },
  ]);
  expect(lines?.map(({ side, kind, link }) => ({ side, kind, link }))).toEqual([
    { side: "-", kind: "kept", link: { kind: "file", path: "c.md" } },
    { side: "+", kind: "copied", link: { kind: "file", path: "b.md" } },
  ]);
});

test("a line that comes back or goes again is linked to the change that it undoes", () => {
  const [without, with_] = [{ "a.md": rope }, { "a.md": `${rope}\n${depth}` }];
  const pairs = traceKinds([with_, without, with_, without]);
  const told = pairs.map((lines) =>
    lines
      .filter(({ text }) => text === depth)
      .map(({ side, kind, link }) => ({ side, kind, link })),
  );
  expect(told).toEqual([
    [{ side: "-", kind: "gone", link: null }],
    [{ side: "+", kind: "again", link: { kind: "change", date: "1", anchor: "a.md" } }],
    [{ side: "-", kind: "again", link: { kind: "change", date: "2", anchor: "a.md" } }],
  ]);
});

test("a history that was saved goes on as if it had not been", () => {
  const snapshots = [
    { "a.md": depth + rope, "b.md": pier },
    { "a.md": rope, "c.md": pier },
    { "a.md": harbour + depth, "c.md": pier + rope },
    { "a.md": rope + pier, "d.md": pier + depth },
  ];
  const saved = traceKinds(snapshots, (history) => openHistory(structuredClone(history.save())));
  expect(saved).toEqual(traceKinds(snapshots));
});
