import path from "node:path";
import { expect, test } from "vitest";
import { copyFixture, makeScratchFolder, mustBuild } from "./build-site.ts";
import { hashSite } from "./hash-site.ts";

test("one thread gives the same bytes as three", async () => {
  const snapshots = copyFixture("harbour");
  const places = ["1", "3"].map((threads) => ({ threads, scratch: makeScratchFolder() }));
  for (const { threads, scratch } of places) {
    await mustBuild(snapshots, path.join(scratch, "out"), {}, ["--threads", threads]);
  }
  const [one, three] = places.map(({ scratch }) => hashSite(path.join(scratch, "out")));
  expect(one).toEqual(three);
});
