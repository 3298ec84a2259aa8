/** The page that compares any two snapshots, in a real browser. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { copyFixture, makeScratchFolder } from "../builds/build-site.ts";
import { openBuiltSite } from "./built-site.ts";
import { checkAxe } from "./pages/check-axe.ts";
import { visit } from "./pages/visit.ts";
import { weighAssets, weigh } from "./pages/weigh.ts";
import { findWorker } from "../../scripts/bench/compare-in-browser.ts";
import { coloured } from "./pages/coloured.ts";

let snapshots = "";
const site = openBuiltSite(() => (snapshots = copyFixture("harbour")));
const compare = "handbook/compare/";
const [first, last] = ["2026-01-05T0600Z", "2026-02-01"];

/** Until all files are compared and (given time) coloured. */
async function settle(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Download as a patch" }).waitFor();
}

const status = (page: Page) => page.locator("[data-status]").textContent();

test("hunks are those of the day's page, colours included", async () => {
  await visit(site, "handbook/2026-01-06/", {}, async (page) => {
    const shown = (article: ReturnType<Page["locator"]>) =>
      article
        .locator(".hunk ol > li")
        .evaluateAll((lines) =>
          lines.map((line) => line.outerHTML.replaceAll(/ id="c[0-9a-f]{10}/g, ' id="c')),
        );
    const onDay = page.locator("article", { hasText: "tides.md" }).first();
    const expected = await shown(onDay);
    expect(expected.length).toBeGreaterThan(5);
    await page.getByRole("link", { name: "Compare with" }).first().click();
    await settle(page);
    const here = page.locator("article", { hasText: "tides.md" }).first();
    await expect.poll(() => here.locator(coloured).count(), { timeout: 20_000 }).toBeGreaterThan(0);
    await expect.poll(() => shown(here), { timeout: 10_000 }).toEqual(expected);
  });
});

test("what is chosen stands in the address, in any order", async () => {
  await visit(site, `${compare}?from=2026-01-05&to=${last}`, {}, async (page) => {
    await settle(page);
    expect(await status(page)).toContain("files differ");
    const added = await page.locator(".change-list .sign.added").count();
    expect(added).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Swap" }).click();
    await page.waitForURL((url) => url.searchParams.get("to") === first);
    expect(await page.locator(".change-list .sign.removed").count()).toBe(added);
    await page.getByLabel("To: snapshot").press("ArrowRight");
    await page.waitForURL((url) => url.searchParams.get("to") === "2026-01-06T0600Z");
    await page.getByLabel("From: date").fill("2026-01-06");
    await page.waitForURL((url) => url.searchParams.get("from") === "2026-01-06T1800Z");
    await page.getByRole("button", { name: "A week before" }).click();
    await page.waitForURL((url) => url.searchParams.get("from") === first);
    const tides = page.locator("article", { hasText: "tides.md" });
    await tides.getByRole("link", { name: "Only this file" }).click();
    await settle(page);
    expect(await page.locator("[data-changes] > article").count()).toBe(1);
    expect(await page.locator("[data-changes] .hunk").first().isVisible()).toBe(true);
  });
});

test("its patch turns the one snapshot into the other", async () => {
  const folder = path.join(makeScratchFolder(), "tree");
  await visit(site, `${compare}?from=${first}&to=2026-01-06T1800Z`, {}, async (page) => {
    await settle(page);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download as a patch" }).click();
    const patch = await (await download).path();
    mkdirSync(folder, { recursive: true });
    cpSync(path.join(snapshots, "handbook", first), folder, { recursive: true });
    execFileSync("git", ["init", "-q"], { cwd: folder });
    execFileSync("git", ["apply", patch], { cwd: folder });
    const read = (root: string) => readFileSync(path.join(root, "guide", "tides.md"), "utf8");
    expect(read(folder)).toBe(read(path.join(snapshots, "handbook", "2026-01-06T1800Z")));
  });
});

test.each([
  "from=<img src=x onerror=alert(1)>&to=2026-99-99",
  "file=<script>alert(1)</script>",
  "from=javascript:alert(1)&file=__proto__",
])("nothing of an address gets into the page: %s", async (query) => {
  await visit(site, `${compare}?${query}`, {}, async (page) => {
    await page.locator("[data-status]:not(:empty)").waitFor();
    const text = await page.locator("body").innerHTML();
    expect(text).not.toMatch(/onerror|alert\(1\)|__proto__/);
    expect(await status(page)).toMatch(/looks like|No snapshot here/);
  });
});

test("a line's address leads to it, and more lines come around it", async () => {
  await visit(site, `${compare}?from=${first}&to=${last}`, {}, async (page) => {
    await settle(page);
    const hunk = page.locator(".hunk:has(.more-context):visible").first();
    const before = await hunk.locator("li").count();
    await hunk.getByRole("button", { name: "More lines" }).click();
    await expect.poll(() => hunk.locator("li").count()).toBeGreaterThan(before);
    const id = await page.locator("li[id*=R]:visible").last().getAttribute("id");
    await page.goto("about:blank");
    await page.goto(site.addressOf(`${compare}?from=${first}&to=${last}#${id ?? ""}`));
    await settle(page);
    await expect.poll(() => page.locator(":target").isVisible()).toBe(true);
  });
});

test("it can be stopped, and goes on", async () => {
  await visit(site, compare, {}, async (page) => {
    await page.route(/\/versions\/[0-9a-f]{10}\.json$/, () => undefined);
    await page.goto(site.addressOf(`${compare}?from=${first}&to=${last}`));
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("Stopped. 0 of").waitFor();
    await page.unroute(/\/versions\/[0-9a-f]{10}\.json$/);
    await page.getByRole("button", { name: "Go on" }).click();
    await settle(page);
  });
});

test("without JavaScript it says what it needs, and leads to patches", async () => {
  await visit(site, compare, { javaScriptEnabled: false }, async (page) => {
    expect(await page.locator("form[data-compare]").isVisible()).toBe(false);
    expect(await page.locator("noscript").first().textContent()).toContain("needs JavaScript");
    expect(await page.locator("a[href$='.patch']").count()).toBeGreaterThan(1);
  });
});

test.each([
  { scheme: "light", width: 390 },
  { scheme: "dark", width: 1280 },
] as const)("axe finds nothing, nothing scrolls sideways: $scheme", async ({ scheme, width }) => {
  const options = { bypassCSP: true, colorScheme: scheme, viewport: { width, height: 900 } };
  await visit(site, `${compare}?from=${first}&to=${last}`, options, async (page) => {
    await settle(page);
    expect(await checkAxe(page)).toEqual([]);
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over).toBe(0);
  });
});

test("its scripts weigh what a phone takes", () => {
  const worker = weigh(path.join(site.out, "_astro", findWorker(site.out)));
  expect(weighAssets(site.out, compare).script.gzip + worker.gzip).toBeLessThanOrEqual(120 * 1024);
});
