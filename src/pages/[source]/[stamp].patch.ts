/** The patch of every pair. */
import type { APIContext } from "astro";
import { readArchive, readPatch } from "../../archive/facts.ts";
import { planPages } from "../../archive/page-plan.ts";
import type { PairFacts } from "../../model.ts";
import { createUrls } from "../../site/addresses/urls.ts";

export function getStaticPaths() {
  const archive = readArchive();
  const urls = createUrls(archive.basePath);
  const pages = archive.sources.flatMap(({ id, days }) =>
    days.flatMap(({ pairs }) =>
      pairs.map((pair) => ({
        params: { source: id, stamp: pair.to },
        props: { pair },
        address: urls.patch(id, pair.to),
      })),
    ),
  );
  return planPages(archive.basePath, pages);
}

export function GET({ props }: APIContext<{ pair: PairFacts }>): Response {
  return new Response(new Uint8Array(readPatch(props.pair)), {
    headers: { "content-type": "text/x-patch" },
  });
}
