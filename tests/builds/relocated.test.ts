import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { DayJson } from "../../src/site/json/schema.ts";
import { makeScratchFolder, mustBuild, writeFile } from "./build-site.ts";
import { verifySite } from "./verify-site.ts";

/** Ten lines that no other topic has. */
function page(topic: string): string {
  const own = Array.from({ length: 10 }, (_, index) => `Sentence ${String(index)} of ${topic}.\n`);
  return `# ${topic}\n\n${own.join("\n")}`;
}

test("archived and swapped pages are told and linked everywhere, and counted as before", async () => {
  const scratch = makeScratchFolder();
  const write = (stamp: string, texts: Record<string, string>) => {
    for (const [name, text] of Object.entries(texts)) {
      const file = path.join(scratch, "snapshots", "docs", stamp, name);
      writeFile(file, text);
    }
  };
  const [tides, moons, ships, harbours] = ["Tides", "Moons", "Ships", "Harbours"].map(page);
  write("2026-01-01", { "a.md": tides ?? "", "b.md": moons ?? "", "guide.md": ships ?? "" });
  write("2026-01-02", {
    "a.md": moons ?? "",
    "b.md": tides ?? "",
    "guide.md": harbours ?? "",
    "2025/guide.md": ships ?? "",
  });
  const out = path.join(scratch, "out");
  await mustBuild(path.join(scratch, "snapshots"), out);

  const read = (name: string) => readFileSync(path.join(out, "docs", name), "utf8");
  const day = JSON.parse(read("2026-01-02.json")) as DayJson;
  const changes = new Map(day.pairs[0]?.changes.map((change) => [change.path, change]));
  expect(changes.get("2025/guide.md")).toMatchObject({ kind: "added", textFrom: "guide.md" });
  expect(changes.get("guide.md")).toMatchObject({ kind: "modified", textTo: "2025/guide.md" });
  expect(changes.get("a.md")).toMatchObject({ textFrom: "b.md", textTo: "b.md" });
  expect(changes.get("b.md")).toMatchObject({ kind: "modified", textFrom: "a.md" });
  expect(changes.get("2025/guide.md")).toMatchObject({ additions: 21, deletions: 0 });

  const notes = [
    "Copied from guide.md.",
    "Rewritten; the old text is now 2025/guide.md.",
    "Swapped with a.md.",
    "Swapped with b.md.",
  ];
  const html = read("2026-01-02/index.html");
  for (const note of notes) {
    expect(html).toContain(note);
    expect(read("rss.xml")).toContain(note);
  }
  // Each leads to the other.
  for (const [file, other] of [
    ["a.md", "b.md"],
    ["b.md", "a.md"],
    ["guide.md", "2025/guide.md"],
    ["2025/guide.md", "guide.md"],
  ] as const) {
    const article = html.split(`<article id="${String(changes.get(file)?.anchor)}"`)[1] ?? "";
    const link = /<a class="undone" href="([^"]*)"[^>]*>\s*([^<]*?)\s*<\/a>/.exec(article);
    expect(link?.[2]).toBe(`The change of ${other}`);
    expect(link?.[1]).toContain(`#${String(changes.get(other)?.anchor)}`);
  }
  // Both ends of the swap say the same, which is told once.
  const swaps = day.headlines.filter(({ kind }) => kind === "file-swapped");
  expect(swaps.map(({ text }) => text)).toEqual(["a.md and b.md were swapped"]);
  expect(await verifySite(path.join(scratch, "snapshots"), out)).toMatchObject({ code: 0 });
});
