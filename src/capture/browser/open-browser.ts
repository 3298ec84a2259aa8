/** Starts an installed Chromium for pages of strangers: nothing that it does by itself reaches a network. */
import { accessSync, constants } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { InputError, messageOf } from "../../errors.ts";

const remedy =
  "Install the package playwright-core (npm install playwright-core) and Chrome or Chromium; CHROME_PATH names a browser that is not on the PATH. Or leave browser: true out.";

/** Throws InputError where the package or the browser is missing, or where its sandbox cannot be had. */
export async function openBrowser(): Promise<Browser> {
  const { chromium } = await import("playwright-core").catch(() => {
    throw refuse("the package playwright-core is not installed", remedy);
  });
  const executablePath = findBrowser();
  if (executablePath === null) throw refuse("no Chrome or Chromium is installed", remedy);
  try {
    return await chromium.launch({
      executablePath,
      headless: true,
      // Where a container is the wall, the browser's own may be impossible; its keeper says so.
      chromiumSandbox: process.env["TIDEMARK_BROWSER_SANDBOX"] !== "off",
      // Answers come from our own requests. Whatever slips by finds a proxy that refuses, and no names.
      proxy: { server: "http://127.0.0.1:9", bypass: "<-loopback>" },
      args: [
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--disable-background-networking",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--no-pings",
        "--js-flags=--max-old-space-size=512",
      ],
    });
  } catch (error) {
    const [reason = ""] = messageOf(error).split("\n");
    throw refuse(
      `${executablePath} does not start (${reason})`,
      "Try it by hand, or name another one by CHROME_PATH. As root and in many containers Chromium's sandbox is impossible: run captures as another user, or set TIDEMARK_BROWSER_SANDBOX=off where the container is wall enough.",
    );
  }
}

function refuse(what: string, instead: string): InputError {
  return new InputError({ where: "capture: browser", what, remedy: instead });
}

const usualNames = [
  "google-chrome-stable",
  "google-chrome",
  "chromium",
  "chromium-browser",
  "chrome.exe",
];
const usualFolders = [
  "/Applications/Google Chrome.app/Contents/MacOS",
  "/Applications/Chromium.app/Contents/MacOS",
  "C:\\Program Files\\Google\\Chrome\\Application",
];

function findBrowser(): string | null {
  const named = process.env["CHROME_PATH"];
  if (named !== undefined && named !== "") return named;
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter(path.isAbsolute);
  const places = [...usualNames, "Google Chrome", "Chromium"].flatMap((name) =>
    [...folders, ...usualFolders].map((folder) => path.join(folder, name)),
  );
  return places.find(isProgram) ?? null;
}

function isProgram(place: string): boolean {
  try {
    accessSync(place, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
