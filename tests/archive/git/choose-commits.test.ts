import { expect, test } from "vitest";
import { chooseCommits } from "../../../src/archive/git/choose-commits.ts";

const now = Date.UTC(2026, 5, 1, 12);
const at = (date: string, tree: string | null) => ({
  commit: date,
  time: Date.parse(date),
  tree,
});

test("what was chosen stays chosen when the history grows", () => {
  const commits = [
    at("2026-05-01T10:00Z", "a"),
    at("2026-05-01T11:00Z", "b"),
    at("2026-04-30T11:00Z", "c"),
    at("2026-05-03T11:00Z", "d"),
    at("2026-05-02T11:00Z", null),
    at("2026-05-05T11:00Z", "e"),
  ];
  const whole = chooseCommits(commits, "day", now).map(({ stamp, tree }) => [stamp, tree]);
  expect(whole).toEqual([
    ["2026-05-01T1100Z", "c"],
    ["2026-05-03T1100Z", null],
    ["2026-05-05T1100Z", "e"],
  ]);
  // On each day the commits of the days before are there.
  for (const { time } of commits) {
    const early = chooseCommits(commits, "day", time).map(({ stamp, tree }) => [stamp, tree]);
    expect(whole.slice(0, early.length)).toEqual(early);
  }
});

test("a day is chosen when it is over, a commit at once", () => {
  const commits = [at("2026-05-31T23:59Z", "a"), at("2026-06-01T08:00Z", "b")];
  expect(chooseCommits(commits, "day", now).map(({ stamp }) => stamp)).toEqual([
    "2026-05-31T2359Z",
  ]);
  expect(chooseCommits(commits, "commit", now).map(({ stamp }) => stamp)).toEqual([
    "2026-05-31T235900Z",
    "2026-06-01T080000Z",
  ]);
});

test("what comes before the folder does not count, nor what leaves it as it was", () => {
  const commits = [
    at("2026-05-01T10:00Z", null),
    at("2026-05-02T10:00Z", "a"),
    at("2026-05-03T10:00Z", "a"),
  ];
  expect(chooseCommits(commits, "commit", now).map(({ stamp }) => stamp)).toEqual([
    "2026-05-02T100000Z",
  ]);
});

test("a commit whose clock had gone back says so", () => {
  const commits = [
    at("2026-05-03T10:00Z", "a"),
    at("2026-05-01T10:00Z", "b"),
    at("2026-05-04T10:00Z", "c"),
  ];
  expect(
    chooseCommits(commits, "commit", now).map(({ stamp, wentBackTo }) => [stamp, wentBackTo]),
  ).toEqual([
    ["2026-05-03T100000Z", Date.UTC(2026, 4, 1, 10)],
    ["2026-05-04T100000Z", undefined],
  ]);
});
