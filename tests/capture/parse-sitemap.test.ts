import { expect, test } from "vitest";
import { parseSitemap } from "../../src/capture/kinds/parse-sitemap.ts";

test("pages, with what other namespaces add", () => {
  const text = `\uFEFF<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://example.org/image">
  <url><loc> https://example.org/a?x=1&amp;y=2 </loc><lastmod>2026-05-01</lastmod>
    <image:image><image:loc>https://example.org/a.png</image:loc></image:image></url>
  <url><loc><![CDATA[https://example.org/b]]></loc></url>
</urlset>`;
  expect(parseSitemap(text)).toEqual({
    kind: "pages",
    addresses: ["https://example.org/a?x=1&y=2", "https://example.org/b"],
  });
});

test("an index, with a prefix", () => {
  const text =
    "<s:sitemapindex xmlns:s='x'><s:sitemap><s:loc>https://example.org/1.xml</s:loc></s:sitemap></s:sitemapindex>";
  expect(parseSitemap(text)).toEqual({ kind: "index", addresses: ["https://example.org/1.xml"] });
});

test("a plain list", () => {
  expect(parseSitemap("https://example.org/a\r\nhttps://example.org/b\n")).toEqual({
    kind: "pages",
    addresses: ["https://example.org/a", "https://example.org/b"],
  });
});

const whole = "<urlset><url><loc>https://example.org/a</loc></url></urlset>";

test("no beginning of a sitemap is taken for a whole one", () => {
  expect(parseSitemap(whole).addresses).toEqual(["https://example.org/a"]);
  for (let length = 0; length < whole.length; length += 1) {
    expect(() => parseSitemap(whole.slice(0, length)), whole.slice(0, length)).toThrow("is no");
  }
});

test.each([
  ["<!DOCTYPE html><html><body>Not found</body></html>", "its outermost element is <html>"],
  [
    '<!DOCTYPE x [<!ENTITY a "tide">]><urlset><url><loc>&a;</loc></url></urlset>',
    "is no whole sitemap",
  ],
  ["Not found", "neither XML nor a list"],
])("%j is refused", (text, message) => {
  expect(() => parseSitemap(text)).toThrow(message);
});
