/**
 * Proves a source's version store against its snapshots: the index names for every file of every snapshot
 * the version with its bytes and mode, and no other file; every text is rebuilt and hashed.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { OpenSource } from "../../src/archive/open-archive.ts";
import { encodeText, toDisplay } from "../../src/bytes.ts";
import { hashContent } from "../../src/archive/hash-content.ts";
import type { FileEntry, Path, Snapshot, Stamp } from "../../src/model.ts";
import { hashBytes } from "../../src/pipeline/hash.ts";
import { versionIndexSchema, versionVolumeSchema } from "../../src/versions/format.ts";
import type { IndexedFile, StoredVersion, VersionIndex } from "../../src/versions/format.ts";
import { findOrigin, listFilesAt, nameVolume } from "../../src/versions/read-index.ts";
import { linesOf, openVolume, walkVersions } from "../../src/versions/read-volume.ts";
import { noteProblems, type Recorder } from "./check.ts";

/**
 * Checks the store in the site's `folder` of the source over the snapshots that the site has. Gives the number of
 * versions. Throws what reading the source throws.
 */
export async function checkVersions(
  source: OpenSource,
  folder: string,
  stamps: readonly Stamp[],
  recorder: Recorder,
): Promise<number> {
  const place = path.join(folder, "versions");
  const what = `${source.id}: its versions`;
  if (!existsSync(path.join(place, "index.json"))) {
    recorder.note(what, "there is no versions/index.json");
    return 0;
  }
  const { snapshots } = await source.readSnapshots(() => undefined);
  const index = versionIndexSchema.parse(readJson(path.join(place, "index.json")));
  const isSame = index.snapshots.join() === stamps.join();
  recorder.note(what, isSame ? null : "they are of other snapshots than the site");
  const stored = new Map<Path, readonly StoredVersion[]>();
  for (const file of index.files) {
    const { versions, problems } = readFileVersions(place, index, file);
    stored.set(file.path, versions);
    noteProblems(recorder, `${source.id}: the versions of ${toDisplay(file.path)}`, problems);
  }
  for (const [number, stamp] of index.snapshots.entries()) {
    const snapshot = snapshots.find((other) => other.stamp === stamp);
    if (snapshot)
      recorder.note(
        `${source.id}: the versions as of ${stamp}`,
        compareTree(index, number, stored, snapshot),
      );
  }
  return [...stored.values()].reduce((sum, versions) => sum + versions.length, 0);
}

/** All versions of a file, each with its text rebuilt. */
function readFileVersions(place: string, index: VersionIndex, file: IndexedFile) {
  const versions: StoredVersion[] = [];
  const problems: string[] = [];
  for (const [number, first] of (file.volumes ?? [1]).entries()) {
    const name = nameVolume(file, number + 1);
    const written = versionVolumeSchema.parse(readJson(path.join(place, name)));
    const volume = openVolume(written);
    const isRight =
      volume.path === file.path && volume.volume === number + 1 && volume.first === first;
    if (!isRight) problems.push(`${name} is not the volume that the index names`);
    for (const version of walkVersions(volume)) {
      versions.push(version.stored);
      const lines = linesOf(volume, version);
      const { git, sha256, text, from } = version.stored;
      if (!index.texts && text !== "left out") problems.push("a text that should be left out");
      const origin = findOrigin(index, file, version.version);
      if (from?.path !== origin?.file.path || from?.version !== origin?.version)
        problems.push(`version ${String(version.version)} and the index name two origins`);
      if (lines === null) continue;
      const bytes = encodeText(lines.join(""));
      if (hashContent(bytes) !== git || hashBytes(bytes) !== sha256)
        problems.push(`version ${String(version.version)} is not what its hashes say`);
    }
  }
  return { versions, problems };
}

function compareTree(
  index: VersionIndex,
  number: number,
  stored: ReadonlyMap<Path, readonly StoredVersion[]>,
  { tree }: Snapshot,
): string | null {
  const listed = listFilesAt(index, number);
  const wrong = listed.filter(({ file, version }) => {
    const found = stored.get(file.path)?.[version - 1];
    return !found || !isEntry(found, tree.get(file.path));
  });
  const paths = new Set(listed.map(({ file }) => file.path));
  const lost = [...tree.keys()].filter((file) => !paths.has(file));
  const names = [...wrong.map(({ file }) => file.path), ...lost].map(toDisplay);
  return names.length === 0
    ? null
    : `${String(names.length)} files differ, ${names.slice(0, 5).join(", ")}`;
}

function isEntry({ git, size, mode }: StoredVersion, entry: FileEntry | undefined): boolean {
  return entry?.hash === git && entry.size === size && entry.mode === mode;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
