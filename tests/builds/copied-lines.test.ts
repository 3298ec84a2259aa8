import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { makeScratchFolder, mustBuild, writeFile } from "./build-site.ts";

test("lines that stand elsewhere lead to the file's page, though the day names it nowhere else", async () => {
  const scratch = makeScratchFolder();
  const out = path.join(scratch, "out");
  const write = (stamp: string, name: string, text: string) => {
    writeFile(path.join(scratch, "snapshots", "docs", stamp, name), text);
  };
  const tides = "# Tides\n\nThe depth is measured twice a day, at noon and at midnight.\n";
  for (const stamp of ["2026-01-01", "2026-01-02"]) write(stamp, "guide/tides é.md", tides);
  write("2026-01-01", "pier.md", "# Pier\n\nIt is long.\n");
  write("2026-01-02", "pier.md", `# Pier\n\nIt is long.\n\n${tides}`);
  await mustBuild(path.join(scratch, "snapshots"), out);

  const day = readFileSync(path.join(out, "docs", "2026-01-02", "index.html"), "utf8");
  const [, address = ""] = /<a class=move href="\/([^"]*)" aria-label="stood in/.exec(day) ?? [];
  expect(address).toMatch(/^docs\/files\/guide\/tides-.*\/$/);
  expect(existsSync(path.join(out, address, "index.html"))).toBe(true);
});
