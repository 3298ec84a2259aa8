/** Lines of a diff in both views: side by side, folded, found and copied. */
import type { Page } from "playwright-core";
import { describe, expect, test, vi } from "vitest";
import type { BuiltSite } from "../built-site.ts";
import { longDates } from "./long-source.ts";
import { handbookDay, topOf, visit, type Places } from "./visit.ts";

/** Declares the tests. */
export function lineTests(site: BuiltSite, { findLargeChange }: Places): void {
  describe("split and unified", () => {
    test.each([true, false])("work with JavaScript: %s", async (javaScriptEnabled) => {
      await visit(site, handbookDay, { javaScriptEnabled }, async (page) => {
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
      await visit(site, handbookDay, {}, async (page) => {
        await page.locator("label:has(#unified)").click();
        await page.reload();
        expect(await page.locator("#unified").isChecked()).toBe(true);
      });
    });

    test("copying one side gives its lines and nothing else", async () => {
      await visit(site, findLargeChange(), {}, async (page) => {
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

  test("what is said before a changed line is its side and number", async () => {
    await visit(site, handbookDay, {}, async (page) => {
      const session = await page.context().newCDPSession(page);
      const { nodes } = await session.send("Accessibility.getFullAXTree");
      const said = nodes.flatMap(({ name }) => {
        const words = /\b(added|removed) (\d+): $/.exec(String(name?.value));
        return words ? [`${words[1] === "added" ? "R" : "L"}${words[2] ?? ""}`] : [];
      });
      const shown = await page
        .locator(".hunk li[id]")
        .evaluateAll((lines) =>
          lines
            .filter((line) => line.checkVisibility())
            .map(({ id }) => /[LR]\d+$/.exec(id)?.[0] ?? ""),
        );
      expect(new Set(shown.map((name) => name.at(0))).size).toBe(2);
      expect(said.toSorted()).toEqual(shown.toSorted());
    });
  });

  test.each([1280, 1920])("both sides are alike at %i pixels", async (width) => {
    await visit(site, handbookDay, { viewport: { width, height: 900 } }, async (page) => {
      const lines = page.locator(".hunk ol:not(.b)", {
        has: page.locator("li[id*=L] + li[id*=R]"),
      });
      const measure = (selector: string) =>
        lines
          .first()
          .locator(selector)
          .first()
          .evaluate((line) => {
            const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(line);
            const { left, right, top, height } = line.getBoundingClientRect();
            const text = Number.parseFloat(paddingInlineStart);
            const width = right - left - text - Number.parseFloat(paddingInlineEnd);
            return { left, top, height, text, width };
          });
      const old = await measure("li[id*=L]:has(+ li[id*=R])");
      const young = await measure("li[id*=L] + li[id*=R]");
      expect(young.left).toBeGreaterThan(old.left);
      expect({ ...young, left: 0 }).toEqual({ ...old, left: 0 });
      // Context stands in line with the old side.
      expect((await measure("li:not([id])")).text).toBe(old.text);
    });
  });

  /** Which closed `details` are to the browser's find; it passes by what is hidden in another way. */
  test("lines that are out of sight are in closed folds, and in nothing else", async () => {
    for (const address of [handbookDay, findLargeChange()]) {
      await visit(site, address, { javaScriptEnabled: false }, async (page) => {
        const lines = page.locator("article li");
        const countHidden = () =>
          lines.evaluateAll((all) => all.filter((line) => !line.checkVisibility()).length);
        expect(await countHidden()).toBeGreaterThan(0);
        await page.locator("article details").evaluateAll((folds) => {
          for (const fold of folds) fold.setAttribute("open", "");
        });
        expect(await countHidden()).toBe(0);
      });
    }
  });

  /** A text fragment goes by the browser's own find, which no protocol can drive. */
  test.for([true, false])("find opens folds, with JavaScript: %s", async (scripts, { skip }) => {
    const options = { javaScriptEnabled: scripts, viewport: { width: 390, height: 800 } };
    await visit(site, findLargeChange(), options, async (page) => {
      skip(!(await followsFragments(page, site)), "the browser of npm follows no text fragments");
      const line = page.locator("li[id*=R]", { hasText: "Ship number 300 was entered" });
      await page.goto(site.addressOf(findLargeChange()));
      expect(await line.isVisible()).toBe(false);
      await page.goto("about:blank");
      const fragment = ":~:text=Ship%20number%20300%20was%20entered%20at%20hour%2012.";
      await page.goto(site.addressOf(`${findLargeChange()}#${fragment}`));
      // Folds that open on the way push it about, and the browser holds it where it is read.
      const isInSight = () =>
        line.evaluate((element) => {
          const { top } = element.getBoundingClientRect();
          return element.checkVisibility() && top > 0 && top < innerHeight;
        });
      await expect.poll(isInSight, { timeout: 5000 }).toBe(true);
    });
  });

  describe.each([390, 1280])("at %i pixels", (width) => {
    // Above or below it stand others that open when the reader comes near.
    test.each(["night", "noon"])(
      "a link leads to a change, and stays with it: %s",
      async (name) => {
        const day = `ledger/${longDates.at(-2) ?? ""}/`;
        await visit(site, day, { viewport: { width, height: 800 } }, async (page) => {
          const watch = page.locator("article", { hasText: `watches/${name}.md` });
          const id = (await watch.first().getAttribute("id")) ?? "";
          await page.goto("about:blank");
          await page.goto(site.addressOf(`${day}#${id}`));
          await page.evaluate(awaitStillness);
          const top = await topOf(page, `[id="${id}"]`);
          expect(top).toBeGreaterThanOrEqual(0);
          expect(top).toBeLessThan(600);
        });
      },
    );
  });

  test("a long change goes on when the reader comes near, and its lines have addresses", async () => {
    await visit(site, findLargeChange(), {}, async (page) => {
      const later = page.locator(".hunks details.later");
      const last = later.last().locator("li[id]").first();
      expect(await last.isVisible()).toBe(false);
      const id = (await last.getAttribute("id")) ?? "";
      await page.goto("about:blank");
      await page.goto(site.addressOf(`${findLargeChange()}#${id}`));
      expect(await last.isVisible()).toBe(true);
      expect(await topOf(page, `[id="${id}"]`)).toBeGreaterThan(0);
    });
  });
}

/** Until the page has been of one height for a while: folds open one after the other. */
async function awaitStillness(): Promise<void> {
  let height = 0;
  for (let still = 0; still < 20;) {
    await new Promise(requestAnimationFrame);
    const now = document.documentElement.scrollHeight;
    still = now === height ? still + 1 : 0;
    height = now;
  }
}

/** Whether the browser scrolls to the text of a fragment on a page that is not ours. */
async function followsFragments(page: Page, site: BuiltSite): Promise<boolean> {
  const plain = site.addressOf("plain-page/");
  const body = "<p>One line.</p>".repeat(200) + "<p>The last line.</p>";
  await page.route(plain, (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto(`${plain}#:~:text=The%20last%20line.`);
  try {
    await vi.waitUntil(() => page.evaluate(() => scrollY > 0), { timeout: 2000 });
    return true;
  } catch {
    return false;
  }
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
