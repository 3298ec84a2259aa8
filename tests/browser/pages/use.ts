/** What a reader does on the pages, with and without JavaScript. */
import { describe, expect, test } from "vitest";
import type { BuiltSite } from "../built-site.ts";
import { handbookDay, topOf, visit, type Places } from "./visit.ts";

/** Declares the tests. */
export function useTests(site: BuiltSite, { lastDay, findLargeChange }: Places): void {
  describe("permanent addresses", () => {
    test("a line in a fold is opened, shown, and not under the header", async () => {
      await visit(site, lastDay, {}, async (page) => {
        const line = await page
          .locator("article.formatting li[id]")
          .first()
          .evaluate(({ id }) => id);
        await page.goto("about:blank");
        await page.goto(site.addressOf(`${lastDay}#${line}`));
        const target = page.locator(`[id="${line}"]`);
        expect(await target.isVisible()).toBe(true);
        const header = page.locator("article.formatting .change-head").first();
        const { bottom } = await header.evaluate((element) =>
          element.getBoundingClientRect().toJSON(),
        );
        expect(await topOf(page, `[id="${line}"]`)).toBeGreaterThanOrEqual(Number(bottom) - 1);
      });
    });

    test("a line of a large change is found from its day's address", async () => {
      const [anchor = ""] = /c[0-9a-f]{10}/.exec(findLargeChange()) ?? [];
      await visit(site, `${lastDay}#${anchor}R2101`, {}, async (page) => {
        await page.waitForURL(new RegExp(`/${anchor}/\\d+/#${anchor}R2101$`));
        expect(await page.locator(":target").textContent()).toContain(
          "Ship number 1049 was entered",
        );
      });
    });

    test("a click on a line's number gives its address", async () => {
      await visit(site, handbookDay, {}, async (page) => {
        const line = page.locator(".hunk li[id*=R]").first();
        await line.click({ position: { x: 8, y: 8 } });
        expect(new URL(page.url()).hash).toBe(`#${(await line.getAttribute("id")) ?? ""}`);
      });
    });
  });

  describe("keys", () => {
    test("go through changes and hunks, and switch the view", async () => {
      await visit(site, lastDay, {}, async (page) => {
        const focused = () => page.evaluate(() => document.activeElement?.id);
        const ids = await page
          .locator("[data-change]")
          .evaluateAll((all) => all.map(({ id }) => id));
        await page.keyboard.press("j");
        expect(await focused()).toBe(ids[0]);
        await page.keyboard.press("j");
        expect(await focused()).toBe(ids[1]);
        await page.keyboard.press("k");
        expect(await focused()).toBe(ids[0]);
        await page.keyboard.press("v");
        expect(await page.locator("#unified").isChecked()).toBe(true);
        await page.keyboard.press("f");
        expect(await page.locator("#show-cosmetic").isChecked()).toBe(true);
        await page.keyboard.press("h");
        await page.waitForURL((url) => !url.pathname.endsWith(lastDay));
        await page.keyboard.press("l");
        await page.waitForURL((url) => url.pathname.endsWith(lastDay));
      });
    });

    test("the sheet lists them, and turns them off", async () => {
      await visit(site, handbookDay, {}, async (page) => {
        await page.keyboard.press("?");
        const sheet = page.getByRole("dialog", { name: "Keys" });
        expect(await sheet.textContent()).toContain("Next change");
        await sheet.getByLabel("Use these keys").uncheck();
        await page.keyboard.press("Escape");
        await page.keyboard.press("f");
        expect(await page.locator("#show-cosmetic").isChecked()).toBe(false);
      });
    });

    test("with a modifier, or while typing, stay the browser's", async () => {
      await visit(site, handbookDay, {}, async (page) => {
        await page.keyboard.press("Control+f");
        await page.keyboard.press("Alt+f");
        expect(await page.locator("#show-cosmetic").isChecked()).toBe(false);
        await page.evaluate(() => {
          document.body.prepend(document.createElement("textarea"));
        });
        await page.locator("textarea").first().pressSequentially("fv?");
        expect(await page.locator("textarea").first().inputValue()).toBe("fv?");
        expect(await page.locator("#show-cosmetic").isChecked()).toBe(false);
      });
    });
  });

  test("filters show what fits, say how much, and survive a reload", async () => {
    await visit(site, lastDay, {}, async (page) => {
      const shown = () => page.locator("[data-change]:visible").count();
      const all = await shown();
      await page.getByLabel("Kind").selectOption("added");
      expect(await shown()).toBe(1);
      expect(await page.locator("[data-filters] output").textContent()).toBe(
        `1 of ${String(all)} files`,
      );
      await page.reload();
      expect(await shown()).toBe(1);
      await page.getByLabel("Kind").selectOption("");
      await page.getByLabel("Folder").selectOption("crews/");
      expect(await shown()).toBe(6);
    });
  });

  test("times turn into the reader's own, and stay so", async () => {
    await visit(site, lastDay, { timezoneId: "Asia/Kolkata" }, async (page) => {
      const time = page.locator("h2 time").last();
      expect(await time.textContent()).toContain("06:30 UTC");
      await page.getByRole("button", { name: "Times: UTC" }).click();
      expect(await time.textContent()).toMatch(/12:00 (GMT\+5:30|IST)/);
      await page.reload();
      expect(await time.textContent()).toMatch(/12:00 (GMT\+5:30|IST)/);
    });
  });

  test("a long page's later changes open when the reader comes near", async () => {
    await visit(site, "ledger/files/daybook.md/", {}, async (page) => {
      const last = page.locator(".change-hunks").last();
      expect(await last.evaluate((fold: HTMLDetailsElement) => fold.open)).toBe(false);
      // What opens on the way pushes it on.
      const comeNear = (fold: HTMLDetailsElement) => {
        fold.scrollIntoView();
        return fold.open;
      };
      await expect.poll(() => last.evaluate(comeNear), { timeout: 5000 }).toBe(true);
    });
  });

  test("without JavaScript all text is in the page, and folds open", async () => {
    await visit(site, lastDay, { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator("[data-filters]").isVisible()).toBe(false);
      const fold = page.locator("article.formatting details").first();
      const line = fold.locator("li[id]").first();
      expect(await line.isVisible()).toBe(false);
      await page.getByLabel("Show formatting-only lines").check();
      expect(await line.isVisible()).toBe(true);
      expect(await page.locator("noscript, .elsewhere").first().textContent()).toContain("list");
    });
  });

  test("print shows every change and no controls", async () => {
    await visit(site, lastDay, {}, async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".no-print:visible").count()).toBe(0);
      const hidden = await page
        .locator("article.change:not(.formatting) .hunk")
        .evaluateAll(
          (hunks) => hunks.filter((hunk) => hunk.getBoundingClientRect().height < 10).length,
        );
      expect(hidden).toBe(0);
    });
  });
}
