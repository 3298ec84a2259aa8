/** `/<source>/<date>.md`: a day as Markdown, for language models and for people at a terminal. */
import { decodeBytes, toDisplay } from "../../bytes.ts";
import type { ArchiveFacts, ChangeFacts, DayFacts, PairFacts, SourceFacts } from "../../model.ts";
import { showStamp } from "../../stamp.ts";
import {
  listNotes,
  describeApproximations,
  describeApproximatePair,
  describeGap,
  describeRest,
  titleDay,
} from "./describe.ts";
import { dropControls } from "./escape.ts";
import { findHeadlinesOfDay, showHeadline } from "./headlines.ts";
import { countNoun, showAmount } from "./numbers.ts";
import { totalDay, totalPair, type Totals } from "../pages/totals.ts";
import { type Urls, createAbsolute, createUrls } from "../addresses/urls.ts";

/** UTF-16 code units of a pair's diff that are shown; the patch has all of it. */
const diffBudget = 200_000;

/** Writes the day; `readPatch` gives the bytes of a pair's patch. */
export function writeDayMarkdown(
  archive: ArchiveFacts,
  source: SourceFacts,
  day: DayFacts,
  readPatch: (pair: PairFacts) => Uint8Array,
): string {
  const urls = createUrls(archive.basePath);
  const absolute = createAbsolute(archive);
  const blocks = [
    `# ${toInline(titleDay(day, source.title))}`,
    `Page: <${absolute(urls.day(source.id, day.date))}>. Facts as JSON: <${absolute(urls.dayJson(source.id, day.date))}>.`,
    ...(day.pairs.length > 1 ? [`${describeTotals(totalDay(day))}.`] : []),
    listHeadlinesOfDay(day, source.id, urls, absolute),
    ...day.pairs.flatMap((pair) => {
      const patch = absolute(urls.patch(source.id, pair.to));
      return [
        `## ${showStamp(pair.from)} to ${showStamp(pair.to)}`,
        writePair(pair),
        writeChangeList(pair, source.id, day, urls, absolute),
        writeDiff(readPatch(pair), patch),
      ];
    }),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function listHeadlinesOfDay(
  day: DayFacts,
  source: string,
  urls: Urls,
  absolute: (address: string) => string,
): string {
  return findHeadlinesOfDay(day)
    .map(({ headline, change, line }) => {
      const href = absolute(urls.change(source, day.date, change.anchor, line));
      return `- [${toInlineWithCode(showHeadline(headline))}](${href})`;
    })
    .join("\n");
}

function writePair(pair: PairFacts): string {
  const gap = describeGap(pair)
    .map(({ text }) => ` ${text}.`)
    .join("");
  const approximate = describeApproximatePair(pair);
  return `${describeTotals(totalPair(pair))}.${gap}${approximate === null ? "" : ` ${approximate}`}`;
}

function describeTotals(totals: Totals): string {
  const rest = describeRest(totals);
  return `${countNoun(totals.files, "file")} changed, ${showAmount(totals)}${rest === null ? "" : `; ${rest}`}`;
}

function writeChangeList(
  pair: PairFacts,
  source: string,
  day: DayFacts,
  urls: Urls,
  absolute: (address: string) => string,
): string {
  return pair.changes
    .map((change) => {
      const href = absolute(urls.change(source, day.date, change.anchor));
      const from = change.previousPath === null ? "" : ` from ${toCode(change.previousPath)}`;
      const rest = describeRest(change);
      const notes = [
        ...(rest === null ? [] : [`${rest}.`]),
        ...listNotes(change),
        ...describeApproximations(change),
      ].map((note) => ` ${toInline(note)}`);
      return [
        `- [${toCode(change.path)}](${href}) ${change.kind}${from}, ${showAmount(change)}.${notes.join("")}`,
        ...listSectionPaths(change).map((section) => `  - ${section}`),
      ].join("\n");
    })
    .join("\n");
}

function listSectionPaths({ hunks }: ChangeFacts): string[] {
  const paths = hunks.map(({ section }) => section.map(toInline).join(" › "));
  return [...new Set(paths)].filter((path) => path !== "");
}

/** The patch in a fence that nothing in it can close: binary files named only, later files left out. */
function writeDiff(patch: Uint8Array, address: string): string {
  const files = splitPatch(dropControls(toDisplay(decodeBytes(patch))));
  const shown: string[] = [];
  let length = 0;
  for (const file of files) {
    length += file.length;
    if (length > diffBudget && shown.length > 0) break;
    shown.push(file.slice(0, diffBudget));
  }
  const text = shown.join("");
  if (text === "") return "";
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const rest = files.length - shown.length;
  const isCut = rest > 0 || (shown[0]?.length ?? 0) < (files[0]?.length ?? 0);
  const left = rest > 0 ? `${countNoun(rest, "more file")} and whatever else is` : "The rest is";
  const note = isCut ? `${left} in the patch: <${address}>.` : `As a git patch: <${address}>.`;
  return `${fence}diff\n${text}${text.endsWith("\n") ? "" : "\n"}${fence}\n\n${note}`;
}

/** Each file's part of a git patch; lines of hunks always begin with another sign than its header. */
function splitPatch(patch: string): string[] {
  return patch
    .split(/^(?=diff --git )/m)
    .filter((part) => part !== "")
    .map((part) => part.replace(/^GIT binary patch\n[\s\S]*/m, "Binary files differ\n"));
}

/** Text of a snapshot as inline Markdown that is nothing but text. */
function toInline(text: string): string {
  return dropControls(toDisplay(text))
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[\\`*_[\]<>#|&~!]/g, (sign) => `\\${sign}`);
}

/** Likewise, but for what stands between backticks, which is code. */
function toInlineWithCode(text: string): string {
  return text
    .split("`")
    .map((piece, index) => (index % 2 === 1 ? toCode(piece) : toInline(piece)))
    .join("");
}

function toCode(text: string): string {
  const shown = dropControls(toDisplay(text)).replaceAll(/\s/g, " ");
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${ticks}${pad}${shown}${pad}${ticks}`;
}
