/** What a build makes of two versions, from the bytes that git keeps. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { analyseFile, noColours, tellKinds } from "../../src/client/compare/compare-files.ts";
import type { WantedChange, WantedVersion } from "../../src/client/compare/list-changes.ts";
import { createNoiseFinder } from "../../src/kinds/noise.ts";
import { isBinary } from "../../src/diff/lines/text.ts";
import { splitVersions } from "../../src/pipeline/pairs/split-versions.ts";
import { createHighlighter } from "../../src/render/highlight/highlight.ts";
import type { FileChange, NoiseRule, Path } from "../../src/model.ts";
import type { StoredVersion, VersionVolume } from "../../src/versions/format.ts";
import { openVolume, readVersion } from "../../src/versions/read-volume.ts";

/** Chunks of HTML, without colours and with them; none where nothing is compared line by line. */
export interface ComparedHere {
  readonly plain: readonly string[];
  readonly coloured: readonly string[];
}

/** `folder` is the version store's, which tells the blobs' names; their bytes come from the repository. */
export async function createExpectations(
  folder: string,
  repository: string,
  noise: readonly NoiseRule[],
): Promise<(changes: readonly WantedChange[]) => readonly ComparedHere[]> {
  const highlighter = await createHighlighter();
  const findNoise = createNoiseFinder(noise);
  const find = (wanted: WantedVersion | null): StoredVersion | null => {
    if (!wanted) return null;
    const file = readFileSync(path.join(folder, wanted.volume), "utf8");
    return readVersion(openVolume(JSON.parse(file) as VersionVolume), wanted.version).stored;
  };
  const read = (version: StoredVersion | null) =>
    version
      ? execFileSync("git", ["-C", repository, "cat-file", "blob", version.git], {
          maxBuffer: 1 << 28,
        })
      : new Uint8Array();
  return (changes) => {
    const files = changes.map((wanted) => {
      const [old, now] = [find(wanted.from), find(wanted.to)];
      const [oldBytes, newBytes] = [read(old), read(now)];
      const { oldLines, newLines } = splitVersions(oldBytes, newBytes);
      // The version store has no lines of what is no UTF-8, though a build compares them.
      const isText = (bytes: Uint8Array) => !isBinary(bytes) && isUtf8(bytes);
      return analyseFile(
        {
          change: describe(wanted, old, now),
          anchor: "",
          oldLines: isText(oldBytes) ? oldLines : null,
          newLines: isText(newBytes) ? newLines : null,
        },
        findNoise,
      );
    });
    const render = tellKinds(files);
    return files.map((file) => ({
      plain: render(file, noColours).chunks,
      coloured: render(file, highlighter).chunks,
    }));
  };
}

function describe(
  { kind, path, from }: WantedChange,
  old: StoredVersion | null,
  now: StoredVersion | null,
): FileChange {
  const name = (path: Path, { git: hash, size, mode }: StoredVersion) => ({
    ...{ path, hash, size, mode },
  });
  if (old && now) {
    const sides = { from: name(from?.path ?? path, old), to: name(path, now) };
    return kind === "renamed" ? { kind, ...sides, similarity: 0 } : { kind: "modified", ...sides };
  }
  if (now) return { kind: "added", to: name(path, now) };
  if (old) return { kind: "removed", from: name(path, old) };
  throw new RangeError("A change has a side at least.");
}

function isUtf8(bytes: Uint8Array): boolean {
  return Buffer.from(Buffer.from(bytes).toString("utf8"), "utf8").equals(bytes);
}
