import { expect, test } from "vitest";
import { writeLlms } from "../../../src/site/text/llms.ts";
import { makeChange, makeSource } from "../facts.ts";

test("says where the facts are, and lists the newest days of each source", () => {
  const stamps = Array.from({ length: 12 }, (_, n) => `2026-02-${String(n + 10)}`);
  const source = {
    ...makeSource(Object.fromEntries(stamps.map((stamp) => [stamp, [makeChange("a.md")]]))),
    snapshots: stamps.map((stamp) => ({ stamp, files: 1, bytes: 1 })),
    homepage: "https://tides.example/",
  };
  const text = writeLlms({
    title: "Harbour [changes]",
    description: "What changed.",
    lang: "en",
    siteUrl: "https://changes.example",
    basePath: "/log/",
    id: null,
    sources: [source],
  });
  expect(text).toMatch(/^# Harbour \\\[changes\\\]\n\n> What changed\.\n/);
  expect(text).toContain("(https://changes.example/log/archive.json)");
  expect(text).toContain("`https://changes.example/log/SOURCE/DATE.json`");
  expect(text).toContain("Snapshots from 2026-02-10 to 2026-02-21.");
  const days = [...text.matchAll(/^- \[(2026-\S+)\]\((\S+)\)/gm)];
  expect(days.map(([, date]) => date)).toEqual(stamps.slice(-10).toReversed());
  expect(days[0]?.[2]).toBe("https://changes.example/log/tides/2026-02-21.md");
});
