/** All files of a source: by folder, and ranked by how much they change. */
import type { FileFacts, IsoDate, Path, SourceFacts } from "../../model.ts";
import { traceHistories } from "./file-history.ts";
import { countContentLines } from "./totals.ts";

export interface ListedFile {
  readonly file: FileFacts;
  /** Changes under this very path, across renames. */
  readonly changes: number;
  readonly contentLines: number;
  /** The date and anchor of the last change, null where it never changed. */
  readonly last: { readonly date: IsoDate; readonly anchor: string } | null;
  /** Where the newest rename took it, where it is gone. */
  readonly renamedTo: Path | null;
}

export interface Folder {
  /** Empty for the files at the top. */
  readonly path: Path;
  readonly files: readonly ListedFile[];
}

/** Every path ever seen, by folder, both sorted by name; files at the top come first. */
export function groupByFolder(source: SourceFacts): Folder[] {
  return [...Map.groupBy(listFiles(source), ({ file }) => splitPath(file.path).folder)]
    .map(([path, files]) => ({ path, files }))
    .sort((a, b) => compareStrings(a.path, b.path));
}

/** The files whose content changed most often, the most lines first among equals. */
export function rankFiles(source: SourceFacts, limit: number): ListedFile[] {
  return listFiles(source)
    .filter(({ file, changes }) => file.present && changes > 0)
    .sort(
      (a, b) =>
        b.changes - a.changes ||
        b.contentLines - a.contentLines ||
        compareStrings(a.file.path, b.file.path),
    )
    .slice(0, limit);
}

/** `guide/api.md` as its folder `guide` and its name `api.md`. */
export function splitPath(path: Path): { readonly folder: Path; readonly name: string } {
  const slash = path.lastIndexOf("/");
  return { folder: path.slice(0, Math.max(slash, 0)), name: path.slice(slash + 1) };
}

/** What a path is called beside another: its name where both stand in one folder, else all of it. */
export function nameBeside(path: Path, other: Path): string {
  const { folder, name } = splitPath(path);
  return folder === splitPath(other).folder ? name : path;
}

function listFiles(source: SourceFacts): ListedFile[] {
  const histories = traceHistories(source);
  return source.files
    .map((file) => {
      const { entries = [], departures = [] } = histories.get(file.path) ?? {};
      const last = entries.at(-1);
      return {
        file,
        changes: entries.length,
        contentLines: entries.reduce((sum, { change }) => sum + countContentLines(change), 0),
        last: last ? { date: last.date, anchor: last.change.anchor } : null,
        renamedTo: file.present ? null : (departures.at(-1)?.change.path ?? null),
      };
    })
    .sort((a, b) => compareStrings(a.file.path, b.file.path));
}

/** Orders texts by their code units. */
export function compareStrings(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
