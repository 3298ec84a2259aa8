import { readFileSync, writeFileSync } from "node:fs";
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
