import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../../scripts/browser/chromium.ts";
import { serveFolder } from "../../scripts/serve.ts";
import { makeScratchFolder, runBuild } from "../builds/build-site.ts";
import {
  hostileNames,
  hostileTexts,
  writeHostileArchive,
  writtenElements,
} from "../builds/hostile-archive.ts";
import type { VersionIndex } from "../../src/versions/format.ts";
import type { DayJson } from "../../src/site/json/schema.ts";
import { coloured } from "./pages/coloured.ts";

const scratch = makeScratchFolder();
const out = path.join(scratch, "out");
let browser: Browser;
let server: Awaited<ReturnType<typeof serveFolder>>;
let pages: string[] = [];

beforeAll(async () => {
  writeHostileArchive(path.join(scratch, "snapshots"));
  const { code, output } = await runBuild(path.join(scratch, "snapshots"), out);
  if (code !== 0) throw new Error(output);
  pages = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => path.relative(out, path.join(entry.parentPath, entry.name)));
  server = await serveFolder(out, { port: 0 });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

test("there are more than two hundred cases", () => {
  expect(hostileNames.length + hostileTexts.length).toBeGreaterThan(200);
  expect(new Set(hostileNames).size).toBe(hostileNames.length);
});

/** A tag with its attributes, whose values may hold what looks like one. */
const tag = /<([a-z][a-z0-9-]*)(?:"[^"]*"|'[^']*'|[^"'>])*>/g;

test("one of them closes every element that stands in a page", () => {
  const written = pages.flatMap((file) =>
    [...readFileSync(path.join(out, file), "utf8").matchAll(tag)].map(([, name]) => name ?? ""),
  );
  expect([...new Set(written)].filter((name) => !writtenElements.includes(name))).toEqual([]);
});

/** What should not happen on a page, as it happens. */
function watchPage(page: Page): string[] {
  const complaints: string[] = [];
  page.on("dialog", (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => complaints.push(`error ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console ${message.text()}`);
  });
  page.on("request", (request) => {
    const isOwn = request.url().startsWith(server.url) || request.url().startsWith("data:");
    if (!isOwn) complaints.push(`request ${request.url()}`);
  });
  return complaints;
}

test("nothing runs, nothing is fetched from elsewhere, on any page", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = watchPage(page);
  for (const file of pages) {
    if (file === "404.html") continue;
    const address = file
      .replace(/index\.html$/, "")
      .split(path.sep)
      .map(encodeURIComponent)
      .join("/");
    const response = await page.goto(new URL(address, server.url).href);
    expect([file, response?.status()]).toEqual([file, 200]);
    const state = await page.evaluate(() => ({
      hit: "tidemarkHit" in globalThis,
      base: document.querySelector("base") !== null,
      foreign: document.querySelectorAll("iframe, object, embed, form[action^='http']").length,
      scripts: [...document.querySelectorAll("a")].filter((link) =>
        /^(javascript|data|vbscript):/i.test(link.href),
      ).length,
    }));
    expect([file, state]).toEqual([file, { hit: false, base: false, foreign: 0, scripts: 0 }]);
  }
  expect(complaints).toEqual([]);
  await context.close();
});

test.each(["names", "texts"])(
  "nothing runs where scripts put texts into a page: %s",
  async (source) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const complaints = watchPage(page);
    const place = new URL(`${source}/`, server.url);
    await page.goto(new URL("compare/?from=2000-01-01&to=2999-01-01", place).href);
    await page.getByRole("button", { name: "Download as a patch" }).waitFor();
    await page.locator(`article .hunk ${coloured}`).first().waitFor({ state: "attached" });
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll("details")) fold.open = true;
    });
    const folder = path.join(out, source, "versions");
    const { files } = JSON.parse(
      readFileSync(path.join(folder, "index.json"), "utf8"),
    ) as VersionIndex;
    const written = await page
      .locator("[data-changes] *")
      .evaluateAll((elements) => [...new Set(elements.map(({ localName }) => localName))]);
    expect(written.filter((name) => !writtenElements.includes(name))).toEqual([]);
    expect(await page.locator("[data-changes] > article").count()).toBeGreaterThan(100);
    // One in twenty: there are hundreds.
    for (const { path: file } of files.filter((_, at) => at % 20 === 0)) {
      await page.goto(new URL(`text/?file=${encodeURIComponent(file.toWellFormed())}`, place).href);
      await page.locator("[data-status]:not(:empty)").waitFor();
    }
    expect(await page.evaluate(() => "tidemarkHit" in globalThis)).toBe(false);
    expect(complaints).toEqual([]);
    await context.close();
  },
);

test("every page has a strict policy", () => {
  const loose = pages.filter((file) => {
    const html = readFileSync(path.join(out, file), "utf8");
    const [policy = ""] = /<meta http-equiv="content-security-policy"[^>]*>/i.exec(html) ?? [];
    return !policy.includes("default-src 'none'") || policy.includes("unsafe-inline");
  });
  expect(loose).toEqual([]);
});

test("every file has a page of its own", () => {
  const perFolder = (source: string) =>
    pages.filter((file) => file.startsWith(path.join(source, "files") + path.sep)).length - 1;
  // Two links, a binary, an empty file and two that take each other's place come on top.
  expect(perFolder("names")).toBe(hostileNames.length + 6);
  expect(perFolder("texts")).toBe(hostileTexts.length);
});

test("every change is told with its path as it is, and none twice", () => {
  const day = JSON.parse(
    readFileSync(path.join(out, "names", "2026-03-03.json"), "utf8"),
  ) as DayJson;
  const changes = day.pairs.flatMap((pair) => pair.changes);
  expect(changes.map((change) => change.path)).toContain("new\nline.md");
  expect(changes.map((change) => change.path)).toContain("__proto__");
  expect(new Set(changes.map(({ url }) => url)).size).toBe(changes.length);
});

test("no link of a snapshot was followed", () => {
  const secret = readFileSync("/etc/passwd", "utf8").split("\n")[0] ?? "";
  const found = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(html|json|patch|xml)$/.test(entry.name))
    .filter((entry) =>
      readFileSync(path.join(entry.parentPath, entry.name), "utf8").includes(secret),
    );
  expect(found).toEqual([]);
});
