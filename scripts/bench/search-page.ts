/** A site's search page in a browser, with what it transfers. */
import { gzipSync } from "node:zlib";
import type { Browser, Response } from "playwright-core";

interface TimedAnswer {
  /** Anchors of the first changes that are shown. */
  readonly anchors: readonly string[];
  /** Transferred, as a host that compresses would send it. */
  readonly bytes: number;
  /** From the last key to the results. */
  readonly ms: number;
}

export interface SearchPage {
  readonly search: (text: string) => Promise<TimedAnswer>;
}

/** Opens the search page of the site at `url`. */
export async function openSearchPage(browser: Browser, url: string): Promise<SearchPage> {
  const page = await browser.newPage();
  let pending: Promise<number>[] = [];
  page.on("response", (response) => pending.push(countBytes(response)));
  await page.goto(new URL("search/", url).href);
  await page.waitForLoadState("networkidle");
  pending = [];
  return {
    async search(text) {
      const begun = performance.now();
      await page.locator("input[name=q]").fill(text);
      await page.waitForFunction(
        (wanted) =>
          document.querySelector("[data-status]")?.getAttribute("data-answered") === wanted,
        text.trim(),
      );
      const ms = Math.round(performance.now() - begun);
      const links = await page
        .locator("[data-results] > li")
        .evaluateAll((items) => items.map((item) => item.querySelector("a")?.hash ?? ""));
      const sizes = await Promise.all(pending);
      pending = [];
      return {
        anchors: links.map((hash) => hash.slice(1, 12)),
        bytes: sizes.reduce((sum, size) => sum + size, 0),
        ms,
      };
    },
  };
}

/** Pagefind's own files are compressed already; what is not would be by any host. */
async function countBytes(response: Response): Promise<number> {
  if (response.status() !== 200) return 0;
  const body = await response.body().catch(() => Buffer.alloc(0));
  return /\.(js|css|html|json)$|\/$/.test(new URL(response.url()).pathname)
    ? gzipSync(body).length
    : body.length;
}
