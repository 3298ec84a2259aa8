import { createHash } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  lstatSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";

import { decodeBytes, encodeText } from "../../src/bytes.ts";
import type { FileEntry, FileMode, Path, Tree } from "../../src/model.ts";

/** A tree with its bytes: what a snapshot folder holds. */
export type FileTree = ReadonlyMap<Path, { readonly mode: FileMode; readonly bytes: Uint8Array }>;

/** Git's object id of a file's bytes. */
export function hashBytes(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** The tree without bytes, as `compareTrees` takes it. */
export function describeTree(files: FileTree): Tree {
  return new Map(
    [...files].map(([path, { mode, bytes }]): [Path, FileEntry] => [
      path,
      { hash: hashBytes(bytes), size: bytes.length, mode },
    ]),
  );
}

/** Writes all files below an existing folder; paths may hold any bytes. */
export function writeTree(root: string, files: FileTree): void {
  for (const [path, { mode, bytes }] of files) {
    const segments = path.split("/");
    for (let depth = 1; depth < segments.length; depth += 1) {
      mkdirSync(placeOf(root, segments.slice(0, depth).join("/")), { recursive: true });
    }
    const place = placeOf(root, path);
    if (mode === "120000") symlinkSync(Buffer.from(bytes), place);
    else {
      writeFileSync(place, bytes);
      chmodSync(place, mode === "100755" ? 0o755 : 0o644);
    }
  }
}

/** Reads what `writeTree` wrote. */
export function readTree(root: string): FileTree {
  const files = new Map<Path, { mode: FileMode; bytes: Uint8Array }>();
  const visit = (folder: Path) => {
    for (const name of readdirSync(placeOf(root, folder), { encoding: "buffer" })) {
      const path = folder === "" ? decodeBytes(name) : `${folder}/${decodeBytes(name)}`;
      const place = placeOf(root, path);
      const status = lstatSync(place);
      if (status.isDirectory()) visit(path);
      else if (status.isSymbolicLink()) {
        files.set(path, { mode: "120000", bytes: readlinkSync(place, { encoding: "buffer" }) });
      } else {
        const mode = (status.mode & 0o100) === 0 ? "100644" : "100755";
        files.set(path, { mode, bytes: readFileSync(place) });
      }
    }
  };
  visit("");
  return files;
}

/** A tree as sorted lines, for comparing. */
export function listTree(files: FileTree): string[] {
  return [...files]
    .map(
      ([path, { mode, bytes }]) =>
        `${mode} ${JSON.stringify(path)} ${Buffer.from(bytes).toString("latin1")}`,
    )
    .sort();
}

function placeOf(root: string, path: Path): Buffer {
  return Buffer.concat([Buffer.from(`${root}/`), encodeText(path)]);
}
