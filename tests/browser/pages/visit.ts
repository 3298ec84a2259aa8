import type { BrowserContextOptions, Page } from "playwright-core";
import type { BuiltSite } from "../built-site.ts";

/** A day that every kind of change stands on. */
export const handbookDay = "handbook/2026-01-06/";

/** What the tests of pages know of the built site. */
export interface Places {
  readonly lastDay: string;
  /** The page of the large change, which only the built site knows. */
  readonly findLargeChange: () => string;
}

/** Opens the page at `address` in a context of its own, which ends with `use`. */
export async function visit(
  site: BuiltSite,
  address: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await site.browser.newContext({
    viewport: { width: 1400, height: 900 },
    ...options,
  });
  try {
    context.setDefaultTimeout(5000);
    const page = await context.newPage();
    await page.goto(site.addressOf(address));
    await use(page);
  } finally {
    await context.close();
  }
}

/** Where the first element that fits begins, in whole pixels from the window's upper edge. */
export async function topOf(page: Page, selector: string): Promise<number> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => Math.round(element.getBoundingClientRect().top));
}
