/** Checks a source's JSON against its schema and its patches, and its day pages against the JSON. */
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  type ArchiveJson,
  type ChangeJson,
  type DayJson,
  dayJsonSchema,
} from "../../src/site/json/schema.ts";
import { countNoun, showCounts } from "../../src/site/text/numbers.ts";
import { countLines, sumChanges } from "../../src/site/pages/totals.ts";
import { showStamp } from "../../src/stamp.ts";
import { checkChanges, readFileHistories } from "./changes.ts";
import { attempt, type Recorder } from "./check.ts";
import { readText, showText } from "./pages.ts";
import type { Replayed } from "./replay.ts";

type SourceJson = ArchiveJson["sources"][number];
type PairJson = DayJson["pairs"][number];

/**
 * Checks every day of the source in `folder`. `patches` is what git makes of its patches. Gives what was
 * compared, in words.
 */
export async function checkFacts(
  source: SourceJson,
  folder: string,
  patches: Replayed,
  recorder: Recorder,
  onDay: () => void,
): Promise<string> {
  const histories = readFileHistories(folder);
  const gone = new Set<string>();
  let changes = 0;
  let lines = 0;
  // Oldest first, since a file that a gap took may be told of later.
  for (const day of source.days.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    const problem = await attempt(() => {
      const json = readDay(folder, day.date);
      checkDay(day, json);
      const page = showText(readText(path.join(folder, day.date, "index.html")));
      const markdown = readText(path.join(folder, `${day.date}.md`));
      for (const pair of json.pairs) {
        checkSums(pair);
        checkPage(pair, page);
        checkMarkdown(pair, markdown);
        checkCounts(pair, patches, gone);
        for (const file of pair.missing) gone.add(file);
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

function checkDay(day: SourceJson["days"][number], { pairs }: DayJson): void {
  const changes = pairs.flatMap((pair) => pair.changes);
  const { additions, deletions } = sumChanges(changes);
  const files = new Set(changes.map((change) => change.path)).size;
  const isSame = files === day.files && additions === day.additions && deletions === day.deletions;
  if (!isSame) throw new Error("archive.json has other counts than the day's changes");
}

function checkSums(pair: PairJson): void {
  const { additions, deletions, cosmetic } = sumChanges(pair.changes);
  const isSame =
    additions === pair.additions &&
    deletions === pair.deletions &&
    cosmetic.additions === pair.cosmetic.additions &&
    cosmetic.deletions === pair.cosmetic.deletions &&
    pair.files === pair.changes.length;
  if (!isSame) throw new Error(`the counts of ${pair.to} are not those of its changes`);
}

/** The head of the pair on the day's page; `page` is what it shows. */
function checkPage(pair: PairJson, page: string): void {
  const times = `${showStamp(pair.from)} to ${showStamp(pair.to)}`;
  const sum = `${countNoun(pair.files, "file")} changed ${showCounts(pair)}`;
  if (!page.includes(`${times} ${sum}`)) {
    throw new Error(`the page does not say “${sum}” of ${times}`);
  }
}

/** The pair's section in the day's Markdown: what it sums up to, and every change. */
function checkMarkdown(pair: PairJson, markdown: string): void {
  const title = `## ${showStamp(pair.from)} to ${showStamp(pair.to)}\n`;
  const sum = `${countNoun(pair.files, "file")} changed, ${showCounts(pair)}`;
  if (!markdown.includes(`${title}\n${sum}`)) {
    throw new Error(`the day's Markdown does not say “${sum}” of ${pair.to}`);
  }
  for (const change of pair.changes) {
    const at = markdown.indexOf(`#${change.anchor}) ${change.kind}`);
    const line = at < 0 ? "" : markdown.slice(at, markdown.indexOf("\n", at));
    if (!line.includes(`, ${showCounts(change)}.`)) {
      throw new Error(`the day's Markdown has other counts for ${change.path}`);
    }
  }
}

/**
 * Compares the pair with its patch, which holds what happened to the bytes. Files of a collection gap (`gone`
 * so far) may stand in the patch alone when they go; when they are back, or given up, they are told by what
 * they were before it, which the patch does not know.
 */
function checkCounts(pair: PairJson, patches: Replayed, gone: ReadonlySet<string>): void {
  const patched = patches.get(pair.to);
  if (!patched) throw new Error(`the patch of ${pair.to} was not applied`);
  const { counts, from } = patched;
  const isOfGap = ({ kind, path: name, previousPath }: ChangeJson) => {
    const old = previousPath ?? name;
    if (kind === "added" || from.has(old)) return false;
    if (gone.has(old)) return true;
    throw new Error(`${old} is not in the snapshot before ${pair.to}, and in no gap`);
  };
  const apart = pair.changes.filter(isOfGap);
  const inPatch = pair.changes.filter((change) => !apart.includes(change));
  // Where more files can be matched by likeness, git's renames may be others.
  if (counts.size > pair.changes.length) return;
  if (counts.size < inPatch.length) {
    throw new Error(`the patch of ${pair.to} has fewer files than the page`);
  }
  for (const change of inPatch) checkChangeCounts(change, pair, counts.get(change.path));
}

function checkChangeCounts(
  change: ChangeJson,
  pair: PairJson,
  counted: { readonly additions: number; readonly deletions: number } | undefined,
): void {
  const isSame = counted?.additions === change.additions && counted.deletions === change.deletions;
  if (!isSame) throw new Error(`git counts other lines in ${change.path} of ${pair.to}`);
}
