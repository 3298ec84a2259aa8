import { expect, test } from "vitest";
import { resolveFragment } from "../../src/site/fragments.ts";

const place = {
  anchor: "c0123456789",
  hrefOf: (path: string, line: string) => `/page/#${path}:${line}`,
  hrefOfLine: (line: string) => (line === "L99" ? "/page/2/#L99" : `#c0123456789${line}`),
};

test("anchors and links stand where the placeholders stood", () => {
  const html =
    '<li id=\0L3><a href=#\0R9>here</a><a href="#\0L99">on another part</a><a href="\u0001a&amp;b.md\u0002L12\u0001">there</a>';
  expect(resolveFragment(html, place)).toBe(
    '<li id=c0123456789L3><a href="#c0123456789R9">here</a><a href="/page/2/#L99">on another part</a><a href="/page/#a&b.md:L12">there</a>',
  );
});
