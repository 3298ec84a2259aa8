/** What readers of the page that compares wait for, and what it costs their browsers. */
import { execFileSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import type { Browser, Response } from "playwright-core";
import { isPresent, listChanges } from "../../src/client/compare/list-changes.ts";
import type { VersionIndex } from "../../src/versions/format.ts";
import { timeOf } from "../../src/stamp.ts";

/** Milliseconds since the page was asked for; bytes as a host that compresses sends them. */
interface Measured {
  readonly address: string;
  readonly files: number;
  readonly list: number;
  /** The last file of the version store had come. */
  readonly loaded: number;
  readonly firstHunk: number;
  readonly allHunks: number;
  /** The longest time in which the page could not answer. */
  readonly longestTask: number;
  readonly scripts: number;
  /** Of the highlighter and its grammars. */
  readonly colours: number;
  /** Resident in the tab's process when all was compared and coloured. */
  readonly tabMegabytes: number;
}

const usualFiles = 150;
const halfYear = 182 * 24 * 60 * 60 * 1000;

/** Measures the file with most versions, and two snapshots half a year apart that differ in 150 files or so. */
export async function measureComparePage(
  browser: Browser,
  url: string,
  source: string,
  index: VersionIndex,
): Promise<{ readonly file: Measured; readonly halfYear: Measured }> {
  const { snapshots, files } = index;
  const countVersions = ({ states }: { readonly states: string }) => states.split("v").length - 1;
  const [busiest] = files.toSorted((a, b) => countVersions(b) - countVersions(a));
  const last = snapshots.length - 1;
  const pairs = snapshots.flatMap((stamp, from) => {
    const to = snapshots.findIndex((other) => timeOf(other) >= timeOf(stamp) + halfYear);
    return to < 0 || from % 7 > 0
      ? []
      : [{ from, to, size: listChanges(index, from, to).changes.length }];
  });
  const distance = (size: number) => Math.abs(size - usualFiles);
  const [usual = { from: 0, to: last }] = pairs.toSorted(
    (a, b) => distance(a.size) - distance(b.size),
  );
  const present = snapshots.keys().filter((at) => busiest && isPresent(busiest, at));
  const itsOwn = [...present];
  const address = (from: number, to: number, file = "") =>
    `${url}${source}/compare/?from=${snapshots[from] ?? ""}&to=${snapshots[to] ?? ""}${file}`;
  const file = `&file=${encodeURIComponent(busiest?.path ?? "")}`;
  return {
    file: await measure(browser, address(itsOwn[0] ?? 0, itsOwn.at(-1) ?? last, file)),
    halfYear: await measure(browser, address(usual.from, usual.to)),
  };
}

async function measure(browser: Browser, address: string): Promise<Measured> {
  const page = await browser.newPage();
  const responses: Response[] = [];
  page.on("response", (response) => responses.push(response));
  await page.addInitScript(watch);
  await page.goto(address);
  await page.waitForFunction(
    () => "allHunks" in ((globalThis as { seen?: object }).seen ?? {}),
    null,
    {
      timeout: 120_000,
    },
  );
  await page.waitForTimeout(8000);
  const seen = await page.evaluate(
    () => (globalThis as unknown as { seen: Record<string, number> }).seen,
  );
  const tabMegabytes = measureTab();
  const sizes = await Promise.all(responses.map(measureResponse));
  const sum = (fits: RegExp) =>
    sizes.reduce((total, { path, bytes }) => total + (fits.test(path) ? bytes : 0), 0);
  const loaded = await page.evaluate(() =>
    Math.max(
      ...performance
        .getEntriesByType("resource")
        .filter(({ name }) => /\/versions\//.test(name))
        .map((entry) => (entry as PerformanceResourceTiming).responseEnd),
    ),
  );
  await page.close();
  const colours = /\/colours-|\/grammars\//;
  return {
    address: new URL(address).search,
    files: seen["files"] ?? 0,
    list: Math.round(seen["list"] ?? 0),
    loaded: Math.round(loaded),
    firstHunk: Math.round(seen["firstHunk"] ?? 0),
    allHunks: Math.round(seen["allHunks"] ?? 0),
    longestTask: Math.round(seen["longestTask"] ?? 0),
    scripts: sum(/\.js$/) - sum(/\/colours-/),
    colours: sum(colours),
    tabMegabytes,
  };
}

/** Runs in the page, before anything else. */
function watch(): void {
  const seen: Record<string, number> = { longestTask: 0 };
  Object.assign(globalThis, { seen });
  const note = (name: string, isThere: boolean) => {
    if (isThere && !(name in seen)) seen[name] = performance.now();
  };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      seen["longestTask"] = Math.max(seen["longestTask"] ?? 0, duration);
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    const count = document.querySelectorAll("[data-changes] > article").length;
    seen["files"] = count;
    note("list", count > 0);
    note(
      "firstHunk",
      document.querySelector("[data-changes] .hunk li")?.checkVisibility() ?? false,
    );
    note("allHunks", document.querySelector("button[name=patch]:not([hidden])") !== null);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function measureResponse(response: Response): Promise<{ path: string; bytes: number }> {
  const { pathname } = new URL(response.url());
  const body = await response.body().catch(() => Buffer.alloc(0));
  return { path: pathname, bytes: gzipSync(body).length };
}

/** The largest of the browser's processes for tabs, workers included; 0 where the system does not tell. */
function measureTab(): number {
  try {
    const lines = execFileSync("ps", ["-eo", "rss,args"], { encoding: "utf8" }).split("\n");
    const sizes = lines
      .filter((line) => line.includes("--type=renderer"))
      .map((line) => Number.parseInt(line.trim(), 10));
    return Math.round(Math.max(0, ...sizes) / 1024);
  } catch {
    return 0;
  }
}
