/** The version store: the index of a source, and the volumes of its files. */
import type { APIContext } from "astro";
import { readArchive, readVersions } from "../../../archive/facts.ts";
import { planPages } from "../../../archive/page-plan.ts";
import { listVersionFiles } from "../../../site/pages/page-lists.ts";

export function getStaticPaths() {
  const archive = readArchive();
  return planPages(archive.basePath, listVersionFiles(archive));
}

export function GET({ props }: APIContext<{ key: string }>): Response {
  return new Response(readVersions(props.key) as Uint8Array<ArrayBuffer>, {
    headers: { "Content-Type": "application/json" },
  });
}
