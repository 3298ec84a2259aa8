/**
 * A snapshot that grows in a hidden folder beside the others and then takes its name: whoever looks
 * finds all of it or nothing, whenever the program is ended.
 */
import {
  chmodSync,
  copyFileSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { readFile, toNativePath } from "../../archive/content.ts";
import { isRunning } from "../../archive/is-running.ts";
import { hashContent } from "../../archive/hash-content.ts";
import type { FileEntry, FileMode, Path, Stamp } from "../../model.ts";
import { isSafePath } from "./safe-path.ts";

export interface SnapshotDraft {
  readonly folder: string;
  /** Writes a file (of a link: its target) that is not there yet. Throws RangeError for unsafe paths. */
  readonly write: (path: Path, bytes: Uint8Array, mode: FileMode) => FileEntry;
  /** Copies a file of another snapshot, the folder `from`. */
  readonly copy: (path: Path, from: string, mode: FileMode) => void;
  /** Takes a file out again. */
  readonly remove: (path: Path) => void;
  /** Gives the draft its name. Throws where a snapshot has it already. */
  readonly publish: (stamp: Stamp) => void;
  readonly discard: () => void;
}

const prefix = ".capture-";

/** Begins a draft in the source's folder; drafts of processes that have ended are removed. */
export function openDraft(sourceFolder: string): SnapshotDraft {
  mkdirSync(sourceFolder, { recursive: true });
  removeStale(sourceFolder);
  const folder = mkdtempSync(path.join(sourceFolder, `${prefix}${String(process.pid)}-`));
  chmodSync(folder, 0o755);
  const links: { file: Buffer; target: Uint8Array }[] = [];
  const prepare = (name: Path): Buffer => {
    if (!isSafePath(name))
      throw new RangeError(`${JSON.stringify(name)} is no path of a snapshot.`);
    const file = `${folder}/${name}`;
    mkdirSync(toNativePath(path.posix.dirname(file)), { recursive: true });
    return toNativePath(file);
  };
  return {
    folder,
    write(name, bytes, mode) {
      const file = prepare(name);
      if (mode === "120000") links.push({ file, target: bytes });
      else writeFileSync(file, bytes, { flag: "wx", mode: mode === "100755" ? 0o755 : 0o644 });
      return { hash: hashContent(bytes), size: bytes.length, mode };
    },
    copy(name, from, mode) {
      const original = `${from}/${name}`;
      const file = prepare(name);
      if (mode === "120000") {
        links.push({ file, target: readFile({ file: original, link: true }) });
      } else {
        const flags = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE;
        copyFileSync(toNativePath(original), file, flags);
      }
    },
    remove(name) {
      rmSync(toNativePath(`${folder}/${name}`));
    },
    publish(stamp) {
      // Links come last, so that no file is ever written through one.
      for (const { file, target } of links) symlinkSync(Buffer.from(target), file);
      const place = path.join(sourceFolder, stamp);
      if (existsSync(place)) throw new Error(`${place} is there already.`);
      renameSync(folder, place);
    },
    discard() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function removeStale(sourceFolder: string): void {
  for (const name of readdirSync(sourceFolder)) {
    const pid = new RegExp(`^\\${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    rmSync(path.join(sourceFolder, name), { recursive: true, force: true });
  }
}
