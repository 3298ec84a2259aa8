import { parseAtomFeed } from "feedsmith";
import { describe, expect, test } from "vitest";
import { parseCaptureLog, type CaptureOutcome } from "../../../src/capture-log.ts";
import type { ArchiveFacts, SourceFacts } from "../../../src/model.ts";
import { writeCaptureFeed } from "../../../src/site/captures/feed.ts";
import { describeDays, listCaptureDays, listTurns } from "../../../src/site/captures/health.ts";
import { capturesJson } from "../../../src/site/captures/json.ts";
import { capturesJsonSchema } from "../../../src/site/json/schema.ts";
import { dayPageData, pairsPageData } from "../../../src/site/pages/page-data.ts";
import { formatStamp } from "../../../src/stamp.ts";
import { makeChange, makeSource } from "../facts.ts";

/** One capture a day from 1 May 2026 on; null where there was none. */
function makeCaptured(outcomes: readonly (CaptureOutcome | null)[], reason = "answers 503") {
  const lines = outcomes.flatMap((outcome, index) => {
    if (outcome === null) return [];
    const stamp = formatStamp(Date.UTC(2026, 4, 1 + index, 6), "second");
    const failures = [{ reason, count: 2, addresses: ["https://harbour.example/a"] }];
    return [
      JSON.stringify({ stamp, outcome, exit: 0, ...(outcome === "partial" && { failures }) }),
    ];
  });
  const captures = parseCaptureLog(lines.join("\n"), Infinity);
  return { ...makeSource({ "2026-05-02": [makeChange("a.md")] }), captures };
}

function makeArchive(source: SourceFacts): ArchiveFacts {
  return {
    title: "Harbour",
    description: "",
    lang: "en",
    siteUrl: "https://changes.example.org",
    basePath: "/log/",
    id: "changes.example.org,2026",
    sources: [source],
  };
}

test("no change and no capture are two things, on every day", () => {
  const { captures } = makeCaptured(["captured", "unchanged", null, "failed", "partial"]);
  const days = listCaptureDays(captures);
  expect([...days]).toEqual([
    ["2026-05-01", "captured"],
    ["2026-05-02", "unchanged"],
    ["2026-05-03", "none"],
    ["2026-05-04", "failed"],
    ["2026-05-05", "partial"],
  ]);
  expect(describeDays(days)).toBe(
    "Of the last 5 days up to the newest capture: captured on 1, nothing changed on 1, partly failed on 1, failed on 1, no capture on 1.",
  );
});

test("of several captures of a day the best one counts; of days over a year ago none is judged", () => {
  const line = (stamp: string, outcome: string) => JSON.stringify({ stamp, outcome, exit: 0 });
  const log = parseCaptureLog(
    [
      line("2024-01-31T060000Z", "captured"),
      line("2026-05-01T060000Z", "failed"),
      line("2026-05-01T070000Z", "unchanged"),
    ].join("\n"),
    Infinity,
  );
  const days = listCaptureDays(log);
  expect(days.size).toBe(365);
  expect(days.get("2026-05-01")).toBe("unchanged");
  expect(days.get("2025-05-02")).toBe("none");
});

describe("the feed", () => {
  test("has an item where the health turns, and none for each capture", () => {
    const source = makeCaptured([
      ...["captured", "unchanged", "partial", "partial", "failed"],
      ...["unchanged", "captured", "refused"],
    ] as CaptureOutcome[]);
    const xml = writeCaptureFeed(makeArchive(source), source);
    const { entries = [] } = parseAtomFeed(xml);
    expect(entries.map(({ title }) => title?.value)).toEqual([
      "Tide tables: capture refused",
      "Tide tables: captures work again",
      "Tide tables: capture failed",
      "Tide tables: capture partly failed",
    ]);
    expect(entries.map(({ id }) => id).at(-1)).toBe(
      "tag:changes.example.org,2026:tides/captures/2026-05-03T060000Z",
    );
    expect(xml).toContain("https://changes.example.org/log/tides/captures/captures.xml");
  });

  test("stays as it is when one more capture tells the same", () => {
    const before = makeCaptured(["captured", "partial", "unchanged"]);
    const after = makeCaptured(["captured", "partial", "unchanged", "captured"]);
    expect(writeCaptureFeed(makeArchive(after), after)).toBe(
      writeCaptureFeed(makeArchive(before), before),
    );
  });

  test("escapes what a host said", () => {
    const source = makeCaptured(["partial"], "<script>alert(1)</script>");
    const { entries = [] } = parseAtomFeed(writeCaptureFeed(makeArchive(source), source));
    expect(entries[0]?.content?.value).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(entries[0]?.content?.value).not.toContain("<script>");
  });

  test("raises nothing for what is older than eleven months, whose captures are thinned", () => {
    const outcomes: CaptureOutcome[] = Array.from({ length: 400 }, () => "unchanged");
    outcomes[5] = "failed";
    outcomes[200] = "failed";
    const { captures } = makeCaptured(outcomes);
    expect(listTurns(captures).map(({ outcome }) => outcome)).toEqual(["failed", "unchanged"]);
  });
});

test("the JSON keeps to its schema and tells monitors what they ask", () => {
  const source = makeCaptured(["captured", null, "partial", "partial"]);
  const json = capturesJson(makeArchive(source), source);
  expect(capturesJsonSchema.parse(json)).toEqual(json);
  expect(json).toMatchObject({
    health: "partial",
    healthSince: "2026-05-03T06:00:00Z",
    lastAttempt: "2026-05-04T06:00:00Z",
    lastSuccess: "2026-05-01T06:00:00Z",
    url: "/log/tides/captures/",
    recent: { captures: 3, failures: [{ reason: "answers 503", count: 4 }], changedLines: 2 },
  });
});

test("a file without a line that can be read is no capture, and no fault", () => {
  const source = { ...makeSource({}), captures: parseCaptureLog("nonsense\n", Infinity) };
  const archive = makeArchive(source);
  expect(capturesJson(archive, source)).toMatchObject({ health: null, damagedLines: 1, days: [] });
  expect(parseAtomFeed(writeCaptureFeed(archive, source)).entries ?? []).toEqual([]);
});

test("pages of days and feeds of changes do not depend on captures", () => {
  const scopes = [makeCaptured(["captured"]), makeCaptured(["captured", "failed"])].map(
    (source) => {
      const archive = makeArchive(source);
      const [day] = source.days;
      if (!day) throw new Error("The source has a day.");
      return JSON.stringify([
        dayPageData(archive, source, day),
        pairsPageData(archive, day.pairs, true),
      ]);
    },
  );
  expect(scopes[0]).toBe(scopes[1]);
});
