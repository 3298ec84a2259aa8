import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { FileChange, FileVersion } from "../../../src/model.ts";
import { compareRemoved, findRenames } from "../../../src/diff/trees/renames.ts";
import { measureSimilarity, profileLines } from "../../../src/diff/trees/similarity.ts";
import { splitLines } from "../../../src/diff/lines/text.ts";

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
  const { changes, readText } = replace(removed, added);
  return findRenames(changes, readText).map((change) => {
    if (change.kind === "removed") return `- ${change.from.path}`;
    if (change.kind === "renamed") {
      return `${change.from.path} -> ${change.to.path} ${Math.floor(change.similarity * 100)}%`;
    }
    return `+ ${change.to.path}`;
  });
}

function replace(removed: Record<string, string | null>, added: Record<string, string | null>) {
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
  return { changes, readText: (hash: string) => texts.get(hash) ?? null };
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

describe("compareRemoved", () => {
  const template = Array.from({ length: 20 }, (_, index) => `Line ${index} of the form.`);
  const forms = (count: number, folder: string) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `${folder}/${folder}-${index}.md`,
        [`# ${folder} ${index}`, "", ...template, ""].join("\n"),
      ]),
    );
  const compare = (...files: Parameters<typeof replace>) => {
    const { changes, readText } = replace(...files);
    return compareRemoved(changes, readText);
  };

  it("says so where files of one form are too many to compare", () => {
    const { changes, approximate } = compare(forms(40, "berth"), forms(40, "mooring"));
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(["removed", "added"]));
    expect(approximate).toBe(true);
  });

  it("says so where nine others share more different lines, and the one that is most alike is left", () => {
    const refrain = "And the tide comes in again, and goes.\n".repeat(60);
    const verses = page("tides");
    const towns = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [
        `town-${index}.md`,
        verses + Array.from({ length: 9 }, (_, part) => page(`town ${index} ${part}`)).join(""),
      ]),
    );
    const song = { "song.md": refrain + page("moons") };
    const { changes, approximate } = compare({ ...towns, ...song }, { "new.md": refrain + verses });
    expect(changes.map(({ kind }) => kind)).not.toContain("renamed");
    expect(approximate).toBe(true);
  });

  it("says nothing where files of one form keep their names, or come alone", () => {
    expect(compare(forms(40, "berth"), {}).approximate).toBe(false);
    expect(compare(forms(8, "berth"), forms(40, "mooring")).approximate).toBe(false);
    const named = (folder: string) =>
      Object.fromEntries(
        Object.entries(forms(40, "berth")).map(([path, text]) => [
          `${folder}/${path}`,
          text + folder,
        ]),
      );
    expect(compare(named("old"), named("new")).approximate).toBe(false);
  });

  it("says nothing of stubs, which are told apart by text of their own only", () => {
    const stubs = (folder: string) =>
      Object.fromEntries(
        Array.from({ length: 1500 }, (_, index) => [
          `${folder}/${folder}-${index}.md`,
          `This page has moved to another place.\n-> /${folder}/${index}\n`,
        ]),
      );
    expect(compare(stubs("berth"), stubs("mooring")).approximate).toBe(false);
  });

  it("says nothing where the files left over are unlike", () => {
    const others = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`new/${index}.md`, page(`topic ${index}`)]),
    );
    expect(compare(forms(40, "berth"), others).approximate).toBe(false);
  });

  it("where it says nothing, comparing all files with all finds no other rename", () => {
    const line = fc.integer({ min: 0, max: 30 }).map((index) => `Sentence ${index} of a few.`);
    const file = fc.array(line, { minLength: 3, maxLength: 12 });
    const files = fc.array(file, { minLength: 9, maxLength: 60 });
    fc.assert(
      fc.property(files, files, (removed, added) => {
        const name = (folder: string, all: string[][]) =>
          Object.fromEntries(
            all.map((lines, index) => [`${folder}/${folder}${index}.md`, lines.join("\n")]),
          );
        const { changes, readText } = replace(name("old", removed), name("new", added));
        const found = compareRemoved(changes, readText);
        const profiles = (kind: "removed" | "added") =>
          found.changes.flatMap((change) => {
            if (change.kind !== kind) return [];
            const { hash } = change.kind === "removed" ? change.from : change.to;
            return [profileLines(splitLines(readText(hash) ?? ""))];
          });
        const fresh = profiles("added");
        const missed = profiles("removed").some((old) =>
          fresh.some((now) => measureSimilarity(old, now) >= 0.5),
        );
        expect(found.approximate || !missed).toBe(true);
      }),
    );
  });
});
