/** JSON and plain texts, beside pages: what fails in them, and what may change. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chooseExitCode, exitCodes } from "../../../src/capture/report.ts";
import { fail, type FakeHost, type Handler, openHost, page } from "../fake-host.ts";
import { createKeeper, type Keeper } from "../keeper.ts";

let host: FakeHost;
let keeper: Keeper;
const limits = { limit: 40, unit: "boats", tides: ["spring", "neap"], open: true };
const notes = Array.from(
  { length: 20 },
  (_, index) => `Rule ${String(index)}: mind berth ${"abcdefghij".charAt(index % 10)}.`,
).join("\n");
const files = {
  "/limits.json": JSON.stringify(limits),
  "/api.json": JSON.stringify({
    paths: Object.fromEntries(
      "anchor beacon current delta"
        .split(" ")
        .map((name) => [
          `/${name}`,
          { get: { summary: `Reads the ${name} and all that hangs on it.` } },
        ]),
    ),
  }),
  "/rules.txt": `${notes}\n`,
  "/short.txt": "Closed on Sundays.\n",
};

beforeEach(async () => {
  host = await openHost(files);
  const urls = Object.keys(files).map((path) => ({
    url: host.origin + path,
    path: path.slice(1),
    sortKeys: path.endsWith(".json"),
  }));
  keeper = createKeeper({ kind: "urls", urls, share: 1 });
  expect(await keeper.capture(1)).toMatchObject({ verdict: "changed", failures: [], doubts: [] });
});
afterEach(() => host.close());

const json =
  (value: object | string): Handler =>
  (_, response) =>
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(typeof value === "string" ? value : JSON.stringify(value));
const text =
  (words: string): Handler =>
  (_, response) =>
    response.writeHead(200, { "content-type": "text/plain" }).end(words);

describe("a document that comes as another one keeps its last text", () => {
  test.each<[string, keyof typeof files, Handler | string]>([
    ["JSON with an error", "/api.json", json({ error: "rate limited" })],
    ["short JSON with an error", "/limits.json", json({ code: 429, error: { id: "9f" } })],
    ["half of the JSON", "/api.json", json(files["/api.json"].slice(0, 200))],
    ["an empty object", "/limits.json", json({})],
    ["nothing", "/api.json", json("")],
    ["a page", "/api.json", page("<h1>Hello</h1><p>Sailor</p>")],
    ["a text where JSON was", "/limits.json", text("Try again later")],
    ["JSON where a text was", "/rules.txt", json({ status: "moved" })],
    ["an excuse", "/short.txt", text("Service temporarily unavailable")],
    ["nearly nothing", "/rules.txt", text("Rule 0.\n")],
  ])("%s", async (_, path, route) => {
    host.routes.set(path, route);
    const result = await keeper.capture(2);
    expect(result.failures.map(({ path }) => path)).toEqual([path.slice(1)]);
    expect(result).toMatchObject({ verdict: "unchanged" });
    expect(chooseExitCode([result])).toBe(exitCodes.partlyFailed);
    expect(keeper.list()).toEqual(expect.not.arrayContaining(["2026-05-02T0600Z"]) as unknown);
  });
});

describe("a document that changed is taken", () => {
  test.each<[string, keyof typeof files, Handler]>([
    ["a value", "/limits.json", json({ ...limits, limit: 41 })],
    ["a list that is empty now", "/limits.json", json({ ...limits, tides: [] })],
    [
      "a key about errors among others",
      "/api.json",
      json({ ...(JSON.parse(files["/api.json"]) as object), errors: {} }),
    ],
    ["a text that is longer", "/short.txt", text("Closed on Sundays, and in a storm.\n")],
    ["a text that says something else", "/short.txt", text("Open all week.\n")],
  ])("%s", async (_, path, route) => {
    host.routes.set(path, route);
    expect(await keeper.capture(2)).toMatchObject({ verdict: "changed", failures: [] });
  });

  test("but not for the order of its keys", async () => {
    const reversed = Object.fromEntries(Object.entries(limits).toReversed());
    host.routes.set("/limits.json", json(reversed));
    expect(await keeper.capture(2)).toMatchObject({ verdict: "unchanged", failures: [] });
  });
});

test("when no request brings anything, nothing changes, and it ends with 22", async () => {
  for (const path of Object.keys(files)) host.routes.set(path, fail(403));
  const result = await keeper.capture(2);
  expect(result).toMatchObject({ verdict: "unchanged", tookAny: false, stamp: null });
  expect(chooseExitCode([result])).toBe(exitCodes.refused);
});
