import { measureSimilarity, profileLines } from "../../diff/trees/similarity.ts";
import type { FileChange, FileVersion } from "../../model.ts";
import type { OpenVolume } from "../../versions/format.ts";
import { linesOf, readVersion } from "../../versions/read-volume.ts";
import type { ChangedFile } from "./compare-files.ts";
import { anchorOfFile, type WantedChange, type WantedVersion } from "./list-changes.ts";

interface Side {
  readonly file: FileVersion;
  readonly lines: readonly string[] | null;
}

/**
 * A change with the texts of both sides, from the volumes (by their names) that hold them. Throws
 * RangeError where one of them is not there.
 */
export function readChange(
  { kind, from, to }: WantedChange,
  volumes: ReadonlyMap<string, OpenVolume>,
): ChangedFile {
  const old = from && readSide(from, volumes);
  const new_ = to && readSide(to, volumes);
  const change = describe(kind, old, new_);
  return {
    change,
    anchor: anchorOfFile({ from, to }),
    oldLines: old ? old.lines : [],
    newLines: new_ ? new_.lines : [],
  };
}

function readSide(
  { path, version, volume }: WantedVersion,
  volumes: ReadonlyMap<string, OpenVolume>,
): Side {
  const held = volumes.get(volume);
  if (!held) throw new RangeError("A file of the version store is missing.");
  const read = readVersion(held, version);
  const { git: hash, size, mode } = read.stored;
  return { file: { path, hash, size, mode }, lines: linesOf(held, read) };
}

function describe(kind: WantedChange["kind"], old: Side | null, new_: Side | null): FileChange {
  if (!old && new_) return { kind: "added", to: new_.file };
  if (old && !new_) return { kind: "removed", from: old.file };
  if (!old || !new_) throw new RangeError("A change has a side at least.");
  const sides = { from: old.file, to: new_.file };
  if (kind !== "renamed") return { kind: "modified", ...sides };
  return { kind, ...sides, similarity: measureLikeness(old, new_) };
}

/** As builds measure it: 1 is kept for the same bytes. */
function measureLikeness(old: Side, new_: Side): number {
  if (old.file.hash === new_.file.hash) return 1;
  if (!old.lines || !new_.lines) return 0;
  return Math.min(measureSimilarity(profileLines(old.lines), profileLines(new_.lines)), 0.99);
}
