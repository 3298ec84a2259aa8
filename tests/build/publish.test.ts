import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { prepareOutput, publishSite } from "../../src/build/publish.ts";
import { InputError } from "../../src/errors.ts";

const scratch = () => mkdtempSync(path.join(tmpdir(), "tidemark-publish-"));

function writeSite(folder: string, text: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "archive.json"), "{}");
  writeFileSync(path.join(folder, "index.html"), text);
  return folder;
}

const readPage = (folder: string) => readFileSync(path.join(folder, "index.html"), "utf8");

test("a site replaces the one before it and leaves nothing beside it", () => {
  const root = scratch();
  const out = writeSite(path.join(root, "out"), "old");
  prepareOutput(out);
  publishSite(writeSite(path.join(root, "work"), "new"), out);
  expect(readPage(out)).toBe("new");
  expect(readdirSync(root)).toEqual(["out"]);
});

test("a folder of somebody else's is never replaced", () => {
  const out = path.join(scratch(), "out");
  mkdirSync(out);
  writeFileSync(path.join(out, "thesis.txt"), "ten years");
  expect(() => {
    prepareOutput(out);
  }).toThrow(InputError);
  expect(readFileSync(path.join(out, "thesis.txt"), "utf8")).toBe("ten years");
});

test("an empty folder and a missing one are fine", () => {
  const out = path.join(scratch(), "out");
  prepareOutput(out);
  mkdirSync(out);
  prepareOutput(out);
  expect(existsSync(out)).toBe(true);
});

test("what was interrupted between two renames is put back", () => {
  const root = scratch();
  writeSite(path.join(root, "out.previous"), "old");
  prepareOutput(path.join(root, "out"));
  expect(readPage(path.join(root, "out"))).toBe("old");
});
