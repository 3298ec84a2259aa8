/** Reads built pages without a parser: what is asked of them here stands in few forms. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { listFiles } from "../../src/archive/list-files.ts";

/** All pages below `folder`, sorted; none where there is no such folder. */
export function listPages(folder: string): string[] {
  return listFiles(folder).filter((name) => name.endsWith(".html"));
}

/** The text of a file. */
export function readText(file: string): string {
  return readFileSync(file, "utf8");
}

/** What a page shows: its text without tags, white space collapsed. */
export function showText(html: string): string {
  return unescapeMarkup(html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " "));
}

/** The path that the page's main heading names, or null. */
export function readHeadingPath(html: string): string | null {
  const [, inner] = /<h1[^>]*>\s*<span class="path"[^>]*>(.*?)<\/span>/s.exec(html) ?? [];
  return inner === undefined ? null : unescapeMarkup(inner.replaceAll(/<[^>]*>/g, ""));
}

/** The ids of changes on a page, and how many lines of each stand there. */
export interface ChangesOnPages {
  readonly anchors: ReadonlySet<string>;
  readonly lines: ReadonlyMap<string, number>;
  /** The same of lines against an earlier version that a change brings back. */
  readonly earlierLines: ReadonlyMap<string, number>;
}

/** Finds every change on the pages of a folder, together; a line that stands twice counts once. */
export function readShownChanges(folder: string, pages: readonly string[]): ChangesOnPages {
  const anchors = new Set<string>();
  const lines = new Map<string, Set<string>>();
  const earlier = new Map<string, Set<string>>();
  for (const page of pages) {
    const html = readText(path.join(folder, page));
    for (const [, anchor = "", line] of html.matchAll(changeId)) {
      const list = line?.startsWith("v") ? earlier : lines;
      if (line === undefined) anchors.add(anchor);
      else list.set(anchor, (list.get(anchor) ?? new Set()).add(line));
    }
  }
  return { anchors, lines: countEach(lines), earlierLines: countEach(earlier) };
}

function countEach(lines: ReadonlyMap<string, ReadonlySet<string>>): Map<string, number> {
  return new Map([...lines].map(([anchor, { size }]) => [anchor, size]));
}

/** An id of a change, with the side and number of a line where it is a line's. */
const changeId = /<[a-z][^>]* id="?(c[0-9a-f]{10})(v?[LR]\d+)?[\s">]/g;

/** Markup's references to the characters that it escapes, undone. */
export function unescapeMarkup(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll(/&#(?:34|x22);/g, '"')
    .replaceAll(/&#(?:39|x27);/g, "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll(/&amp;|&#38;/g, "&");
}
