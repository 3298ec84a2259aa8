import { describe, expect, it } from "vitest";

import type { FileChange, FileVersion } from "../../src/model.ts";
import { findRenames } from "../../src/diff/renames.ts";

/** Ten lines that no other file has, and what is asked for after them. */
function page(topic: string, ...more: string[]): string {
  const own = Array.from({ length: 10 }, (_, index) => `Sentence ${index} is about ${topic}.`);
  return [`# ${topic}`, "", ...own, ...more, ""].join("\n");
}

/** Files removed and added; null is a binary file. The content stands in for its hash. */
function rename(
  removed: Record<string, string | null>,
  added: Record<string, string | null>,
): string[] {
  const texts = new Map<string, string | null>();
  const versions = (files: Record<string, string | null>): FileVersion[] =>
    Object.entries(files).map(([path, text]) => {
      const hash = `${texts.size}`;
      texts.set(hash, text);
      return { path, hash, size: text?.length ?? 100, mode: "100644" };
    });
  const changes: FileChange[] = [
    ...versions(removed).map((from) => ({ kind: "removed", from }) as const),
    ...versions(added).map((to) => ({ kind: "added", to }) as const),
  ];
  return findRenames(changes, (hash) => texts.get(hash) ?? null).map((change) => {
    if (change.kind === "removed") return `- ${change.from.path}`;
    if (change.kind === "renamed") {
      return `${change.from.path} -> ${change.to.path} ${Math.floor(change.similarity * 100)}%`;
    }
    return `+ ${change.to.path}`;
  });
}

describe("findRenames", () => {
  it("pairs files that share more than half of their text", () => {
    const [renamed, ...others] = rename(
      { "old.md": page("tides", "One line is gone.") },
      { "new.md": page("tides", "Another line came.") },
    );
    expect(others).toEqual([]);
    expect(renamed).toMatch(/^old\.md -> new\.md (8\d|9\d)%$/);
  });

  it("leaves files that share less than half", () => {
    expect(
      rename(
        { "old.md": page("tides") + page("moons") },
        { "new.md": page("tides") + page("harbours") + page("ships") },
      ),
    ).toEqual(["+ new.md", "- old.md"]);
  });

  it("takes the most alike of several, each file once", () => {
    const renames = rename(
      { "a.md": page("tides", ...page("moons").split("\n")), "b.md": page("tides", "Less.") },
      { "x.md": page("tides", "More."), "y.md": page("harbours") },
    );
    expect(renames).toEqual(["- a.md", expect.stringMatching(/^b\.md -> x\.md/), "+ y.md"]);
  });

  it("prefers the same base name among near equals", () => {
    const renames = rename(
      { "v1/intro.md": page("tides", "First."), "v1/other.md": page("tides", "Second, longer.") },
      { "v2/intro.md": page("tides", "Second, longer.", "Third.") },
    );
    expect(renames).toEqual([
      "- v1/other.md",
      expect.stringMatching(/^v1\/intro\.md -> v2\/intro\.md/),
    ]);
  });

  it("never says 1 for texts that differ", () => {
    const lines = page("tides").split("\n");
    const swapped = [...lines.slice(3, 6), ...lines.slice(0, 3), ...lines.slice(6)].join("\n");
    expect(rename({ "a.md": page("tides") }, { "b.md": swapped })).toEqual(["a.md -> b.md 99%"]);
  });

  it("never pairs binary or empty files", () => {
    expect(rename({ "a.png": null, "b.md": "" }, { "c.png": null, "d.md": "" })).toEqual([
      "- a.png",
      "- b.md",
      "+ c.png",
      "+ d.md",
    ]);
  });

  it("never pairs stubs by the line that all of them have", () => {
    const stub = (target: string) => `This page has moved to another place.\n-> ${target}\n`;
    expect(
      rename(
        { "a.md": stub("/one"), "b.md": stub("/two") },
        { "c.md": stub("/three"), "d.md": stub("/four") },
      ),
    ).toEqual(["- a.md", "- b.md", "+ c.md", "+ d.md"]);
  });

  it("pairs a short file by a line of its own", () => {
    const long = "The harbour master keeps the one key to the old tide gauge.";
    expect(rename({ "a.md": `${long}\n` }, { "b.md": `${long}\nThe end.\n` })).toEqual([
      expect.stringMatching(/^a\.md -> b\.md/),
    ]);
  });

  it("passes other changes through, in order", () => {
    const version: FileVersion = { path: "m.md", hash: "m", size: 1, mode: "100644" };
    const modified: FileChange = { kind: "modified", from: version, to: { ...version, hash: "n" } };
    expect(findRenames([modified], () => null)).toEqual([modified]);
  });

  it("finds a thousand renames among files that share most of their lines", () => {
    const boilerplate = Array.from(
      { length: 20 },
      (_, index) => `Shared line ${index} of the template.`,
    );
    const files = (folder: string, edit: string) =>
      Object.fromEntries(
        Array.from({ length: 1000 }, (_, index) => [
          `${folder}/${(index * 7) % 1000}-${folder}.md`,
          page(`topic ${(index * 7) % 1000}`, ...boilerplate, edit),
        ]),
      );
    const renames = rename(files("old", "Before."), files("new", "After."));
    expect(renames).toHaveLength(1000);
    for (const line of renames)
      expect(line).toMatch(/^old\/(\d+)-old\.md -> new\/\1-new\.md 9\d%$/);
  });
});
