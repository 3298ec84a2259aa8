import path from "node:path";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { makeScratchFolder, writeFile } from "../builds/build-site.ts";
import { openBuiltSite } from "./built-site.ts";

let page: Page;
let requests: string[] = [];

/** Texts that appear with the second snapshot, each in a file of its own. */
const added: Readonly<Record<string, string>> = {
  "api/models.md": "Start with `lamp-5.5` for most work.\n",
  "api/format.md": "Set response_format before you send.\n",
  "api/schema.md": "Every field may hold $ref instead.\n",
  "api/cli.md": "Call it with --dry-run first; a dry run costs nothing.\n",
  "api/other.md": "The flag says dry and then run, apart.\n",
  "api/paths.md": "POST to /v1/messages with the header X-Api-Key.\n",
  "api/names.md": "The option hoistFlagAtDawn is new.\n",
  "guide/end.md": "Wait until the tide is out — then walk.\n",
  "guide/signs.md": "***\n",
};

const site = openBuiltSite(() => {
  const snapshots = path.join(makeScratchFolder(), "snapshots");
  const write = (file: string, text: string) => {
    const place = path.join(snapshots, file);
    writeFile(place, text);
  };
  write("manual/source.yaml", "title: Manual\n");
  write(
    "manual/2026-01-01/README.md",
    "# Manual\n\nThe tide waits for nobody.\n\nAll around it is quicksand.\n",
  );
  write(
    "manual/2026-01-02/README.md",
    "# Manual\n\nThe tide waits for everybody.\n\nAll around it is quicksand.\n",
  );
  for (const [file, text] of Object.entries(added)) write(`manual/2026-01-02/${file}`, text);
  const languages: Readonly<Record<string, readonly [string, string]>> = {
    zh: ["旧的内容。\n", "模型上下文协议支持工具和资源。\n"],
    ja: ["古い文章。\n", "新しい灯台は港の入口に立っています。\n"],
    de: ["Alter Text.\n", "Der Hafenmeister prüft die Schiffsglocken.\n"],
  };
  for (const [lang, [before, after]] of Object.entries(languages)) {
    write(`docs-${lang}/source.yaml`, `title: Docs ${lang}\nlang: ${lang}\n`);
    write(`docs-${lang}/2026-01-01/page.md`, before);
    write(`docs-${lang}/2026-01-02/page.md`, after);
  }
  return snapshots;
});

beforeEach(async () => {
  page = await site.browser.newPage();
  requests = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  return () => page.close();
});

async function search(text: string): Promise<string[]> {
  await page.goto(site.addressOf(`search/?q=${encodeURIComponent(text)}`));
  await page.locator(`[data-status][data-answered]`).waitFor();
  return page.locator("[data-results] > li .path").allTextContents();
}

describe("exact things are found, and first", () => {
  test.each([
    ["lamp-5.5", "api/models.md"],
    ["5.5", "api/models.md"],
    ["response_format", "api/format.md"],
    ["$ref", "api/schema.md"],
    ["--dry-run", "api/cli.md"],
    ["/v1/messages", "api/paths.md"],
    ["X-Api-Key", "api/paths.md"],
    ["hoistFlagAtDawn", "api/names.md"],
    ["tide is out — then walk", "guide/end.md"],
    ['"dry run costs"', "api/cli.md"],
    ["signs.md", "guide/signs.md"],
    ["协议", "page.md"],
    ["灯台", "page.md"],
    ["Schiffsglocken", "page.md"],
  ])("%s in %s", async (text, file) => {
    expect((await search(text))[0]).toBe(file);
  });
});

test("words of the index itself find nothing", async () => {
  expect(await search("inserted")).toEqual([]);
});

test("text that only stands around a change is not found", async () => {
  expect(await search("quicksand")).toEqual([]);
});

test("text that was removed says so", async () => {
  await search("waits for nobody");
  const hit = page.locator("[data-results] > li").first();
  expect(await hit.getAttribute("class")).toContain("deleted");
});

test("filters narrow down, show counts, and stand in the address", async () => {
  await search("tide");
  await page.locator("summary", { hasText: "Filters" }).click();
  const sides = page.locator("select[name=side]");
  await sides.locator("option", { hasText: "removed (1)" }).waitFor({ state: "attached" });
  await sides.selectOption("deleted");
  await page.waitForFunction(() => document.querySelectorAll("[data-results] > li").length === 1);
  const shared = page.url();
  expect(new URL(shared).searchParams.get("side")).toBe("deleted");
  await page.goto("about:blank");
  await page.goto(shared);
  await page.locator("[data-results] > li").first().waitFor();
  expect(await page.locator("[data-results] > li").count()).toBe(1);
  expect(await page.locator("select[name=side]").inputValue()).toBe("deleted");
});

test("a filter alone lists what it leaves", async () => {
  await page.goto(site.addressOf("search/?folder=guide%2F&order=date"));
  await page.locator("[data-results] > li").first().waitFor();
  const paths = await page.locator("[data-results] > li .path").allTextContents();
  expect(paths.toSorted()).toEqual(["guide/end.md", "guide/signs.md"]);
});

describe("the dialog", () => {
  test("loads nothing before it is opened, finds while typing, and the arrows lead to a hit", async () => {
    await page.goto(site.addressOf("manual/2026-01-02/"));
    await page.waitForLoadState("networkidle");
    expect(requests.filter((name) => name.includes("pagefind"))).toEqual([]);
    await page.keyboard.press("/");
    const dialog = page.locator("dialog.search-dialog");
    await dialog.locator("input").fill("response_format");
    await dialog.locator("li a").first().waitFor();
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("api/format.md");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#c[0-9a-f]{10}/);
    expect(await page.locator(":target").textContent()).toContain("response_format");
  });

  test("opens with Ctrl+K and closes with Escape", async () => {
    await page.goto(site.addressOf(""));
    await page.keyboard.press("Control+k");
    const dialog = page.locator("dialog.search-dialog");
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
  });

  test("leads on to the search page with what was typed", async () => {
    await page.goto(site.addressOf(""));
    await page.keyboard.press("/");
    await page.locator("dialog.search-dialog input").fill("tide");
    await page.locator("dialog.search-dialog li a").first().waitFor();
    await page.getByRole("link", { name: "All results and filters" }).click();
    await page.locator("[data-results] > li").first().waitFor();
    expect(await page.locator("input[name=q]").inputValue()).toBe("tide");
  });
});

test("browsers can offer the search", async () => {
  await page.goto(site.addressOf(""));
  const address = await page.locator("link[rel=search]").getAttribute("href");
  const answer = await page.request.get(site.addressOf(address ?? ""));
  expect(await answer.text()).toContain("?q={searchTerms}");
});

test("without JavaScript the page says how to go on", async () => {
  const context = await site.browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(site.addressOf("search/"));
  expect(await plain.locator("noscript").textContent()).toContain("Manual");
  await context.close();
});
