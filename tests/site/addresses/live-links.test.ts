import { expect, test } from "vitest";
import { fillLink } from "../../../src/site/addresses/live-links.ts";

test("a path fills the template, with or without its extension", () => {
  expect(fillLink("https://a.example/{path}", "guide/x y.md")).toBe(
    "https://a.example/guide/x%20y.md",
  );
  expect(fillLink("https://a.example/{path-without-extension}", "guide/x.y.md")).toBe(
    "https://a.example/guide/x.y",
  );
  expect(fillLink("https://a.example/{path-without-extension}", "guide/index.md")).toBe(
    "https://a.example/guide/",
  );
});

test("nothing in a path leaves the address", () => {
  expect(fillLink("https://a.example/{path}", 'a?b#c"><script>.md')).toBe(
    "https://a.example/a%3Fb%23c%22%3E%3Cscript%3E.md",
  );
});
