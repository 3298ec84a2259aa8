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
import type { FileChange, NoiseRule } from "../../src/model.ts";
import type { StoredVersion, VersionVolume } from "../../src/versions/format.ts";
import { openVolume, readVersion } from "../../src/versions/read-volume.ts";

/** Chunks of HTML, without colours and with them; none where nothing is compared line by line. */
export interface ComparedHere {
  readonly plain: readonly string[];
  readonly coloured: readonly string[];
}

const nothing: ComparedHere = { plain: [], coloured: [] };

/** `folder` is the version store's, which tells the blobs' names; their bytes come from the repository. */
export async function createExpectations(
  folder: string,
  repository: string,
  noise: readonly NoiseRule[],
): Promise<(change: WantedChange) => ComparedHere> {
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
  return ({ path: name, from, to }) => {
    const [old, now] = [find(from), find(to)];
    const [oldBytes, newBytes] = [read(old), read(now)];
    const isOther = old && now ? (old.mode === "120000") !== (now.mode === "120000") : false;
    if (old?.git === now?.git && !isOther) return nothing;
    // The version store has no lines of what is no UTF-8, though a build compares them.
    if ([oldBytes, newBytes].some((bytes) => isBinary(bytes) || !isUtf8(bytes))) return nothing;
    const change = describe(name, old, now);
    const file = analyseFile(
      { change, anchor: "", ...splitVersions(oldBytes, newBytes) },
      findNoise,
    );
    const render = tellKinds([file]);
    return {
      plain: render(file, noColours).chunks,
      coloured: render(file, highlighter).chunks,
    };
  };
}

function describe(path: string, old: StoredVersion | null, now: StoredVersion | null): FileChange {
  const name = ({ git: hash, size, mode }: StoredVersion) => ({ path, hash, size, mode });
  if (old && now) return { kind: "modified", from: name(old), to: name(now) };
  if (now) return { kind: "added", to: name(now) };
  if (old) return { kind: "removed", from: name(old) };
  throw new RangeError("A change has a side at least.");
}

function isUtf8(bytes: Uint8Array): boolean {
  return Buffer.from(Buffer.from(bytes).toString("utf8"), "utf8").equals(bytes);
}
