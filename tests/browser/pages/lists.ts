/** How a day is found one's way through: its list of files, the first lines, and what the browser remembers. */
import { describe, expect, test } from "vitest";
import type { BuiltSite } from "../built-site.ts";
import { topOf, visit, type Places } from "./visit.ts";

const phone = { viewport: { width: 390, height: 844 } };

/** Declares the tests. */
export function listTests(site: BuiltSite, { lastDay, findLargeChange }: Places): void {
  describe("on a phone", () => {
    test("text comes first: the list of files is a closed sheet, which one touch opens without JavaScript", async () => {
      const options = { ...phone, hasTouch: true, javaScriptEnabled: false };
      await visit(site, lastDay, options, async (page) => {
        expect(await topOf(page, ".headlines li")).toBeLessThan(phone.viewport.height / 2);
        expect(await topOf(page, ".hunk li[id]")).toBeLessThan(1.25 * phone.viewport.height);
        const entry = page.locator(".change-list li").last();
        expect(await entry.isVisible()).toBe(false);
        await page.getByText(/^\d+ files$/).tap();
        expect(await entry.isVisible()).toBe(true);
      });
    });
  });

  test("on a phone the links of a change stand over none of its words", async () => {
    await visit(site, lastDay, { ...phone, javaScriptEnabled: false }, async (page) => {
      const told = page.locator(".change-hunks .told").first();
      const links = page.locator(".change:has(.told) .change-links").first();
      const [words, row] = [await told.boundingBox(), await links.boundingBox()];
      if (!words || !row)
        throw new Error("The day shows no headline of a change beside its links.");
      const isApart = row.y + row.height <= words.y + 1 || words.y + words.height <= row.y + 1;
      expect(isApart).toBe(true);
    });
  });

  test("on a desk the list is open, without JavaScript as well", async () => {
    await visit(site, lastDay, { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator(".change-list li").first().isVisible()).toBe(true);
      expect(await page.getByText(/^\d+ files$/).isVisible()).toBe(false);
    });
  });

  test("a large change shows its first new lines, and the way to all of them", async () => {
    const [anchor = ""] = /c[0-9a-f]{10}/.exec(findLargeChange()) ?? [];
    await visit(site, lastDay, { javaScriptEnabled: false }, async (page) => {
      const card = page.locator(`#${anchor}`);
      const lines = await card.locator(".hunk li[id]").count();
      expect(lines).toBeGreaterThan(10);
      expect(lines).toBeLessThanOrEqual(40);
      await card.getByRole("link", { name: /^Read all [\d,]+ lines/ }).click();
      await page.waitForURL(new RegExp(`/${anchor}/$`));
    });
  });

  test("files are found by parts of their paths, on a day and among all files", async () => {
    await visit(site, lastDay, {}, async (page) => {
      const changes = page.locator("[data-change]:visible");
      const all = await changes.count();
      await page.getByLabel("Filter files by name").fill("CREWS");
      expect(await changes.count()).toBe(6);
      await page.reload();
      expect(await changes.count()).toBe(6);
      await page.getByLabel("Filter files by name").fill("");
      expect(await changes.count()).toBe(all);
      expect(new URL(page.url()).search).toBe("");
    });
    await visit(site, "ledger/files/", {}, async (page) => {
      await page.getByLabel("Filter files by name").fill("crews/");
      const headings = page.locator("main section:visible h2");
      expect(await headings.allTextContents()).toEqual(["crews/"]);
    });
  });

  test("a change that was seen is folded and marked, until the mark is taken back", async () => {
    await visit(site, lastDay, {}, async (page) => {
      const change = page.locator("[data-change]").first();
      const hunks = change.locator(".change-hunks > .hunks");
      expect(await hunks.isVisible()).toBe(true);
      await change.getByLabel("Seen").check();
      expect(await hunks.isVisible()).toBe(false);
      await page.reload();
      expect(await hunks.isVisible()).toBe(false);
      expect(await page.locator(".change-list li.seen").count()).toBe(1);
      await change.getByLabel("Seen").uncheck();
      expect(await hunks.isVisible()).toBe(true);
      await page.reload();
      expect(await page.locator(".change-list li.seen").count()).toBe(0);
    });
  });

  test("days that came after the last visit stand above a line, and nothing is sent for it", async () => {
    await visit(site, "ledger/", {}, async (page) => {
      const line = page.getByText("New since your last visit, 2 May");
      expect(await line.count()).toBe(0);
      const second = page.locator(".day").nth(1);
      const known = await second.getAttribute("data-to");
      await page.evaluate(
        ([path, newest]) => {
          const visit = { newest, at: Date.UTC(2026, 4, 2, 12), before: null };
          localStorage.setItem("tidemark-visits", JSON.stringify({ [path ?? ""]: visit }));
        },
        [new URL(page.url()).pathname, known],
      );
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.method()));
      for (let time = 0; time < 2; time++) {
        await page.reload();
        const after = await line.evaluate((it) => it.nextElementSibling?.getAttribute("data-to"));
        expect(after).toBe(known);
      }
      expect(new Set(asked)).toEqual(new Set(["GET"]));
      expect(await page.evaluate(() => document.cookie)).toBe("");
    });
  });

  test("colours go by the system, or by the reader, before anything is painted", async () => {
    await visit(site, lastDay, { colorScheme: "light" }, async (page) => {
      const background = () =>
        page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const light = await background();
      const button = page.getByRole("button", { name: /^Colours/ });
      await button.click();
      expect(await background()).toBe(light);
      await button.click();
      const dark = await background();
      expect(dark).not.toBe(light);
      // The page's own script never comes: what is painted is obeyed without it.
      await page.route("**/_astro/*.js", (route) => route.abort());
      await page.reload();
      expect(await background()).toBe(dark);
    });
  });
}
