import type { CaptureConfig } from "../../config-capture.ts";
import type { FileEntry, Path } from "../../model.ts";
import { takeSnapshot } from "../npm/take-snapshot.ts";
import { viewPackages } from "../npm/view.ts";
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
