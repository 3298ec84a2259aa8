import { accessSync, constants } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import type { Browser, LaunchOptions } from "playwright-core";

import { InputError, messageOf } from "../../src/errors.ts";
import { unpackChromium } from "./npm-chromium.ts";

/**
 * Starts a headless Chromium: the one that CHROME_PATH names, else one that is installed, else the
 * one that came with npm. TIDEMARK_TEST_BROWSER=npm takes the last one at once. `args` are further
 * arguments of its command line.
 *
 * @throws {InputError} where the browser that was asked for does not start.
 */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const named = process.env["CHROME_PATH"];
  if (process.env["TIDEMARK_TEST_BROWSER"] === "npm") return launchFromNpm(args);
  if (named !== undefined && named !== "") return launchNamed(named, args);
  if (process.platform !== "linux") return launch(args, { channel: "chrome" });
  for (const executablePath of findOnPath()) {
    try {
      return await launch(args, { executablePath });
    } catch {
      // Ubuntu's chromium-browser, for one, is a script that only says what to install.
    }
  }
  return launchFromNpm(args);
}

async function launchNamed(executablePath: string, args: readonly string[]): Promise<Browser> {
  try {
    return await launch(args, { executablePath });
  } catch (error) {
    throw new InputError({
      where: `CHROME_PATH=${executablePath}`,
      what: `this browser does not start${findReason(messageOf(error))}`,
      remedy:
        "Name a Chrome or Chromium that runs here with --headless, or unset CHROME_PATH to use an installed one or the one that came with npm.",
    });
  }
}

/** What the browser itself wrote, else how it ended, among all that is told of its start. */
function findReason(message: string): string {
  const reason =
    /^\[pid=\d+\]\[err\] (.+)$/m.exec(message) ??
    /process did exit: (.+?)>/.exec(message) ??
    /Error: (.+)$/m.exec(message);
  return reason?.[1] === undefined ? "" : `: ${reason[1]}`;
}

const usualNames = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];

async function launchFromNpm(args: readonly string[]): Promise<Browser> {
  const { executablePath, env } = await unpackChromium();
  return launch(args, { executablePath, env: { ...process.env, ...env } });
}

function launch(args: readonly string[], options: LaunchOptions): Promise<Browser> {
  // The pages are the tests' own, and containers seldom allow what the sandbox needs.
  return chromium.launch({
    headless: true,
    chromiumSandbox: false,
    args: [
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--force-color-profile=srgb",
      ...args,
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
