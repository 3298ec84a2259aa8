/** The version store: the index of a source, and the volumes of its files. */
import type { APIContext } from "astro";
import { readVersions } from "../../../archive/facts.ts";
import { planPages } from "../../../archive/page-plan.ts";
import { listVersionFiles } from "../../../site/pages/page-lists.ts";

export const getStaticPaths = () => planPages((archive) => listVersionFiles(archive));

export function GET({ props }: APIContext<{ key: string }>): Response {
  return new Response(readVersions(props.key) as Uint8Array<ArrayBuffer>, {
    headers: { "Content-Type": "application/json" },
  });
}
