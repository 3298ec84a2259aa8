import { RE2JS } from "re2js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findElement } from "../../../src/capture/noise/find-element.ts";
import { findNoise } from "../../../src/capture/noise/find-noise.ts";
import { formatResult } from "../../../src/capture/report.ts";
import { type FakeHost, openHost, page, sitemap } from "../fake-host.ts";
import { createKeeper } from "../keeper.ts";

const names = ["anchor", "beacon", "current", "delta", "estuary"];
/** What stands in documents and is nobody's noise. */
const ordinary =
  "At 10:30 see a:b, [x](https://a.example/x?page=2) and build 7 of 3f2a9c1 on Monday, 2 June.";
/** The pages of a site of which each has text of its own and what `footer` gives. */
const site = (footer: (name: string, index: number) => string) =>
  names.map((name, index) => `# The ${name}\n\nOf ${name}s.\n\n${footer(name, index)}\n`);

describe.each<[string, (round: number) => (name: string, index: number) => string]>([
  ["a time of rendering", (n) => () => `Rendered at 2026-05-0${String(n)} 12:0${String(n)}:11`],
  [
    "a date in words",
    (n) => () => `_Page made on Monday, ${String(n)} ${n > 1 ? "May" : "April"}_`,
  ],
  ["a time by itself", (n) => () => `12:0${String(n)}`],
  ["the end of a time", (n) => () => `Rendered at 12:0${String(n)}`],
  ["a counter", (n) => (_, index) => `Seen by ${String(n * 1000 + index * 7)} readers (all $)`],
  ["an id of the build", (n) => () => `Build [3f2a9c${String(n)}](https://a.example/x) of main`],
  ["a version in addresses", (n) => (name) => `![](https://a.example/${name}.png?v=${String(n)})`],
  ["a tracker", (n) => (name) => `[x](https://a.example/${name}?utm_term=q${String(n)}&b=1)`],
])("%s on every page", (_, footerOf) => {
  const [before, after] = [site(footerOf(1)), site(footerOf(2))];
  const changed = before.map((old, index) => ({ old, new: after[index] ?? "" }));
  const [noise] = findNoise(changed, names.length);

  test("is found", () => {
    expect(noise?.files).toBe(names.length);
  });

  test("and what is proposed makes both one text, and each page's own text stays", () => {
    const { pattern = "", with: fresh = "" } = noise?.replace ?? {};
    const rewrite = (text: string) => RE2JS.compile(pattern).matcher(text).replaceAll(fresh);
    expect(after.map(rewrite)).toEqual(before.map(rewrite));
    for (const text of [...site(() => ordinary), ordinary]) expect(rewrite(text)).toBe(text);
  });
});

describe("is no noise:", () => {
  test("what a few pages have", () => {
    const [before, after] = [site(() => "Read 1 times"), site(() => "Read 2 times")];
    const changed = before.slice(0, 3).map((old, index) => ({ old, new: after[index] ?? "" }));
    expect(findNoise(changed, names.length)).toEqual([]);
  });

  test("what every page has in its own way", () => {
    const after = site((name) => `More of ${name}s is told here.`);
    const changed = site(() => "").map((old, index) => ({ old, new: after[index] ?? "" }));
    expect(findNoise(changed, names.length)).toEqual([]);
  });
});

test("a sentence that is another one everywhere is named, without a pattern", () => {
  const [before, after] = [site(() => "Buy a chart."), site(() => "Win a boat trip!")];
  const changed = before.map((old, index) => ({ old, new: after[index] ?? "" }));
  expect(findNoise(changed, 5)).toEqual([
    { old: "Buy a chart.", new: "Win a boat trip!", files: 5, replace: null },
  ]);
});

test("the element of some words", () => {
  const html = page(`<p>Tides</p><div class="meta"><p>Seen by <b>7</b> readers</p></div>`);
  expect(findElement(html, "Seen by 7 readers")).toBe(".meta");
  expect(findElement(html, "Tides")).toBeNull();
  expect(findElement(page("<p>At <time>12:03</time></p>"), "12:03")).toBe("time");
});

describe("a capture", () => {
  let host: FakeHost;
  beforeEach(async () => {
    host = await openHost();
    host.routes.set("/sitemap.xml", sitemap(...names.map((name) => `${host.origin}/${name}`)));
  });
  afterEach(() => host.close());

  const render = (round: number) => {
    for (const name of names) {
      const seen = `<p class="seen">Seen by ${String(round)} readers</p>`;
      host.routes.set(`/${name}`, page(`<h1>${name}</h1><p>Of ${name}s there is much.</p>${seen}`));
    }
  };

  test("names it and proposes what helps, as the settings take it", async () => {
    const keeper = createKeeper({ kind: "sitemap", url: `${host.origin}/sitemap.xml` });
    render(1);
    await keeper.capture(1);
    render(2);
    const report = formatResult(await keeper.capture(2));
    expect(report).toContain("5 files of 5 changed by the same few words");
    expect(report).toContain("“Seen by 1 readers” is “Seen by 2 readers” now");
    for (const key of ["remove", "replace"]) {
      const line = new RegExp(`^ +${key}: (.*)$`, "m").exec(report)?.[1] ?? "";
      const settings = { [key]: JSON.parse(line) as unknown };
      const other = createKeeper({
        kind: "sitemap",
        url: `${host.origin}/sitemap.xml`,
        ...settings,
      });
      render(3);
      await other.capture(1);
      render(4);
      expect((await other.capture(2)).verdict).toBe("unchanged");
      expect(other.read(1)["delta.md"]).toContain("Of deltas there is much.");
    }
  });
});
