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
  const pages = config.urls.map((page) => ({ ...page, address: withoutFragment(page.url) }));
  const named = new Set(pages.flatMap(({ path }) => path ?? []));
  const free = pages.flatMap(({ path, address }) => (path === undefined ? [address] : []));
  const planned = planPaths([...new Set(free)], new Set(), [
    ...(context.last?.tree.keys() ?? []),
    ...named,
  ]);
  const byPath = new Map(
    pages.map((page) => [page.path ?? planned.get(page.address) ?? "", page] as const),
  );
  const wantedFiles = [...byPath].map(([path, page]) => ({ ...page, path }));
  const taken = await takeDocuments(wantedFiles, context);
  // What never was there is no deletion, but an address that somebody mistyped.
  const mistyped = wantedFiles.filter(
    ({ path }) => taken.gone.has(path) && !context.last?.tree.has(path),
  );
  const failures = mistyped.map(({ address, path }) => ({
    address,
    path,
    reason: "answers that there is no such page (404 or 410): look at the address in urls",
  }));
  return { ...taken, failures: [...taken.failures, ...failures], whole: true };
}

/** What stands behind `#` is a place in the page, no page. */
function withoutFragment(address: string): string {
  const url = new URL(address);
  url.hash = "";
  return url.href;
}
