import { describe, expect, it } from "vitest";

import { parseReleases, parseTimes } from "../../../src/capture/npm/answers.ts";

describe("parseTimes", () => {
  it("reads the time of each version in milliseconds", () => {
    const times = parseTimes({
      created: "2020-01-01T00:00:00.000Z",
      "1.0.0": "1970-01-01T00:00:01.500+00:00",
    });
    expect(times.get("1.0.0")).toBe(1500);
  });

  it("passes over a time that cannot be read", () => {
    expect(parseTimes({ "1.0.0": "soon" }).has("1.0.0")).toBe(false);
  });

  it("refuses an answer that holds no times", () => {
    expect(() => parseTimes({ error: { code: "E404" } })).toThrow();
    expect(() => parseTimes("1.0.0")).toThrow();
  });
});

describe("parseReleases", () => {
  it("reads a list of versions, and the single object that one version gives", () => {
    const one = { name: "boat", version: "1.0.0", main: "boat.js" };
    const two = { name: "boat", version: "1.1.0", "dist.unpackedSize": 2048 };
    expect(parseReleases([one, two]).map(({ version }) => version)).toEqual(["1.0.0", "1.1.0"]);
    expect(parseReleases([one, two])[1]?.["dist.unpackedSize"]).toBe(2048);
    expect(parseReleases(one)).toEqual([{ version: "1.0.0", main: "boat.js" }]);
  });

  it("counts a field of an old, odd form as missing", () => {
    const [release] = parseReleases({
      version: "0.0.1",
      engines: ["node >= 0.4"],
      dependencies: "oar",
      bin: "row.js",
    });
    expect(release?.engines).toBeUndefined();
    expect(release?.dependencies).toBeUndefined();
    expect(release?.bin).toBe("row.js");
  });

  it("refuses an answer that holds no versions", () => {
    expect(() => parseReleases({ error: { code: "E404" } })).toThrow();
  });
});
