import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { makeScratchFolder, runBuild } from "./build-site.ts";
import { verifySite } from "./verify-site.ts";

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

test("files that are not back when a gap ends are removed, everywhere and for verify", async () => {
  const scratch = makeScratchFolder();
  const snapshots = path.join(scratch, "snapshots");
  const pages = [1, 2, 3, 4, 5, 6, 7, 8].map((page) => `p${String(page)}.md`);
  const write = (source: string, day: number, names: readonly string[], changed = "") => {
    const folder = path.join(snapshots, source, `2026-01-0${String(day)}`);
    mkdirSync(folder, { recursive: true });
    for (const name of names) {
      const text =
        name === changed
          ? `# ${name}\n\nOther words of ${name}.\n`
          : `# ${name}\n\nText of ${name}.\n`;
      writeFileSync(path.join(folder, name), text);
    }
  };
  for (const [day, names] of [pages, pages.slice(6), pages.slice(2)].entries()) {
    write("ends", day + 1, names, day === 2 ? "p3.md" : "");
  }
  for (const day of [1, 2, 3, 4, 5, 6, 7]) {
    write("stays", day, day === 1 ? pages : pages.slice(6), day === 7 ? "p8.md" : "");
  }
  const out = path.join(scratch, "out");
  const { code, output } = await runBuild(snapshots, out);
  expect([code, output]).toEqual([0, output]);

  const read = (name: string) => readFileSync(path.join(out, name), "utf8");
  const changesOf = (name: string) =>
    (JSON.parse(read(name)) as DayJson).pairs.map(({ changes }) =>
      changes.map(({ kind, path: file }) => `${kind} ${file}`).toSorted(),
    );
  expect(changesOf("ends/2026-01-03.json")).toEqual([
    ["modified p3.md", "removed p1.md", "removed p2.md"],
  ]);
  expect(changesOf("stays/2026-01-06.json")).toEqual([
    pages.slice(0, 6).map((name) => `removed ${name}`),
  ]);
  for (const [day, file] of [
    ["ends/2026-01-03", "ends/files/p1.md"],
    ["stays/2026-01-06", "stays/files/p1.md"],
  ] as const) {
    expect(read(`${day}/index.html`)).toContain("Text of p1.md.");
    expect(read(`${file}/index.html`)).not.toContain("has not changed since");
    expect(read(`${file}/index.html`)).toContain(`/${day}/`);
    expect(read(`${path.dirname(day)}/removals.xml`)).toContain("p1.md");
  }
  // The patches are git's: what was gone before goes no second time.
  expect(read("ends/2026-01-03.patch")).not.toMatch(/^deleted file/m);
  expect(read("stays/2026-01-06.patch")).toBe("");

  const verified = await verifySite(snapshots, out);
  expect(verified.output).toMatch(/^\d+ passed, 0 failed$/m);
  const day = path.join(out, "stays", "2026-01-06.json");
  writeFileSync(day, readFileSync(day, "utf8").replaceAll("p1.md", "p9.md"));
  expect((await verifySite(snapshots, out)).output).toMatch(/p9\.md is not in the snapshot before/);
});
