/** Where the lines of a source stand, and which were gone before: an index that goes from pair to pair. */
import type { Path, Stamp } from "../model.ts";
import type { OpenFile } from "./open-lines.ts";

/** A change, by the *to* of its pair and its path. */
export interface ChangeName {
  readonly to: Stamp;
  readonly path: Path;
}

/** The change after which a key stood nowhere for the last time, and the one that brought it back. */
interface Past {
  readonly gone: number;
  readonly back: number;
}

export interface History {
  /** A file in which the key stands. */
  readonly findFile: (key: number) => Path | undefined;
  /** The change by which the key was last gone from the source. */
  readonly findGone: (key: number) => ChangeName | undefined;
  /** The change that last brought it back after that. */
  readonly findBack: (key: number) => ChangeName | undefined;
  /** Goes on to the pair's *to*: first where lines stand, then, by `note`, what is gone and back now. */
  readonly advance: (files: readonly OpenFile[], to: Stamp) => { readonly note: () => void };
  readonly save: () => SavedHistory;
}

/** Plain data. Of each row: a key, and a file that it stands in, once for each time. */
export interface SavedHistory {
  readonly paths: readonly Path[];
  readonly keys: Float64Array;
  readonly files: Int32Array;
  readonly changes: readonly ChangeName[];
  readonly pastKeys: Float64Array;
  readonly gone: Int32Array;
  readonly back: Int32Array;
}

/** What is known before the first pair: the keys of the first snapshot's files. */
export function beginHistory(files: ReadonlyMap<Path, Float64Array>): SavedHistory {
  const all = [...files.values()];
  const keys = new Float64Array(all.reduce((sum, { length }) => sum + length, 0));
  const numbers = new Int32Array(keys.length);
  let at = 0;
  all.forEach((list, file) => {
    keys.set(list, at);
    numbers.fill(file, at, at + list.length);
    at += list.length;
  });
  const none = {
    changes: [],
    pastKeys: new Float64Array(),
    gone: new Int32Array(),
    back: new Int32Array(),
  };
  return { paths: [...files.keys()], keys, files: numbers, ...none };
}

/** Goes on from what was saved. */
export function openHistory(saved: SavedHistory): History {
  const paths = [...saved.paths];
  const numbers = new Map<Path, number>();
  paths.forEach((path, number) => numbers.set(path, number));
  /** By key the file that it stands in, which most do once, or how often it stands in which. */
  const standing = new Map<number, number | Map<number, number>>();
  const changes = [...saved.changes];
  const past = new Map<number, Past>();
  const add = (key: number, file: number) => {
    const files = standing.get(key);
    if (files === undefined) standing.set(key, file);
    else if (typeof files !== "number") files.set(file, (files.get(file) ?? 0) + 1);
    else
      standing.set(
        key,
        new Map(
          files === file
            ? [[file, 2]]
            : [
                [files, 1],
                [file, 1],
              ],
        ),
      );
  };
  const remove = (key: number, file: number) => {
    const files = standing.get(key);
    if (typeof files === "object") {
      const count = (files.get(file) ?? 0) - 1;
      if (count > 0) files.set(file, count);
      else files.delete(file);
      if (files.size > 0) return;
    } else if (files !== file) return;
    standing.delete(key);
  };
  saved.keys.forEach((key, at) => {
    add(key, saved.files[at] ?? 0);
  });
  saved.pastKeys.forEach((key, at) => {
    past.set(key, { gone: saved.gone[at] ?? -1, back: saved.back[at] ?? -1 });
  });

  return {
    findFile: (key) => {
      const files = standing.get(key);
      const [file] = typeof files === "object" ? files.keys() : [files];
      return file === undefined ? undefined : paths[file];
    },
    findGone: (key) => changes[past.get(key)?.gone ?? -1],
    findBack: (key) => changes[past.get(key)?.back ?? -1],
    advance(files, to) {
      const before = new Map<number, boolean>();
      const touch = (key: number) => {
        if (!before.has(key)) before.set(key, standing.has(key));
      };
      const first = changes.length;
      // All old names go before new ones come: two files may have changed theirs.
      const owners = files.map(({ path, previousPath }) => numbers.get(previousPath ?? path));
      for (const { previousPath } of files) if (previousPath !== null) numbers.delete(previousPath);
      const last = new Map<number, number>();
      files.forEach((file, at) => {
        const owner = owners[at] ?? paths.length;
        paths[owner] = file.path;
        numbers.set(file.path, owner);
        changes.push({ to, path: file.path });
        for (const key of file.lost) {
          touch(key);
          remove(key, owner);
          last.set(key, first + at);
        }
      });
      const came = new Map<number, number>();
      files.forEach((file, at) => {
        const owner = numbers.get(file.path) ?? 0;
        for (const key of file.gained) {
          touch(key);
          if (!standing.has(key)) came.set(key, first + at);
          add(key, owner);
        }
      });
      return {
        note() {
          for (const [key, stood] of before) {
            const stands = standing.has(key);
            if (stood && !stands) past.set(key, { gone: last.get(key) ?? first, back: -1 });
            const known = past.get(key);
            if (!stood && stands && known)
              past.set(key, { ...known, back: came.get(key) ?? first });
          }
        },
      };
    },
    save() {
      const rows: [number, number][] = [];
      for (const [key, files] of standing) {
        if (typeof files === "number") rows.push([key, files]);
        else
          for (const [file, count] of files)
            for (let at = 0; at < count; at += 1) rows.push([key, file]);
      }
      const pastRows = [...past];
      return {
        paths: [...paths],
        keys: Float64Array.from(rows, ([key]) => key),
        files: Int32Array.from(rows, ([, file]) => file),
        changes: [...changes],
        pastKeys: Float64Array.from(pastRows, ([key]) => key),
        gone: Int32Array.from(pastRows, ([, { gone }]) => gone),
        back: Int32Array.from(pastRows, ([, { back }]) => back),
      };
    },
  };
}
