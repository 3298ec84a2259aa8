import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { DayJson } from "../../src/site/json/schema.ts";
import { makeScratchFolder, mustBuild, writeFile } from "./build-site.ts";
import { verifySite } from "./verify-site.ts";

test("what a rule calls noise is folded and counted apart, no feed tells it, and all adds up", async () => {
  const scratch = makeScratchFolder();
  const snapshots = path.join(scratch, "snapshots");
  const write = (stamp: string, views: number, more = "") => {
    const image = `![](a.png?v=${String(views)})`;
    const text = `# Tides\n\nViews: ${String(views)}\n\n${image}\n\nIt ebbs.\n${more}`;
    writeFile(path.join(snapshots, "docs", stamp, "tides.md"), text);
  };
  write("2026-01-01", 10);
  write("2026-01-02", 20);
  write("2026-01-03", 30, "\nIt flows.\n");
  const settings = path.join(snapshots, "docs", "source.yaml");
  writeFileSync(settings, "noise: [{ name: views, pattern: 'Views: [0-9]+' }, query-strings]\n");
  const out = path.join(scratch, "out");
  await mustBuild(snapshots, out);

  const read = (name: string) => readFileSync(path.join(out, "docs", name), "utf8");
  const pairOf = (date: string) => (JSON.parse(read(`${date}.json`)) as DayJson).pairs[0];
  const one = { additions: 1, deletions: 1 };
  const two = { additions: 2, deletions: 2 };
  expect(pairOf("2026-01-02")).toMatchObject({ ...two, silent: true, byKind: { noise: two } });
  expect(pairOf("2026-01-02")?.changes[0]?.noise).toEqual({ views: one, "query-strings": one });
  // A blank line goes with the line above it.
  const above = { additions: 2, deletions: 1 };
  expect(pairOf("2026-01-03")).toMatchObject({
    additions: 4,
    byKind: { new: { additions: 1, deletions: 0 }, noise: { additions: 3, deletions: 2 } },
  });
  expect(pairOf("2026-01-03")?.changes[0]?.noise).toEqual({ views: one, "query-strings": above });
  expect(read("2026-01-02/index.html")).toMatch(
    /<summary>4 lines: noise by the rules “views” and “query-strings”<\/summary>/,
  );
  expect(read("rss.xml")).not.toContain("/docs/2026-01-02/");
  expect(read("rss.xml")).toContain("/docs/2026-01-03/");
  expect(read("removals.xml")).not.toContain("/docs/2026-01-0");
  // The patch is the whole truth.
  expect(read("2026-01-02.patch")).toContain("+Views: 20\n");
  expect(await verifySite(snapshots, out)).toMatchObject({ code: 0 });

  const json = path.join(out, "docs", "2026-01-02.json");
  const told = readFileSync(json, "utf8");
  expect(told).toContain('"views":{"additions":1');
  writeFileSync(json, told.replace('"views":{"additions":1', '"views":{"additions":2'));
  const { code, output } = await verifySite(snapshots, out);
  expect([code, output]).toEqual([
    1,
    expect.stringContaining("tides.md does not add up by its rules"),
  ]);
});

test("noise of a rule that is announced is told beside noise that is not", async () => {
  const scratch = makeScratchFolder();
  const snapshots = path.join(scratch, "snapshots");
  for (const day of [1, 2]) {
    const folder = path.join(snapshots, "docs", `2026-01-0${String(day)}`);
    writeFile(path.join(folder, "views.md"), `Views: ${String(day)}\n`);
    writeFile(path.join(folder, "boats.md"), `Boats: ${String(day)}\n`);
  }
  const rules = [
    "views, pattern: 'Views: [0-9]+'",
    "boats, pattern: 'Boats: [0-9]+', announce: true",
  ];
  const settings = `noise: [${rules.map((rule) => `{ name: ${rule} }`).join(", ")}]\n`;
  writeFileSync(path.join(snapshots, "docs", "source.yaml"), settings);
  await mustBuild(snapshots, path.join(scratch, "out"));
  const feed = readFileSync(path.join(scratch, "out", "docs", "rss.xml"), "utf8");
  expect(feed).toContain("/docs/2026-01-02/");
});

test("items that were published before a rule came stay in their documents", async () => {
  const scratch = makeScratchFolder();
  const snapshots = path.join(scratch, "snapshots");
  const first = Date.UTC(2026, 0, 1);
  for (let day = 0; day < 130; day += 1) {
    const stamp = new Date(first + day * 86_400_000).toISOString().slice(0, 10);
    const left = Array.from(
      { length: 130 - day },
      (_, at) => `Ship number ${String(at)} lies here.`,
    );
    // Every third day something leaves, too.
    const ships = day % 3 === 0 ? left : left.slice((day % 3) - 1, -1);
    const text = `# Tides\n\nViews: ${String(day)}\n\n${ships.join("\n\n")}\n`;
    writeFile(path.join(snapshots, "docs", stamp, "tides.md"), text);
  }
  const build = async (settings: string) => {
    writeFileSync(path.join(snapshots, "docs", "source.yaml"), settings);
    const out = path.join(scratch, "out");
    await mustBuild(snapshots, out);
    return readItems(path.join(out, "docs"));
  };
  const before = await build("title: Tides\n");
  const after = await build("noise: [{ name: views, pattern: 'Views: [0-9]+' }]\n");
  expect([...before.keys()].filter((name) => name.includes("removals")).length).toBeGreaterThan(2);
  for (const [name, ids] of before) {
    const kept = after.get(name) ?? [];
    expect([name, ids.filter((id) => kept.includes(id))]).toEqual([name, kept]);
  }
  expect([...after.keys()]).toEqual([...before.keys()]);
});

/** The ids of the items of every feed document of a source, by the document's name. */
function readItems(folder: string): Map<string, readonly string[]> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
  return new Map(
    names
      .filter((name) => /^(?:feeds\/)?(?:rss|content|removals)(?:\/\d+)?\.xml$/.test(name))
      .map((name) => {
        const text = readFileSync(path.join(folder, name), "utf8");
        return [name, [...text.matchAll(/<guid[^>]*>([^<]*)</g)].map(([, id = ""]) => id)];
      }),
  );
}
