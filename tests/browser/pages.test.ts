/** Every template of the built site in a real browser: how it looks to machines, and what it weighs. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { copyFixture } from "../builds/build-site.ts";
import { openBuiltSite } from "./built-site.ts";
import { checkAxe } from "./pages/check-axe.ts";
import { lineTests } from "./pages/lines.ts";
import { listTests } from "./pages/lists.ts";
import { longDates, writeLongSource } from "./pages/long-source.ts";
import { useTests } from "./pages/use.ts";
import { weigh, weighAssets, type Weight } from "./pages/weigh.ts";

const lastDay = `ledger/${longDates.at(-1) ?? ""}/`;
const site = openBuiltSite(
  () => {
    const snapshots = copyFixture("harbour");
    writeLongSource(snapshots);
    return snapshots;
  },
  { SITE_URL: "https://quay.example" },
);
const { out, addressOf } = site;

const templates = {
  home: "",
  source: "ledger/",
  "short source": "handbook/",
  day: "handbook/2026-01-06/",
  "long day": lastDay,
  files: "ledger/files/",
  file: "handbook/files/currents/drift.md/",
  "long file": "ledger/files/daybook.md/",
  feeds: "-/feeds/",
  search: "search/",
  missing: "nothing-here/",
};

/** The page of the large change, which only its day knows. */
function findLargeChange(): string {
  const html = readFileSync(path.join(out, lastDay, "index.html"), "utf8");
  return /href="\/(ledger\/[\d-]+\/c[0-9a-f]{10}\/)"/.exec(html)?.[1] ?? "";
}

test.each([
  { name: "light", scheme: "light", forced: "none" },
  { name: "dark", scheme: "dark", forced: "none" },
  { name: "forced colours", scheme: "dark", forced: "active" },
] as const)("axe finds nothing on any template, $name", async ({ scheme, forced }) => {
  // The page's policy would not let axe in.
  const context = await site.browser.newContext({
    bypassCSP: true,
    colorScheme: scheme,
    forcedColors: forced,
    viewport: { width: scheme === "light" ? 390 : 1280, height: 900 },
  });
  const page = await context.newPage();
  const findings: Record<string, string[]> = {};
  for (const [name, address] of Object.entries(templates)) {
    await page.goto(addressOf(address));
    const found = await checkAxe(page);
    if (found.length > 0) findings[name] = found;
  }
  await context.close();
  expect(findings).toEqual({});
});

test("no template scrolls sideways, on a phone or on a wall", async () => {
  const page = await site.browser.newPage();
  const wide: string[] = [];
  for (const [name, address] of Object.entries({ ...templates, large: findLargeChange() })) {
    await page.goto(addressOf(address));
    for (const width of [320, 390, 768, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (over > 0) wide.push(`${name} at ${String(width)}: ${String(over)} px`);
    }
  }
  await page.close();
  expect(wide).toEqual([]);
});

test("all marks of charts and bars are painted", async () => {
  const page = await site.browser.newPage();
  const seen = { charts: 0, bars: 0 };
  const unpainted: string[] = [];
  for (const [name, address] of Object.entries(templates)) {
    await page.goto(addressOf(address));
    for (const [kind, marks] of [
      ["charts", "svg.activity-chart path"],
      ["bars", "svg.change-bar path"],
    ] as const) {
      const strokes = await page
        .locator(marks)
        .evaluateAll((paths) => paths.map((path) => getComputedStyle(path).stroke));
      seen[kind] += strokes.length;
      if (strokes.includes("none")) unpainted.push(`${kind} on ${name}`);
    }
  }
  await page.close();
  expect(unpainted).toEqual([]);
  expect(Math.min(seen.charts, seen.bars)).toBeGreaterThan(0);
});

describe("weights stand below what budgets.json allows", () => {
  const budgets = JSON.parse(
    readFileSync(path.join(import.meta.dirname, "budgets.json"), "utf8"),
  ) as { pages: Record<string, Weight>; script: Weight; style: Weight };

  test.each(Object.entries(budgets.pages))("of the page %s", (name, budget) => {
    const address = name === "large change" ? findLargeChange() : Reflect.get(templates, name);
    const weight = weigh(path.join(out, String(address), "index.html"));
    expect(weight.raw, "raw").toBeLessThanOrEqual(budget.raw);
    expect(weight.gzip, "compressed").toBeLessThanOrEqual(budget.gzip);
  });

  test("of scripts and style sheets on a page for reading", () => {
    const { script, style, sheets } = weighAssets(out, lastDay);
    // Each is a request before anything is seen.
    expect(sheets).toBe(1);
    expect(script.gzip).toBeGreaterThan(0);
    expect(script.gzip).toBeLessThanOrEqual(budgets.script.gzip);
    expect(style.gzip).toBeGreaterThan(0);
    expect(style.gzip).toBeLessThanOrEqual(budgets.style.gzip);
  });
});

test("shared links find a picture, search engines every page", () => {
  const head = readFileSync(path.join(out, lastDay, "index.html"), "utf8");
  expect(head).toContain('<meta property="og:image" content="https://quay.example/ledger/og.png">');
  for (const picture of ["og.png", "ledger/og.png", "empty/og.png"]) {
    const bytes = readFileSync(path.join(out, picture));
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  }
  const sitemap = readFileSync(path.join(out, "sitemap.xml"), "utf8");
  for (const page of [lastDay, findLargeChange(), "handbook/files/guide/tides.md/"]) {
    expect(sitemap).toContain(`<loc>https://quay.example/${page}</loc>`);
  }
  expect(readFileSync(path.join(out, "robots.txt"), "utf8")).toContain(
    "Sitemap: https://quay.example/sitemap.xml",
  );
});

lineTests(site, { lastDay, findLargeChange });
useTests(site, { lastDay, findLargeChange });
listTests(site, { lastDay, findLargeChange });
