import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { projectFolder } from "../../scripts/arguments.ts";

const snapshots = path.join(projectFolder, "tests", "fixtures", "archives", "harbour");

function compare(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(projectFolder, "scripts", "compare.ts"), "--snapshots", snapshots, ...args],
    { maxBuffer: 2 ** 26 },
  );
  return { status, out: stdout, said: stderr.toString() };
}

/** All files below the folder with their bytes, as text. */
function readFolder(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(".git"))
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((file) => [path.relative(folder, file), readFileSync(file, "latin1")]).sort(),
  ) as Record<string, string>;
}

test.each([
  ["2026-01-05T0600Z", "2026-02-01", "2026-01-05T0600Z", "2026-02-01"],
  ["2026-02-01", "2026-01-05", "2026-02-01", "2026-01-05T0600Z"],
  ["2026-01-06", "2026-01-31", "2026-01-06T1800Z", "2026-01-06T1800Z"],
])("the patch from %s to %s turns the one snapshot into the other", (from, to, old, now) => {
  const folder = mkdtempSync(path.join(tmpdir(), "tidemark-compare-"));
  cpSync(path.join(snapshots, "handbook", old), folder, { recursive: true });
  const { status, out } = compare("handbook", from, to);
  expect(status).toBe(0);
  if (out.length > 0)
    execFileSync("git", ["apply", "--whitespace=nowarn"], { cwd: folder, input: out });
  expect(out.length > 0).toBe(old !== now);
  expect(readFolder(folder)).toEqual(readFolder(path.join(snapshots, "handbook", now)));
});

test("one file is compared by its name, and shown as a page that loads nothing", () => {
  const { out } = compare("handbook", "2026-01-05", "2026-02-01", "guide/tides.md");
  expect(out.toString().match(/^diff --git/gm)).toHaveLength(1);
  const page = compare("handbook", "2026-01-05", "2026-02-01", "guide/tides.md", "--html");
  const html = page.out.toString();
  expect(html).toContain("<h2>guide/tides.md ");
  expect(html).toContain("<ins>");
  expect(html).not.toMatch(/<script|<link|@import|https?:\/\/[^"]+\.(?:css|js)/);
});

test("its page tells what moved between files, and folds what a keeper's rule matches", () => {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), "tidemark-compare-")), "snapshots");
  const moved = "A paragraph of some length that leaves the one page for the other.\n";
  const texts = [
    { stamp: "2026-01-01", "a.md": `Views: 1\n\n${moved}`, "b.md": "# B\n" },
    { stamp: "2026-01-02", "a.md": "Views: 2\n", "b.md": `# B\n\n${moved}` },
  ];
  for (const { stamp, ...files } of texts) {
    mkdirSync(path.join(folder, "manual", stamp), { recursive: true });
    for (const [name, text] of Object.entries(files))
      writeFileSync(path.join(folder, "manual", stamp, name), text);
  }
  const rules = "noise: [{ name: views, pattern: 'Views: [0-9]+' }]\n";
  writeFileSync(path.join(folder, "manual", "source.yaml"), rules);
  const { out } = compare("manual", "2026-01-01", "2026-01-02", "--html", "--snapshots", folder);
  const html = out.toString();
  expect(html).toContain("noise by the rule “views”");
  expect(html).toContain("moved to line 3 of b.md");
  expect(html).toContain("moved from line 3 of a.md");
});

test("what is not there is told with what there is", () => {
  const cases = [
    [["handbook", "2020-01-01", "2026-02-01"], /from 2026-01-05T0600Z to 2026-02-01/],
    [["handbook", "<b>", "2026-02-01"], /“<b>” names no snapshot/],
    [["handbook", "2026-01-05", "2026-02-01", "no.md"], /“no\.md” is in neither/],
    [["nobody", "2026-01-05", "2026-02-01"], /“nobody” is no source/],
    [["handbook"], /a source, two dates/],
  ] as const;
  for (const [args, told] of cases) {
    const { status, out, said } = compare(...args);
    expect([status, out.length]).toEqual([1, 0]);
    expect(said).toMatch(told);
  }
});
