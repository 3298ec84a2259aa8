/** Texts of versions, from the volume that holds them. */
import type { StoredLine, StoredVersion, VersionVolume, OpenVolume } from "./format.ts";

/** Opens a volume that was read as JSON. */
export function openVolume(stored: VersionVolume): OpenVolume {
  const lines: string[] = [];
  for (const line of stored.lines) lines.push(typeof line === "string" ? line : joinLine(line));
  return { ...stored, lines };

  function joinLine([place, head, tail, between]: Exclude<StoredLine, string>): string {
    const like = lines[place] ?? "";
    return like.slice(0, head) + between + like.slice(like.length - tail);
  }
}

/** One version of a volume. */
export interface VolumeVersion {
  /** Its number. */
  readonly version: number;
  readonly stored: StoredVersion;
  /** The place of each of its lines among the volume's `lines`; null where its text is not here. */
  readonly ids: readonly number[] | null;
}

/** All versions of the volume, oldest first, one after the other; each step costs what its edits and lines do. */
export function* walkVersions({ entries, first }: OpenVolume): Generator<VolumeVersion> {
  let version = first - 1;
  let ids: readonly number[] | null = null;
  for (const entry of entries) {
    if (entry.state !== "version") continue;
    version += 1;
    ids = followText(ids, entry.text);
    yield { version, stored: entry, ids };
  }
}

/** The version with this number. Throws RangeError where the volume does not have it. */
export function readVersion(volume: OpenVolume, version: number): VolumeVersion {
  for (const read of walkVersions(volume)) if (read.version === version) return read;
  throw new RangeError(`Volume ${String(volume.volume)} does not hold version ${String(version)}.`);
}

/** Its lines with their terminators, or null where its text is not here. Joined they are the text. */
export function linesOf({ lines }: OpenVolume, { stored, ids }: VolumeVersion): string[] | null {
  if (ids === null || typeof stored.text === "string") return null;
  const texts = ids.map((id) => `${lines[id] ?? ""}\n`);
  const last = texts.pop();
  if (last !== undefined) texts.push(stored.text.open ? last.slice(0, -1) : last);
  return texts;
}

/** The lines (places among the volume's) of the text that follows on `ids`, or null where it is not here. */
export function followText(
  ids: readonly number[] | null,
  text: StoredVersion["text"],
): readonly number[] | null {
  if (typeof text === "string") return null;
  return text.whole ? expandRuns(text.whole, 0) : applyEdits(ids ?? [], text.edits ?? []);
}

function applyEdits(before: readonly number[], edits: readonly (readonly number[])[]): number[] {
  const ids: number[] = [];
  let at = 0;
  for (const edit of edits) {
    const [start = 0, deleted = 0] = edit;
    for (; at < start; at += 1) ids.push(before[at] ?? 0);
    at += deleted;
    for (const id of expandRuns(edit, 2)) ids.push(id);
  }
  for (; at < before.length; at += 1) ids.push(before[at] ?? 0);
  return ids;
}

function expandRuns(runs: readonly number[], from: number): number[] {
  const ids: number[] = [];
  for (let index = from; index < runs.length; index += 2) {
    const first = runs[index] ?? 0;
    const count = runs[index + 1] ?? 0;
    for (let offset = 0; offset < count; offset += 1) ids.push(first + offset);
  }
  return ids;
}
