/** Sentences for the kinds of documents that people watch: terms, prices, references, logs of changes. */
import { describe, expect, it } from "vitest";
import { findIn, say, sayAll } from "./say.ts";
import { mergeHeadlines } from "../../src/headlines/merge.ts";
import { isVersionHeading } from "../../src/headlines/versions.ts";

describe("terms", () => {
  const old = [
    "# Terms of Mooring",
    "",
    "Effective date: January 1, 2026",
    "",
    "## 8. Liability",
    "",
    "8.1 Our liability is limited to $100,000 per year.",
    "",
    "8.2 You may leave the harbour with notice.",
  ];
  const renumbered = [
    ...old.slice(0, 2),
    "Effective date: March 1, 2026",
    "",
    "## 8. Cargo",
    "",
    "8.1 Cargo is weighed at the gate.",
    "",
    "## 9. Liability",
    "",
    "9.1 Our liability is limited to $50,000 per year.",
    "",
    "9.2 You must leave the harbour with written notice.",
  ];

  it("whose clauses have other numbers are told by what else they say, in the section as it is now", () => {
    expect(say(old, renumbered)).toEqual([
      "New section “8. Cargo”: 8.1 Cargo is weighed at the gate.",
      "liability is limited to $100,000 → $50,000 per year in “9. Liability”",
      "9.2 You may → must leave the harbour with written notice.",
      "Section “8. Liability” is now “9. Liability”",
      "Date of Terms of Mooring January 1, 2026 → March 1, 2026",
    ]);
  });

  it("tell dates whole, in other languages", () => {
    const tell = (from: string, to: string) => say(["# AGB", "", from], ["# AGB", "", to])[0];
    expect(tell("Am 1. März 2026 ist Hafenfest.", "Am 15. April 2026 ist Hafenfest.")).toBe(
      "Am 1. März 2026 → 15. April 2026 ist Hafenfest in “AGB”",
    );
    expect(tell("港は2026年1月1日に開く。", "港は2026年3月1日に開く。")).toBe(
      "港は2026年1月1日 → 2026年3月1日に開く in “AGB”",
    );
  });

  it("never put the words of two edits together as one", () => {
    const said = say(
      ["# Port", "", "Vous pouvez résilier à tout moment."],
      ["# Port", "", "Vous devez résilier par écrit 30 jours avant."],
    );
    expect(said).toEqual(["Now: Vous devez résilier par écrit 30 jours avant."]);
  });

  it("tell an item over two lines by how it begins", () => {
    const [said] = say(
      ["# Moor", "", "1. Tie a rope (and, if there is one, a chain) to that", "   ring, or"],
      [
        "# Moor",
        "",
        "1. Tie a rope (and, if there is one, a chain) to the ring of your berth while",
        "   waiting for that ring, or",
      ],
    );
    expect(said).toContain("the ring of your berth");
  });
});

describe("headings with numbers", () => {
  it("are versions where they look like those of a log of changes", () => {
    const versions = ["1.2.0", "1.2", "v1.2 Codename", "[1.2.0] - 2026-01-02", "1.2 (May 3, 2026)"];
    const others = [
      "1.2.0: Winches",
      "1.2 beta",
      "1.2.0-rc.1",
      "Version 4.1",
      "2.0.0 (2026-01-02)",
    ];
    const asRead = versions.map((heading) => heading.replace(/[[\]]/g, ""));
    expect([...asRead, ...others].filter((heading) => !isVersionHeading(heading))).toEqual([]);
  });

  it("are sections where words follow", () => {
    const sections = [
      "2.2 Token Passthrough",
      "2.3.4 Sequence Diagram",
      "4.1 – Liability",
      "3. Law",
    ];
    expect(sections.filter((heading) => isVersionHeading(heading))).toEqual([]);
  });

  it("say what was removed as such", () => {
    const old = ["# Changes", "", "## 1.0.0", "", "- First"];
    const entry = ["## 1.1.0", "", "### Removed", "", "- The hand winch", ""];
    const [said] = say(old, [...old.slice(0, 2), ...entry, ...old.slice(2)], "winch/CHANGELOG.md");
    expect(said).toBe("New version winch 1.1.0: Removed: The hand winch");
  });
});

describe("versions and prices", () => {
  it("with a date behind them are told without it", () => {
    expect(
      say(
        ["# Rust", "", "バージョン：1.80.0（2026年5月3日）"],
        ["# Rust", "", "バージョン：1.81.0（2026年6月14日）"],
      )[0],
    ).toBe("Rust 1.80.0 → 1.81.0");
  });

  it("are no versions where they are amounts or numbers of sections", () => {
    expect(
      say(["# Fees", "", "A berth costs 1.50 a day."], ["# Fees", "", "A berth costs 1.75 a day."]),
    ).toEqual(["A berth costs 1.50 → 1.75 a day in “Fees”"]);
    expect(
      say(
        ["# Law", "", "See Section 4.1 of the law."],
        ["# Law", "", "See Section 4.2 of the law."],
      ),
    ).toEqual(["See Section 4.1 → 4.2 of the law in “Law”"]);
  });
});

it("parameters and answers of an interface are told by their names", () => {
  const said = say(
    [
      "parameters:",
      "  - name: limit",
      "    required: false",
      "responses:",
      "  '200':",
      "    description: OK",
    ],
    [
      "parameters:",
      "  - name: limit",
      "    required: true",
      "  - name: cursor",
      "    required: false",
      "responses:",
      "  '200':",
      "    description: OK",
      "  '429':",
      "    description: Too many",
    ],
    "openapi.yaml",
  );
  expect(said).toContain("Code: `cursor` added");
  expect(said).toContain("Code: `429` added");
});

it("a row that is new in several tables is told once", () => {
  const table = ["| Tongue | Tier |", "| --- | --- |", "| Go | 1 |"];
  const found = ["a.md", "b.md"].flatMap((path) =>
    findIn(["# Kits", "", ...table], ["# Kits", "", ...table, "| Rust | 2 |"], path),
  );
  expect(sayAll(mergeHeadlines(found))).toEqual(["New row “Rust” in 2 places of 2 files"]);
});

it("of many new pages those are named that are no series", () => {
  const pages = ["Rule-12: Ropes", "Rule-13: Chains", "Rule-14: Knots", "Tides"];
  const found = pages.flatMap((title) => findIn(null, [`# ${title}`, "", "A page."], title));
  expect(sayAll(mergeHeadlines(found))).toEqual(["New pages “Rule-12: Ropes”, “Tides” and 2 more"]);
});

it("a new page whose text begins with a label is told by its own description", () => {
  const page = ["---", "title: Ropes", "description: What ropes are for.", "---", "", "**Group**"];
  expect(sayAll(mergeHeadlines(findIn(null, page)))).toEqual([
    "New page “Ropes”: What ropes are for.",
  ]);
});

it("code is told by what says something", () => {
  const fence = (...code: string[]) => ["# Knots", "", "```js", ...code, "```"];
  expect(say(fence("a();"), fence("a();", "try {", "  fasten(rope);", "}"))).toEqual([
    "Code: `fasten` added in “Knots”",
  ]);
});

it("files from several folders that went to one are told together", () => {
  const renamed = (from: string, to: string) =>
    mergeHeadlines([{ kind: "file-renamed", old: from, new: to, anchor: to, weight: 76 }]).flatMap(
      ({ places }) => places,
    );
  const moved = [
    ...renamed("groups/ropes/charter.md", "groups/working/ropes.md"),
    ...renamed("groups/tides/charter.md", "groups/working/tides.md"),
    ...renamed("old.md", "new.md"),
  ];
  expect(sayAll(mergeHeadlines(moved))).toEqual([
    "2 files moved: groups/ropes/charter.md → groups/working/ropes.md and others",
    "old.md is now new.md",
  ]);
});
