/** The index of a throw-away git repository, to which patches are applied. */
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type ContentPlace, openContentReader } from "../../src/archive/content.ts";
import { decodeBytes, encodeText, toDisplay } from "../../src/bytes.ts";
import type { ContentHash, Counts, Tree } from "../../src/model.ts";

export interface PatchIndex {
  /** Makes the index hold exactly this tree. */
  readonly fill: (tree: Tree, places: ReadonlyMap<ContentHash, ContentPlace>) => Promise<void>;
  /** Applies the patch file and gives git's counts by path. Throws what git says. */
  readonly apply: (patch: string) => ReadonlyMap<string, Counts>;
  /** A record a file, as `listTree` writes them, sorted. */
  readonly read: () => string[];
}

/** Makes a repository in the empty `folder`. No setting of this machine has a say in it. */
export function openPatchIndex(folder: string): PatchIndex {
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

/** `mode oid\tpath` and a null byte for each file: what `git update-index --index-info` reads. */
export function listTree(tree: Tree): string[] {
  return [...tree].map(([file, { mode, hash }]) => `${mode} ${hash}\t${file}\0`);
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
