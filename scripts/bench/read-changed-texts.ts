/** What every change of a built site inserted and deleted, read from its patches and JSON. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { ArchiveJson, DayJson } from "../../src/site/json/schema.ts";

export interface ChangeWords {
  readonly anchor: string;
  readonly inserted: readonly string[];
  readonly deleted: readonly string[];
}

/** Reads the texts of all changes of the site in `folder`. */
export function readChangedTexts(folder: string): ChangeWords[] {
  const readJson = (...names: string[]): unknown =>
    JSON.parse(readFileSync(path.join(folder, ...names), "utf8"));
  const { sources } = readJson("archive.json") as ArchiveJson;
  return sources.flatMap(({ id, days }) =>
    days.flatMap(({ date }) => {
      const { pairs } = readJson(id, `${date}.json`) as DayJson;
      return pairs.flatMap((pair) => {
        const patch = readFileSync(path.join(folder, id, `${pair.to}.patch`), "utf8");
        const anchors = new Map(pair.changes.map((change) => [change.path, change.anchor]));
        return readPatch(patch).flatMap(({ file, ...lines }) => {
          const anchor = anchors.get(file);
          return anchor === undefined ? [] : [{ anchor, ...lines }];
        });
      });
    }),
  );
}

function readPatch(patch: string): { file: string; inserted: string[]; deleted: string[] }[] {
  const files = patch.split(/^diff --git .*\n/m).slice(1);
  return files.map((section) => {
    const [head = "", ...hunks] = section.split(/^@@ .*\n/m);
    const name = /^\+\+\+ b\/(.*?)\t?$/m.exec(head) ?? /^--- a\/(.*?)\t?$/m.exec(head);
    const lines = hunks.flatMap((hunk) => hunk.split("\n"));
    const linesWith = (sign: string) =>
      lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
    return { file: name?.[1] ?? "", inserted: linesWith("+"), deleted: linesWith("-") };
  });
}
