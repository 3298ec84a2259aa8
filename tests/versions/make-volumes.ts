import { gzipSync } from "node:zlib";

import { diffLines } from "../../src/diff/lines/lines.ts";
import { splitLines } from "../../src/diff/lines/text.ts";
import type { VersionVolume } from "../../src/versions/format.ts";
import { editText, wholeText } from "../../src/versions/next-text.ts";
import {
  appendEntry,
  type DraftVolume,
  type NextEntry,
  startVolume,
  writeVolume,
} from "../../src/versions/write-volume.ts";

export const compressedSize = (text: string) => gzipSync(text).length;

/** What befalls a path, in short: a text is a version of it. */
export type Step = string | { readonly state: "removed" | "missing" | "back" } | "binary!";

const day = (number: number) => new Date(Date.UTC(2026, 0, 1 + number)).toISOString().slice(0, 10);

/** The entries of a path with these steps, a day each. */
export function makeEntries(steps: readonly Step[]): NextEntry[] {
  let before: readonly string[] | null = null;
  return steps.map((step, index): NextEntry => {
    const at = day(index);
    if (typeof step !== "string") {
      if (step.state === "removed") before = null;
      return step.state === "back" ? { at, state: "back" } : { at, state: step.state };
    }
    const about = { at, state: "version", git: "", sha256: "", size: 0, mode: "100644" } as const;
    if (step === "binary!") {
      before = null;
      return { ...about, text: "binary" };
    }
    const lines = splitLines(step);
    const text = before ? editText(lines, diffLines(before, lines).blocks) : wholeText(lines);
    before = lines;
    return { ...about, text };
  });
}

/** Appends an entry to the last of a path's volumes, the first of which it begins. */
export function append(
  volumes: readonly DraftVolume[],
  path: string,
  entry: NextEntry,
): DraftVolume[] {
  const last = volumes.at(-1) ?? startVolume("docs", path, { volume: 1, first: 1 });
  return [...volumes.slice(0, -1), ...appendEntry(last, entry, compressedSize)];
}

/** The volumes of these entries, as their JSON says. */
export function makeVolumes(entries: readonly NextEntry[]): VersionVolume[] {
  const begun = [startVolume("docs", "a.md", { volume: 1, first: 1 })];
  return entries
    .reduce<DraftVolume[]>((volumes, entry) => append(volumes, "a.md", entry), begun)
    .map((volume) => JSON.parse(writeVolume(volume)) as VersionVolume);
}
