/**
 * Replays a source's patches with git: an index of a throw-away repository holds its first snapshot,
 * `git apply --cached` applies one patch after another, and after each the index must hold exactly the
 * files of the next snapshot: paths, modes, and bytes by git's object ids.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ContentPlace } from "../../src/archive/content.ts";
import type { OpenSource } from "../../src/archive/open-archive.ts";
import { toDisplay } from "../../src/bytes.ts";
import type { ContentHash, Counts, Snapshot, Stamp, Tree } from "../../src/model.ts";
import { findProblem, type Recorder } from "./check.ts";
import { listTree, openPatchIndex, type PatchIndex } from "./patch-index.ts";

/** What git counts in each patch, by the stamp that it leads to; paths as people see them. */
export type PatchCounts = ReadonlyMap<Stamp, ReadonlyMap<string, Counts>>;

/**
 * Replays the patches in the site's `sourceFolder` over the snapshots that the site has (`stamps`, oldest
 * first), and gives what git counts in each. Throws what reading the source throws.
 */
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
    return await replay(source.id, wanted, places, sourceFolder, openPatchIndex(folder), {
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
    const problem = findProblem(() => {
      // No patch is the patch of a pair in which nothing changed.
      if (existsSync(patch)) {
        // Where files of an earlier gap count as removed, nothing may have happened to the bytes.
        const isEmpty = statSync(patch).size === 0;
        counts.set(stamp, isEmpty ? new Map() : index.apply(patch));
      }
      checkTree(index.read(), tree);
    });
    recorder.note(`${id}: the patches up to ${stamp}`, problem);
    if (problem !== null) await index.fill(tree, places);
    onSnapshot();
  }
  return counts;
}

/** Throws where the index holds another tree. */
function checkTree(found: readonly string[], tree: Tree): void {
  const wanted = new Set(listTree(tree).map((record) => record.slice(0, -1)));
  const wrong = [...wanted.symmetricDifference(new Set(found))];
  const files = [
    ...new Set(wrong.map((record) => toDisplay(record.split("\t").slice(1).join("\t")))),
  ];
  if (files.length === 0) return;
  throw new Error(`${String(files.length)} files differ, ${files.slice(0, 5).join(", ")}`);
}
