/** Keeps what answers became: turning pages into Markdown takes longer than to hear that they are the same. */
import { createHash } from "node:crypto";
import { openKeptFiles } from "../kept-files.ts";

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
  const files = openKeptFiles(folder);
  return {
    recall(parts, make) {
      const name = nameParts(parts);
      files.use(name);
      const kept = files.read(name);
      if (kept) return kept;
      const bytes = make();
      files.write(name, bytes);
      return bytes;
    },
    prune: files.prune,
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
