import { expect, test } from "vitest";
import { listPages, writeSitemap } from "../../../src/site/pages/sitemap.ts";
import { makeChange, makeSource } from "../facts.ts";

const source = makeSource({
  "2026-01-02": [makeChange("a.md")],
  "2026-01-03": [makeChange("b.md")],
});
const archive = {
  title: "Tides",
  description: "",
  lang: "en",
  siteUrl: null,
  basePath: "/docs/",
  id: null,
  sources: [source],
};

test("every page is listed once, with the day of its newest change", () => {
  const pages = listPages(archive);
  const changedOf = (address: string) =>
    pages
      .filter((page) => page.address === `/docs/${source.id}/${address}`)
      .map((it) => it.changed);
  expect(pages[0]).toEqual({ address: "/docs/", changed: "2026-01-03" });
  expect(changedOf("")).toEqual(["2026-01-03"]);
  expect(changedOf("2026-01-02/")).toEqual(["2026-01-02"]);
  expect(changedOf("files/a.md/")).toEqual(["2026-01-02"]);
  expect(changedOf("files/b.md/")).toEqual(["2026-01-03"]);
});

test("addresses are absolute and escaped", () => {
  const pages = [{ address: "/a&b/", changed: null }];
  expect(writeSitemap(pages, "https://changes.example.org")).toContain(
    "<url><loc>https://changes.example.org/a&amp;b/</loc></url>",
  );
});
