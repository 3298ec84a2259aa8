import { expect, test } from "vitest";
import { readRobots } from "../../../src/capture/http/robots.ts";

const read = (status: number, text: string) =>
  readRobots("https://example.org/robots.txt", { status, headers: {}, body: Buffer.from(text) });
const allowed = (text: string, path: string) =>
  read(200, text).allows(`https://example.org${path}`);

test.each<[string, string, boolean]>([
  ["", "/a", true],
  ["User-agent: *\nDisallow: /", "/a", false],
  ["User-agent: *\nDisallow:", "/a", true],
  ["User-agent: *\nDisallow: /\nAllow: /docs/", "/docs/a", true],
  ["User-agent: tidemark\nDisallow: /a", "/a", false],
  ["User-agent: Other\nDisallow: /", "/a", true],
  ["User-agent: *\nDisallow: /*.json$", "/a.json", false],
  ["User-agent: *\nDisallow: /*.json$", "/a.json5", true],
  ["<html>not found</html>", "/a", true],
])("%j and %s: %j", (text, path, expected) => {
  expect(allowed(text, path)).toBe(expected);
});

test("a host without the file allows all; one that fails allows nothing", () => {
  expect(read(404, "User-agent: *\nDisallow: /").allows("https://example.org/a")).toBe(true);
  expect(read(403, "").allows("https://example.org/a")).toBe(true);
  expect(() => read(503, "")).toThrow("robots.txt cannot be read (503)");
  expect(() => read(429, "")).toThrow("robots.txt cannot be read (429)");
});

test("a delay is kept, up to half a minute", () => {
  expect(read(200, "User-agent: *\nCrawl-delay: 2.5").delay).toBe(2.5);
  expect(read(200, "User-agent: *\nCrawl-delay: 86400").delay).toBe(30);
  expect(read(200, "User-agent: *\nCrawl-delay: soon").delay).toBe(0);
});
