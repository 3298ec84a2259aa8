/** Checks a source's JSON against its schema, its pages and its patches. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { sumChanges } from "../../src/site/totals.ts";
import {
  type ArchiveJson,
  type ChangeJson,
  type DayJson,
  dayJsonSchema,
} from "../../src/site/json-schema.ts";
import { showCounts } from "../../src/site/numbers.ts";
import { attempt, type Recorder } from "./check.ts";
import type { PatchCounts } from "./replay.ts";

type SourceJson = ArchiveJson["sources"][number];
type PairJson = DayJson["pairs"][number];

/** Checks every day of the source in `folder`. `counts` is what git counts in its patches. */
export async function checkFacts(
  source: SourceJson,
  folder: string,
  counts: PatchCounts,
  recorder: Recorder,
): Promise<void> {
  const onFilePages = collectAnchors(path.join(folder, "files"));
  for (const day of source.days) {
    const name = `${source.id}/${day.date}`;
    const problem = await attempt(() => {
      const json = dayJsonSchema.parse(
        JSON.parse(readFileSync(path.join(folder, `${day.date}.json`), "utf8")),
      );
      const page = readFileSync(path.join(folder, day.date, "index.html"), "utf8");
      checkDay(day, json);
      for (const pair of json.pairs) {
        checkPair(pair, page);
        checkCounts(pair, counts);
        for (const change of pair.changes) checkChange(change, page, onFilePages);
      }
    });
    recorder.note(name, problem);
  }
}

function checkDay(day: SourceJson["days"][number], { pairs }: DayJson): void {
  const changes = pairs.flatMap((pair) => pair.changes);
  const { additions, deletions } = sumChanges(changes);
  const files = new Set(changes.map((change) => change.path)).size;
  const isSame = files === day.files && additions === day.additions && deletions === day.deletions;
  if (!isSame) throw new Error("archive.json has other counts than the day's changes");
}

function checkPair(pair: PairJson, page: string): void {
  const { additions, deletions, cosmetic } = sumChanges(pair.changes);
  const isSame =
    additions === pair.additions &&
    deletions === pair.deletions &&
    cosmetic.additions === pair.cosmetic.additions &&
    cosmetic.deletions === pair.cosmetic.deletions &&
    pair.files === pair.changes.length;
  if (!isSame) throw new Error(`the counts of ${pair.to} are not those of its changes`);
  const text = page.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
  if (!text.includes(showCounts(pair))) {
    throw new Error(`the page does not say “${showCounts(pair)}” for ${pair.to}`);
  }
}

/** Files of a collection gap are in the patch alone, and their renames may differ: those are not compared. */
function checkCounts(pair: PairJson, counts: PatchCounts): void {
  const patched = counts.get(pair.to);
  if (!patched) throw new Error(`the patch of ${pair.to} was not applied`);
  if (patched.size !== pair.changes.length) {
    if (patched.size > pair.changes.length) return;
    throw new Error(`the patch of ${pair.to} has fewer files than the page`);
  }
  for (const change of pair.changes) {
    const counted = patched.get(change.path);
    const isSame =
      counted?.additions === change.additions && counted.deletions === change.deletions;
    if (!isSame) throw new Error(`git counts other lines in ${change.path} of ${pair.to}`);
  }
}

function checkChange(change: ChangeJson, page: string, onFilePages: ReadonlySet<string>): void {
  if (!collectIds(page).has(change.anchor)) {
    throw new Error(`${change.path} (${change.anchor}) is not on the day's page`);
  }
  if (!onFilePages.has(change.anchor)) {
    throw new Error(`${change.path} (${change.anchor}) is on no file's page`);
  }
}

function collectAnchors(folder: string): Set<string> {
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith("index.html"),
  );
  return new Set(
    pages.flatMap((name) => [...collectIds(readFileSync(path.join(folder, name), "utf8"))]),
  );
}

let known: { readonly page: string; readonly ids: ReadonlySet<string> } | null = null;

/** Anchors of changes on a page; the last page's are kept. */
function collectIds(page: string): ReadonlySet<string> {
  if (known?.page !== page) {
    const ids = [...page.matchAll(/<[a-z][^>]* id="?(c[0-9a-f]{10})[\s">]/g)];
    known = { page, ids: new Set(ids.map(([, id]) => id ?? "")) };
  }
  return known.ids;
}
