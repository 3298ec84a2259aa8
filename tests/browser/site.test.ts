import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyFixture } from "../builds/build-site.ts";
import { openBuiltSite } from "./built-site.ts";
import { roleElements } from "../../src/render/highlight/roles.ts";

describe.each([{ base: "/" }, { base: "/docs/changes/" }])(
  "the built site at $base",
  ({ base }) => {
    const site = openBuiltSite(() => copyFixture("harbour"), { BASE_PATH: base });
    let page: Page;
    const complaints: string[] = [];

    beforeAll(async () => {
      page = await site.browser.newPage();
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      page.on("requestfailed", (request) => {
        // Leaving a page aborts what it still loads.
        if (request.failure()?.errorText !== "net::ERR_ABORTED") complaints.push(request.url());
      });
      page.on("dialog", (dialog) => complaints.push(dialog.message()));
    });

    afterAll(async () => {
      await page.close();
    });

    const open = (address: string) => page.goto(site.addressOf(address));

    test("a reader goes from home to the day to the file", async () => {
      await open("");
      await page.getByRole("link", { name: "Harbour handbook" }).first().click();
      await page.waitForURL(/\/handbook\/$/);
      expect(await page.locator("h1").textContent()).toContain("Harbour handbook");
      await page.locator('a[href$="/handbook/2026-01-06/"]').first().click();
      await page.waitForURL(/\/handbook\/2026-01-06\/$/);
      const change = page.locator("article", { hasText: "tides.md" }).first();
      expect(await change.locator("del").allTextContents()).toContain("six");
      expect(await change.locator("ins").allTextContents()).toContain("half past five");
      await change.locator('a[href*="/files/guide/tides.md/"]').first().click();
      await page.waitForURL(/\/files\/guide\/tides\.md\/$/);
      expect(await page.locator("h1").textContent()).toContain("tides.md");
    });

    test("fences are coloured in their own language", async () => {
      await open("handbook/2026-01-06/");
      const keyword = page
        .locator("article", { hasText: "signals.md" })
        .locator(`li ${roleElements.keyword}`, {
          hasText: /function/,
        });
      const plain = page.locator("article", { hasText: "tides.md" }).locator("li").first();
      const colourOf = (locator: typeof keyword) =>
        locator.first().evaluate((element) => getComputedStyle(element).color);
      expect(await colourOf(keyword)).not.toBe(await colourOf(plain));
    });

    test("a search finds a phrase that was added, and its link lands on the change", async () => {
      await open("search/");
      await page.locator("input[name=q]").fill("half past five");
      const hit = page.locator("[data-results] > li").first();
      await hit.waitFor();
      expect(await hit.textContent()).toContain("tides.md");
      await hit.locator('a[href*="#c"]').last().click();
      await page.waitForURL(/\/handbook\/2026-01-06\/.*#c[0-9a-f]{10}/);
      const target = page.locator(":target");
      expect(await target.count()).toBe(1);
      expect(await target.isVisible()).toBe(true);
      expect(await page.locator("article:has(:target), article:target").textContent()).toContain(
        "half past five",
      );
    });

    test("text that was removed is found too, and unchanged text is not", async () => {
      await open("search/");
      await page.locator("input[name=q]").fill("This page will go");
      const hit = page.locator("[data-results] > li").first();
      await hit.waitFor();
      expect(await hit.textContent()).toContain("gone.md");
      await page.locator("input[name=q]").fill("rope store");
      await page.locator("[data-status]", { hasText: /nothing/i }).waitFor();
    });

    test("a page that is not there says so with a way home", async () => {
      const response = await open("handbook/1999-01-01/");
      expect(response?.status()).toBe(404);
      await page.locator(`a[href="${base}"]`).first().click();
      await page.waitForURL((url) => url.pathname === base);
      expect(new URL(page.url()).pathname).toBe(base);
    });

    test("nothing ran, failed or was fetched from elsewhere on the way", () => {
      expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
    });
  },
);
