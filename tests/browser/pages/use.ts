/** What a reader does on the pages, with and without JavaScript. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, test } from "vitest";

interface Site {
  readonly browser: Browser;
  readonly addressOf: (page: string) => string;
  readonly lastDay: string;
  readonly largeChange: string;
}

const handbookDay = "handbook/2026-01-06/";

/** Declares the tests; `site` is asked when they run. */
export function useTests(site: () => Site): void {
  const visit = async (
    address: string,
    options: BrowserContextOptions,
    use: (page: Page) => Promise<void>,
  ) => {
    const context = await site().browser.newContext({
      viewport: { width: 1400, height: 900 },
      ...options,
    });
    try {
      context.setDefaultTimeout(5000);
      const page = await context.newPage();
      await page.goto(site().addressOf(address));
      await use(page);
    } finally {
      await context.close();
    }
  };
  const topOf = (page: Page, selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => Math.round(element.getBoundingClientRect().top));

  describe("split and unified", () => {
    test.each([true, false])("work with JavaScript: %s", async (javaScriptEnabled) => {
      await visit(handbookDay, { javaScriptEnabled }, async (page) => {
        const tides = page.locator("article", { hasText: "tides.md" }).first();
        const id = (await tides.getAttribute("id")) ?? "";
        const [left, right] = await Promise.all(
          ["L", "R"].map(async (side) => {
            const line = tides.locator(`li[id^="${id}${side}"]:has(:is(ins, del))`).first();
            return `#${(await line.getAttribute("id")) ?? ""}`;
          }),
        );
        if (left === undefined || right === undefined) throw new Error("no pair of lines");
        expect(await topOf(page, left)).toBe(await topOf(page, right));
        await page.locator("label:has(#unified)").click();
        expect(await topOf(page, left)).toBeLessThan(await topOf(page, right));
        await page.locator("label:has(#split)").click();
        expect(await topOf(page, left)).toBe(await topOf(page, right));
      });
    });

    test("the choice is remembered", async () => {
      await visit(handbookDay, {}, async (page) => {
        await page.locator("label:has(#unified)").click();
        await page.reload();
        expect(await page.locator("#unified").isChecked()).toBe(true);
      });
    });

    test("copying one side gives its lines and nothing else", async () => {
      await visit(site().largeChange, {}, async (page) => {
        const ships = [0, 1, 2, 3, 4].map((row) => {
          const number = String(row);
          return `Ship number ${number} was announced at hour ${number}.`;
        });
        await dragOver(page, 'li[id*="L"]', ships.length);
        // As in the old file: with the blank lines between them, without the other side.
        expect((await paste(page)).trimEnd()).toBe(ships.join("\n\n"));
      });
    });
  });

  describe("permanent addresses", () => {
    test("a line in a fold is opened, shown, and not under the header", async () => {
      await visit(site().lastDay, {}, async (page) => {
        const line = await page
          .locator("article.formatting li[id]")
          .first()
          .evaluate(({ id }) => id);
        await page.goto("about:blank");
        await page.goto(site().addressOf(`${site().lastDay}#${line}`));
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
      const [anchor = ""] = /c[0-9a-f]{10}/.exec(site().largeChange) ?? [];
      await visit(`${site().lastDay}#${anchor}R2101`, {}, async (page) => {
        await page.waitForURL(new RegExp(`/${anchor}/\\d+/#${anchor}R2101$`));
        expect(await page.locator(":target").textContent()).toContain(
          "Ship number 1049 was entered",
        );
      });
    });

    test("a click on a line's number gives its address", async () => {
      await visit(handbookDay, {}, async (page) => {
        const line = page.locator(".hunk li[id*=R]").first();
        await line.click({ position: { x: 8, y: 8 } });
        expect(new URL(page.url()).hash).toBe(`#${(await line.getAttribute("id")) ?? ""}`);
      });
    });
  });

  describe("keys", () => {
    test("go through changes and hunks, and switch the view", async () => {
      await visit(site().lastDay, {}, async (page) => {
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
        await page.waitForURL((url) => !url.pathname.endsWith(site().lastDay));
        await page.keyboard.press("l");
        await page.waitForURL((url) => url.pathname.endsWith(site().lastDay));
      });
    });

    test("the sheet lists them, and turns them off", async () => {
      await visit(handbookDay, {}, async (page) => {
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
      await visit(handbookDay, {}, async (page) => {
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
    await visit(site().lastDay, {}, async (page) => {
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
    await visit(site().lastDay, { timezoneId: "Asia/Kolkata" }, async (page) => {
      const time = page.locator("h2 time").last();
      expect(await time.textContent()).toContain("06:30 UTC");
      await page.getByRole("button", { name: "Times: UTC" }).click();
      expect(await time.textContent()).toMatch(/12:00 (GMT\+5:30|IST)/);
      await page.reload();
      expect(await time.textContent()).toMatch(/12:00 (GMT\+5:30|IST)/);
    });
  });

  test("a long page's later changes open when the reader comes near", async () => {
    await visit("ledger/files/daybook.md/", {}, async (page) => {
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
    await visit(site().lastDay, { javaScriptEnabled: false }, async (page) => {
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
    await visit(site().lastDay, {}, async (page) => {
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

/** Presses on the first line that fits, and lets go at the end of the one `count` lines on. */
async function dragOver(page: Page, selector: string, count: number): Promise<void> {
  const lines = page.locator(`.hunk ${selector}`);
  await lines.first().scrollIntoViewIfNeeded();
  const first = await lines.first().boundingBox();
  const last = await lines.nth(count - 1).boundingBox();
  if (!first || !last) throw new Error("no lines to drag over");
  const textStart = await lines
    .first()
    .evaluate((line) => Number.parseFloat(getComputedStyle(line).paddingInlineStart));
  await page.mouse.move(first.x + textStart + 1, first.y + first.height / 2);
  await page.mouse.down();
  await page.mouse.move(last.x + last.width / 2, last.y + last.height / 2, { steps: 8 });
  await page.mouse.move(last.x + last.width - 4, last.y + last.height - 4, { steps: 4 });
  await page.mouse.up();
}

async function paste(page: Page): Promise<string> {
  await page.keyboard.press("Control+c");
  await page.evaluate(() => {
    document.body.prepend(document.createElement("textarea"));
  });
  await page.locator("textarea").first().focus();
  await page.keyboard.press("Control+v");
  return page.locator("textarea").first().inputValue();
}
