import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { anchorOf, assignAddresses } from "../../../src/site/addresses/assign-addresses.ts";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const addressesOf = (...paths: string[]) => [...assignAddresses(paths, hash).values()];
const tenHex = (text: string) => hash(text).slice(0, 10);

test("plain paths stand as they are", () => {
  expect(addressesOf("guide/tides.md", "README", "a_b-c.1/x")).toEqual([
    "guide/tides.md",
    "README",
    "a_b-c.1/x",
  ]);
});

test("other segments become a slug and the hash of the path down to them", () => {
  expect(addressesOf("guide/häfen und meere.md")).toEqual([
    `guide/hafen-und-meere.md~${tenHex("guide/häfen und meere.md")}`,
  ]);
  expect(addressesOf("in use/a.md")).toEqual([`in-use~${tenHex("in use")}/a.md`]);
});

test("what means something in an address is escaped", () => {
  for (const name of ["2", "rss.xml", "atom.xml", "feed.json", "index.html", "..", "INDEX.html"]) {
    expect(addressesOf(`guide/${name}`)).toEqual([
      expect.stringMatching(/^guide\/.*~[0-9a-f]{10}$/),
    ]);
  }
  expect(addressesOf("2/a.md")).toEqual([`2~${tenHex("2")}/a.md`]);
});

test("of names that differ by case or Unicode form only, the first seen keeps the plain form", () => {
  expect(addressesOf("Readme.md", "README.md")).toEqual([
    "Readme.md",
    `README.md~${tenHex("README.md")}`,
  ]);
  expect(new Set(addressesOf("caf\u00e9.md", "cafe\u0301.md")).size).toBe(2);
});

test("a later path never moves an earlier one", () => {
  const before = addressesOf("Readme.md", "a b.md");
  expect(addressesOf("Readme.md", "a b.md", "README.md", "a-b.md").slice(0, 2)).toEqual(before);
});

test("names longer than a file system takes get a short address", () => {
  const [address = ""] = addressesOf(`${"x".repeat(255)}`);
  expect(address.length).toBeLessThan(100);
});

test("an anchor is c and ten hex digits of stamp and path", () => {
  const anchor = anchorOf("2026-05-21T0636Z", "guide/tides.md", hash);
  expect(anchor).toMatch(/^c[0-9a-f]{10}$/);
  expect(anchorOf("2026-05-22T0636Z", "guide/tides.md", hash)).not.toBe(anchor);
  expect(anchorOf("2026-05-21T0636Z", "guide/tide.md", hash)).not.toBe(anchor);
});
