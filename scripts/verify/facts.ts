/** Checks a source's JSON against its schema and its patches, and its day pages against the JSON. */
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  type ChangeJson,
  type DayJson,
  type SourceJson,
  dayJsonSchema,
} from "../../src/site/json/schema.ts";
import { lineKinds, type Counts } from "../../src/model.ts";
import { countNoun, showAmount } from "../../src/site/text/numbers.ts";
import { countLines, sumAmounts, sumKinds, type Amount } from "../../src/site/pages/totals.ts";
import { showStamp } from "../../src/stamp.ts";
import { checkChanges, readFileHistories } from "./changes.ts";
import { findProblem, type Recorder } from "./check.ts";
import { readText, showText } from "./pages.ts";
import type { PatchCounts } from "./replay.ts";

type PairJson = DayJson["pairs"][number];
type PatchedFiles = ReadonlyMap<string, Counts>;

/**
 * Checks every day of the source in `folder`. `counts` is what git counts in its patches. Gives what was
 * compared, in words.
 */
export function checkFacts(
  source: SourceJson,
  folder: string,
  counts: PatchCounts,
  recorder: Recorder,
  onDay: () => void,
): string {
  const histories = readFileHistories(folder);
  let changes = 0;
  let lines = 0;
  for (const day of source.days) {
    const problem = findProblem(() => {
      const json = readDay(folder, day.date);
      checkDay(day, json);
      const page = showText(readText(path.join(folder, day.date, "index.html")));
      const markdown = readText(path.join(folder, `${day.date}.md`));
      checkTotals(json, page, markdown);
      for (const pair of json.pairs) {
        checkSums(pair);
        checkPage(pair, page);
        checkMarkdown(pair, markdown);
        checkCounts(pair, counts);
        changes += pair.changes.length;
        lines += countLines(pair);
      }
      checkChanges(folder, json, histories);
    });
    recorder.note(`${source.id}/${day.date}`, problem);
    onDay();
  }
  return `${countNoun(changes, "change")} of ${countNoun(lines, "line")}`;
}

/** A day of the source in `folder`. Throws where it does not keep to the schema. */
export function readDay(folder: string, date: string): DayJson {
  const text = readFileSync(path.join(folder, `${date}.json`), "utf8");
  return dayJsonSchema.parse(JSON.parse(text));
}

function checkDay(listed: SourceJson["days"][number], day: DayJson): void {
  const changes = day.pairs.flatMap((pair) => pair.changes);
  const files = new Set(changes.map((change) => change.path)).size;
  const sum = sumAmounts(changes);
  const isSame = [listed, day].every((told) => told.files === files && isAmount(told, sum));
  if (!isSame) throw new Error("archive.json has other counts than the day's changes");
}

function checkSums(pair: PairJson): void {
  const isSame = isAmount(pair, sumAmounts(pair.changes)) && pair.files === pair.changes.length;
  if (!isSame) throw new Error(`the counts of ${pair.to} are not those of its changes`);
  const reverts = pair.changes.flatMap(({ revert }) => revert ?? []);
  for (const told of [pair, ...pair.changes, ...reverts]) {
    const kinds = sumKinds(told.byKind, lineKinds);
    const isWhole = kinds.additions === told.additions && kinds.deletions === told.deletions;
    if (!isWhole) throw new Error(`kinds of lines of ${pair.to} do not add up`);
  }
  for (const told of [pair, ...pair.changes]) {
    const { additions = 0, deletions = 0 } = told.byKind.cosmetic ?? {};
    const isSplit = additions === told.cosmetic.additions && deletions === told.cosmetic.deletions;
    if (!isSplit) throw new Error(`kinds of lines of ${pair.to} do not add up`);
  }
  for (const change of pair.changes) {
    const rules = Object.values(change.noise ?? {});
    const noise = sumKinds(change.byKind, ["noise"]);
    const isCounted = (["additions", "deletions"] as const).every(
      (part) => rules.reduce((sum, counts) => sum + counts[part], 0) === noise[part],
    );
    if (!isCounted) throw new Error(`noise of ${change.path} does not add up by its rules`);
  }
}

function isAmount(told: Amount, sum: Amount): boolean {
  return (
    told.additions === sum.additions &&
    told.deletions === sum.deletions &&
    lineKinds.every((kind) => {
      const [one, other] = [sumKinds(told.byKind, [kind]), sumKinds(sum.byKind, [kind])];
      return one.additions === other.additions && one.deletions === other.deletions;
    })
  );
}

/** What a day of several pairs sums up to, on its page and in its Markdown. */
function checkTotals(day: DayJson, page: string, markdown: string): void {
  if (day.pairs.length < 2) return;
  const files = `${countNoun(day.files, "file")} changed`;
  const amount = showAmount(day);
  if (!page.includes(`${files} ${amount}`)) {
    throw new Error(`the page does not say “${files} ${amount}” of the day`);
  }
  if (!markdown.includes(`\n\n${files}, ${amount}`)) {
    throw new Error(`the day's Markdown does not say “${files}, ${amount}” of the day`);
  }
}

/** The head of the pair on the day's page; `page` is what it shows. */
function checkPage(pair: PairJson, page: string): void {
  const times = `${showStamp(pair.from)} to ${showStamp(pair.to)}`;
  const sum = `${countNoun(pair.files, "file")} changed ${showAmount(pair)}`;
  if (!page.includes(`${times} ${sum}`)) {
    throw new Error(`the page does not say “${sum}” of ${times}`);
  }
}

/** The pair's section in the day's Markdown: what it sums up to, and every change. */
function checkMarkdown(pair: PairJson, markdown: string): void {
  const title = `## ${showStamp(pair.from)} to ${showStamp(pair.to)}\n`;
  const sum = `${countNoun(pair.files, "file")} changed, ${showAmount(pair)}`;
  if (!markdown.includes(`${title}\n${sum}`)) {
    throw new Error(`the day's Markdown does not say “${sum}” of ${pair.to}`);
  }
  for (const change of pair.changes) {
    const at = markdown.indexOf(`#${change.anchor}) ${change.kind}`);
    const line = at < 0 ? "" : markdown.slice(at, markdown.indexOf("\n", at));
    if (!line.includes(`, ${showAmount(change)}.`)) {
      throw new Error(`the day's Markdown has other counts for ${change.path}`);
    }
  }
}

function checkCounts(pair: PairJson, counts: PatchCounts): void {
  const patched = counts.get(pair.to);
  if (!patched) throw new Error(`the patch of ${pair.to} was not applied`);
  if (pair.missing.length + pair.returned.length + pair.notBack.length > 0) {
    checkGapCounts(pair, patched);
    return;
  }
  if (patched.size > pair.changes.length) {
    throw new Error(`the patch of ${pair.to} has more files than the page`);
  }
  if (patched.size < pair.changes.length) {
    throw new Error(`the patch of ${pair.to} has fewer files than the page`);
  }
  for (const change of pair.changes) checkChangeCounts(change, pair, patched.get(change.path));
}

/**
 * The patch removes what went missing, adds what is back, and knows nothing of what counts as removed only
 * now; so its renames may be others. What was modified apart from that is the same in both.
 */
function checkGapCounts(pair: PairJson, patched: PatchedFiles): void {
  const returned = new Set(pair.returned);
  for (const path of returned) {
    if (!patched.has(path)) throw new Error(`the patch of ${pair.to} does not bring back ${path}`);
  }
  const changed = new Set(pair.changes.flatMap(({ path, previousPath }) => [path, previousPath]));
  for (const path of pair.notBack) {
    if (patched.has(path)) throw new Error(`the patch of ${pair.to} has ${path}, which was gone`);
    if (!changed.has(path)) throw new Error(`${path} is not back in ${pair.to}, and in no change`);
  }
  for (const change of pair.changes) {
    if (change.kind === "modified" && !returned.has(change.path)) {
      checkChangeCounts(change, pair, patched.get(change.path));
    }
  }
}

function checkChangeCounts(change: ChangeJson, pair: PairJson, counted: Counts | undefined): void {
  const isSame = counted?.additions === change.additions && counted.deletions === change.deletions;
  if (!isSame) throw new Error(`git counts other lines in ${change.path} of ${pair.to}`);
}
