import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchBrowser } from "../../scripts/browser/chromium.ts";
import { serveFolder } from "../../scripts/serve.ts";
import { makeScratchFolder, mustBuild } from "../builds/build-site.ts";

export interface BuiltSite {
  /** The folder of the built site. */
  readonly out: string;
  readonly browser: Browser;
  /** The absolute address of a page, given relative to the site's base. */
  readonly addressOf: (page: string) => string;
}

/**
 * Builds an archive, serves it and starts a browser, all for as long as the tests of the calling file or
 * block run. What it returns is of use in tests and hooks only, except for `out`.
 *
 * @param prepare writes the snapshots and returns their folder
 */
export function openBuiltSite(
  prepare: () => string,
  environment: Readonly<Record<string, string>> = {},
): BuiltSite {
  const out = path.join(makeScratchFolder(), "out");
  const basePath = environment["BASE_PATH"] ?? "/";
  let server: Awaited<ReturnType<typeof serveFolder>>;
  let browser: Browser;

  beforeAll(async () => {
    await mustBuild(prepare(), out, environment);
    server = await serveFolder(out, { port: 0, basePath });
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  return {
    out,
    get browser() {
      return browser;
    },
    addressOf: (page) => new URL(page, server.url).href,
  };
}
