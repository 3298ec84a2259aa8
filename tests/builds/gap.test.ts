import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { makeScratchFolder, mustBuild, runBuild, writeFile } from "./build-site.ts";
import { verifySite } from "./verify-site.ts";
import type { DayJson } from "../../src/site/json/schema.ts";

test("a capture that failed is told apart from deletions, and what comes back is compared", async () => {
  const scratch = makeScratchFolder();
  const pages = [1, 2, 3, 4, 5, 6, 7, 8].map((page) => `p${String(page)}.md`);
  const write = (stamp: string, name: string, text: string) => {
    const file = path.join(scratch, "snapshots", "docs", stamp, name);
    writeFile(file, text);
  };
  for (const name of pages) write("2026-01-01", name, `# ${name}\n`);
  for (const name of pages.slice(6)) write("2026-01-02", name, `# ${name}\n\nAlso.\n`);
  for (const name of pages.slice(6)) write("2026-01-03", name, `# ${name}\n\nAlso.\n`);
  for (const name of pages.slice(0, 6)) write("2026-01-03", name, `# ${name}\n`);
  write("2026-01-03", "p2.md", "# p2.md\n\nChanged meanwhile.\n");

  const out = path.join(scratch, "out");
  const { code, output } = await runBuild(path.join(scratch, "snapshots"), out);
  expect([code, output]).toEqual([0, output]);

  const read = (name: string) => readFileSync(path.join(out, "docs", name), "utf8");
  const pairOf = (date: string) => (JSON.parse(read(`${date}.json`)) as DayJson).pairs[0];
  expect(pairOf("2026-01-02")).toMatchObject({
    files: 2,
    deletions: 0,
    missing: pages.slice(0, 6),
  });
  expect(pairOf("2026-01-03")?.changes).toMatchObject([{ path: "p2.md", kind: "modified" }]);
  expect(read("2026-01-02/index.html")).toContain("6 files missing: removed or not captured");
  expect(read("rss.xml")).toContain("6 files missing: removed or not captured");
  // The patch holds what really happened to the bytes.
  expect(read("2026-01-02.patch").match(/^deleted file mode/gm)).toHaveLength(6);
  expect(await verifySite(path.join(scratch, "snapshots"), out)).toMatchObject({ code: 0 });
});

test("what does not come back from a gap is removed, where a reader looks for it", async () => {
  const scratch = makeScratchFolder();
  const snapshots = path.join(scratch, "snapshots");
  const out = path.join(scratch, "out");
  const names = [1, 2, 3, 4, 5, 6, 7, 8].map((page) => `p${String(page)}.md`);
  const take = (source: string, day: number, pages: readonly string[]) => {
    const folder = path.join(snapshots, source, `2026-01-0${String(day)}`);
    mkdirSync(folder, { recursive: true });
    for (const name of pages) writeFileSync(path.join(folder, name), `# ${name}\n\nIts text.\n`);
  };
  // All but p6 are back on the third day.
  take("ended", 1, names);
  take("ended", 2, names.slice(6));
  take("ended", 3, names.toSpliced(5, 1));
  take("ended", 4, names);
  // Nothing is back; from the third snapshot without them on they are removed.
  take("given-up", 1, names);
  for (const day of [2, 3, 4, 5]) take("given-up", day, names.slice(6));
  writeFileSync(path.join(snapshots, "given-up", "source.yaml"), "gap: { snapshots: 3 }\n");
  // The last snapshot is in the gap.
  take("open", 1, names);
  take("open", 2, names.slice(6));
  await mustBuild(snapshots, out);

  const read = (name: string) => readFileSync(path.join(out, name), "utf8");
  const changesOf = (day: string) => {
    const { pairs } = JSON.parse(read(`${day}.json`)) as DayJson;
    return pairs.flatMap((pair) => pair.changes.map(({ path: file, kind }) => `${file} ${kind}`));
  };
  expect(changesOf("ended/2026-01-03")).toEqual(["p6.md removed"]);
  expect(changesOf("ended/2026-01-04")).toEqual(["p6.md added"]);
  expect(changesOf("given-up/2026-01-04")).toEqual(
    names.slice(0, 6).map((name) => `${name} removed`),
  );
  expect(changesOf("open/2026-01-02")).toEqual([]);

  expect(read("ended/2026-01-03/index.html")).toContain("1 file not back from an earlier gap");
  expect(read("ended/rss.xml")).toMatch(/p6\.md<\/a> <small[^>]*>removed, \+0 −3/);
  expect(read("ended/removals.xml")).toContain("/ended/2026-01-03/");
  expect(read("given-up/files/p1.md/index.html")).toContain("/given-up/2026-01-04/#c");
  expect(read("open/files/p1.md/index.html")).toContain("It went missing with other files");
  // The patch in which they vanished removes them already.
  expect(read("ended/2026-01-03.patch")).not.toContain("p6.md");
  expect(read("given-up/2026-01-04.patch")).toBe("");

  const { code, output } = await verifySite(snapshots, out);
  expect([code, output]).toEqual([0, output]);
});
