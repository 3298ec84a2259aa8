import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { openContentReader } from "../../src/archive/content.ts";
import { openArchive as open, type ReadSnapshots } from "../../src/archive/open-archive.ts";
import { InputError } from "../../src/errors.ts";

/** Writes an archive: paths below its folder, and their texts. */
function writeArchive(files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "tidemark-archive-"));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

const openArchive = (folder: string) =>
  open(folder, {
    cache: path.join(folder, ".cache"),
    only: null,
    now: Date.UTC(2026, 10, 22),
    until: null,
  });

async function readFirst(folder: string): Promise<ReadSnapshots> {
  const [source] = (await openArchive(folder)).sources;
  if (!source) throw new Error("The archive has no source.");
  return source.readSnapshots(() => undefined);
}

async function readText(read: ReadSnapshots, hash: string): Promise<string | undefined> {
  const contents = await openContentReader().readAll(read.places);
  return new TextDecoder().decode(contents.get(hash));
}

async function problemsOf(folder: string) {
  try {
    for (const source of (await openArchive(folder)).sources) {
      await source.readSnapshots(() => undefined);
    }
  } catch (error) {
    if (error instanceof InputError) {
      return error.problems.map(({ where, what }) => `${path.relative(folder, where)}: ${what}`);
    }
    throw error;
  }
  return [];
}

test("sources and snapshots are found in order, whatever else lies about", async () => {
  const folder = writeArchive({
    "expected.json": "[]",
    "b/2026-05-21T0636Z/x.md": "x",
    "b/2026-05-20/x.md": "y",
    "b/2026-05-21T0000Z/x.md": "z",
    "b/.draft/x.md": "",
    "b/notes.txt": "",
    "a/source.yaml": "title: A\n",
  });
  const { sources } = await openArchive(folder);
  expect(sources.map(({ id, stamps }) => [id, stamps])).toEqual([
    ["a", []],
    ["b", ["2026-05-20", "2026-05-21T0000Z", "2026-05-21T0636Z"]],
  ]);
});

test("captures.jsonl is no snapshot; damaged lines are told, later ones than --until are not read", async () => {
  const line = (day: string) =>
    JSON.stringify({ stamp: `2026-05-${day}T060000Z`, outcome: "unchanged", exit: 20 });
  const folder = writeArchive({
    "a/2026-05-01/x.md": "x\n",
    "a/captures.jsonl": `${line("02")}\n\xff{\n${line("03")}\n`,
    "b/2026-05-01/x.md": "x\n",
    "c/2026-05-01/x.md": "x\n",
    "c/captures.jsonl/x.md": "a folder would be no stamp",
  });
  await expect(openArchive(folder)).rejects.toThrow("“captures.jsonl” is no stamp");
  const options = { cache: path.join(folder, ".cache"), only: ["a", "b"], now: Date.UTC(2027, 0) };
  const { sources } = await open(folder, { ...options, until: Date.UTC(2026, 4, 2, 12) });
  expect(sources.map(({ stamps }) => stamps)).toEqual([["2026-05-01"], ["2026-05-01"]]);
  expect(sources.map(({ captures }) => captures?.records.map(({ stamp }) => stamp))).toEqual([
    ["2026-05-02T060000Z"],
    undefined,
  ]);
  expect(sources[0]?.captures?.damaged).toEqual([2]);
});

test("all problems of all sources are told at once, with their paths", async () => {
  const folder = writeArchive({
    "a/source.yaml": "titel: A\n",
    "b/2026-05-21/x.md": "",
    "b/2026-05-21T0000Z/x.md": "",
    "b/yesterday/x.md": "",
    "search/2026-05-21/x.md": "",
  });
  expect(await problemsOf(folder)).toEqual([
    "a/source.yaml:1:1: the key “titel” is not known",
    "b/yesterday: “yesterday” is no stamp",
    "b/2026-05-21T0000Z: names the same moment as 2026-05-21",
    "search: “search” is an address of the site itself and cannot name a source",
  ]);
});

test("a folder that is not there is said", async () => {
  await expect(openArchive("/nowhere/at/all")).rejects.toThrow("does not exist");
});

test("a tree has git's hashes, sizes and modes; links are content", async () => {
  const folder = writeArchive({
    "a/2026-05-21/docs/x.md": "hello\n",
    "a/2026-05-21/run.sh": "true\n",
  });
  chmodSync(path.join(folder, "a/2026-05-21/run.sh"), 0o755);
  symlinkSync("../../../secret", path.join(folder, "a/2026-05-21/link"));
  const read = await readFirst(folder);
  const tree = read.snapshots[0]?.tree;
  const oid = (text: string) =>
    execFileSync("git", ["hash-object", "--stdin"], { input: text, encoding: "utf8" }).trim();
  expect(Object.fromEntries(tree ?? [])).toEqual({
    "docs/x.md": { hash: oid("hello\n"), size: 6, mode: "100644" },
    link: { hash: oid("../../../secret"), size: 15, mode: "120000" },
    "run.sh": { hash: oid("true\n"), size: 5, mode: "100755" },
  });
  expect(await readText(read, oid("../../../secret"))).toBe("../../../secret");
});

test("names that are not UTF-8 can be read again", async () => {
  const folder = writeArchive({ "a/2026-05-21/x.md": "x" });
  const name = Buffer.concat([Buffer.from(`${folder}/a/2026-05-21/caf`), Buffer.of(0xe9)]);
  writeFileSync(name, "latin");
  const read = await readFirst(folder);
  const tree = read.snapshots[0]?.tree;
  expect([...(tree?.keys() ?? [])]).toEqual(["caf\uDCE9", "x.md"]);
  expect(await readText(read, tree?.get("caf\uDCE9")?.hash ?? "")).toBe("latin");
});

test("globs choose files", async () => {
  const folder = writeArchive({
    "a/source.yaml": 'include: ["**/*.md"]\nexclude: ["drafts/**"]\n',
    "a/2026-05-21/x.md": "",
    "a/2026-05-21/x.png": "",
    "a/2026-05-21/drafts/y.md": "",
    "a/2026-05-21/.hidden/z.md": "",
  });
  const read = await readFirst(folder);
  expect([...(read.snapshots[0]?.tree.keys() ?? [])]).toEqual([".hidden/z.md", "x.md"]);
});

test("a glob takes names with line breaks", async () => {
  const names = ["\na.md", "b\r/c.md", "d\n.md", "\u2028e\u2029/f.md"];
  const folder = writeArchive({
    "a/source.yaml": 'include: ["**/*.md"]\n',
    ...Object.fromEntries(names.map((name) => [`a/2026-05-21/${name}`, ""])),
  });
  const read = await readFirst(folder);
  expect([...(read.snapshots[0]?.tree.keys() ?? [])].toSorted()).toEqual(names.toSorted());
});

test("what is no file is refused with its path", async () => {
  const folder = writeArchive({ "a/2026-05-21/x.md": "" });
  execFileSync("mkfifo", [path.join(folder, "a/2026-05-21/pipe")]);
  expect(await problemsOf(folder)).toEqual([
    "a/2026-05-21/pipe: is neither a file, a folder nor a symbolic link",
  ]);
});
