import type { Browser } from "playwright-core";
import { toFailure } from "../http/failure.ts";
import type { Fetched, Fetcher } from "../http/fetcher.ts";
import { createLimit } from "../http/limit.ts";
import { openBrowser } from "./open-browser.ts";
import { renderPage, type RenderLimits } from "./render-page.ts";

export interface BrowserFetcher extends Fetcher {
  readonly close: () => Promise<void>;
}

/** Each page costs a process; more at once take each other's time. */
const mostPages = 2;

/**
 * A fetcher whose pages are those that their scripts wrote; what is no page comes as it is. `selectorOf`
 * tells what to wait for at an address. The browser starts with the first page.
 */
export function createBrowserFetcher(
  fetcher: Fetcher,
  limits: RenderLimits,
  selectorOf: (address: string) => string | undefined,
): BrowserFetcher {
  let browser: Promise<Browser> | null = null;
  const limit = createLimit(mostPages);

  const open = async (): Promise<Browser> => {
    const current = await browser;
    if (!current?.isConnected()) browser = openBrowser();
    return (await browser) ?? open();
  };

  return {
    async fetch(address) {
      const fetched = await fetcher.fetch(address);
      if (
        fetched.kind !== "found" ||
        !/^(text\/html|application\/xhtml)/i.test(fetched.contentType)
      ) {
        return fetched;
      }
      const selector = selectorOf(address);
      return limit<Fetched>(async () =>
        renderPage(await open(), fetched, fetcher, { ...limits, selector }),
      ).catch((error: unknown) => ({ kind: "failed", reason: toFailure(error).message }));
    },
    tally: fetcher.tally,
    async close() {
      await (await browser?.catch(() => null))?.close();
    },
  };
}
