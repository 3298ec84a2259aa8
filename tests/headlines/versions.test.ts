import { describe, expect, it } from "vitest";
import { mergeHeadlines } from "../../src/headlines/merge.ts";
import { weigh } from "../../src/headlines/ranking.ts";
import { readName, readVersionPair } from "../../src/headlines/versions.ts";
import { findIn, say, sayAll } from "./say.ts";

const list = (version: string, date: string) => [
  "# Harbour tools",
  "",
  "| Tool | Version | Date | Runs on |",
  "| --- | --- | --- | --- |",
  `| winch | ${version} | ${date} | node 20 |`,
  "| crane | 2.0.1 | 2025-01-01 | node 20 |",
];
const page = (version: string, date: string) => [
  "# winch",
  "",
  `- Version: ${version}`,
  `- Date: ${date}`,
];

describe("versions", () => {
  it("are told with their name once, however many pages say so, and before their dates", () => {
    const found = [
      ...findIn(list("1.4.0", "2026-01-02"), list("1.5.0", "2026-02-03"), "index.md"),
      ...findIn(page("1.4.0", "2026-01-02"), page("1.5.0", "2026-02-03"), "tools/winch.md"),
    ];
    expect(sayAll(mergeHeadlines(found))).toEqual([
      "winch 1.4.0 → 1.5.0",
      "Date of winch 2026-01-02 → 2026-02-03",
    ]);
  });

  it("are counted by what they are of, the greatest step first", () => {
    const tools = (a: string, b: string, c: string) => [
      "Needs nothing.",
      "",
      `- Winch ${a}`,
      "",
      `- Crane v${b}`,
      "",
      `- Buoy: ${c}`,
    ];
    expect(say(tools("1.4.0", "1.9.9", "3.1.0"), tools("1.4.1", "2.0.0", "3.2.0"))).toEqual([
      "Crane 1.9.9 → 2.0.0 and 2 other versions",
    ]);
  });

  it("have the name of the line, else the heading, the title, the file", () => {
    const told = (lines: readonly string[], path?: string) =>
      say(
        lines.map((line) => line.replace("@", "1.2.3")),
        lines.map((line) => line.replace("@", "1.3.0")),
        path,
      )[0];
    expect(told(["# Notes", "", "The current version of winch is @."])).toBe("winch 1.2.3 → 1.3.0");
    expect(told(["# winch", "", "## Installation", "", "Version: @"])).toBe("winch 1.2.3 → 1.3.0");
    expect(told(["---", "title: Winch", "version: @", "---", "", "Text."])).toBe(
      "Winch 1.2.3 → 1.3.0",
    );
    expect(told(["Latest version: @"], "tools/winch.md")).toBe("winch 1.2.3 → 1.3.0");
    expect(told(["{", '  "name": "winch",', '  "version": "@"', "}"], "package.json")).toBe(
      "winch 1.2.3 → 1.3.0",
    );
  });

  it("that others are needed in are told apart", () => {
    const manifest = (own: string, other: string) => [
      "{",
      '  "name": "winch",',
      `  "version": "${own}",`,
      '  "dependencies": {',
      `    "crane": "^${other}"`,
      "  }",
      "}",
    ];
    expect(say(manifest("1.2.3", "7.0.0"), manifest("1.3.0", "8.0.0"), "package.json")).toEqual([
      "winch 1.2.3 → 1.3.0",
      "Needs crane ^7.0.0 → ^8.0.0",
    ]);
    const row = (range: string) => [
      "| Tool | Engines |",
      "| --- | --- |",
      `| winch | \`${range}\` |`,
    ];
    expect(say(row("^20.19.0 \\|\\| >=22"), row("^22.1.0 \\|\\| >=24"))).toEqual([
      "Needs winch `^20.19.0 || >=22` → `^22.1.0 || >=24`",
    ]);
  });

  it("are not seen in numbers of sections, amounts and small numbers", () => {
    for (const [old, new_] of [
      ["See section 3.2.1 for it.", "See section 3.2.2 for it."],
      ["It costs 1.000.000 crowns.", "It costs 2.000.000 crowns."],
      ["The level is 0.5 by default.", "The level is 0.7 by default."],
    ] as const) {
      expect(findIn([old], [new_]).map(({ kind }) => kind)).toEqual(["value"]);
    }
  });

  it("of a log of changes are told with what is new, without tickets and thanks", () => {
    const old = ["# winch", "", "## 1.2.0", "", "### Fixes", "", "- Holds at night"];
    const item =
      "- [#14](https://example.org/14) [`abd1234`](https://example.org/c) Thanks [@eel](https://example.org/eel)! - Turns both ways";
    const entry = ["## 1.3.0", "", "### Features", "", item, ""];
    expect(say(old, [...old.slice(0, 2), ...entry, ...old.slice(2)])).toEqual([
      "New version winch 1.3.0: Turns both ways",
    ]);
  });
});

describe("dates", () => {
  it("that readers wait for come first, those that go with a version last", () => {
    const support = (latest: string, date: string, end: string) => [
      "# Support",
      "",
      "| Release | Latest | Latest release date | End of life |",
      "| --- | --- | --- | --- |",
      `| 3 | ${latest} | ${date} | ${end} |`,
    ];
    expect(
      say(
        support("3.1.1", "2026-01-01", "2028-10-31"),
        support("3.1.2", "2026-02-01", "2027-10-31"),
      ),
    ).toEqual([
      "“3”: End of life 2028-10-31 → 2027-10-31",
      "3 3.1.1 → 3.1.2",
      "Date of 3 2026-01-01 → 2026-02-01",
    ]);
  });

  it("of a document's last change are known in other languages", () => {
    for (const [stamp, old, new_] of [
      ["Stand:", "1. März 2025", "2. April 2026"],
      ["Dernière mise à jour :", "3 mars 2025", "4 avril 2026"],
      ["Última actualización:", "3 de marzo de 2025", "4 de abril de 2026"],
      ["最終更新日：", "2025年3月1日", "2026年4月2日"],
    ] as const) {
      const text = (date: string) => ["# Aal", "", `${stamp} ${date}`, "", "Text."];
      expect(findIn(text(old), text(new_)).map(({ kind }) => kind)).toEqual(["date-only"]);
      const silent = findIn(text(old), text(old).with(4, "Quite another sentence now."));
      expect(silent.map(({ kind }) => kind)).toContain("silent-edit");
    }
  });
});

describe("other languages", () => {
  it("have words that weigh more", () => {
    const weight = (text: string) => weigh({ kind: "text-added", lineKind: "new", text, words: 8 });
    for (const [urgent, plain] of [
      ["Der Kunde muss vorher zahlen", "Der Kunde kann vorher zahlen"],
      ["Cette option est obsolète", "Cette option est nouvelle"],
      ["Esta opción está prohibida", "Esta opción está indicada"],
      ["この機能は廃止されました", "この機能は追加されました"],
      ["此功能已弃用", "此功能已增加"],
    ] as const) {
      expect(weight(urgent), urgent).toBeGreaterThan(weight(plain));
    }
  });

  it("without blanks are told by the characters that differ, with those around them", () => {
    const text = (count: string) => [`このAPIは無料です。毎月${count}件まで送信できます。`];
    expect(say(text("1000"), text("2000"))).toEqual(["毎月1000 → 2000件まで送信できます"]);
  });

  // Nothing here is timed: read in more than one way, each would take hours.
  it("are not looked for in texts that could be read in very many ways", () => {
    const ranges = (last: string) => `${"1 || ".repeat(38)}${last}`;
    expect(readVersionPair(ranges("x"), ranges("y"), "")).toBeNull();
    expect(readVersionPair("1  ".repeat(60), `${"1  ".repeat(60)}x`, "")).toBeNull();
    expect(readVersionPair("1 || ".repeat(20_000), `${"1 || ".repeat(20_000)}x`, "")).toBeNull();
    expect(readVersionPair(">= 1 || ^2.0.0", ">= 1 || ^3.0.0", "")?.kind).toBe("requirement");
    expect(readName(`${"a".repeat(100_000)}!`)).toBe("");
    expect(readName(`${" ".repeat(100_000)}winch!`)).toBe("");
  });
});
