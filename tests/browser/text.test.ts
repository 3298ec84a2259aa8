import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { makeScratchFolder, writeFile } from "../builds/build-site.ts";
import { openBuiltSite } from "./built-site.ts";
import { checkAxe } from "./pages/check-axe.ts";
import { visit } from "./pages/visit.ts";

const hostile = `<img src=x onerror="window.tidemarkHit=1">'&.md`;
const limit = "A key may call ten times a minute.";
const limits = [
  ["2026-01-01", "# Limits\n\nNothing yet.\n\n## More\n\n* One point\n\nEnd.\n"],
  ["2026-01-02", `# Limits\n\nNothing yet.\n${limit}\n\n## More\n\n* One point\n\nEnd.\n`],
  ["2026-01-05T0636Z", `# Limits\n\nNothing yet.\n\n## More\n\n- One point\n\n${limit}\nEnd.\n`],
  ["2026-01-06", "# Limits\n\nNothing yet.\n\n## More\n\n- One point\n\nEnd.\n"],
] as const;

const site = openBuiltSite(() => {
  const snapshots = path.join(makeScratchFolder(), "snapshots");
  const write = (file: string, text: string) => {
    const place = path.join(snapshots, file);
    writeFile(place, text);
  };
  for (const [stamp, text] of limits) {
    write(`manual/${stamp}/limits.md`, text);
    write(`manual/${stamp}/${hostile}`, `<script>window.tidemarkHit=2</script>\n${stamp}\n`);
    write(`secret/${stamp}/limits.md`, text);
  }
  write("manual/2026-01-01/gone.md", "Only at first.\n");
  write("manual/2026-01-02/bytes.bin", "\0\0\0");
  write("secret/source.yaml", "title: Secret\nversions: false\n");
  return snapshots;
});

async function open(query: string, use: (page: Page) => Promise<void>, source = "manual") {
  await visit(
    site,
    `${source}/text/${query}`,
    { viewport: { width: 390, height: 800 } },
    async (page) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      await page.waitForFunction(() => document.querySelector("[data-status]")?.textContent !== "");
      await use(page);
      expect(errors).toEqual([]);
      expect(await page.evaluate(() => "tidemarkHit" in globalThis)).toBe(false);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(390);
    },
  );
}

const status = (page: Page) => page.locator("[data-status]").innerText();
const textOf = async (page: Page) =>
  (await page.locator("[data-lines] tbody td:nth-child(3)").allTextContents()).join("\n") + "\n";
const agesOf = async (page: Page) => {
  await page.waitForSelector("[data-lines] tr[data-age]");
  return page.locator("[data-lines] tbody tr").evaluateAll((rows) => {
    let last = "";
    return rows.map((row) => (last = row.querySelector("time")?.dateTime.slice(8, 10) ?? last));
  });
};

test("shows a text as it stood, with the age of every line", async () => {
  await open("?file=limits.md&at=2026-01-03", async (page) => {
    expect(await textOf(page)).toBe(limits[1][1]);
    expect(await status(page)).toBe(
      "limits.md, as it stood from 2026-01-02 until 2026-01-05 06:36 UTC.",
    );
    expect(await agesOf(page)).toEqual("01 01 01 02 01 01 01 01 01 01".split(" "));
    const link = page.locator("[data-lines] td a");
    const address = (await link.getAttribute("href")) ?? "";
    expect(address).toMatch(/^\/manual\/2026-01-02\/#c[0-9a-f]{10}$/);
    const day = readFileSync(path.join(site.out, "manual", "2026-01-02", "index.html"), "utf8");
    expect(day).toContain(`id="${address.split("#")[1] ?? ""}"`);
    const headings = await page.locator("[data-outline] a").allTextContents();
    expect(headings).toEqual(["Limits", "More"]);
    expect(await checkAxe(page)).toEqual([]);
  });
});

test("ages leave layout and moves out, unless asked", async () => {
  await open("?file=limits.md&at=2026-01-06", async (page) => {
    expect(await agesOf(page)).toEqual("01 01 01 01 01 01 01 01 01".split(" "));
    await page.locator("[data-raw-ages]").check();
    await page.waitForSelector('[data-lines] time[datetime^="2026-01-05"]');
    expect(await agesOf(page)).toEqual("01 01 01 01 01 01 05 01 01".split(" "));
  });
});

test("leads to the versions before and after, and proves what it shows", async () => {
  await open("?file=limits.md&at=2026-01-02", async (page) => {
    await page.locator("[data-step=next]").click();
    await page.waitForFunction(() => document.querySelector("[data-status]")?.textContent !== "");
    expect(await textOf(page)).toBe(limits[2][1]);
    const hash = await page.locator("[data-proof=sha256]").textContent();
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    await page.locator("[data-step=previous]").click();
    await page.waitForFunction(() => document.querySelector("[data-status]")?.textContent !== "");
    expect(await textOf(page)).toBe(limits[1][1]);
  });
});

test("tells the life of the words that are selected, and of those in the address", async () => {
  const life = "Appeared 2 January 2026, moved 5 January 2026, gone 6 January 2026.";
  await open("?file=limits.md&at=2026-01-02", async (page) => {
    const button = page.locator("[data-follow]");
    expect(await button.isDisabled()).toBe(true);
    await page.locator("#l4 td:nth-child(3)").click({ clickCount: 3 });
    await button.click();
    await page.getByText(life).waitFor();
    const links = await page.locator("[data-life] li a").allTextContents();
    expect(links).toEqual([
      ...["appeared", "limits.md, line 4", "moved", "limits.md, line 9", "gone"],
    ]);
    await page.reload();
    await page.getByText(life).waitFor();
    expect(await checkAxe(page)).toEqual([]);
  });
  await open("?file=limits.md&phrase=no+such+words", async (page) => {
    await page.getByText("These words stand in no version of limits.md.").waitFor();
  });
});

test("tells the life of what went with its file", async () => {
  await open("?file=gone.md&at=2026-01-03&phrase=only+at+first", async (page) => {
    await page
      .getByText("Stood in the first snapshot 1 January 2026, gone with its file 2 January 2026.")
      .waitFor();
  });
});

test("says what there is where something is not", async () => {
  const cases: readonly (readonly [query: string, said: RegExp])[] = [
    ["", /^Choose a file: 2 files are in the snapshot of 2026-01-06\.$/],
    ["?file=nope.md", /never had a file of that name/],
    [
      `?file=${encodeURIComponent("<img src=x onerror=alert(1)>")}`,
      /never had a file of that name/,
    ],
    ["?file=limits.md&at=2020-01-01", /There are snapshots from 1 January 2026 to 6 January 2026/],
    [`?file=limits.md&at=${encodeURIComponent("<b>now</b>")}`, /^That is no date/],
    ["?file=gone.md&at=2026-01-05", /^gone\.md was removed with the snapshot of 2026-01-02/],
    ["?file=bytes.bin&at=2026-01-02", /it is no text/],
    ["?file=bytes.bin&at=2026-01-01", /was not there yet\. Its first text$/],
  ];
  for (const [query, said] of cases) {
    await open(query, async (page) => {
      expect(await status(page)).toMatch(said);
    });
  }
});

test("a hostile name and text are text", async () => {
  await open(`?file=${encodeURIComponent(hostile)}&at=2026-01-02`, async (page) => {
    expect(await status(page)).toContain(hostile);
    expect(await textOf(page)).toBe("<script>window.tidemarkHit=2</script>\n2026-01-02\n");
  });
});

test("the form works from the keyboard alone", async () => {
  await open("", async (page) => {
    await page.locator("select[name=file]").focus();
    await page.keyboard.type("lim");
    await page.locator("button[type=submit]").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/file=limits\.md/);
    await page.waitForSelector("[data-lines] tr[data-age]");
    expect(await textOf(page)).toBe(limits[3][1]);
  });
});

test("without JavaScript it says what it needs and leads to what is there", async () => {
  await visit(site, "manual/text/", { javaScriptEnabled: false }, async (page) => {
    expect(await page.locator("[data-text-page] form").isVisible()).toBe(false);
    const note = page.locator("noscript");
    expect(await note.innerText()).toContain("this page needs JavaScript");
    const links = await note
      .locator("a")
      .evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    expect(links).toEqual(["/manual/files/", "/manual/", "/manual/versions/index.json"]);
  });
});

test("a source that leaves its texts out says so, and holds none", async () => {
  await open(
    "?file=limits.md&at=2026-01-02",
    async (page) => {
      expect(await status(page)).toContain("leaves the texts of this source out");
      expect(await page.locator("[data-proof=sha256]").textContent()).toMatch(/^[0-9a-f]{64}$/);
      expect(await page.locator("main").innerText()).toContain("texts of this source are left out");
    },
    "secret",
  );
  const [index] = (
    JSON.parse(readFileSync(path.join(site.out, "secret", "versions", "index.json"), "utf8")) as {
      files: { name: string }[];
    }
  ).files;
  const volume = readFileSync(
    path.join(site.out, "secret", "versions", `${index?.name ?? ""}.json`),
    "utf8",
  );
  expect(volume).not.toContain("key may call");
});
