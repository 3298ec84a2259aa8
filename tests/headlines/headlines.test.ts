import { describe, expect, it } from "vitest";
import { findHeadlines, headDay, headPair } from "../../src/headlines/headlines.ts";
import { mergeHeadlines } from "../../src/headlines/merge.ts";
import { sayHeadline, toPlain } from "../../src/headlines/phrases.ts";
import { findIn, say, sayAll } from "./say.ts";

const page = [
  "# Harbour",
  "",
  "Ships enter at high water.",
  "",
  "## Fees",
  "",
  "A berth costs 5 crowns.",
  "",
];
const change = (at: number, line: string) => page.with(at, line);

describe("what is said of one file", () => {
  it("tells a new section by its heading and its first sentence", () => {
    const told = say(page, [...page, "## Night", "", "Lamps burn until dawn. Then not.", ""]);
    expect(told).toEqual(["New section “Night”: Lamps burn until dawn."]);
  });

  it("tells a section that is gone, and none of those inside it", () => {
    const inner = ["## Pilots", "", "Call them.", "", "### By flag", "", "Raise it.", ""];
    expect(say([...page, ...inner], page)).toEqual(["Section “Pilots” removed: Call them."]);
  });

  it("tells another heading in the same place as a new name", () => {
    expect(say(page, change(4, "## Dues"))).toEqual(["Section “Fees” is now “Dues”"]);
  });

  it("tells a value with the words that make it a sentence", () => {
    expect(say(page, change(6, "A berth costs 7 crowns."))).toEqual([
      "A berth costs 5 → 7 crowns in “Fees”",
    ]);
  });

  it("tells code and names for themselves", () => {
    const old = [...page, "Use the model `tide-5.4` for it."];
    expect(say(old, [...page, "Use the model `tide-5.5` for it."])).toEqual([
      "`tide-5.4` became `tide-5.5` in “Fees”",
    ]);
  });

  it("tells a word that begins or ends another whole", () => {
    const old = [...page, "Take the lit-element boat, if there is one left."];
    expect(say(old, [...page, "Take the lit boat, if there is one left."])).toEqual([
      "Take the lit-element → lit boat, if there is one left in “Fees”",
    ]);
  });

  it("tells added words with the sentence around them, taken words with what they stood in", () => {
    const old = "Ships enter at high water.";
    const longer = "Ships enter at high water, but never while the wind is westerly.";
    expect(say([old], [longer])).toEqual([
      "Now: Ships enter at high water, but never while the wind is westerly.",
    ]);
    expect(say([longer], [old])).toEqual([
      "No longer: Ships enter at high water, but never while the wind is westerly.",
    ]);
  });

  it("tells new and gone sentences, a paragraph of several lines once", () => {
    const added = ["", "Masters must report to the", "warden. He sleeps late.", ""];
    expect(say(page, [...page.slice(0, 3), ...added, ...page.slice(4)])).toEqual([
      "New: Masters must report to the warden in “Harbour”",
    ]);
    expect(say(page, page.toSpliced(2, 1))).toEqual([
      "Gone: Ships enter at high water in “Harbour”",
    ]);
  });

  it("tells items of a list", () => {
    const list = ["# List", "", "- oars", "- ropes"];
    expect(say(list, [...list, "- a bucket of pitch", "- nails"])).toEqual([
      "New item: a bucket of pitch and 1 more in “List”",
    ]);
    expect(say(list, list.slice(0, 3))).toEqual(["Item removed: ropes in “List”"]);
  });

  it("tells links that lead elsewhere by what differs in their addresses", () => {
    const old = "See [the tables](https://example.org/en/docs/tables) first.";
    expect(say([old], [old.replace("/en/docs/", "/docs/")])).toEqual([
      "Link “the tables”: `/en/` → `/`",
    ]);
  });

  it("tells code by the name that it defines", () => {
    const code = (...lines: string[]) => ["# Code", "", "```ts", ...lines, "```", ""];
    const old = code("const a = 1;");
    expect(say(old, code("const a = 1;", "export function openGate(): void {", "}"))).toEqual([
      "Code: `openGate` added in “Code”",
    ]);
    expect(say(code("yaml.safeLoad(text)"), code("yaml.load(text)"))).toEqual([
      "Code: `yaml.safeLoad` → `yaml.load` in “Code”",
    ]);
  });

  it("tells keys of the front matter", () => {
    const old = ["---", "title: Ships", "---", "", "Text."];
    expect(say(old, old.with(1, "title: Boats"))).toEqual(["title: Ships → Boats"]);
  });

  it("tells a version with its name", () => {
    const old = ["Needs node 22.1.0 and npm 10.2.0 to run at all."];
    expect(say(old, ["Needs node 24.0.0 and npm 11.0.0 to run at all."])).toEqual([
      "node 22.1.0 → 24.0.0 and another version",
    ]);
  });

  it("tells nothing but formatting as formatting", () => {
    expect(say(["# A", "", "* one", "* two"], ["# A", "", "- one", "- two"])).toEqual([
      "Formatting only",
    ]);
  });

  it("tells a document that changed without its date, and one whose date alone changed", () => {
    const old = ["# Terms", "", "Last updated: May 12, 2025", "", "You may leave at any time."];
    expect(say(old, old.with(4, "You must never leave at any time."))).toContain(
      "“guide.md” changed, and still has the date May 12, 2025",
    );
    expect(say(old, old.with(2, "Last updated: June 1, 2025"))).toEqual([
      "Only the date of “guide.md” changed: May 12, 2025 → June 1, 2025",
    ]);
  });
});

describe("tables", () => {
  const table = [
    "| Port | Depth | Open |",
    "| --- | --- | --- |",
    "| Aal | 5 m | yes |",
    "| Bru | 7 m | no |",
  ];

  it("tells a cell by its row and column", () => {
    expect(say(table, table.with(2, "| Aal | 6 m | yes |"))).toEqual(["“Aal”: Depth 5 m → 6 m"]);
  });

  it("tells rows by their first cell, columns by their names", () => {
    expect(say(table, [...table, "| Cor | 9 m | yes |"])).toEqual(["New row “Cor”"]);
    expect(say(table, table.toSpliced(2, 1))).toEqual(["Row “Aal” removed"]);
    const wider = table.map((row, at) => `${row} ${["Pilot |", "--- |", "x |", "y |"][at] ?? ""}`);
    expect(say(table, wider)).toEqual(["New column “Pilot”"]);
    expect(say(wider, table)).toEqual(["Column “Pilot” removed"]);
  });

  it("tells cells of a row that changed alike together", () => {
    const old = ["| Port | A | B | C |", "| --- | --- | --- | --- |", "| Aal | no | no | no |"];
    expect(say(old, old.with(2, "| Aal | yes | yes | yes |"))).toEqual([
      "“Aal”: A, B and C: no → yes",
    ]);
  });
});

describe("files", () => {
  it("tells a new page by its title and first sentence, a removed one likewise", () => {
    expect(sayAll(mergeHeadlines(findIn(null, page)))).toEqual([
      "New page “Harbour”: Ships enter at high water.",
    ]);
    expect(sayAll(mergeHeadlines(findIn(page, null)))).toEqual([
      "Page “Harbour” removed: Ships enter at high water.",
    ]);
  });

  it("tells a file without a title by its name", () => {
    expect(sayAll(mergeHeadlines(findIn(null, ["a = 1"], "tides.toml")))).toEqual([
      "New file “tides.toml”",
    ]);
  });

  it("tells an emptied page, and nothing of its lines", () => {
    expect(say(page, [""])).toEqual(["“guide.md” is empty now"]);
  });

  it("tells what has no lines: a new name, a mode, a binary file, a text that is back", () => {
    const from = { path: "a/old.md", hash: "1", size: 1, mode: "100644" as const };
    const tell = (to: object, more: object = {}) =>
      findHeadlines(
        {
          change: { kind: "modified", from, to: { ...from, ...to } },
          text: null,
          binary: false,
          revert: null,
          ...more,
        },
        "c",
      ).map((headline) => toPlain(sayHeadline(headline)));
    expect(tell({ mode: "100755" })).toEqual(["Another mode of “old.md”"]);
    expect(tell({ hash: "2" }, { binary: true })).toEqual(["“old.md” is another binary file now"]);
    const revert = { stamp: "2026-05-21T0636Z", additions: 0, deletions: 0 };
    expect(tell({ hash: "2" }, { binary: true, revert })).toContain(
      "“old.md” is back as on 2026-05-21 06:36 UTC",
    );
    expect(tell({ hash: "2" }, { revert: { ...revert, additions: 14 } })).toContain(
      "“old.md” is back as on 2026-05-21 06:36 UTC, but for 14 lines",
    );
    const renamed = {
      kind: "renamed" as const,
      from,
      to: { ...from, path: "a/new.md" },
      similarity: 1,
    };
    const [told] = findHeadlines({ change: renamed, text: null, binary: false, revert: null }, "c");
    expect(told && toPlain(sayHeadline(told))).toBe("old.md is now new.md");
  });

  it("says where a whole text was and is", () => {
    const elsewhere = { path: "a/old/page.md", anchor: "c" };
    const from = { path: "a/page.md", hash: "1", size: 1, mode: "100644" } as const;
    const modified = {
      kind: "modified",
      from,
      to: { ...from, hash: "2" },
    } as const;
    const tell = (told: Partial<Parameters<typeof findHeadlines>[0]>) => {
      const whole = { change: modified, text: null, binary: false, revert: null, ...told };
      return findHeadlines(whole, "c").map((headline) => toPlain(sayHeadline(headline)));
    };
    expect(tell({ textTo: { ...elsewhere, rewritten: true } })).toEqual([
      "“page.md” rewritten; the old text is now old/page.md",
    ]);
    // What was edited only is told by its lines.
    expect(tell({ textTo: { ...elsewhere, rewritten: false } })).toEqual([]);
    expect(tell({ textFrom: elsewhere, textTo: { ...elsewhere, rewritten: true } })).toEqual([
      "old/page.md and page.md were swapped",
    ]);
    const added = { kind: "added", to: modified.to } as const;
    expect(tell({ change: added, textFrom: elsewhere })).toEqual([
      "New file “page.md”, copied from old/page.md",
    ]);
  });
});

describe("one headline for many places", () => {
  const line = (model: string) => [`The model ${model} reads the tides.`];

  it("counts places and files of the same edit", () => {
    const found = ["a.md", "b.md", "c.md"].flatMap((path) =>
      findIn(line("`tide-1`"), line("`tide-2`"), path),
    );
    expect(sayAll(mergeHeadlines(found))).toEqual([
      "`tide-1` became `tide-2` in 3 places of 3 files",
    ]);
  });

  it("tells retargeted links by what they have in common", () => {
    const link = (lead: string, name: string) => [`See [${name}](${lead}${name}/) for it.`];
    const found = ["a", "b"].flatMap((name) =>
      findIn(link("/en/docs/", name), link("/docs/", name), `${name}.md`),
    );
    expect(sayAll(mergeHeadlines(found))).toEqual(["`/en/` → `/` in 2 links of 2 files"]);
  });

  it("lists new pages, and counts those that it does not name", () => {
    const found = ["Aal", "Bru", "Cor", "Dun", "Eel"].flatMap((name) =>
      findIn(null, [`# ${name}`, "", "A port."], `${name}.md`),
    );
    expect(sayAll(mergeHeadlines(found))).toEqual(["New pages “Aal”, “Bru” and 3 more"]);
  });

  it("tells a day of several pairs together", () => {
    const pair = (name: string) => ({
      headlines: headPair(findIn(null, [`# ${name}`], `${name}.md`)),
    });
    const day = { date: "2026-01-02", pairs: [pair("Aal"), pair("Bru")] } as unknown as Parameters<
      typeof headDay
    >[0];
    expect(headDay(day).map((headline) => toPlain(sayHeadline(headline)))).toEqual([
      "New pages “Aal” and “Bru”",
    ]);
  });
});

describe("the words", () => {
  it("never exceed what a title may have, and cut at words", () => {
    const long =
      "A very long sentence about harbours and their masters that goes on and on without an end in sight";
    for (const told of [
      say([], ["# T", "", long]),
      say(["# T"], ["# T", "", `## ${long}`, "", long]),
    ].flat()) {
      expect(told.length).toBeLessThanOrEqual(90);
      expect(told).toMatch(/\S…”?(: |$)|\S$/);
    }
  });

  it("never leave a code span open", () => {
    const code = `Call \`${"openTheGate(".repeat(12)}\` first.`;
    for (const told of say(["# T", ""], ["# T", "", code])) {
      expect((told.split("`").length - 1) % 2).toBe(0);
    }
  });

  it("are the same for the same input, whatever the lines hold", () => {
    const nasty = [
      "[[[[(((((`` ` ```",
      "| a | \\| b",
      "<a <b <c >",
      "*".repeat(500),
      "\u0000\ud800 x",
      `[${"[".repeat(2000)}](${"(".repeat(2000)}`,
      "- [ ] ",
      "#",
      "![](",
      `${"<a ".repeat(1500)}`,
    ];
    for (const one of nasty) {
      for (const other of nasty) {
        const first = say(["# T", "", one, "end"], ["# T", "", other, "end"]);
        expect(say(["# T", "", one, "end"], ["# T", "", other, "end"])).toEqual(first);
        for (const told of first) expect(told.length).toBeLessThanOrEqual(90);
      }
    }
  });
});
