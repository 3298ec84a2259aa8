/** Checks that home, every source's page and its list of files say the same as the JSON and the pages. */
import path from "node:path";
import type { Element } from "hast";
import { select, selectAll } from "hast-util-select";
import { toString } from "hast-util-to-string";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import type { ArchiveJson, SourceJson } from "../../src/site/json/schema.ts";
import { countLines, newAndGone } from "../../src/site/pages/totals.ts";
import { countNoun, showCounts } from "../../src/site/text/numbers.ts";
import { listPages, readShownChanges, readText } from "./pages.ts";
import { findProblem, type Recorder } from "./check.ts";

/** Days of all sources that home tells, at most. */
const daysOfHome = 30;

/** Checks the site in `out`; `site` is its `archive.json`. */
export function checkOverviews(out: string, site: ArchiveJson, recorder: Recorder): void {
  const days = new Map(site.sources.flatMap((source) => listDays(source)));
  const newest = Math.min(days.size, daysOfHome);
  const home = findProblem(() => {
    const shown = readDayRows(path.join(out, "index.html"));
    if (shown.size !== newest)
      throw new Error(`${String(shown.size)} days instead of ${String(newest)}`);
    compareRows(shown, days);
  });
  recorder.note("index.html: its days", home);
  for (const source of site.sources) {
    const folder = path.join(out, source.id);
    const problem = findProblem(() => {
      const shown = readDayRows(path.join(folder, "index.html"));
      const wanted = new Map(listDays(source));
      for (const address of wanted.keys()) {
        if (!shown.has(address)) throw new Error(`${address} is not listed`);
      }
      compareRows(shown, wanted);
    });
    recorder.note(`${source.id}/index.html: its days`, problem);
    const files = findProblem(() => {
      checkFileTable(folder);
    });
    recorder.note(`${source.id}/files/index.html: its changes`, files);
  }
}

/** What a row may say of each day, by its address. */
function listDays({ days }: SourceJson): [string, readonly string[]][] {
  return days.map((day) => {
    const newOrGone = newAndGone(day);
    const counts = [showCounts(newOrGone), ...(countLines(newOrGone) === 0 ? ["nothing new"] : [])];
    return [day.url, counts.map((words) => `${countNoun(day.files, "file")} ${words}`)];
  });
}

/** The rows of days on a page: at length, or dense in a month's list. */
function readDayRows(file: string): Map<string, string> {
  return new Map(
    selectAll("li.day, .month li", parse(file)).map((row) => [
      String(select("a", row)?.properties["href"]),
      toString(row).replaceAll(/\s+/g, " "),
    ]),
  );
}

function compareRows(
  shown: ReadonlyMap<string, string>,
  wanted: ReadonlyMap<string, readonly string[]>,
): void {
  for (const [address, text] of shown) {
    const counts = wanted.get(address);
    if (counts === undefined) throw new Error(`${address} is no day of archive.json`);
    if (counts.every((words) => !text.includes(words))) {
      throw new Error(`${address} has other counts than “${counts.join("” or “")}”`);
    }
  }
}

/** Every file is listed with as many changes as its pages show. */
function checkFileTable(folder: string): void {
  const rows = selectAll(".file-table li", parse(path.join(folder, "files", "index.html")));
  for (const row of rows) {
    const address = String(select("a.name", row)?.properties["href"]);
    const place = path.join(folder, "files", decodeURIComponent(address.split("/files/")[1] ?? ""));
    // Other files may have their pages below this one's: only parts are its own.
    const pages = listPages(place).filter((page) => /^(\d+[\\/])?index\.html$/.test(page));
    const { anchors } = readShownChanges(place, pages);
    const text = toString(row).replaceAll(/\s+/g, " ");
    const wanted = anchors.size === 0 ? "" : `${countNoun(anchors.size, "change")} `;
    if (!text.includes(wanted) || (wanted === "" && /\d changes? /.test(text))) {
      throw new Error(
        `${address} shows ${countNoun(anchors.size, "change")}, not “${text.trim()}”`,
      );
    }
  }
}

function parse(file: string): Element {
  const root = unified().use(rehypeParse).parse(readText(file));
  const body = select("body", root);
  if (!body) throw new Error(`${file} has no body`);
  return body;
}
