import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ContentPlace } from "../../../src/archive/content.ts";
import { hashContent } from "../../../src/archive/hash-content.ts";
import type { ReadSnapshots } from "../../../src/archive/open-archive.ts";

/** The texts of one snapshot; a path that ends in `*` is an executable file. */
export type Texts = Readonly<Record<string, string>>;

/** Snapshots a day apart, from 1 January 2026 on. */
export function writeSnapshots(...trees: readonly Texts[]): ReadSnapshots {
  const folder = mkdtempSync(path.join(tmpdir(), "tidemark-snapshots-"));
  const places = new Map<string, ContentPlace>();
  const snapshots = trees.map((tree, index) => ({
    stamp: new Date(Date.UTC(2026, 0, index + 1)).toISOString().slice(0, 10),
    tree: new Map(
      Object.entries(tree).map(([name, text]) => {
        const hash = hashContent(Buffer.from(text));
        const file = path.join(folder, hash);
        if (!places.has(hash)) writeFileSync(file, text);
        places.set(hash, { kind: "file", file, link: false });
        const mode = name.endsWith("*") ? ("100755" as const) : ("100644" as const);
        return [name.replace("*", ""), { hash, size: text.length, mode }];
      }),
    ),
  }));
  return { snapshots, places };
}
