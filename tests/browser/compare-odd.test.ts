/** The page that compares, over archives that are odd: names, modes, ends of lines, gaps, volumes, rules. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { makeScratchFolder, writeFile } from "../builds/build-site.ts";
import { openBuiltSite } from "./built-site.ts";
import { visit } from "./pages/visit.ts";
import { coloured } from "./pages/coloured.ts";

const snapshots = path.join(makeScratchFolder(), "snapshots");
const stamps = ["2026-01-01", "2026-01-05T0636Z", "2026-02-01"] as const;

function write(source: string, stamp: string, files: Readonly<Record<string, string | Buffer>>) {
  for (const [name, content] of Object.entries(files)) {
    const place = path.join(snapshots, source, stamp, name);
    writeFile(place, content);
  }
}

const long = Array.from({ length: 30 }, (_, line) => `Line ${String(line)} of a **long** text.\n`);
const odd = ["a b.md", `quote"s \\and'.md`, "ünï→🙂.md", "tab\there.md", "-- a.md", "b/a b.md"];

/** Names, a mode, a link, ends of lines, bytes, a name that changes, a file that goes and comes back. */
function writeOdd() {
  for (const [index, stamp] of stamps.entries()) {
    write(
      "odd",
      stamp,
      Object.fromEntries(odd.map((name) => [name, `${name} ${String(index)}\nB\n`])),
    );
    write("odd", stamp, {
      "tool.sh": "#!/bin/sh\n",
      "end.md": ["no end", "no end\n", "other\nno end"][index] ?? "",
      "crlf.md": `one\r\ntwo ${String(index)}\r\nthree\n`,
      "bytes.bin": Buffer.from([0, 1, index]),
      "latin.txt": Buffer.from([0x61, 0xff, 0x30 + index, 0x0a]),
      "empty.md": index === 1 ? "no more\n" : "",
      "views.md": `Views: ${String(index)}00\n\nText that stays.\n`,
    });
    if (index !== 1) write("odd", stamp, { "gone.md": `Here ${String(index)}.\n` });
    if (index > 0) chmodSync(path.join(snapshots, "odd", stamp, "tool.sh"), 0o755);
    const named = index === 0 ? "old name.md" : "nöw/näme.md";
    write("odd", stamp, { [named]: long.with(index, `Edited ${String(index)}.\n`).join("") });
    const link = path.join(snapshots, "odd", stamp, "link.md");
    if (index < 2) writeFileSync(link, "a b.md");
    else symlinkSync("a b.md", link);
  }
  writeFileSync(
    path.join(snapshots, "odd", "source.yaml"),
    "noise: [{ name: views, pattern: 'Views: [0-9]+' }]\n",
  );
}

const bigLine = (line: number, day: number) =>
  ["a", "b", "c"]
    .map((part) =>
      createHash("sha256")
        .update(`${part} ${String(line)} ${String(day)}`)
        .digest("base64"),
    )
    .join("");
const days = Array.from({ length: 8 }, (_, day) => `2026-03-0${String(day + 1)}`);

/** Texts that fill two volumes, and a capture that lacks most files. */
function writeLarge() {
  for (const [index, stamp] of days.entries()) {
    const lines = Array.from({ length: 2000 }, (_, line) => bigLine(line, index));
    write("large", stamp, { "big.txt": `${lines.join("\n")}\n` });
    const many = Array.from({ length: 5 }, (_, file) => [`f${String(file)}.md`, `${stamp}\n`]);
    if (index !== 3) write("large", stamp, Object.fromEntries(many) as Record<string, string>);
  }
  const gap = "gap: { files: 3, share: 0.5, snapshots: 3 }\n";
  writeFileSync(path.join(snapshots, "large", "source.yaml"), gap);
}

const site = openBuiltSite(() => {
  writeOdd();
  writeLarge();
  write("secret", "2026-01-01", { "a.md": "Nobody may read this.\n" });
  write("secret", "2026-01-02", { "a.md": "Nor this.\n", "b.md": "Nor that.\n" });
  writeFileSync(path.join(snapshots, "secret", "source.yaml"), "versions: false\n");
  write("single", "2026-01-01", { "a.md": "Alone.\n" });
  return snapshots;
});

async function open(address: string, use: (page: Page) => Promise<void>, isWhole = true) {
  await visit(site, address, {}, async (page) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", ({ message }) => errors.push(message));
    await page.locator("[data-status]:not(:empty)").waitFor();
    if (isWhole) await settle(page);
    await use(page);
    expect(errors).toEqual([]);
  });
}

/** Until all files are compared. */
async function settle(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Download as a patch" }).waitFor({ timeout: 20_000 });
}

const status = (page: Page) => page.locator("[data-status]").innerText();
const article = (page: Page, name: string) => page.locator("article", { hasText: name }).first();

/** The files of a folder with their modes and bytes. */
function readTree(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && !path.join(entry.parentPath, "x").includes("/.git/"))
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files
      .map((file) => {
        const about = lstatSync(file);
        const text = about.isSymbolicLink()
          ? `link ${readlinkSync(file)}`
          : `${about.mode & 0o100 ? "x" : "-"} ${readFileSync(file, "latin1")}`;
        return [path.relative(folder, file), text] as const;
      })
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

test.each([
  [0, 1],
  [0, 2],
  [1, 2],
  [2, 1],
  [2, 0],
] as const)(
  "git applies its patch from snapshot %i to %i: names, modes, links, ends of lines",
  async (from, to) => {
    const [old = "", now = ""] = [stamps[from], stamps[to]];
    await open(`odd/compare/?from=${old}&to=${now}`, async (page) => {
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Download as a patch" }).click();
      const patch = await (await download).path();
      const folder = path.join(makeScratchFolder(), "tree");
      cpSync(path.join(snapshots, "odd", old), folder, { recursive: true, verbatimSymlinks: true });
      execFileSync("git", ["init", "-q"], { cwd: folder });
      execFileSync("git", ["apply", "--whitespace=nowarn", patch], { cwd: folder });
      const expected = readTree(path.join(snapshots, "odd", now));
      // Their bytes are not in the version store, and the page says so.
      const { "bytes.bin": bytes, "latin.txt": latin } = readTree(path.join(snapshots, "odd", old));
      expect(readTree(folder)).toEqual({ ...expected, "bytes.bin": bytes, "latin.txt": latin });
      expect(await status(page)).toContain("The patch leaves out 2 files that hold no text");
    });
  },
);

test("a name that changed, a mode, bytes, a file that went and came back are told as such", async () => {
  await open(`odd/compare/?from=${stamps[0]}&to=${stamps[2]}`, async (page) => {
    expect(await status(page)).toContain("1 renamed");
    const signs = await page
      .locator(".change-list .sign.renamed, .change-list .sign.added")
      .count();
    expect(signs).toBe(1);
    expect(await article(page, "nöw/").locator("h3").innerText()).toContain("old name.md");
    expect(await article(page, "tool.sh").innerText()).toContain("is an executable file");
    expect(await article(page, "bytes.bin").innerText()).toMatch(/no text/);
    expect(await article(page, "gone.md").innerText()).toContain("1 hunk");
    expect(await page.locator(".change-list svg").count()).toBe(0);
  });
  await open(`odd/compare/?from=${stamps[0]}&to=${stamps[1]}&file=gone.md`, async (page) => {
    expect(await page.locator("article .sign.removed").count()).toBe(1);
  });
});

test("what a keeper's rule matches is noise here as on the day's page", async () => {
  const listRows = (place: ReturnType<Page["locator"]>) =>
    place
      .locator(".hunk ol > li")
      .evaluateAll((rows) =>
        rows.map((row) => row.outerHTML.replaceAll(/ id="c[0-9a-f]{10}/g, ' id="c')),
      );
  let onDay: string[] = [];
  await visit(site, "odd/2026-01-05/", {}, async (page) => {
    const views = article(page, "views.md");
    expect(await views.textContent()).toContain("noise by the rule “views”");
    onDay = await listRows(views);
  });
  expect(onDay.length).toBeGreaterThan(2);
  await open(`odd/compare/?from=${stamps[0]}&to=${stamps[1]}`, async (page) => {
    const views = article(page, "views.md");
    await expect.poll(() => listRows(views)).toEqual(onDay);
    expect(await views.textContent()).toContain("noise by the rule “views”");
  });
});

test("a source that leaves its texts out tells which files differ, and fetches none", async () => {
  await open(
    "secret/compare/",
    async (page) => {
      expect(await status(page)).toContain("2 files differ: 1 modified, 1 added.");
      expect(await status(page)).toContain("leaves the texts of its versions out");
      expect(await page.locator("[data-changes] > article").count()).toBe(2);
      expect(await page.locator("body").innerText()).not.toMatch(/Nobody may|Nor th/);
      expect(await page.getByText("Waiting").count()).toBe(0);
    },
    false,
  );
});

test("a single snapshot is compared with itself", async () => {
  await open(
    "single/compare/?from=1999-01-01&to=2999-01-01",
    async (page) => {
      expect(await status(page)).toContain("The first snapshot is that of 2026-01-01");
      expect(await status(page)).toContain("Both are the same snapshot.");
      for (const name of ["Swap", "A week before", "To the newest"])
        await page.getByRole("button", { name }).click();
      expect(await page.getByLabel("From: snapshot").isDisabled()).toBe(true);
    },
    false,
  );
});

test("versions of several volumes are compared, and a file that a capture lacks is told", async () => {
  const index = JSON.parse(
    readFileSync(path.join(site.out, "large", "versions", "index.json"), "utf8"),
  ) as { files: { path: string; volumes?: number[] }[] };
  const big = index.files.find((file) => file.path === "big.txt");
  expect(big?.volumes?.length).toBeGreaterThan(1);
  await open("large/compare/?from=2026-03-01&to=2026-03-08&file=big.txt", async (page) => {
    const hunks = article(page, "big.txt").locator(".hunks");
    expect(await hunks.locator("li[data-o]").first().innerText()).toContain(
      bigLine(0, 0).slice(0, 40),
    );
    const more = page.getByRole("button", { name: /^Show more/ });
    const before = await hunks.locator("li").count();
    await more.click();
    await expect.poll(() => hunks.locator("li").count()).toBeGreaterThan(before);
  });
  await open("large/compare/?from=2026-03-03&to=2026-03-04", async (page) => {
    expect(await status(page)).toContain("5 files missing from one of the snapshots");
    expect(await page.locator("[data-changes] > article").count()).toBe(1);
  });
});

test("a line of a large change's later part is shown when its address is opened", async () => {
  await open("large/compare/?from=2026-03-01&to=2026-03-02&file=big.txt", async (page) => {
    const anchor = (await page.locator("[data-changes] > article").getAttribute("id")) ?? "";
    expect(await page.locator(`#${anchor}R1990`).count()).toBe(0);
    await page.goto("about:blank");
    await page.goto(
      site.addressOf(`large/compare/?from=2026-03-01&to=2026-03-02&file=big.txt#${anchor}R1990`),
    );
    await settle(page);
    await expect.poll(() => page.locator(`#${anchor}R1990`).isVisible()).toBe(true);
  });
});

test("lines that were asked for before colours came stay what they are", async () => {
  await visit(site, "odd/2026-01-05/", {}, async (page) => {
    let release: () => void = () => undefined;
    const waits = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/-/grammars/index.json", async (route) => {
      await waits;
      await route.continue();
    });
    await page.goto(
      site.addressOf(`odd/compare/?from=${stamps[1]}&to=${stamps[2]}&file=nöw/näme.md`),
    );
    await settle(page);
    await page.getByRole("button", { name: "More lines" }).first().click();
    const lines = page.locator("article .hunk ol > li");
    await expect.poll(() => lines.count()).toBeGreaterThan(20);
    const texts = await lines.allTextContents();
    release();
    await expect.poll(() => page.locator(`article .hunk ${coloured}`).count()).toBeGreaterThan(0);
    expect(await lines.allTextContents()).toEqual(texts);
  });
});

test("a patch whose versions cannot be had says so, and the comparison goes on when asked", async () => {
  await visit(site, `odd/compare/?from=${stamps[0]}&to=${stamps[2]}`, {}, async (page) => {
    await settle(page);
    await page.route(/\/versions\/[0-9a-f]{10}\.json$/, (route) => route.abort());
    await page.getByRole("button", { name: "Download as a patch" }).click();
    await page.getByText("Some versions could not be loaded.").waitFor();
    await page.unroute(/\/versions\/[0-9a-f]{10}\.json$/);
    await page.getByRole("button", { name: "Go on" }).click();
    await settle(page);
    expect(await page.locator(".hunk").count()).toBeGreaterThan(5);
  });
});

test("by keyboard alone: the slider chooses, swap swaps, a file is read", async () => {
  await open(`odd/compare/?from=${stamps[0]}&to=${stamps[1]}`, async (page) => {
    await page.getByLabel("To: snapshot").focus();
    await page.keyboard.press("End");
    await page.waitForURL((url) => url.searchParams.get("to") === stamps[2]);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe("Swap");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.get("to") === stamps[0]);
    await settle(page);
    await page.locator(".change-list a", { hasText: "crlf.md" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("article:target").textContent()).toContain("crlf.md");
  });
});

test("a date can be typed, a digit at a time", async () => {
  await open(`odd/compare/?from=${stamps[0]}&to=${stamps[2]}`, async (page) => {
    const from = page.getByLabel("From: date");
    await from.focus();
    await page.keyboard.type("01102026");
    await page.waitForURL((url) => url.searchParams.get("from") === stamps[1]);
    expect(await from.inputValue()).toBe("2026-01-10");
    await page.getByLabel("From: snapshot").focus();
    expect(await from.inputValue()).toBe("2026-01-05");
    await from.fill("1999-01-01");
    await page.getByLabel("From: snapshot").focus();
    await page.waitForURL((url) => url.searchParams.get("from") === stamps[0]);
    expect(await from.inputValue()).toBe(stamps[0]);
  });
});

test.each([
  ["from=constructor&to=__proto__", "A date in the address looks like 2026-02-01."],
  ["from=HUGE", "A date in the address looks like 2026-02-01."],
  ["from=1970-01-01&to=1970-01-02", "The first snapshot is that of 2026-01-01"],
  ["file=../../etc/passwd", "No snapshot here ever had the file that the address names"],
  ["file=toString", "No snapshot here ever had the file that the address names"],
  ["from=2026-01-05T0635Z", "2026-01-01 is the last one before it."],
  ["from=&to=&file=", "No snapshot here ever had the file that the address names"],
  ["from=2026-02-30", "A date in the address looks like 2026-02-01."],
  ["from=2026-02-01&from=2026-01-01&to=2999-12-31", "Both are the same snapshot."],
])("an odd address is answered with what there is: %s", async (query, answer) => {
  await open(
    `odd/compare/?${query.replace("HUGE", "9".repeat(6000))}`,
    async (page) => {
      expect(await status(page)).toContain(answer);
      expect(page.url().length).toBeLessThan(400);
    },
    false,
  );
});

test("going back comes to the comparison that was left", async () => {
  await open(`odd/compare/?from=${stamps[0]}&to=${stamps[2]}`, async (page) => {
    await page.getByRole("button", { name: "Swap" }).click();
    await settle(page);
    const address = page.url();
    await article(page, "tab").getByRole("link", { name: "Only this file" }).click();
    await settle(page);
    expect(await page.locator("[data-changes] > article").count()).toBe(1);
    await page.goBack();
    await settle(page);
    expect(page.url()).toBe(address);
    expect(await page.getByLabel("From: date").inputValue()).toBe(stamps[2]);
  });
});

test("it compares with what was the newest at the last visit", async () => {
  await open("odd/compare/", async (page) => {
    const visitButton = page.getByRole("button", { name: "Since my last visit" });
    expect(await visitButton.isDisabled()).toBe(true);
    await page.evaluate(() => {
      const visit = { newest: "2026-01-05T0636Z", at: 5, before: null };
      localStorage.setItem("tidemark-visits", JSON.stringify({ "/odd/": visit }));
    });
    await page.goto(site.addressOf(`odd/compare/?from=${stamps[0]}&to=${stamps[0]}`));
    await visitButton.click();
    await page.waitForURL((url) => url.searchParams.get("from") === stamps[1]);
    expect(new URL(page.url()).searchParams.get("to")).toBe(stamps[2]);
    await page.evaluate(() => {
      localStorage.setItem("tidemark-visits", '{"/odd/":{"newest":{"a":1},"at":"x"}}');
    });
    await page.reload();
    await settle(page);
    expect(await visitButton.isDisabled()).toBe(true);
  });
});
