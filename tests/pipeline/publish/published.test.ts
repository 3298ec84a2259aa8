import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import {
  findPublished,
  listPublished,
  notePlanned,
  notePublished,
} from "../../../src/pipeline/publish/published.ts";
import { prepareOutput } from "../../../src/pipeline/publish/publish.ts";
import { damages } from "../../builds/damage.ts";

function publish() {
  const root = mkdtempSync(path.join(tmpdir(), "tidemark-published-"));
  const [cache, out] = [path.join(root, "cache"), path.join(root, "out")];
  mkdirSync(path.join(out, "tides"), { recursive: true });
  for (const name of ["index.html", "tides/index.html"]) writeFileSync(path.join(out, name), name);
  notePublished(cache, out, { key: "k", records: 3 });
  const [name = ""] = readdirSync(path.join(cache, "published"));
  return { root, cache, out, note: path.join(cache, "published", name) };
}

test("a site that nobody touched is known, with its files", () => {
  const { cache, out } = publish();
  expect(findPublished(cache, out)).toEqual({ key: "k", records: 3 });
  expect(listPublished(cache, out)).toEqual(["index.html", "tides/index.html"]);
});

test("a site with one file more, fewer or other is not the one that was published", () => {
  const { cache, out } = publish();
  writeFileSync(path.join(out, "tides", "notes.txt"), "mine");
  expect(findPublished(cache, out)).toBeNull();
  rmSync(path.join(out, "tides", "notes.txt"));
  expect(findPublished(cache, out)).not.toBeNull();
  writeFileSync(path.join(out, "index.html"), "edited");
  expect(findPublished(cache, out)).toBeNull();
  rmSync(out, { recursive: true });
  expect(findPublished(cache, out)).toBeNull();
});

test("a build that is killed when it has published leaves no strangers", () => {
  const { root, cache, out } = publish();
  const site = path.join(root, "site");
  mkdirSync(site);
  writeFileSync(path.join(site, "og.png"), "new");
  notePlanned(cache, out, site);
  expect(listPublished(cache, out)).toEqual(["index.html", "tides/index.html", "og.png"]);
  expect(findPublished(cache, out)).toBeNull();
});

test.for(Object.entries(damages).filter(([name]) => !name.startsWith("one bit")))(
  "a note that is damaged (%s) counts for nothing and is written anew",
  ([, damage]) => {
    const { root, cache, out, note } = publish();
    writeFileSync(path.join(root, "other"), '{"key":"k"}');
    damage(note, path.join(root, "other"));
    expect(findPublished(cache, out)).toBeNull();
    expect(listPublished(cache, out)).toBeNull();
    notePublished(cache, out, { key: "k", records: 3 });
    expect(findPublished(cache, out)).toEqual({ key: "k", records: 3 });
  },
);

test("an older site that was restored is nobody else's; files put into the newest one are", () => {
  const { cache, out, root } = publish();
  writeFileSync(path.join(out, "archive.json"), '{"sources":[],"old":1}');
  notePublished(cache, out, { key: "k", records: 3 });
  cpSync(out, path.join(root, "backup"), { recursive: true });
  rmSync(out, { recursive: true });
  mkdirSync(out);
  writeFileSync(path.join(out, "archive.json"), '{"sources":[]}');
  notePublished(cache, out, { key: "l", records: 3 });
  writeFileSync(path.join(out, "mine.txt"), "mine");
  expect(() => {
    prepareOutput(out, listPublished(cache, out));
  }).toThrow("mine.txt");
  rmSync(out, { recursive: true });
  cpSync(path.join(root, "backup"), out, { recursive: true });
  expect(listPublished(cache, out)).toBeNull();
  prepareOutput(out, listPublished(cache, out));
});
