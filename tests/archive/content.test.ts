import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { openContentReader } from "../../src/archive/content.ts";
import { hashContent } from "../../src/archive/hash-content.ts";

const folder = mkdtempSync(path.join(tmpdir(), "tidemark-content-"));
const file = path.join(folder, "tides.md");
const noon = Buffer.from("High at noon.\n");

const read = (bytes: Uint8Array, place: { file: string; link: boolean }) =>
  openContentReader().readAll(new Map([[hashContent(bytes), { kind: "file", ...place }]]));

test("a file's bytes and a link's target are read", async () => {
  writeFileSync(file, noon);
  symlinkSync("tides.md", path.join(folder, "link"));
  const [bytes] = (await read(noon, { file, link: false })).values();
  expect(bytes).toEqual(noon);
  const target = Buffer.from("tides.md");
  const [link] = (await read(target, { file: path.join(folder, "link"), link: true })).values();
  expect(link).toEqual(target);
});

test("a file that changed since it was listed is refused: its text would be kept under a wrong key", async () => {
  writeFileSync(file, "High at one.\n");
  await expect(read(noon, { file, link: false })).rejects.toThrow(
    `${file}: changed while it was being read\n`,
  );
  rmSync(file);
  await expect(read(noon, { file, link: false })).rejects.toThrow("changed while");
});
