import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { makeScratchFolder, runBuild } from "./build-site.ts";

interface DayJson {
  readonly pairs: readonly {
    readonly files: number;
    readonly deletions: number;
    readonly missing: readonly string[];
    readonly changes: readonly { readonly path: string; readonly kind: string }[];
  }[];
}

test("a capture that failed is told apart from deletions, and what comes back is compared", async () => {
  const scratch = makeScratchFolder();
  const pages = [1, 2, 3, 4, 5, 6, 7, 8].map((page) => `p${String(page)}.md`);
  const write = (stamp: string, name: string, text: string) => {
    const file = path.join(scratch, "snapshots", "docs", stamp, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
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
});
