import { readdirSync, statSync } from "node:fs";
import path from "node:path";

/** What a build made, for its last lines. */
export interface BuildSummary {
  readonly out: string;
  readonly sources: number;
  readonly snapshots: number;
  readonly changes: number;
  readonly records: number;
  readonly pages: number;
  readonly files: number;
  readonly bytes: number;
  readonly largestFile: { readonly path: string; readonly bytes: number };
  /** Seconds by stage, in their order. */
  readonly stages: readonly { readonly name: string; readonly seconds: number }[];
  /** Peak resident size of the build's process. */
  readonly peakBytes: number;
  readonly hasSiteUrl: boolean;
  /** Nothing was new: the output stayed as it was. */
  readonly isUnchanged: boolean;
  readonly basePath: string;
}

/** Counts the files of a finished site. */
export function measureSite(
  folder: string,
): Pick<BuildSummary, "pages" | "files" | "bytes" | "largestFile"> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return { path: path.relative(folder, file), bytes: statSync(file).size };
    });
  const none = { path: "", bytes: 0 };
  return {
    pages: files.filter((file) => file.path.endsWith(".html")).length,
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    largestFile: files.reduce(
      (largest, file) => (file.bytes > largest.bytes ? file : largest),
      none,
    ),
  };
}
