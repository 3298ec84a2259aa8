/** One snapshot in a folder: its tree, and where each content can be read again. */
import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { decodeBytes } from "../bytes.ts";
import { InputError, messageOf } from "../errors.ts";
import type { ContentHash, FileEntry, FileMode, Path, Tree } from "../model.ts";
import { type ContentPlace, readFile, toNativePath } from "./content.ts";
import { hashContent } from "./hash-content.ts";

export interface FolderSnapshot {
  readonly tree: Tree;
  readonly places: ReadonlyMap<ContentHash, ContentPlace>;
}

/**
 * Reads every file below `folder` that `isIncluded` wants. Symbolic links are content, never ways.
 * Throws InputError for what cannot be read or is neither file, folder nor link.
 */
export function readSnapshotFolder(
  folder: string,
  isIncluded: (path: Path) => boolean,
): FolderSnapshot {
  const tree = new Map<Path, FileEntry>();
  const places = new Map<ContentHash, ContentPlace>();
  for (const path of listFiles(folder, "")) {
    if (!isIncluded(path)) continue;
    const file = `${folder}/${path}`;
    const { place, mode } = inspect(file);
    const bytes = attempt(file, () => readFile(place));
    const hash = hashContent(bytes);
    tree.set(path, { hash, size: bytes.length, mode });
    places.set(hash, place);
  }
  return { tree, places };
}

/** Paths of all files below, in code-unit order of their segments. */
function listFiles(folder: string, prefix: string): Path[] {
  const entries = attempt(folder, () =>
    readdirSync(toNativePath(folder), { withFileTypes: true, encoding: "buffer" }),
  );
  return entries
    .map((entry) => ({ entry, name: decodeBytes(entry.name) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ entry, name }) =>
      entry.isDirectory()
        ? listFiles(`${folder}/${name}`, `${prefix}${name}/`)
        : [checkKind(entry, `${folder}/${name}`) && `${prefix}${name}`],
    );
}

function checkKind(entry: Dirent<Buffer>, file: string): true {
  if (entry.isFile() || entry.isSymbolicLink()) return true;
  throw new InputError({
    where: file,
    what: "is neither a file, a folder nor a symbolic link",
    remedy: "Remove it from the snapshot.",
  });
}

function inspect(file: string): { place: ContentPlace & { kind: "file" }; mode: FileMode } {
  const stats = attempt(file, () => lstatSync(toNativePath(file)));
  const link = stats.isSymbolicLink();
  const mode = link ? "120000" : (stats.mode & 0o100) === 0 ? "100644" : "100755";
  return { place: { kind: "file", file, link }, mode };
}

function attempt<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new InputError({
      where: file,
      what: `cannot be read (${messageOf(error)})`,
      remedy: "Check its permissions and that the disk is whole.",
    });
  }
}
