/**
 * Replays a source's patches with git: an index of a throw-away repository holds its first snapshot,
 * `git apply --cached` applies one patch after another, and after each the index must hold exactly the
 * files of the next snapshot: paths, modes, and bytes by git's object ids.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ContentPlace } from "../../src/archive/content.ts";
import { openContentReader } from "../../src/archive/content.ts";
import type { OpenSource } from "../../src/archive/open-archive.ts";
import { decodeBytes, encodeText, toDisplay } from "../../src/bytes.ts";
import type { ContentHash, Counts, Snapshot, Stamp, Tree } from "../../src/model.ts";
import type { Recorder } from "./check.ts";

/** What git counts in each patch, by the stamp that it leads to; paths as people see them. */
export type PatchCounts = ReadonlyMap<Stamp, ReadonlyMap<string, Counts>>;

/** Replays all patches of the site's `sourceFolder` up to the snapshot `last`. */
export async function replayPatches(
  source: OpenSource,
  sourceFolder: string,
  stamps: readonly Stamp[],
  recorder: Recorder,
  onSnapshot: () => void,
): Promise<PatchCounts> {
  const { snapshots, places } = await source.readSnapshots(() => undefined);
  const published = new Set(stamps);
  const wanted = snapshots.filter(({ stamp }) => published.has(stamp));
  recorder.note(
    `${source.id}: its snapshots`,
    wanted.length === stamps.length
      ? null
      : `the site has ${String(stamps.length)}, the archive only ${String(wanted.length)} of them`,
  );
  const folder = mkdtempSync(path.join(tmpdir(), "tidemark-verify-"));
  try {
    return await replay(source.id, wanted, places, sourceFolder, openIndex(folder), {
      recorder,
      onSnapshot,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function replay(
  id: string,
  snapshots: readonly Snapshot[],
  places: ReadonlyMap<ContentHash, ContentPlace>,
  sourceFolder: string,
  index: PatchIndex,
  { recorder, onSnapshot }: { recorder: Recorder; onSnapshot: () => void },
): Promise<PatchCounts> {
  const counts = new Map<Stamp, ReadonlyMap<string, Counts>>();
  const [first, ...later] = snapshots;
  if (!first) return counts;
  await index.fill(first.tree, places);
  for (const { stamp, tree } of later) {
    const patch = path.join(sourceFolder, `${stamp}.patch`);
    const problem = tryReplay(() => {
      // No patch is the patch of a pair in which nothing changed.
      if (existsSync(patch)) counts.set(stamp, index.apply(patch));
      return compareTrees(index.read(), tree);
    });
    recorder.note(`${id}: the patches up to ${stamp}`, problem);
    if (problem !== null) await index.fill(tree, places);
    onSnapshot();
  }
  return counts;
}

function tryReplay(run: () => string | null): string | null {
  try {
    return run();
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error);
  }
}

interface PatchIndex {
  readonly fill: (tree: Tree, places: ReadonlyMap<ContentHash, ContentPlace>) => Promise<void>;
  readonly apply: (patch: string) => ReadonlyMap<string, Counts>;
  /** Lines of mode, object id and path, sorted. */
  readonly read: () => string[];
}

function openIndex(folder: string): PatchIndex {
  const git = (args: readonly string[], input: string | Uint8Array = "") =>
    execFileSync("git", ["-c", "core.autocrlf=false", "-c", "core.protectNTFS=false", ...args], {
      cwd: folder,
      input,
      env: { PATH: process.env["PATH"], LC_ALL: "C", GIT_CONFIG_NOSYSTEM: "1", HOME: folder },
      maxBuffer: 2 ** 30,
      stdio: ["pipe", "pipe", "pipe"],
    });
  git(["init", "--quiet", "--object-format=sha1"]);
  return {
    async fill(tree, places) {
      await storeObjects(tree, places, folder, git);
      git(["read-tree", "--empty"]);
      git(["update-index", "-z", "--index-info"], encodeText(listTree(tree).join("")));
    },
    apply: (patch) =>
      readCounts(
        git(["apply", "--cached", "--whitespace=nowarn", "--numstat", "-z", "--apply", patch]),
      ),
    read: () =>
      splitRecords(git(["ls-files", "--stage", "-z"]))
        .map(dropStage)
        .toSorted(),
  };
}

async function storeObjects(
  tree: Tree,
  places: ReadonlyMap<ContentHash, ContentPlace>,
  folder: string,
  git: (args: readonly string[], input: string) => Buffer,
): Promise<void> {
  const wanted = new Map(
    [...tree.values()].flatMap(({ hash }) => {
      const place = places.get(hash);
      return place ? [[hash, place] as const] : [];
    }),
  );
  const reader = openContentReader();
  try {
    const names = [...(await reader.readAll(wanted))].map(([hash, bytes]) => {
      writeFileSync(path.join(folder, hash), bytes);
      return hash;
    });
    git(
      ["hash-object", "-w", "--no-filters", "--stdin-paths"],
      names.map((n) => `${n}\n`).join(""),
    );
    for (const name of names) rmSync(path.join(folder, name));
  } finally {
    reader.close();
  }
}

function listTree(tree: Tree): string[] {
  return [...tree].map(([file, { mode, hash }]) => `${mode} ${hash}\t${file}\0`);
}

function compareTrees(found: readonly string[], tree: Tree): string | null {
  const wanted = new Set(listTree(tree).map((record) => record.slice(0, -1)));
  const has = new Set(found);
  const wrong = [
    ...found.filter((record) => !wanted.has(record)),
    ...[...wanted].filter((record) => !has.has(record)),
  ];
  const files = [
    ...new Set(wrong.map((record) => toDisplay(record.split("\t").slice(1).join("\t")))),
  ];
  if (files.length === 0) return null;
  return `${String(files.length)} files differ, ${files.slice(0, 5).join(", ")}`;
}

/** From `mode oid stage\tpath` to `mode oid\tpath`. */
function dropStage(record: string): string {
  return record.replace(/^(\d+ [0-9a-f]+) 0\t/, "$1\t");
}

function splitRecords(bytes: Buffer): string[] {
  return decodeBytes(bytes).split("\0").filter(Boolean);
}

/** Reads `--numstat -z`: counts, and the new path (after the old one, where it was renamed). */
function readCounts(bytes: Buffer): Map<string, Counts> {
  const fields = decodeBytes(bytes).split("\0");
  const counts = new Map<string, Counts>();
  for (let at = 0; at < fields.length - 1; at += 1) {
    const [additions = "", deletions = "", ...rest] = (fields[at] ?? "").split("\t");
    let name = rest.join("\t");
    if (name === "") {
      name = fields[at + 2] ?? "";
      at += 2;
    }
    // A file that became a link stands twice: as removed and as added.
    const file = toDisplay(name);
    const before = counts.get(file) ?? { additions: 0, deletions: 0 };
    counts.set(file, {
      additions: before.additions + (Number(additions) || 0),
      deletions: before.deletions + (Number(deletions) || 0),
    });
  }
  return counts;
}
