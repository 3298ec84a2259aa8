import type { CaptureConfig } from "../../config-capture.ts";
import type { FileEntry, Path } from "../../model.ts";
import { chooseRelease, type PackageState } from "../npm/choose-release.ts";
import { formatIndex, packagePath } from "../npm/index-page.ts";
import { formatPackage } from "../npm/package-page.ts";
import { type PackageHistory, viewPackages } from "../npm/view.ts";
import type { Taken } from "../snapshot/decide.ts";
import { failWhole, type KindContext, takeWhole } from "./context.ts";
import { writeDocument } from "./write-document.ts";

/** Takes package facts. One file compares all packages, so either all of them are had or nothing is. */
export async function takeNpm(
  config: CaptureConfig & { kind: "npm" },
  context: KindContext,
): Promise<Taken> {
  const names = [...new Set(config.packages)].toSorted();
  const histories = await viewPackages(names, () => {
    context.onFile(names.length);
  }).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  if (histories instanceof Error) return failWhole("npm", histories.message);
  const files = new Map<Path, FileEntry>();
  for (const [path, text] of takeSnapshot(histories, context.now)) {
    files.set(path, writeDocument(context, path, new TextEncoder().encode(text)));
  }
  return takeWhole(files);
}

/**
 * The files of the snapshot of `moment` (milliseconds since 1970). A package that had no stable
 * version yet has no file and no row.
 */
export function takeSnapshot(
  histories: readonly PackageHistory[],
  moment: number,
): ReadonlyMap<Path, string> {
  const states = histories.flatMap(({ name, times, releases }): PackageState[] => {
    const release = chooseRelease(releases, times, moment);
    return release === null ? [] : [{ name, release }];
  });
  const pages = states.map((state) => [packagePath(state.name), formatPackage(state)] as const);
  return new Map([["index.md", formatIndex(states)], ...pages]);
}
