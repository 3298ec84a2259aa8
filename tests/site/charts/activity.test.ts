import { expect, test } from "vitest";
import { describeActivity, gatherActivity } from "../../../src/site/charts/activity.ts";
import { makeChange, makeSource } from "../facts.ts";

const ebb = makeSource({
  "2026-05-20": [makeChange("a.md", { additions: 30, deletions: 4 }), makeChange("b.md")],
  "2026-05-21": [makeChange("a.md", { byKind: { cosmetic: { additions: 1, deletions: 1 } } })],
});
const flood = makeSource({ "2026-05-21": [makeChange("c.md")] });

test("dates of several sources are added up; only a date of one source has a page to lead to", () => {
  const activity = gatherActivity([ebb, flood], ({ date }) => `/${date}/`);
  expect(activity.get("2026-05-20")).toEqual({
    amount: 36,
    text: "2 files, +31 −5",
    href: "/2026-05-20/",
  });
  expect(activity.get("2026-05-21")).toEqual({
    amount: 2.2,
    text: "2 files, 1 new, 1 gone of +2 −2",
    href: null,
  });
});

test("the calendar is told in a sentence", () => {
  expect(describeActivity(gatherActivity([ebb], () => "/"))).toBe(
    "Changes on 2 days from 20 May 2026 to 21 May 2026; most on 20 May 2026 (2 files, +31 −5).",
  );
  expect(describeActivity(new Map())).toBe("Nothing changed yet.");
});
