/** Files that the next capture may use again. What they hold may be lost at any time. */
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface KeptFiles {
  /** The file's bytes, or null where it is not there or cannot be read. */
  readonly read: (name: string) => Buffer | null;
  /** Writes the file whole or not at all. */
  readonly write: (name: string, bytes: Uint8Array | string) => void;
  readonly remove: (name: string) => void;
  /** Keeps the file from being pruned. */
  readonly use: (name: string) => void;
  /** Deletes what was neither written nor used since the folder was opened. */
  readonly prune: () => void;
}

/** Opens the folder, made when first written to. */
export function openKeptFiles(folder: string): KeptFiles {
  const used = new Set<string>();
  const attempt = <Result>(read: () => Result): Result | null => {
    try {
      return read();
    } catch {
      return null;
    }
  };
  const remove = (name: string) => {
    rmSync(path.join(folder, name), { force: true });
  };
  return {
    read: (name) => attempt(() => readFileSync(path.join(folder, name))),
    write(name, bytes) {
      const file = path.join(folder, name);
      const draft = `${file}.${randomUUID()}`;
      mkdirSync(folder, { recursive: true });
      writeFileSync(draft, bytes);
      renameSync(draft, file);
      used.add(name);
    },
    remove,
    use: (name) => used.add(name),
    prune() {
      for (const name of attempt(() => readdirSync(folder)) ?? [])
        if (!used.has(name)) remove(name);
    },
  };
}
