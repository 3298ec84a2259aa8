import { expect, test } from "vitest";
import { choosePause, mayPass } from "../../../src/capture/http/retries.ts";

const now = Date.UTC(2026, 4, 1, 6);

test.each<[number, string | undefined, number | null]>([
  [1, undefined, 1000],
  [2, undefined, 2000],
  [3, undefined, 4000],
  [4, undefined, null],
  [1, "0", 0],
  [3, " 60 ", 60_000],
  [1, "61", null],
  [4, "1", null],
  [1, "Fri, 01 May 2026 06:00:30 GMT", 30_000],
  [1, "Fri, 01 May 2026 05:00:00 GMT", 0],
  [1, "Fri, 01 May 2026 09:00:00 GMT", null],
  [2, "soon", 2000],
  [2, "-5", 2000],
])("after try %i with Retry-After %j: %j ms", (tries, retryAfter, pause) => {
  expect(choosePause(tries, retryAfter, now)).toBe(pause);
});

test("what may pass", () => {
  const statuses = [200, 301, 400, 403, 404, 408, 410, 429, 500, 501, 502, 503, 504, 505, 520];
  expect(statuses.filter(mayPass)).toEqual([429, 500, 502, 503, 504, 520]);
});
