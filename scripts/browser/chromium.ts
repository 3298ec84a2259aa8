import { accessSync, constants } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import type { Browser, LaunchOptions } from "playwright-core";

import { unpackChromium } from "./npm-chromium.ts";

/**
 * Starts a headless Chromium: the one that CHROME_PATH names, else one that is installed, else the
 * one that came with npm. TIDEMARK_TEST_BROWSER=npm takes the last one at once.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env["CHROME_PATH"];
  if (process.env["TIDEMARK_TEST_BROWSER"] === "npm") return launchFromNpm();
  if (named !== undefined && named !== "") return launch({ executablePath: named });
  if (process.platform !== "linux") return launch({ channel: "chrome" });
  for (const executablePath of findOnPath()) {
    try {
      return await launch({ executablePath });
    } catch {
      // Ubuntu's chromium-browser, for one, is a script that only says what to install.
    }
  }
  return launchFromNpm();
}

const usualNames = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];

async function launchFromNpm(): Promise<Browser> {
  const { executablePath, env } = await unpackChromium();
  return launch({ executablePath, env: { ...process.env, ...env } });
}

function launch(options: LaunchOptions): Promise<Browser> {
  // The pages are the tests' own, and containers seldom allow what the sandbox needs.
  return chromium.launch({
    headless: true,
    chromiumSandbox: false,
    args: [
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--force-color-profile=srgb",
    ],
    ...options,
  });
}

function findOnPath(): string[] {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter(path.isAbsolute);
  const places = usualNames.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return places.filter((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
