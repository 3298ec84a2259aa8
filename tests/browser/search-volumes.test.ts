/** A long history's index stands in two volumes, which are searched as one. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../../scripts/browser/chromium.ts";
import { serveFolder } from "../../scripts/serve.ts";
import { makeScratchFolder, runBuild } from "../builds/build-site.ts";

const scratch = makeScratchFolder();
const out = path.join(scratch, "out");
const days = 75;
let browser: Browser;
let page: Page;
let server: Awaited<ReturnType<typeof serveFolder>>;

const dateOf = (day: number) =>
  new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, "2026-01-01".length);

beforeAll(async () => {
  const write = (source: string, day: number, text: string) => {
    const folder = path.join(scratch, "snapshots", source, dateOf(day));
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "log.md"), text);
  };
  for (let day = 0; day <= days; day += 1) {
    write("lock", day, `The keeper wrote gauge ${String(1000 + day)} into the book.\n`);
  }
  write("quay", 10, "Nothing yet.\n");
  write("quay", 40, "The keeper wrote gauge once, in passing.\n");
  const { code, output } = await runBuild(path.join(scratch, "snapshots"), out);
  if (code !== 0) throw new Error(output);
  server = await serveFolder(out, { port: 0 });
  browser = await launchBrowser();
  page = await browser.newPage();
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

async function search(query: string): Promise<void> {
  await page.goto(new URL(`search/?${query}`, server.url).href);
  await page.locator("[data-status][data-answered]").waitFor();
}

const readDates = async () => {
  const links = await page
    .locator("[data-results] > li")
    .evaluateAll((items) => items.map((item) => item.querySelector("a")?.href ?? ""));
  return links.map((link) => /\d{4}-\d{2}-\d{2}/.exec(link)?.[0] ?? link);
};

test("there are two", () => {
  expect(existsSync(path.join(out, "lock", "pagefind", "recent", "pagefind-entry.json"))).toBe(
    true,
  );
});

test.each([
  ["the settled one", 20],
  ["the recent one", 74],
])("a change of %s is found first", async (_, day) => {
  await search(`q=${String(1000 + day)}`);
  // It came on its day, and went on the next.
  expect((await readDates()).slice(0, 2).toSorted()).toEqual([dateOf(day), dateOf(day + 1)]);
});

test("newest first holds over volumes and sources", async () => {
  await search("q=keeper&order=date");
  for (let pages = 0; pages < 5; pages += 1) {
    const before = (await readDates()).length;
    await page.locator("[data-more]").click();
    await page.waitForFunction(
      (count) => document.querySelectorAll("[data-results] > li").length > count,
      before,
    );
  }
  const dates = await readDates();
  const all = Array.from({ length: days }, (_, index) => dateOf(days - index));
  const withQuay = all.flatMap((date) => (date === dateOf(40) ? [date, date] : [date]));
  expect(dates.length).toBeGreaterThan(60);
  expect(dates).toEqual(withQuay.slice(0, dates.length));
});

test("filters count both", async () => {
  await search("q=keeper");
  await page.locator("summary", { hasText: "Filters" }).click();
  const sources = page.locator("select[name=source] option");
  await expect.poll(() => sources.count()).toBe(3);
});
