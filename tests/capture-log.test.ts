import { expect, test } from "vitest";
import { appendCapture, parseCaptureLog, type CaptureRecord } from "../src/capture-log.ts";
import { formatStamp } from "../src/stamp.ts";

export const plain: CaptureRecord = {
  stamp: "2026-05-01T060000Z",
  outcome: "unchanged",
  exit: 20,
  snapshot: null,
  added: 0,
  modified: 0,
  removed: 0,
  kept: 0,
  failures: [],
  redirects: [],
  suspected: [],
  seconds: 1,
};
const dayMs = 86_400_000;
/** A build's moment, when all of it is over. */
const later = Date.UTC(2030, 0);

test("what was appended is read, in order of time", () => {
  const next = { ...plain, stamp: "2026-05-02T060000Z", outcome: "captured" as const };
  const text = appendCapture(appendCapture("", next), plain);
  expect(text.split("\n")).toHaveLength(3);
  expect(parseCaptureLog(text, later)).toEqual({ records: [plain, next], damaged: [] });
});

test.each([
  ["half a line", '{"stamp":"2026-05-01T06'],
  ["no object", "7"],
  ["another outcome", JSON.stringify({ ...plain, outcome: "won" })],
  ["a date that does not exist", JSON.stringify({ ...plain, stamp: "2026-02-31" })],
  ["a negative number", JSON.stringify({ ...plain, added: -1 })],
  ["a mark of a merge", "<<<<<<< HEAD"],
  ["a prototype", '{"__proto__":{"stamp":"2026-05-01T060000Z"}}'],
])("a damaged line is told and passed over, and stays: %s", (_, line) => {
  const text = `${line}\n${JSON.stringify(plain)}`;
  expect(parseCaptureLog(text, later)).toEqual({ records: [plain], damaged: [1] });
  const grown = appendCapture(text, { ...plain, stamp: "2026-05-02T060000Z" });
  expect(grown.split("\n")[0]).toBe(line);
  expect(parseCaptureLog(grown, later).records).toHaveLength(2);
});

test("keys of a later version are passed over, missing ones have their defaults", () => {
  const line = '{"stamp":"2026-05-01T060000Z","outcome":"captured","exit":0,"moon":"full"}';
  expect(parseCaptureLog(line, later).records).toEqual([
    { ...plain, outcome: "captured", exit: 0, seconds: 0 },
  ]);
});

test("a year stays whole, older months keep their last line", () => {
  let text = "";
  for (let day = 0; day < 800; day += 1) {
    const stamp = formatStamp(Date.UTC(2024, 0, 1, 6) + day * dayMs, "second");
    text = appendCapture(text, { ...plain, stamp });
  }
  const { records } = parseCaptureLog(text, later);
  const newest = Date.UTC(2024, 0, 1, 6) + 799 * dayMs;
  const limit = formatStamp(newest - 365 * dayMs, "second");
  const old = records.filter(({ stamp }) => stamp < limit).map(({ stamp }) => stamp.slice(0, 10));
  expect(records.length - old.length).toBe(366);
  expect(old.slice(0, 3)).toEqual(["2024-01-31", "2024-02-29", "2024-03-31"]);
  expect(new Set(old.map((date) => date.slice(0, 7))).size).toBe(old.length);
});

test("a line from the future counts for nothing until its time has come, and stays", () => {
  const text = appendCapture("", { ...plain, stamp: "2099-01-01T000000Z" });
  expect(parseCaptureLog(text, later)).toEqual({ records: [], damaged: [1] });
  expect(parseCaptureLog(text, Date.UTC(2099, 0)).damaged).toEqual([]);
  const grown = appendCapture(text, plain);
  expect(parseCaptureLog(grown, later)).toEqual({ records: [plain], damaged: [1] });
  expect(parseCaptureLog(grown, Date.UTC(2026, 4, 1, 6)).records).toEqual([plain]);
  expect(parseCaptureLog(grown, Date.UTC(2026, 4, 1, 5)).records).toEqual([]);
});

test("of what a stranger wrote no more is read than captures write", () => {
  const addresses = Array.from({ length: 500 }, (_, index) => `https://a.example/${String(index)}`);
  const failures = addresses.slice(0, 60).map((reason) => ({ reason, count: 1, addresses }));
  const line = JSON.stringify({ ...plain, failures });
  const [record] = parseCaptureLog(line, later).records;
  expect(record?.failures).toHaveLength(50);
  expect(record?.failures[0]?.addresses).toHaveLength(20);
});
