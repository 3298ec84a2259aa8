/** Keeps what answers became: turning pages into Markdown takes longer than to hear that they are the same. */
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Raise it whenever the same answer would become another document. */
const version = 2;

export interface KeptDocuments {
  /** What was made of these parts (strings, numbers, bytes) before, else what `make` gives now. */
  readonly recall: (parts: readonly (string | Uint8Array)[], make: () => Uint8Array) => Uint8Array;
  /** Deletes what was not recalled since this was opened. */
  readonly prune: () => void;
}

/** Opens the documents that are kept in `folder`, made when first written to. */
export function openKeptDocuments(folder: string): KeptDocuments {
  const used = new Set<string>();
  return {
    recall(parts, make) {
      const name = nameParts(parts);
      const file = path.join(folder, name);
      used.add(name);
      const kept = readIfThere(file);
      if (kept) return kept;
      const bytes = make();
      mkdirSync(folder, { recursive: true });
      const draft = `${file}.${randomUUID()}`;
      writeFileSync(draft, bytes);
      renameSync(draft, file);
      return bytes;
    },
    prune() {
      for (const name of readNames(folder)) {
        if (!used.has(name)) rmSync(path.join(folder, name), { force: true });
      }
    },
  };
}

/** Each part with its length, so that no two lists of parts are one text. */
function nameParts(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256").update(String(version));
  for (const part of parts) {
    const bytes = typeof part === "string" ? Buffer.from(part) : part;
    hash.update(`\0${String(bytes.length)}\0`).update(bytes);
  }
  return hash.digest("hex");
}

function readIfThere(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch {
    return null; // a cache may be lost at any time
  }
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
