/** What a build takes from the last one must not show: the site equals one that was built at once. */
import { appendFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { copyFixture, makeScratchFolder, mustBuild } from "./build-site.ts";
import { hashSite } from "./hash-site.ts";

const snapshots = copyFixture("harbour");
const smaller = copyFixture("harbour");
const out = path.join(makeScratchFolder(), "out");
const inSource = (archive: string, ...names: string[]) => path.join(archive, "handbook", ...names);
const timeOf = (file: string) => statSync(path.join(out, file)).mtimeMs;

beforeAll(async () => {
  rmSync(inSource(smaller, "2026-02-01"), { recursive: true });
  await mustBuild(smaller, out);
});

async function buildClean(archive: string): Promise<Record<string, string>> {
  const clean = path.join(makeScratchFolder(), "out");
  await mustBuild(archive, clean);
  return hashSite(clean);
}

describe("one more snapshot", () => {
  let before = 0;

  beforeAll(async () => {
    before = Date.now();
    await mustBuild(snapshots, out);
  });

  test("gives the site that a clean build gives", async () => {
    expect(hashSite(out)).toEqual(await buildClean(snapshots));
  });

  test.each([
    "handbook/files/gone.md/index.html",
    "handbook/files/gone.md/rss.xml",
    "handbook/2026-01-06T0600Z.patch",
    "lonely/index.html",
  ])("leaves %s as it was laid out before", (file) => {
    expect(timeOf(file)).toBeLessThan(before);
  });

  test.each(["handbook/2026-02-01/index.html", "handbook/index.html", "index.html"])(
    "lays out %s",
    (file) => {
      expect(timeOf(file)).toBeGreaterThan(before);
    },
  );
});

test("another title, a snapshot fewer and a page that somebody edited all show", async () => {
  appendFileSync(path.join(out, "handbook", "2026-01-06", "index.html"), "<p>Mine.</p>");
  rmSync(inSource(snapshots, "2026-01-06T0600Z"), { recursive: true });
  writeFileSync(inSource(snapshots, "source.yaml"), "title: Another name\n");
  await mustBuild(snapshots, out);
  expect(hashSite(out)).toEqual(await buildClean(snapshots));
});
