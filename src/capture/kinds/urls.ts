import type { CaptureConfig } from "../../config-capture.ts";
import { planPaths } from "../file-paths.ts";
import type { Taken } from "../snapshot/decide.ts";
import type { WebContext } from "./context.ts";
import { takeDocuments } from "./take-documents.ts";

/** Takes a list of addresses. A file without a path of its own stands in a folder of its host's name. */
export async function takeUrls(
  config: CaptureConfig & { kind: "urls" },
  context: WebContext,
): Promise<Taken> {
  const pages = config.urls.map((page) => ({ ...page, address: new URL(page.url).href }));
  const named = new Set(pages.flatMap(({ path }) => path ?? []));
  const free = pages.flatMap(({ path, address }) => (path === undefined ? [address] : []));
  const planned = planPaths([...new Set(free)], new Set(), [
    ...(context.last?.tree.keys() ?? []),
    ...named,
  ]);
  const byPath = new Map(
    pages.map((page) => [page.path ?? planned.get(page.address) ?? "", page] as const),
  );
  const wishes = [...byPath].map(([path, page]) => ({ ...page, path }));
  return { ...(await takeDocuments(wishes, context)), whole: true };
}
